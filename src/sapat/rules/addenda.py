"""SAP7, second part: addenda, the only way to say later what an entry did not say (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sapat.model.documents import TEXT_KEYS
from sapat.model.entries import administered
from sapat.model.findings import Hit, Where
from sapat.model.settings import ACCESS
from sapat.model.shapes import fits
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.added import Added, added, before, told_addenda
from sapat.rules.rule import ERROR, Rule

_ANYWHERE: Final = ("correction", "event")
_OF_AN_END: Final = ("correction", "event", "postponement", "ratification")  # what can still be said of a withdrawal
BEGIN: Final = ("event", "administrative", "suspension", "resumption", "recode")
SETTING: Final = ("correction", "event", "administrative", "postponement", "extension", "recode")
_SEALED: Final = frozenset({"schema", "document", "version", "kind", "seal"})
_LATER: Final = ("registration", "actions")  # of a record: what may come to be known after the approval


def _linked(at: Snapshot, seen: Added) -> Iterable[Hit]:
    one, entry = seen.one, seen.entry
    last = seen.former[-1] if seen.former else None
    wanted = last.number + 1 if last else 1
    if one.number != wanted:
        yield Hit(Where(one.path, line=1, column=1), "gap", {"number": one.number, "wanted": wanted})
    to = one.value.get("to")
    told = to if isinstance(to, Mapping) else {}
    if told.get("path") != entry.path:
        yield Hit(seen.where("to", "path"), "path", {"told": str(told.get("path", "—")), "path": entry.path})
    if told.get("sha256") != entry.sha256:
        yield Hit(seen.where("to", "sha256"), "digest", {"path": entry.path, "sha256": entry.sha256[:12]})
    before = last.path if last else entry.path
    digest = last.sha256 if last else entry.sha256
    if one.number == wanted and one.value.get("previous") != digest:
        yield Hit(seen.where("previous"), "previous", {"path": before, "sha256": digest[:12]})


def _kind(at: Snapshot, seen: Added) -> Iterable[Hit]:
    kind = seen.one.kind
    if seen.dossier is None and kind not in _ANYWHERE:
        yield Hit(seen.where("kind"), "", {"kind": kind, "known": ", ".join(_ANYWHERE)})
    elif seen.dossier is not None and not seen.dossier.is_sealed:
        yield Hit(seen.where("kind"), "open", {"path": seen.entry.path})
    elif seen.dossier is not None and seen.dossier.is_withdrawal and kind not in _OF_AN_END:
        yield Hit(seen.where("kind"), "withdrawal", {"kind": kind, "known": ", ".join(_OF_AN_END)})
    elif seen.dossier is not None and kind == "ratification" and not seen.dossier.urgent:
        yield Hit(seen.where("kind"), "ordinary", {"version": seen.dossier.version})


def settable(at: Snapshot, seen: Added) -> Mapping[str, Mapping[str, Any]]:
    """The keys an addendum of this kind may set, each with its piece of schema."""
    entry: Mapping[str, Mapping[str, Any]] = at.schemas.get(seen.schema, {}).get("properties", {})
    if seen.dossier is None:
        return {key: told for key, told in entry.items() if key != "schema"}
    kind = seen.one.kind
    if kind == "administrative":
        front: Mapping[str, Mapping[str, Any]] = at.schemas.get("document", {}).get("properties", {})
        return {key: told for key, told in front.items() if key not in TEXT_KEYS}
    if kind == "event":
        return {key: entry[key] for key in _LATER if key in entry}
    if kind == "correction":
        return {key: told for key, told in entry.items() if key not in _SEALED}
    if kind == "recode":
        return {"code": {"type": "string", "minLength": 1}}
    only = {"postponement": "effective", "extension": "expires"}.get(kind, "")
    return {only: entry[only]} if only in entry else {}


def _set(at: Snapshot, seen: Added) -> Iterable[Hit]:
    told, known = seen.one.set, settable(at, seen)
    if not told and seen.one.kind in SETTING:
        yield Hit(seen.where("set"), "nothing", {"kind": seen.one.kind})
    for key, value in told.items():
        where = seen.where("set", key)
        if key not in known:
            text = seen.dossier is not None and key in (*TEXT_KEYS, *_SEALED)
            args = {"key": key, "kind": seen.one.kind, "known": ", ".join(known) or "—"}
            yield Hit(where, "text" if text else "unknown", args)
        elif not fits(value, known[key]):
            yield Hit(where, "value", {"key": key, "value": str(value)[:60]})
        elif key == "effective" and _begun(seen):
            yield Hit(where, "begun", {"day": str(seen.entry.get("effective"))})
        elif key == "access" and seen.dossier is not None and _looser(seen, str(value)):
            yield Hit(where, "looser", {"value": str(value)})


def _begun(seen: Added) -> bool:
    """Whether the version was in force already when the addendum was written."""
    written = seen.one.recorded
    if seen.dossier is None or written is None:
        return False
    begins = before(seen, "effective")
    return begins is not None and begins <= written.date()


def _looser(seen: Added, access: str) -> bool:
    """Access may only become stricter: what was open cannot be taken back, what was closed was promised."""
    assert seen.dossier is not None
    since = seen.one.since or date.max
    former = administered(seen.dossier.front, seen.former, since).get("access")
    return former in ACCESS and ACCESS.index(access) < ACCESS.index(former)


def _from(at: Snapshot, seen: Added) -> Iterable[Hit]:
    if seen.one.kind in BEGIN and seen.one.since is None:
        yield Hit(seen.where("kind"), "", {"kind": seen.one.kind})


def _recorded(at: Snapshot, seen: Added) -> Iterable[Hit]:
    when = seen.one.recorded
    if when is not None and when > at.now + timedelta(days=1):
        args = {"when": when.isoformat(), "now": at.now.isoformat(timespec="seconds")}
        yield Hit(seen.where("recorded"), "", args)


RULES = (
    Rule(
        id="SAP704",
        severity=ERROR,
        proves=True,
        title=Words("Толуктоолордун чынжыры бүтүн", "Цепь дополнений цела", "The chain of addenda is whole"),
        says={
            "gap": Words(
                "толуктоонун номери {number}, {wanted} болушу керек",
                "номер дополнения {number}, а должен быть {wanted}",
                "the addendum has the number {number}; it must be {wanted}",
            ),
            "path": Words(
                "to.path «{told}» деп турат, ал эми толуктоо {path} жанында жатат",
                "to.path указывает на «{told}», а дополнение лежит рядом с {path}",
                "to.path says {told!r}, but the addendum lies beside {path}",
            ),
            "digest": Words(
                "to.sha256 {path} файлынын азыркы изине ({sha256}…) барабар эмес",
                "to.sha256 не равен нынешней сумме {path} ({sha256}…)",
                "to.sha256 is not the digest of {path} as it is now ({sha256}…)",
            ),
            "previous": Words(
                "previous {path} файлынын изине ({sha256}…) барабар эмес",
                "previous не равен сумме {path} ({sha256}…)",
                "previous is not the digest of {path} ({sha256}…)",
            ),
        },
        do={
            "": Words(
                "өзгөртүлгөн файлды Git тарыхынан калыбына келтириңиз; толуктоону sapat amend гана жазат",
                "восстановите изменённый файл из истории Git; дополнения пишет только sapat amend",
                "restore the file that was changed from Git; addenda are written by sapat amend alone",
            )
        },
        source="ISO 9001:2015 7.5.3.2 b, c; R43",
        over=told_addenda,
        check=_linked,
        covers=lambda at: (one for one in at.once(added) if one.one.value),
    ),
    Rule(
        id="SAP705",
        severity=ERROR,
        title=Words("Толуктоонун түрү туура келет", "Вид дополнения уместен", "The kind of addendum fits"),
        says={
            "": Words(
                "{kind} түрүндөгү толуктоо бул реестрге жазылбайт; мүмкүн болгондору: {known}",
                "дополнение вида {kind} в этом реестре не пишется; возможны: {known}",
                "an addendum of the kind {kind} is not for this register; possible are: {known}",
            ),
            "open": Words(
                "{path} али катталган эмес: ага толуктоо эмес, оңдоо керек",
                "{path} ещё не зарегистрирована: её правят, а не дополняют",
                "{path} is not registered yet: it is edited, not added to",
            ),
            "withdrawal": Words(
                "{kind} күчүн жоготуу жазуусуна тиешелүү эмес; мүмкүн болгондору: {known}",
                "{kind} не относится к записи об отмене; возможны: {known}",
                "{kind} is not for the record of a withdrawal; possible are: {known}",
            ),
            "ordinary": Words(
                "{version} версиясы шашылыш эмес: кеңеш аны ырастабайт",
                "версия {version} не срочная: совет её не утверждает задним числом",
                "version {version} is not an urgent one: there is nothing to ratify",
            ),
        },
        do={
            "": Words(
                "туура түрүн тандаңыз: sapat amend --help",
                "выберите верный вид: sapat amend --help",
                "choose the right kind: sapat amend --help",
            ),
            "open": Words(
                "толуктоону өчүрүп, жазуунун өзүн оңдоңуз: sapat revise",
                "удалите дополнение и исправьте саму запись: sapat revise",
                "delete the addendum and edit the record itself: sapat revise",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=told_addenda,
        check=_kind,
    ),
    Rule(
        id="SAP706",
        severity=ERROR,
        title=Words(
            "Толуктоо өзгөртө алганын гана өзгөртөт", "Дополнение меняет дозволенное", "An addendum sets what it may"
        ),
        says={
            "unknown": Words(
                "set.{key}: {kind} түрү муну өзгөртө албайт; мүмкүн болгондору: {known}",
                "set.{key}: вид {kind} этого не меняет; возможны: {known}",
                "set.{key}: the kind {kind} cannot set this; possible are: {known}",
            ),
            "text": Words(
                "set.{key}: бул текстке таандык, аны жаңы версия гана өзгөртөт",
                "set.{key}: это принадлежит тексту, его меняет только новая версия",
                "set.{key}: this belongs to the text; only a new version changes it",
            ),
            "value": Words(
                "set.{key}: «{value}» туура келбейт",
                "set.{key}: «{value}» не подходит",
                "set.{key}: {value!r} does not fit",
            ),
            "begun": Words(
                "документ {day} күчүнө кирген: күчүнө кирүү күнү эми өзгөрбөйт",
                "документ действует с {day}: дата введения уже не меняется",
                "the document has been in force since {day}: its effective date no longer changes",
            ),
            "looser": Words(
                "set.access: {value} — жеткиликтүүлүк кеңейтилбейт, чектелет гана",
                "set.access: {value} — доступ можно только сузить",
                "set.access: {value} — access may only become stricter",
            ),
            "nothing": Words(
                "{kind} түрүндөгү толуктоо эч нерсени өзгөртпөйт (set жок)",
                "дополнение вида {kind} ничего не меняет (нет set)",
                "an addendum of the kind {kind} that sets nothing",
            ),
        },
        do={
            "": Words(
                "маанини оңдоңуз; толуктоону sapat amend текшерип жазат",
                "исправьте значение; sapat amend пишет дополнение с проверкой",
                "mend the value; sapat amend checks an addendum as it writes it",
            ),
            "text": Words(
                "жаңы версия ачыңыз: sapat revise",
                "откройте новую версию: sapat revise",
                "open a new version: sapat revise",
            ),
            "begun": Words(
                "жаңы версия ачыңыз: sapat revise",
                "откройте новую версию: sapat revise",
                "open a new version: sapat revise",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=told_addenda,
        check=_set,
    ),
    Rule(
        id="SAP707",
        severity=ERROR,
        title=Words("Толуктоонун башталган күнү бар", "У дополнения есть дата начала", "An addendum says from when"),
        says={
            "": Words(
                "{kind}: кайсы күндөн тарта экени (from) жазылган эмес",
                "{kind}: не сказано, с какого дня (from)",
                "{kind}: it does not say from when (from)",
            )
        },
        do={"": Words("from: ЖЖЖЖ-АА-КК кошуңуз", "добавьте from: ГГГГ-ММ-ДД", "add from: YYYY-MM-DD")},
        source="ISO 9001:2015 7.5.3.2 c",
        over=lambda at: (one for one in told_addenda(at) if one.one.kind in BEGIN),
        check=_from,
    ),
    Rule(
        id="SAP708",
        severity=ERROR,
        proves=True,
        title=Words(
            "Толуктоо келечекте жазылган эмес", "Дополнение не из будущего", "An addendum is not from the future"
        ),
        says={
            "": Words(
                "recorded: {when} — бул убакыт али келе элек (азыр {now})",
                "recorded: {when} — это время ещё не наступило (сейчас {now})",
                "recorded: {when} has not come yet (it is {now})",
            )
        },
        do={
            "": Words(
                "компьютердин саатын текшерип, толуктоону кайра жазыңыз: sapat amend",
                "проверьте часы компьютера и запишите дополнение заново: sapat amend",
                "check the clock of the computer and write the addendum again: sapat amend",
            )
        },
        source="ISO 9001:2015 7.5.3.2 b",
        over=lambda at: (one for one in told_addenda(at) if one.one.recorded),
        check=_recorded,
    ),
)
