"""SAP222-SAP225: days in order: agreed, decided, ordered, in force; nothing from the future; how late it was registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sapat.model.approval import act_day, act_days, amended_on
from sapat.model.findings import Hit, Where
from sapat.model.integrity import Link
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.objects import links, sealed, seals_written
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.2 c"
_AGREED = Words("макулдашуу", "согласование", "agreement")
_DECIDED = Words("чечим", "решение", "decision")
_ORDERED = Words("буйрук", "приказ", "order")
_BEGUN = Words("күчүнө кирүү", "введение", "effective")
_WRITTEN = Words("саналган актылар менен жооптор", "перечисленные акты и ответы", "the acts and answers it lists")
_SEALED = Words("каттоо", "регистрация", "registration")


def _out_of_order(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """Ordinary: agreed ≤ decision ≤ order ≤ effective. Urgent: the order comes first. Adoption: only what is printed."""
    decided, ordered = act_day(at, one, "decision"), act_day(at, one, "order")
    decision, order = (_DECIDED, decided, "decision"), (_ORDERED, ordered, "order")
    effective = (_BEGUN, one.effective, "effective")
    if one.kind == "adoption":
        steps = [decision, order]
    elif one.urgent:
        steps = [order, effective]
        if decided:
            yield from _falls(one, [order, decision])
    else:
        before, after = _agreed(at, one, decided)
        steps = [(_AGREED, before, "decision"), decision, order, effective]
        yield from _falls(one, [(_AGREED, after, "order"), order if ordered else effective])
    yield from _falls(one, steps)
    last = _last_listed(at, one)
    if last and one.sealed_day and _before(one.sealed_day, last):
        told = {"first": _WRITTEN, "on": last, "second": _SEALED, "then": one.sealed_day}
        yield Hit(Where(one.path, ("seal", "sealed")), "", told)


def _before(one: date, other: date) -> bool:
    """Earlier by more than clocks and time zones differ."""
    return (other - one).days > 1


def _last_listed(at: Snapshot, one: Dossier) -> date | None:
    """The day of the last act or answer that the seal lists: it cannot list what was not yet. Days to come are SAP224's."""
    assert one.seal is not None
    days, today = at.once(act_days), _limit(at).date()
    listed = [days.get(path.rpartition("/")[2].removesuffix(".yaml")) for path in one.seal.acts]
    listed += [a.day for a in one.agreements if a.path[len(one.folder) + 1 :] in one.seal.agreements]
    return max((on for on in listed if on is not None and on <= today), default=None)


def _disordered(at: Snapshot) -> Iterator[Dossier]:
    """The records whose days do not simply rise: only these need the closer look that knows the routes."""
    days = at.once(act_days)
    for one in sealed(at):
        decided, ordered = days.get(one.reference("decision")[0]), days.get(one.reference("order")[0])
        if one.urgent or not (decided and ordered and one.effective and decided <= ordered <= one.effective):
            yield one
            continue
        early = one.sealed_day is not None and _before(one.sealed_day, ordered)
        if early or not all(given.day and given.day <= decided for given in one.agreements):
            yield one


def _agreed(at: Snapshot, one: Dossier, decided: date | None) -> tuple[date | None, date | None]:
    """The last answer that must stand before the decision, and the last that need not: one to what it amended."""
    assert one.seal is not None
    listed = one.seal.agreements
    given = [a for a in one.agreements if a.day and a.path[len(one.folder) + 1 :] in listed]
    late: list[date] = []
    if decided and amended_on(at, one):
        late = [a.day for a in given if a.day and a.day > decided and a.text == one.seal.text_of("text")]
    before = [a.day for a in given if a.day and a.day not in late]
    return max(before, default=None), max(late, default=None)


def _falls(one: Dossier, steps: list[tuple[Words, date | None, str]]) -> Iterator[Hit]:
    """Where a later step has an earlier day; steps without a day are left out."""
    known = [(name, on, key) for name, on, key in steps if on is not None]
    for (first, on, _), (second, then, key) in pairwise(known):
        if then < on:
            told = {"first": first, "on": on, "second": second, "then": then}
            yield Hit(Where(one.path, (key,)), "", told)


def _effective_falls(at: Snapshot, link: Link) -> Iterable[Hit]:
    one, former = link
    if former and former.effective and one.effective and one.effective < former.effective:
        told = {"version": one.version, "on": one.effective, "former": former.version, "then": former.effective}
        yield Hit(Where(one.path, ("effective",)), "", told)
    if former and former.sealed_day and one.sealed_day and _before(one.sealed_day, former.sealed_day):
        told = {"version": one.version, "on": one.sealed_day, "former": former.version, "then": former.sealed_day}
        yield Hit(Where(one.path, ("seal", "sealed")), "sealed", told)


class Dated(NamedTuple):
    """A fact with the day or the moment it claims."""

    moment: date | datetime
    path: str
    key: tuple[str, ...]
    document: str = ""


def _dated(at: Snapshot) -> tuple[Dated, ...]:
    return at.once(_claims)


def _claims(at: Snapshot) -> tuple[Dated, ...]:
    """Acts, agreements and seals: what cannot have happened after it was committed."""
    acts = at.entries("acts")
    found = [Dated(on, acts[name].path, ("date",)) for name, on in at.once(act_days).items() if on is not None]
    for versions in at.dossiers.values():
        for one in versions:
            found += [Dated(a.day, a.path, ("date",), one.code) for a in one.agreements if a.day is not None]
            if one.seal is not None and one.seal.sealed is not None:
                found.append(Dated(one.seal.sealed, one.path, ("seal", "sealed"), one.code))
    return tuple(found)


def _ahead(at: Snapshot) -> Iterator[Dated]:
    """What lies more than a day after the commit read (the clock for a work tree), in the institution's time."""
    limit = _limit(at)
    last = limit.date()
    return (one for one in _dated(at) if one.moment > (limit if isinstance(one.moment, datetime) else last))


def _limit(at: Snapshot) -> datetime:
    return (at.now + timedelta(days=1)).astimezone(ZoneInfo(at.settings.timezone))


def _too_early(at: Snapshot, one: Dated) -> Iterable[Hit]:
    yield Hit(Where(one.path, one.key), "", {"told": one.moment.isoformat(), "limit": _limit(at).date()}, one.document)


def _late(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    if one.kind != "adoption" and one.late_days:
        told = {"version": one.version, "days": one.late_days, "on": one.effective, "registered": one.sealed_day}
        yield Hit(Where(one.path, ("effective",)), "", told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP222",
        severity=ERROR,
        title=Words("Күндөр маршруттун ирети менен", "Даты идут по порядку маршрута", "Days follow the route"),
        says={
            "": Words(
                "{second} ({then}) {first} ({on}) күнүнөн мурун турат",
                "{second} ({then}) раньше, чем {first} ({on})",
                "{second} ({then}) comes before {first} ({on})",
            )
        },
        do={
            "": Words(
                "актынын же жазуунун күнү ката жазылса: sapat amend --kind correction; болбосо кийинки версияны маршрут боюнча бекитиңиз",
                "если дата записана с ошибкой: sapat amend --kind correction; иначе утвердите следующую версию по маршруту",
                "if a day was written wrong: sapat amend --kind correction; else approve the next version along the route",
            )
        },
        source=f"{_CLAUSE}; R40",
        over=sealed,
        check=_out_of_order,
        suspects=_disordered,
        covers=seals_written,
    ),
    Rule(
        id="SAP223",
        severity=ERROR,
        title=Words("Күчүнө кирүү күнү артка кетпейт", "Дата введения не идёт назад", "The effective day never falls"),
        says={
            "": Words(
                "{version} версиясы {on} күчүнө кирет, бирок мурунку {former} версиясы — {then}",
                "версия {version} вводится {on}, а прежняя {former} — {then}",
                "version {version} takes effect on {on}, but the former {former} on {then}",
            ),
            "sealed": Words(
                "{version} версиясы {on} катталган делет, бирок мурунку {former} версиясы — {then}",
                "версия {version} будто бы зарегистрирована {on}, а прежняя {former} — {then}",
                "version {version} is said to have been registered on {on}, but the former {former} on {then}",
            ),
        },
        do={
            "": Words(
                "ката версия ошол эле күндөн жогорку версия менен токтотулат: sapat revise, sapat approve",
                "ошибочная версия останавливается более высокой с того же дня: sapat revise, sapat approve",
                "a version approved by mistake is stopped by a higher one of the same day: sapat revise, sapat approve",
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=links,
        check=_effective_falls,
        covers=seals_written,
    ),
    Rule(
        id="SAP224",
        severity=ERROR,
        proves=True,
        title=Words("Келечектеги факт жок", "Нет фактов из будущего", "No fact is from the future"),
        says={
            "": Words(
                "{told} күнү али келе элек (окулган коммит боюнча чек: {limit})",
                "{told} ещё не наступило (предел по прочитанному коммиту: {limit})",
                "{told} has not come yet (by the commit read, no later than {limit})",
            )
        },
        do={
            "": Words(
                "күндү оңдоңуз; катталганы: sapat amend --kind correction; компьютердин саатын текшериңиз",
                "исправьте дату; у зарегистрированного: sapat amend --kind correction; проверьте часы компьютера",
                "mend the day; of something registered: sapat amend --kind correction; look at the clock of the computer",
            )
        },
        source="ISO 9001:2015 7.5.3.2",
        over=_dated,
        check=_too_early,
        suspects=_ahead,
        covers=seals_written,
    ),
    Rule(
        id="SAP225",
        severity=WARNING,
        title=Words("Өз убагында катталган", "Зарегистрировано вовремя", "Registered in time"),
        says={
            "": Words(
                "{version} версиясы {on} күчүнө кирген, бирок {registered} катталган: {days} күн кечигүү",
                "версия {version} введена {on}, а зарегистрирована {registered}: опоздание {days} дн.",
                "version {version} took effect on {on} but was registered on {registered}: {days} days late",
            )
        },
        do={
            "": Words(
                "эскертүү катары калат; версияларды күчүнө киргенге чейин каттаңыз: sapat approve",
                "остаётся как предупреждение; регистрируйте версии до введения: sapat approve",
                "it stays as a warning; register versions before they take effect: sapat approve",
            )
        },
        source=f"{_CLAUSE}; R39",
        over=sealed,
        check=_late,
        covers=seals_written,
    ),
)
