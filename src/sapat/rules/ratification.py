"""SAP311-SAP315: an urgent order is ratified by the council in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.approval import act_days, ratify_missing
from sapat.model.days import day
from sapat.model.entries import Addendum
from sapat.model.findings import Hit, Where
from sapat.model.lacks import LACKS
from sapat.model.rank import is_ratified, ratification_faults
from sapat.model.records import Dossier
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.approval import Case, routed
from sapat.rules.rule import ERROR, WARNING, Rule

Ratified = tuple[Dossier, Addendum]
_CLAUSE = "ISO 9001:2015 7.5.2 c"


def _urgent_ones(at: Snapshot) -> tuple[Case, ...]:
    return tuple(case for case in routed(at) if case[0].urgent)


def _urgent(at: Snapshot) -> tuple[Case, ...]:
    return at.once(_urgent_ones)


def _waiting(at: Snapshot) -> Iterator[Dossier]:
    """Urgent versions that no council has ratified and no later version has replaced."""
    for one, _ in _urgent(at):
        replaced = any(later.version > one.version for later in registered(at, one.slug))
        if not replaced and not is_ratified(at, one):
            yield one


def _awaited(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    until = day(one.get("ratify_by"))
    if until is not None and at.today <= until:
        told = {"version": one.version, "until": until, "days": (until - at.today).days}
        yield Hit(Where(one.path, ("ratify_by",)), "", told)


def _overdue(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    until = day(one.get("ratify_by"))
    if until is not None and at.today > until:
        told = {"version": one.version, "until": until, "days": (at.today - until).days}
        yield Hit(Where(one.path, ("ratify_by",)), "", told)


def _unset(at: Snapshot, case: Case) -> Iterable[Hit]:
    one, route = case
    return (Hit(lack.where, lack.says, lack.args) for lack in ratify_missing(at, one, route))


def _ratified(at: Snapshot) -> Iterator[Ratified]:
    for one, _ in _urgent(at):
        for added in one.addenda:
            if added.kind == "ratification":
                yield one, added


def _unratified(at: Snapshot, pair: Ratified) -> Iterable[Hit]:
    """A ratification is a decision of the body that the ordinary route would have asked."""
    one, added = pair
    if is_ratified(at, one):
        return  # by another addendum: that is the cure of a wrong one, which itself stays for ever
    for says, told in ratification_faults(at, one, added):
        yield Hit(Where(added.path, ("decision",)), says, told, one.code)


def _ratified_late(at: Snapshot, pair: Ratified) -> Iterable[Hit]:
    one, added = pair
    decided = at.once(act_days).get(added.reference("decision")[0])
    until = day(one.get("ratify_by"))
    if decided and until and decided > until:
        yield Hit(Where(added.path, ("decision",)), "", {"on": decided, "until": until}, one.code)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP311",
        severity=WARNING,
        title=Words(
            "Шашылыш версия кеңешти күтөт", "Срочная версия ждёт совета", "An urgent version awaits the council"
        ),
        says={
            "": Words(
                "шашылыш {version} версиясын кеңеш {until} чейин бекитиши керек ({days} күн калды)",
                "срочную версию {version} совет утверждает до {until} (осталось {days} дн.)",
                "the council must ratify the urgent version {version} by {until} ({days} days left)",
            )
        },
        do={
            "": Words(
                "кеңештин чечимин киргизиңиз: sapat add acts, sapat amend --kind ratification",
                "внесите решение совета: sapat add acts, sapat amend --kind ratification",
                "enter the decision of the council: sapat add acts, sapat amend --kind ratification",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=_waiting,
        check=_awaited,
    ),
    Rule(
        id="SAP312",
        severity=ERROR,
        title=Words(
            "Шашылыш версия өз убагында бекитилген",
            "Срочная версия утверждена в срок",
            "An urgent version is ratified in time",
        ),
        says={
            "": Words(
                "шашылыш {version} версиясы {until} чейин бекитилген эмес ({days} күн өттү)",
                "срочная версия {version} не утверждена советом до {until} (прошло {days} дн.)",
                "the urgent version {version} was not ratified by {until} ({days} days ago)",
            )
        },
        do={
            "": Words(
                "чечимди киргизиңиз (sapat amend --kind ratification) же версияны токтотуңуз: sapat revise, sapat withdraw",
                "внесите решение (sapat amend --kind ratification) или остановите версию: sapat revise, sapat withdraw",
                "enter the decision (sapat amend --kind ratification), or stop the version: sapat revise, sapat withdraw",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=_waiting,
        check=_overdue,
    ),
    Rule(
        id="SAP313",
        severity=ERROR,
        title=Words("Бекитүү мөөнөтү жазылган", "Срок утверждения указан", "The time of ratification is set"),
        says=LACKS["ratify"],
        do={
            "": Words(
                "мөөнөттү толуктоо менен оңдоңуз: sapat amend --kind correction",
                "исправьте срок дополнением: sapat amend --kind correction",
                "mend the day by an addendum: sapat amend --kind correction",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=_urgent,
        check=_unset,
    ),
    Rule(
        id="SAP314",
        severity=ERROR,
        proves=True,
        title=Words(
            "Бекитүү укугу бар органдын чечими",
            "Утверждение — решение того, кто вправе",
            "A ratification is a decision of those who may",
        ),
        says={
            "unknown": Words(
                "«{id}» чечими актылар реестринде жок",
                "решения «{id}» нет в реестре актов",
                "the decision {id!r} is not in the register of acts",
            ),
            "body": Words(
                "«{id}» актысын {body} чыгарган; бул түрдү бекиткен орган: {known}",
                "«{id}» принят органом: {body}; этот вид утверждает: {known}",
                "{id!r} is of {body}; this type is approved by: {known}",
            ),
            "returned": LACKS["authority"]["returned"],
            "item": LACKS["authority"]["item"],
        },
        do={
            "": Words(
                "туура чечим менен жаңы толуктоо кошуңуз: sapat amend --kind ratification",
                "внесите новое дополнение с верным решением: sapat amend --kind ratification",
                "add another addendum with the right decision: sapat amend --kind ratification",
            )
        },
        source=f"{_CLAUSE}; R18",
        over=_ratified,
        check=_unratified,
    ),
    Rule(
        id="SAP315",
        severity=WARNING,
        title=Words("Кеңеш өз убагында чечкен", "Совет решил в срок", "The council decided in time"),
        says={
            "": Words(
                "кеңеш {on} чечкен, мөөнөт {until} болчу",
                "совет решил {on}, срок был {until}",
                "the council decided on {on}, it was due by {until}",
            )
        },
        do={
            "": Words(
                "эскертүү катары калат; себебин жылдык отчётто айтыңыз",
                "остаётся как предупреждение; объясните причину в годовом отчёте",
                "it stays as a warning; give the reason in the yearly report",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=_ratified,
        check=_ratified_late,
    ),
)
