"""SAP916: a dossier takes nothing in once it is registered, as far as the tree alone can tell: by the checkpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.append_only import dossier_of, may_follow
from sapat.model.checkpoints import chain, first_with
from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

_RECORD = "/record.yaml"


def _frozen(at: Snapshot) -> Iterator[str]:
    """Every file of a dossier whose record a checkpoint lists; addenda and signatures come later by right."""
    if chain(at):
        for path in at.facts:
            folder = dossier_of(path)
            if folder and not may_follow(path) and first_with(at, folder + _RECORD):
                yield path


def _late(at: Snapshot) -> Iterator[str]:
    """Those that the checkpoint of their record did not list yet, nor one before it."""
    for path in _frozen(at):
        record, own = first_with(at, dossier_of(path) + _RECORD), first_with(at, path)
        if record is not None and (own is None or own.number > record.number):
            yield path


def _added(at: Snapshot, path: str) -> Iterable[Hit]:
    if path in at.once(_all_late):
        folder = dossier_of(path)
        record = first_with(at, folder + _RECORD)
        told = {"path": path, "folder": folder, "number": record.number if record else 0}
        yield Hit(Where(path, line=1, column=1), "", told)


def _all_late(at: Snapshot) -> frozenset[str]:
    return frozenset(_late(at))


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP916",
        severity=ERROR,
        proves=True,
        title=Words(
            "Катталган досьеге эч нерсе кошулбайт",
            "В зарегистрированное досье ничего не добавляют",
            "Nothing comes into a registered dossier",
        ),
        says={
            "": Words(
                "{path}: {number}-чекит {folder} досьесин бул файлсыз тизмелейт: ал катталгандан кийин кошулган",
                "{path}: точка {number} перечисляет досье {folder} без этого файла: он добавлен после регистрации",
                "{path}: checkpoint {number} lists the dossier {folder} without this file: it came after registration",
            )
        },
        do={
            "": Words(
                "файлды алып салыңыз; катталгандан кийин толуктоо гана кошулат: sapat amend {folder}",
                "уберите файл; после регистрации добавляются только дополнения: sapat amend {folder}",
                "take the file away; after registration only addenda are added: sapat amend {folder}",
            )
        },
        source="ISO 9001:2015 7.5.3.2; R44",
        over=_frozen,
        check=_added,
        suspects=_late,
    ),
)
