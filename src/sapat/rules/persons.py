"""SAP340: author, checker and approver are three persons (R37, R71; Part 11 11.10 k); with posts, not applicable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sapat.model.approval import act_day, act_values
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.settings import Settings
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.approval import Case, approved_here, open_cases
from sapat.rules.objects import approvals_written
from sapat.rules.rule import ERROR, Rule


def _by_persons(settings: Settings) -> bool:
    return settings.people == "persons"


def _cases(at: Snapshot) -> Iterator[Case]:
    yield from approved_here(at)
    yield from open_cases(at)


def _approver(at: Snapshot, case: Case) -> Iterable[Hit]:
    """An act names the role that signed it: when everyone who held it that day wrote or checked the text, nobody else looked."""
    record, route = case
    for need in route.acts:
        entry, _ = at.act(record, need.kind)
        on = act_day(at, record, need.kind)
        if entry is None or on is None:
            continue
        role = str(act_values(entry).get("signed_by") or "")
        signers = _holders(at, role, on)
        for says, others in (("author", _makers(at, record, on)), ("checker", _checkers(record))):
            if signers and signers <= others:
                told = {"person": ", ".join(sorted(signers)), "act": entry.id, "role": role}
                yield Hit(Where(record.path, (need.kind,)), says, told, record.code)


def _holders(at: Snapshot, role: str, on: date) -> set[str]:
    return {person for one in at.appointments.of(role, on) if (person := one.text("person"))}


def _makers(at: Snapshot, record: Dossier, on: date) -> set[str]:
    """The persons who hold the roles that wrote the text."""
    doc = at.by_slug.get(record.slug)
    told = record.seal.value.get("made_by") if record.seal else doc.front.get("compilers") if doc else None
    return {person for role in (told if isinstance(told, list) else ()) for person in _holders(at, str(role), on)}


def _checkers(record: Dossier) -> set[str]:
    given = (one.value.get("by") for one in record.agreements if one.meaning == "check" and one.result == "yes")
    return {str(by["person"]) for by in given if isinstance(by, dict) and by.get("person")}


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP340",
        severity=ERROR,
        title=Words(
            "Автор, текшерүүчү жана бекитүүчү үч башка адам",
            "Автор, проверяющий и утверждающий — разные лица",
            "Author, checker and approver are three persons",
        ),
        says={
            "author": Words(
                "«{act}» актысына {role} катары тексттин түзүүчүсү өзү кол койгон: {person}",
                "акт «{act}» как {role} подписал сам составитель текста: {person}",
                "the act {act!r} is signed as {role} by a maker of the text: {person}",
            ),
            "checker": Words(
                "«{act}» актысына {role} катары текстти текшерген адам кол койгон: {person}",
                "акт «{act}» как {role} подписал тот, кто проверял текст: {person}",
                "the act {act!r} is signed as {role} by the checker of the text: {person}",
            ),
        },
        do={
            "": Words(
                "башка адам бекитсин же текшерсин; орун басар дайындоо: sapat add appointments --kind deputy",
                "пусть утвердит или проверит другое лицо; заместитель: sapat add appointments --kind deputy",
                "let another person approve or check; appoint a deputy: sapat add appointments --kind deputy",
            )
        },
        source="ISO 9001:2015 7.5.2 c; R37, R71",
        over=_cases,
        check=_approver,
        covers=approvals_written,
        applies=_by_persons,
    ),
)
