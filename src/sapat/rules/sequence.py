"""SAP715-SAP716, SAP718, SAP721: addenda in their order: turns, the record of the day, the clock, what a version replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sapat.model.days import day
from sapat.model.entries import Addendum, administered
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier, Seal
from sapat.model.snapshot import Snapshot
from sapat.model.status import suspended
from sapat.model.words import Words
from sapat.rules.added import Added, Beside, of_records, told_addenda
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2 c"
_TURNS = ("suspension", "resumption")
_OF_THE_DAY = ("administrative", "recode", "suspension", "resumption", "extension")
_AGAIN = Words(
    "толуктоону кайра жазыңыз: sapat amend",
    "запишите дополнение заново: sapat amend",
    "write the addendum again: sapat amend",
)


def _turning(at: Snapshot) -> Iterator[Beside]:
    return (pair for pair in of_records(at) if pair[0].one.kind in _TURNS)


def _turn(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """Suspension and resumption take turns, each on or after the day of the one before."""
    seen, _ = pair
    last = next((one for one in reversed(seen.former) if one.kind in _TURNS), None)
    if seen.one.kind == (last.kind if last else "resumption"):
        yield Hit(seen.where("kind"), seen.one.kind)
    elif last and last.since and seen.one.since and seen.one.since < last.since:
        yield Hit(seen.where("from"), "back", {"since": seen.one.since, "former": last.since})


def _dated(at: Snapshot) -> Iterator[Beside]:
    for pair in of_records(at):
        if pair[0].one.kind in _OF_THE_DAY and _day(pair[0].one) is not None:
            yield pair


def _day(one: Addendum) -> date | None:
    """The day from which an addendum counts; of an extension, the day it was written."""
    if one.kind == "extension":
        return one.recorded.date() if one.recorded else None
    return one.since


def _not_of_the_day(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """It stands beside the record in force that day, as far as records went when it was written."""
    seen, record = pair
    on = _day(seen.one)
    assert on is not None
    begun = [one for one in _known(at, record, seen.one) if (_effective(one, seen.one) or date.max) <= on]
    newest = begun[-1] if begun else None
    if newest is None:
        return  # nothing was in force yet: it is for the first text that comes
    if newest.is_withdrawal:
        yield Hit(seen.where("kind"), "over", {"on": on, "version": newest.version})
    elif newest is not record:
        yield Hit(seen.where("to", "path"), "", {"on": on, "version": newest.version, "path": newest.path})


def _known(at: Snapshot, record: Dossier, added: Addendum) -> list[Dossier]:
    """The records of the document that had been registered when an addendum was written."""
    told = [one for one in at.versions(record.slug) if one.seal is not None]
    if added.recorded is None:
        return told
    return [one for one in told if one is record or _before(one.seal, added.recorded)]


def _before(seal: Seal | None, moment: datetime) -> bool:
    return seal is not None and seal.sealed is not None and seal.sealed < moment


def _effective(record: Dossier, added: Addendum) -> date | None:
    """From when a record was in force by what was known when an addendum was written."""
    moved = [
        day(one.set.get("effective"))
        for one in record.addenda
        if one.kind == "postponement" and one.recorded and added.recorded and one.recorded <= added.recorded
    ]
    return moved[-1] if moved else day(record.get("effective"))


def _in_order(at: Snapshot, seen: Added) -> Iterable[Hit]:
    """The clock of a chain never goes back by more than clocks differ."""
    assert seen.one.recorded is not None
    earlier = [one.recorded for one in seen.former if one.recorded]
    if seen.dossier is not None and seen.dossier.seal is not None and seen.dossier.seal.sealed is not None:
        earlier.append(seen.dossier.seal.sealed)
    last = max(earlier, default=None)
    if last is not None and seen.one.recorded < last - timedelta(days=1):
        yield Hit(seen.where("recorded"), "", {"told": seen.one.recorded.isoformat(), "last": last.isoformat()})


def _lost(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """What was to begin under a text that another has replaced meanwhile begins only when it is said of that one."""
    seen, record = pair
    on = seen.one.since
    if on is None or seen.one.kind not in ("administrative", "suspension"):
        return
    later = [one for one in at.versions(record.slug) if one.is_sealed and one.effective and one.effective <= on]
    newest = later[-1] if later else record
    if newest.version <= record.version or newest.is_withdrawal:
        return
    if seen.one.kind == "suspension":
        lost = not suspended(newest, on) and suspended(record, on)
    else:
        front = administered(newest.front, newest.addenda, on)
        lost = any(front.get(key) != value for key, value in seen.one.set.items())
    if lost and next(iter(_not_of_the_day(at, pair)), None) is None:
        yield Hit(Where(seen.one.path, ("from",)), "", {"on": on, "version": newest.version, "code": record.code})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP715",
        severity=ERROR,
        title=Words(
            "Токтотуу менен улантуу кезектешет",
            "Приостановление и возобновление чередуются",
            "Suspension and resumption take turns",
        ),
        says={
            "suspension": Words(
                "документ мурунтан токтотулган", "действие уже приостановлено", "it is suspended already"
            ),
            "resumption": Words(
                "улантуу бар, бирок токтотуу болгон эмес",
                "возобновление без приостановления",
                "a resumption of what was not suspended",
            ),
            "back": Words(
                "from: {since} — мурункусу ({former}) андан кийин",
                "from: {since} — раньше прежнего ({former})",
                "from: {since} is before the one it follows ({former})",
            ),
        },
        do={"": _AGAIN},
        source=_CLAUSE,
        over=_turning,
        check=_turn,
    ),
    Rule(
        id="SAP716",
        severity=ERROR,
        title=Words(
            "Толуктоо ошол күнкү жазуунун жанында",
            "Дополнение стоит у записи того дня",
            "An addendum stands beside the record of its day",
        ),
        says={
            "": Words(
                "{on} күнү {version} версиясы күчүндө: толуктоо анын жанында турушу керек ({path})",
                "{on} действует версия {version}: дополнение должно стоять у неё ({path})",
                "on {on} version {version} is in force: the addendum belongs beside it ({path})",
            ),
            "over": Words(
                "{on} күнү документ күчүн жоготкон ({version})",
                "{on} документ уже отменён ({version})",
                "on {on} the document is withdrawn already ({version})",
            ),
        },
        do={"": _AGAIN},
        source=_CLAUSE,
        over=_dated,
        check=_not_of_the_day,
    ),
    Rule(
        id="SAP718",
        severity=ERROR,
        title=Words(
            "Толуктоолордун сааты артка кетпейт",
            "Часы дополнений не идут назад",
            "The clock of addenda never goes back",
        ),
        says={
            "": Words(
                "recorded: {told} — чынжырда андан мурункусу {last} жазылган",
                "recorded: {told} — предыдущее в цепи записано {last}",
                "recorded: {told}, but what it follows was written at {last}",
            )
        },
        do={
            "": Words(
                "толуктоону кол менен эмес, sapat amend менен жазыңыз; компьютердин саатын текшериңиз",
                "пишите дополнения через sapat amend, а не руками; проверьте часы компьютера",
                "write addenda with sapat amend, not by hand; look at the clock of the computer",
            )
        },
        source="ISO 9001:2015 7.5.3.2 b",
        over=lambda at: (one for one in told_addenda(at) if one.one.recorded),
        check=_in_order,
        proves=True,
    ),
    Rule(
        id="SAP721",
        severity=WARNING,
        title=Words("Толуктоо жоголгон жок", "Дополнение не потерялось", "No addendum is lost to a new version"),
        says={
            "": Words(
                "{on} күнүнөн башталчу толуктоо колдонулбайт: ошол күнү {version} версиясы күчүндө, ал башкача айтат",
                "дополнение с {on} не действует: в этот день в силе версия {version}, а она говорит иное",
                "what was to begin on {on} does not: version {version} is in force that day and says otherwise",
            )
        },
        do={
            "": Words(
                "керек болсо, аны жаңы версиянын жанына жазыңыз: sapat amend {code}@{version}",
                "если нужно, запишите его у новой версии: sapat amend {code}@{version}",
                "if it is still wanted, write it beside that version: sapat amend {code}@{version}",
            )
        },
        source=_CLAUSE,
        over=_dated,
        check=_lost,
    ),
)
