"""SAP780-SAP782: numbered copies on paper (R42, R45; DOMAIN 5.4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.approval import title
from sapat.model.copies import Copy, copies, copies_out, recalls
from sapat.model.findings import Hit, Where
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, newest_sealed
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2 a, c; R42, R45"


def _held(at: Snapshot) -> Iterator[str]:
    return (slug for slug in copies(at) if copies_out(at, slug) and newest_sealed(at.versions(slug)) is not None)


def _recalled(at: Snapshot, slug: str) -> Iterable[Hit]:
    """Told at the newest record of the document: what ends a version touches it, not the copies."""
    newest = newest_sealed(at.versions(slug))
    assert newest is not None  # by `_held`
    for one in recalls(at, slug):
        names = {
            lang: "; ".join(f"№ {copy.number} — {title(at, 'units', copy.holder).say(lang)}" for copy in one.copies)
            for lang in ("ky", "ru", "en")
        }
        numbers = " ".join(str(copy.number) for copy in one.copies)
        args = {"version": one.version, "since": one.since, "copies": Words(**names), "numbers": numbers}
        yield Hit(Where(newest.path), "", args | {"code": code_on(at, slug)}, code_on(at, slug))


def _all(at: Snapshot) -> Iterator[Copy]:
    return (one for held in copies(at).values() for one in held)


def _misnamed(at: Snapshot, one: Copy) -> Iterable[Hit]:
    wanted = f"{one.slug}-{one.number}"
    if one.entry.id != wanted:
        told = {"wanted": wanted, "told": one.entry.id, "holder": one.holder}
        yield Hit(Where(one.entry.path, ("number",)), "", told, one.entry.text("document"))


def _unregistered(at: Snapshot, one: Copy) -> Iterable[Hit]:
    known = [str(version.version) for version in registered(at, one.slug) if version.copy]
    if at.versions(one.slug) and one.version not in known:
        args = {"version": one.version, "known": ", ".join(known) or "—", "holder": one.holder}
        args["newest"] = known[-1] if known else "…"
        yield Hit(Where(one.entry.path, ("version",)), "", args, one.entry.text("document"))


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP780",
        severity=WARNING,
        title=Words(
            "Күчүн жоготкон версиянын эсептеги нускалары кайтарылган",
            "Учтённые экземпляры недействующих версий возвращены",
            "Controlled copies of versions that are over have come back",
        ),
        says={
            "": Words(
                "{version}-версия {since} тартып күчүндө эмес, бирок нускалары колдо: {copies}",
                "версия {version} не действует с {since}, но её экземпляры на руках: {copies}",
                "version {version} is over since {since}, but copies of it are held: {copies}",
            )
        },
        do={
            "": Words(
                "кайтарып алып жазыңыз: sapat copies return {code} {numbers}; жаңысын бериңиз: sapat copies issue {code} --to …",
                "изымите и запишите: sapat copies return {code} {numbers}; выдайте новые: sapat copies issue {code} --to …",
                "take them back and write it down: sapat copies return {code} {numbers}; hand out new ones: sapat copies issue {code} --to …",
            )
        },
        source=_CLAUSE,
        over=_held,
        check=_recalled,
    ),
    Rule(
        id="SAP781",
        severity=ERROR,
        title=Words(
            "Ар бир нусканын өз номери бар",
            "У каждого экземпляра свой номер",
            "Every controlled copy has a number of its own",
        ),
        says={
            "": Words(
                "нусканын файлы {told} деп аталат, документи жана номери боюнча {wanted} болушу керек",
                "файл экземпляра назван {told}, по документу и номеру должно быть {wanted}",
                "the file of the copy is named {told}; by its document and number it is {wanted}",
            )
        },
        do={
            "": Words(
                "нусканы буйрук менен бериңиз: sapat copies issue {code} --to {holder}",
                "выдавайте экземпляры командой: sapat copies issue {code} --to {holder}",
                "hand out copies by the verb: sapat copies issue {code} --to {holder}",
            )
        },
        source=_CLAUSE,
        over=_all,
        check=_misnamed,
    ),
    Rule(
        id="SAP782",
        severity=ERROR,
        title=Words(
            "Нуска катталган версиядан алынган",
            "Экземпляр сделан с зарегистрированной версии",
            "A controlled copy is of a registered version",
        ),
        says={
            "": Words(
                "{version}-версиянын катталган тексти жок (катталгандары: {known})",
                "у версии {version} нет зарегистрированного текста (есть: {known})",
                "version {version} has no registered text (there are: {known})",
            )
        },
        do={
            "": Words(
                "катталган версияны атаңыз: sapat copies issue {code} --version {newest} --to {holder}",
                "назовите зарегистрированную версию: sapat copies issue {code} --version {newest} --to {holder}",
                "name a registered version: sapat copies issue {code} --version {newest} --to {holder}",
            )
        },
        source=_CLAUSE,
        over=_all,
        check=_unregistered,
    ),
)
