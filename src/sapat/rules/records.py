"""SAP204-SAP208: records, one after the other: their order, what they must say, and the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.approval import facts_missing, text_missing
from sapat.model.findings import Hit, Where
from sapat.model.integrity import Link
from sapat.model.lacks import LACKS
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed
from sapat.model.versions import FIRST
from sapat.model.words import Words
from sapat.rules.objects import links, open_records, sealed, seals_written
from sapat.rules.rule import ERROR, INFO, Rule

Versions = tuple[Dossier, ...]
_CLAUSE = "ISO 9001:2015 7.5.3.2 c"


def _steps(at: Snapshot) -> Iterator[Link]:
    """Every record with the sealed one before it; open ones below a sealed one are told by SAP205."""
    yield from links(at)
    for one in open_records(at):
        former = newest_sealed(at.versions(one.slug))
        if former is None or former.version < one.version:
            yield one, former


def _successor(at: Snapshot, step: Link) -> Iterable[Hit]:
    """First approved text 1.0, a change N+1, a new edition E+1.0 (DOMAIN 4c); an adoption keeps the printed number."""
    one, former = step
    where = Where(one.path, ("version",))
    edition = {"edition": " --edition" if one.kind == "new-edition" else ""}
    if not one.kind:
        return
    if (former is None) != (one.kind in ("introduction", "adoption")):
        says = "kind-first" if former is None else "kind-later"
        yield Hit(
            Where(one.path, ("kind",)), says, {"kind": one.kind, "former": former.version if former else "", **edition}
        )
    elif former is None:
        if one.kind == "introduction" and one.version != FIRST:
            yield Hit(where, "first", {"version": one.version, **edition})
    else:
        due = former.version.next_edition if one.kind == "new-edition" else former.version.next_change
        if one.version != due:
            told = {"version": one.version, "former": former.version, "due": due, "kind": one.kind}
            yield Hit(where, "successor", told | edition)


def _with_open(at: Snapshot) -> Iterator[Versions]:
    return (versions for versions in at.dossiers.values() if any(not one.is_sealed for one in versions))


def _open_ones(at: Snapshot, versions: Versions) -> Iterable[Hit]:
    """One change is worked on at a time, and it is the next one."""
    opened = [one for one in versions if not one.is_sealed and one.record is not None]
    last = newest_sealed(versions)
    for one in opened[:-1]:
        yield Hit(Where(one.path, line=1, column=1), "several", {"version": one.version, "last": opened[-1].version})
    for one in opened[-1:]:
        if last is not None and one.version < last.version:
            yield Hit(Where(one.path, ("version",)), "below", {"version": one.version, "last": last.version})


def _incomplete(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    for lack in facts_missing(at, one.slug, one):
        yield Hit(lack.where, lack.says, lack.args)


def _unfinished(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    for lack in (*facts_missing(at, one.slug, one), *text_missing(at, one.slug, one)):
        yield Hit(lack.where, lack.says, lack.args, one.code)


def _withdrawals(at: Snapshot) -> Iterator[Dossier]:
    return (one for one in sealed(at) if one.is_withdrawal)


def _final(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """A withdrawal has no text and nothing comes after it."""
    if one.seal is not None and one.seal.files:
        yield Hit(Where(one.path, ("seal", "files")), "files", {"version": one.version})
    for later in at.versions(one.slug):
        if later.version > one.version:
            told = {"version": one.version, "later": later.version}
            yield Hit(Where(later.path, line=1, column=1), "followed", told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP204",
        severity=ERROR,
        proves=True,
        title=Words("Версиялар катары менен", "Версии идут по порядку", "Versions follow one another"),
        says={
            "first": Words(
                "биринчи бекитилген текст 1.0 болот, {version} эмес (кагаздан алынганы: adoption)",
                "первый утверждённый текст — 1.0, а не {version} (принятый с бумаги: adoption)",
                "the first approved text is 1.0, not {version} (one taken over from paper: adoption)",
            ),
            "successor": Words(
                "{former} версиясынан кийин ({kind}) {due} келет, {version} эмес",
                "после версии {former} ({kind}) идёт {due}, а не {version}",
                "after version {former} ({kind}) comes {due}, not {version}",
            ),
            "kind-first": Words(
                "«{kind}» биринчи жазуу боло албайт: introduction же adoption керек",
                "«{kind}» не может быть первой записью: нужна introduction или adoption",
                "{kind!r} cannot be the first record: introduction or adoption is",
            ),
            "kind-later": Words(
                "«{kind}» биринчи жазуу гана болот, бирок {former} версиясы катталган",
                "«{kind}» бывает только первой записью, а версия {former} уже зарегистрирована",
                "{kind!r} is only ever the first record, but version {former} is registered",
            ),
        },
        do={
            "": Words(
                "ачык жазууну түшүрүп, кайра ачыңыз: sapat revise {code} --drop, sapat revise {code}{edition}",
                "снимите открытую запись и откройте снова: sapat revise {code} --drop, sapat revise {code}{edition}",
                "drop the open record and open it again: sapat revise {code} --drop, sapat revise {code}{edition}",
            )
        },
        source=_CLAUSE,
        over=_steps,
        check=_successor,
        covers=seals_written,
    ),
    Rule(
        id="SAP205",
        severity=ERROR,
        title=Words("Бирден ашык эмес ачык жазуу", "Не более одной открытой записи", "At most one open record"),
        says={
            "several": Words(
                "ачык жазуулар бирден көп: {version} жана {last}",
                "открытых записей несколько: {version} и {last}",
                "there are several open records: {version} and {last}",
            ),
            "below": Words(
                "ачык жазуу {version} катталган {last} версиясынан төмөн",
                "открытая запись {version} ниже зарегистрированной версии {last}",
                "the open record {version} is below the registered version {last}",
            ),
        },
        do={
            "": Words(
                "ашыкча жазууну түшүрүңүз: sapat revise {code} --drop",
                "снимите лишнюю запись: sapat revise {code} --drop",
                "drop the record that is too many: sapat revise {code} --drop",
            )
        },
        source=_CLAUSE,
        over=_with_open,
        check=_open_ones,
    ),
    Rule(
        id="SAP206",
        severity=ERROR,
        proves=True,
        title=Words("Катталган жазуу толук", "Зарегистрированная запись полна", "A registered record is complete"),
        says=LACKS["facts"],
        do={
            "": Words(
                "оңдоо толуктоо менен: sapat amend --kind correction",
                "исправление — дополнением: sapat amend --kind correction",
                "correct it by an addendum: sapat amend --kind correction",
            )
        },
        source="ISO 9001:2015 8.5.6; R60",
        over=sealed,
        check=_incomplete,
        covers=seals_written,
    ),
    Rule(
        id="SAP207",
        severity=INFO,
        title=Words("Ачык жазууга эмне жетишпейт", "Чего нет в открытой записи", "What an open record lacks"),
        says={**LACKS["facts"], **LACKS["text"]},
        do={
            "": Words(
                "толуктаңыз: sapat revise {code}; каттоого чейин баары керек",
                "дополните: sapat revise {code}; до регистрации нужно всё",
                "complete it: sapat revise {code}; all is needed before it is registered",
            )
        },
        source="ISO 9001:2015 8.5.6; R60",
        over=open_records,
        check=_unfinished,
    ),
    Rule(
        id="SAP208",
        severity=ERROR,
        proves=True,
        title=Words("Күчүн жоготуу — акыркы жазуу", "Отмена — последняя запись", "A withdrawal is the last record"),
        says={
            "files": Words(
                "күчүн жоготуу жазуусунда ({version}) текст болбойт, бирок файлдар саналган",
                "в записи об отмене ({version}) нет текста, но перечислены файлы",
                "a withdrawal ({version}) has no text, but files are listed",
            ),
            "followed": Words(
                "{version} версиясы документтин күчүн токтоткон; андан кийин {later} боло албайт",
                "версия {version} отменила документ; версии {later} после неё быть не может",
                "version {version} withdrew the document; {later} cannot come after it",
            ),
        },
        do={
            "": Words(
                "жаңы документ керек болсо, ага жаңы код бериңиз: sapat new",
                "нужен новый документ — дайте ему новый код: sapat new",
                "if a document is needed again, give it a new code: sapat new",
            )
        },
        source="ISO 9001:2015 7.5.3.2 d",
        over=_withdrawals,
        check=_final,
    ),
)
