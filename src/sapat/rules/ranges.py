"""SAP230-SAP234: a change against the tree it starts from: facts stay, codes and versions go forward (`check --base`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sapat.model.append_only import Breach, Former, breaches, dossier_of, grouped, is_fact, may_follow
from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.integrity import text_version
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed
from sapat.model.versions import Version
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

Pair = tuple[Document, Document]  # before, after
_CLAUSE = "ISO 9001:2015 7.5.3.2"
_PART = ("part", "agreement")
_RECORD = "/record.yaml"


def _base(at: Snapshot) -> Snapshot:
    assert at.base is not None  # rules with_base run only where there is one
    return at.base


def _registers(at: Snapshot) -> dict[str, str]:
    return {path: file.blob for path, file in at.files.items() if path.startswith("registers/")}


def _breaches(at: Snapshot) -> Mapping[str, Breach]:
    """path -> what the range did to a fact it found."""
    base = _base(at)
    then, now = _registers(base), _registers(at)
    changed = {path: now[path] for path, blob in then.items() if path in now and now[path] != blob}
    before = Former(
        then,
        base.once(_dossier_files),
        sealed=lambda folder: (
            folder + "/record.yaml" in base.facts and bool(base.facts[folder + "/record.yaml"].facts_sha256)
        ),
        readable=lambda path: path not in base.facts or base.facts[path].readable,
    )
    added = {path: blob for path, blob in now.items() if path not in then}
    found = [*breaches(before, changed, then.keys() - now.keys(), added), *_entered(at, before, added)]
    return {one.path: one for one in found}


def _entered(at: Snapshot, before: Former, added: Mapping[str, str]) -> Iterator[Breach]:
    """What comes into a dossier that was sealed: only addenda and signatures may, and what its seal lists already."""
    for path in added:
        folder = dossier_of(path)
        if folder and before.sealed(folder) and not may_follow(path):
            seal = next((one.seal for one in at.versions(folder.split("/")[2]) if one.folder == folder), None)
            listed = (*seal.agreements, *(f"copy/{one}" for one in seal.files)) if seal else ()
            if path.removeprefix(folder + "/") not in listed:
                yield Breach(path, "added")


def _dossier_files(at: Snapshot) -> dict[str, set[str]]:
    return grouped(_registers(at).keys())


def _facts(at: Snapshot) -> Iterator[str]:
    yield from (path for path in _base(at).files if is_fact(path))
    yield from (path for path, one in at.once(_breaches).items() if one.says == "added")


def _kept(at: Snapshot, path: str) -> Iterable[Hit]:
    """What was entered stays: a correction is an addendum, an end is a withdrawal. There is no delete."""
    one = at.once(_breaches).get(path)
    if one is None or one.says in _PART:
        return
    folder = dossier_of(path)
    told = {"path": path, "to": one.to, "entry": folder or path, "folder": folder}
    standing = _standing_without(at, folder) if folder else ""
    if not standing:
        yield _hit(at, one, told)
    elif path == folder + _RECORD:
        code = _base(at).codes_of_paths.get(path, "")
        told |= {"code": code, "standing": standing, "version": folder.rpartition("/")[2]}
        yield replace(_hit(at, one, told), says="reverted")


def _standing_without(at: Snapshot, folder: str) -> str:
    """The version that would stand again because the seal of a newer one was taken back; nothing where none was."""
    record = folder + _RECORD
    before, after = _base(at).facts.get(record), at.facts.get(record)
    if before is None or not before.facts_sha256 or (after is not None and after.facts_sha256):
        return ""
    _, _, slug, version = folder.split("/")
    former = newest_sealed(at.versions(slug))
    return str(former.version) if former is not None and former.version < Version.parse(version) else ""


def _whole(at: Snapshot, path: str) -> Iterable[Hit]:
    one = at.once(_breaches).get(path)
    if one is not None and one.says in _PART and not _made_way(at, dossier_of(path)):
        yield _hit(at, one, {"path": path, "folder": dossier_of(path)})


def _made_way(at: Snapshot, folder: str) -> bool:
    """Whether another record took the number of an open one: an urgent change, or the withdrawal. Its answers are new."""
    before, after = (_nature(told, folder) for told in (_base(at), at))
    return None not in (before, after) and before != after


def _nature(at: Snapshot, folder: str) -> tuple[bool, bool] | None:
    slug = folder.split("/")[2]
    found = next((one for one in at.versions(slug) if one.folder == folder and one.record is not None), None)
    return (found.is_withdrawal, found.urgent) if found else None


def _hit(at: Snapshot, one: Breach, told: Mapping[str, object]) -> Hit:
    document = _base(at).codes_of_paths.get(one.path, "") or at.codes_of_paths.get(one.path, "")
    return Hit(Where(one.path, line=1, column=1), one.says, told, document)


def _same_place(at: Snapshot) -> Iterator[Pair]:
    """Documents that lie where a document lay."""
    before = {doc.path: doc for doc in _base(at).documents if doc.readable}
    return ((before[doc.path], doc) for doc in at.documents if doc.readable and doc.path in before)


def _recoded(at: Snapshot, pair: Pair) -> Iterable[Hit]:
    """A code is never changed by editing: an institution renamed is a `recode`, another document is another file."""
    before, after = pair
    if before.slug != after.slug and newest_sealed(_base(at).versions(before.slug)) is not None:
        told = {"before": before.code, "after": after.code}
        yield Hit(Where(after.path, ("code",)), "", told)


def _same_document(at: Snapshot) -> Iterator[Pair]:
    before = _base(at).by_slug
    return ((before[doc.slug], doc) for doc in at.documents if doc.readable and doc.slug in before)


def _backward(at: Snapshot, pair: Pair) -> Iterable[Hit]:
    _, after = pair
    last = text_version(_base(at).versions(after.slug))
    try:
        told = Version.parse(after.text("version"))
    except ValueError:
        return
    if last is not None and told < last.version:
        yield Hit(Where(after.path, ("version",)), "", {"told": told, "last": last.version, "code": after.code})


def _beginning(at: Snapshot) -> Iterator[str]:
    return (since for since in (_base(at).settings.history_since,) if since)


def _begins_later(at: Snapshot, since: str) -> Iterable[Hit]:
    """Where the history is looked at from is set once: set later, it would hide what was done before."""
    if (now := at.settings.history_since) != since:
        yield Hit(Where("sapat.toml", ("history", "since")), "", {"since": since, "now": now or "—"})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP230",
        severity=ERROR,
        title=Words("Киргизилген факт өзгөрбөйт", "Внесённый факт не меняется", "A fact entered stays as it is"),
        says={
            "changed": Words(
                "{path}: киргизилген факт өзгөртүлгөн",
                "{path}: внесённый факт изменён",
                "{path}: a fact that was entered has been changed",
            ),
            "removed": Words(
                "{path}: киргизилген факт алынып салынган",
                "{path}: внесённый факт удалён",
                "{path}: a fact that was entered has been removed",
            ),
            "moved": Words(
                "{path}: киргизилген факт {to} дарегине жылдырылган",
                "{path}: внесённый факт перенесён в {to}",
                "{path}: a fact that was entered has been moved to {to}",
            ),
            "dossier": Words(
                "{folder}: катталган версиянын досьеси бүтүндөй алынып салынган",
                "{folder}: досье зарегистрированной версии удалено целиком",
                "{folder}: the dossier of a registered version has been removed",
            ),
            "added": Words(
                "{path}: катталган досьеге кийин файл кошулган ({folder})",
                "{path}: файл добавлен в досье после регистрации ({folder})",
                "{path}: a file has come into a dossier after it was registered ({folder})",
            ),
            "reverted": Words(
                "{code}: {version} версиясынын катталышы артка кайтарылган, {standing} кайра күчүнө киргендей болот",
                "{code}: регистрация версии {version} отменена, будто снова в силе {standing}",
                "{code}: the registration of version {version} has been reverted, as if {standing} stood again",
            ),
        },
        do={
            "reverted": Words(
                "git revert коммитин алып салыңыз; мурунку текст керек болсо, ал кийинки версия болот: sapat revise {code} --restore {standing}",
                "уберите коммит git revert; нужен прежний текст — он станет следующей версией: sapat revise {code} --restore {standing}",
                "take the reverting commit out; if the former text is wanted, it becomes the next version: sapat revise {code} --restore {standing}",
            ),
            "": Words(
                "файлды кайтарыңыз; оңдоо жана кийинки окуялар толуктоо менен: sapat amend {entry}",
                "верните файл; исправления и события — дополнением: sapat amend {entry}",
                "bring the file back; corrections and later events are addenda: sapat amend {entry}",
            ),
            "added": Words(
                "файлды алып салыңыз; катталгандан кийин толуктоо гана кошулат: sapat amend {entry}",
                "уберите файл; после регистрации добавляются только дополнения: sapat amend {entry}",
                "take the file away; after registration only addenda are added: sapat amend {entry}",
            ),
            "dossier": Words(
                "досьени кайтарыңыз; ката бекитилген версия ошол эле күндөн жогорку версия менен токтотулат: sapat revise, sapat approve; толуктоо: sapat amend {entry}",
                "верните досье; ошибочную версию останавливает более высокая с того же дня: sapat revise, sapat approve; дополнение: sapat amend {entry}",
                "bring the dossier back; a version approved by mistake is stopped by a higher one of the same day: sapat revise, sapat approve; an addendum: sapat amend {entry}",
            ),
        },
        source=f"{_CLAUSE}; R44",
        over=_facts,
        check=_kept,
        with_base=True,
    ),
    Rule(
        id="SAP231",
        severity=ERROR,
        title=Words(
            "Ачык досье бөлүп-бөлүп алынбайт",
            "Открытое досье не убирают по частям",
            "An open dossier goes whole or not at all",
        ),
        says={
            "part": Words(
                "{path}: ачык досьеден бир бөлүгү гана алынып салынган ({folder})",
                "{path}: из открытого досье убрана только часть ({folder})",
                "{path}: only a part of the open dossier has been removed ({folder})",
            ),
            "agreement": Words(
                "{path}: берилген жооп өзгөртүлгөн; жооп бир жолу жазылат",
                "{path}: данный ответ изменён; ответ пишется один раз",
                "{path}: an answer that was given has been changed; it is written once",
            ),
        },
        do={
            "": Words(
                "файлды кайтарыңыз же досьени бүтүндөй түшүрүңүз: sapat revise {code} --drop",
                "верните файл или снимите досье целиком: sapat revise {code} --drop",
                "bring the file back, or drop the dossier as a whole: sapat revise {code} --drop",
            ),
            "agreement": Words(
                "файлды кайтарыңыз; жаңы жооп жаңы айланма менен: sapat agree",
                "верните файл; новый ответ — новым кругом: sapat agree",
                "bring the file back; a new answer is a new round: sapat agree",
            ),
        },
        source=f"{_CLAUSE}; R40",
        over=_facts,
        check=_whole,
        with_base=True,
    ),
    Rule(
        id="SAP232",
        severity=ERROR,
        title=Words("Код оңдоо менен өзгөрбөйт", "Код не меняется правкой", "A code is not changed by editing"),
        says={
            "": Words(
                "код {before} болгон, эми {after}: бирок recode жазуусу жок",
                "код был {before}, стал {after}, но записи recode нет",
                "the code was {before} and is now {after}, but there is no recode",
            )
        },
        do={
            "": Words(
                "мурунку кодду кайтарыңыз; код мыйзамдуу өзгөрсө: sapat amend --kind recode; башка документ болсо: sapat new",
                "верните прежний код; законная замена кода: sapat amend --kind recode; другой документ: sapat new",
                "bring the former code back; a code is replaced by: sapat amend --kind recode; another document is: sapat new",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R9",
        over=_same_place,
        check=_recoded,
        with_base=True,
    ),
    Rule(
        id="SAP233",
        severity=ERROR,
        title=Words("Версия артка кетпейт", "Версия не идёт назад", "A version never goes back"),
        says={
            "": Words(
                "{code}: {last} версиясы катталган, эми текстте {told}",
                "{code}: зарегистрирована версия {last}, а в тексте теперь {told}",
                "{code}: version {last} is registered, but the text now says {told}",
            )
        },
        do={
            "": Words(
                "мурунку текст керек болсо, аны жаңы версия кылыңыз: sapat revise {code} --restore {told}",
                "нужен прежний текст — сделайте его новой версией: sapat revise {code} --restore {told}",
                "if the former text is wanted, make it the next version: sapat revise {code} --restore {told}",
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=_same_document,
        check=_backward,
        with_base=True,
    ),
    Rule(
        id="SAP234",
        severity=ERROR,
        title=Words(
            "Тарых башынан бери каралат", "История проверяется с начала", "The history is looked at from its beginning"
        ),
        says={
            "": Words(
                "[history] since өзгөртүлгөн: {since} болчу, эми {now}",
                "[history] since изменено: было {since}, стало {now}",
                "[history] since was {since} and is now {now}",
            )
        },
        do={
            "": Words(
                "мурунку маанини кайтарыңыз: ансыз мурда өзгөртүлгөн фактылар көрүнбөй калат",
                "верните прежнее значение: иначе сделанное раньше останется невидимым",
                "bring the former value back: without it what was done to facts before stays unseen",
            )
        },
        source=_CLAUSE,
        over=_beginning,
        check=_begins_later,
        with_base=True,
    ),
)
