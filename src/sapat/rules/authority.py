"""SAP308-SAP309: who acted: a role held on the day, and the very role that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sapat.model.approval import act_values, title
from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.records import Agreement, Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.approval import approved_here
from sapat.rules.objects import approvals_written, open_records
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 5.3"


class Deed(NamedTuple):
    """Something done in a role on a day."""

    path: str
    key: str
    role: str
    person: str
    on: date | None
    document: str = ""


def _done(at: Snapshot) -> tuple[Deed, ...]:
    """The acts and the answers that versions rest on; those of an adoption are older than our appointments."""
    acts: dict[str, Entry] = {}
    found: list[Deed] = []
    for one, route in approved_here(at):
        for need in route.acts:
            entry, _ = at.act(one, need.kind)
            if entry is not None:
                acts[entry.id] = entry
        found += _answers(one)
    for one in open_records(at):
        found += _answers(one)
    for entry in acts.values():
        told = act_values(entry)
        found.append(Deed(entry.path, "signed_by", _text(told.get("signed_by")), "", day(told.get("date"))))
    return tuple(found)


def _answers(one: Dossier) -> list[Deed]:
    return [Deed(given.path, "by", *_giver(given), given.day, one.code) for given in one.agreements]


def _giver(given: Agreement) -> tuple[str, str]:
    by = given.value.get("by")
    return (_text(by.get("role")), _text(by.get("person"))) if isinstance(by, dict) else ("", "")


def _deeds(at: Snapshot) -> tuple[Deed, ...]:
    return at.once(_done)


def _brought(at: Snapshot) -> tuple[Deed, ...]:
    """What was done in the range: there it can still be done by the right one."""
    return tuple(one for one in _deeds(at) if at.base is not None and one.path not in at.base.files)


def _brought_doubtful(at: Snapshot) -> Iterator[Deed]:
    return (one for one in _doubtful(at) if at.base is not None and one.path not in at.base.files)


def _doubtful(at: Snapshot) -> Iterator[Deed]:
    """Deeds in a role that nobody held that day, each role and day looked up once; and those of named persons."""
    asked = {(one.role, one.on) for one in _deeds(at)}
    held = {(role, on) for role, on in asked if on and at.appointments.of(role, on)}
    by_person = at.settings.people == "persons"
    return (one for one in _deeds(at) if (one.role, one.on) not in held or (by_person and one.person))


def _not_held(at: Snapshot, deed: Deed) -> Iterable[Hit]:
    """Posts and persons act only while appointed; a role nobody knows is told by SAP7."""
    if deed.on is None or deed.role not in at.entries("roles"):
        return
    says = ""
    if not at.appointments.of(deed.role, deed.on):
        says = "role"
    elif deed.person and at.settings.people == "persons":
        says = "" if at.appointments.holds(deed.role, deed.person, deed.on) else "person"
    if says:
        told = {"role": title(at, "roles", deed.role), "on": deed.on, "person": deed.person}
        yield Hit(Where(deed.path, (deed.key,)), says, told, deed.document)


def _all_answers(at: Snapshot) -> Iterator[Agreement]:
    return (given for versions in at.dossiers.values() for one in versions for given in one.agreements)


def _for_another(at: Snapshot, given: Agreement) -> Iterable[Hit]:
    """A deputy acts in the role itself, by an appointment; an answer of another role is not that role's answer."""
    role, _ = _giver(given)
    if role and given.role and role != given.role:
        told = {"role": title(at, "roles", role), "asked": title(at, "roles", given.role)}
        yield Hit(Where(given.path, ("by",)), "", told)


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""


_SAYS = {
    "role": Words(
        "{on} күнү бул кызматта эч ким болгон эмес: {role}",
        "{on} эту должность никто не занимал: {role}",
        "nobody held this role on {on}: {role}",
    ),
    "person": Words(
        "{on} күнү {person} бул кызматта болгон эмес: {role}",
        "{on} {person} не занимал эту должность: {role}",
        "{person} did not hold this role on {on}: {role}",
    ),
}
_DO = {
    "": Words(
        "дайындоону киргизиңиз: sapat add appointments",
        "внесите назначение: sapat add appointments",
        "enter the appointment: sapat add appointments",
    )
}

RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP308",
        severity=WARNING,
        title=Words("Кызмат ошол күнү ээленген", "Должность в тот день занята", "The role was held on that day"),
        says=_SAYS,
        do=_DO,
        source=f"{_CLAUSE}; R18",
        over=_deeds,
        check=_not_held,
        suspects=_doubtful,
        covers=approvals_written,
    ),
    Rule(
        id="SAP341",
        severity=ERROR,
        title=Words(
            "Кошулган жоопту кызматтагы адам берген",
            "Новый ответ дан занимавшим должность",
            "A new answer is given by who holds the role",
        ),
        says=_SAYS,
        do=_DO,
        source=f"{_CLAUSE}; R18",
        over=_brought,
        check=_not_held,
        suspects=_brought_doubtful,
        with_base=True,
    ),
    Rule(
        id="SAP309",
        severity=ERROR,
        title=Words(
            "Жоопту суралган кызмат берген", "Ответ дала спрошенная должность", "The role that was asked has answered"
        ),
        says={
            "": Words(
                "жоопту {role} берген, бирок {asked} суралган",
                "ответ дан от {role}, а спрошено: {asked}",
                "{role} gave the answer that {asked} was asked for",
            )
        },
        do={
            "": Words(
                "орун басар ошол кызматтын өзүнө дайындалат: sapat add appointments --kind deputy; жоопту кайра алыңыз: sapat agree",
                "заместителя назначают на саму должность: sapat add appointments --kind deputy; получите ответ снова: sapat agree",
                "a deputy is appointed to the role itself: sapat add appointments --kind deputy; get the answer again: sapat agree",
            )
        },
        source=f"{_CLAUSE}; R40",
        over=_all_answers,
        check=_for_another,
    ),
)
