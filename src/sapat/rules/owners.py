"""SAP1, third part: the roles a document names exist, belong to a unit, and are held on the day (R34, R13-R16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sapat.model.days import day
from sapat.model.documents import Document
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.references import Known, Mark, marks, named, pointed
from sapat.model.snapshot import Snapshot
from sapat.model.status import ended, front_on
from sapat.model.words import Words, pick
from sapat.rules.identity import fronted
from sapat.rules.objects import amended
from sapat.rules.rule import ERROR, WARNING, Rule

Owned = tuple[Document, Where, Entry]


def _roles(at: Snapshot, doc: Document) -> Iterable[Hit]:
    known = at.once(Known)
    for mark in at.once(_role_marks):
        for key, role in pointed(doc.front, mark.way):
            if not known.has("role", role):
                near = known.near("role", role)
                args = {"key": str(key[0]), "role": role, "near": near}
                yield Hit(Where(doc.path, key), "near" if near else "", args)


def _astray(at: Snapshot) -> Iterable[Document]:
    """Every document, when one of them names a role nobody knows."""
    known, fronts = at.once(Known), [doc.front for doc in at.documents]
    if all(known.has_all("role", named(fronts, mark.way)) for mark in at.once(_role_marks)):
        return ()
    return fronted(at)


def _role_marks(at: Snapshot) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks(at.schemas.get("document", {})) if mark.kind == "role")


def owners(at: Snapshot) -> Mapping[str, tuple[str, Where]]:
    """The path of each document -> its owner on the day, and where that stands: the file, or an addendum."""
    found: dict[str, tuple[str, Where]] = {}
    changed = at.once(amended)
    for doc in at.documents:
        role, where = doc.text("owner"), Where(doc.path, ("owner",))
        for version in at.versions(doc.slug) if doc.slug in changed else ():
            for added in version.addenda:
                if "owner" in added.set and (now := str(front_on(at, doc.slug).get("owner", ""))) != role:
                    role, where = now, Where(added.path, ("set", "owner"))
        if role:
            found[doc.path] = role, where
    return found


def _owned(at: Snapshot) -> Iterator[Owned]:
    """Living documents with the entry of their owner's role."""
    roles, over = at.entries("roles"), at.once(ended)
    told = at.once(owners)
    for doc in at.documents:
        if doc.path in told and doc.slug not in over:
            role, where = told[doc.path]
            if (entry := roles.get(role)) is not None:
                yield doc, where, entry


def _unit(at: Snapshot, one: Owned) -> Iterable[Hit]:
    doc, where, role = one
    unit = role.text("unit")
    if unit and not at.once(Known).has("unit", unit):
        yield Hit(where, "", {"role": role.id, "unit": unit}, doc.code)


def closed(at: Snapshot, entry: Entry | None) -> Mapping[str, Any] | None:
    """The values of a role or unit that has ended by the day; None while it lasts."""
    if entry is None or not (entry.addenda or "ended" in entry.value):
        return None
    told = entry.on(at.today)
    when = day(told.get("ended"))
    return told if when is not None and when <= at.today else None


def _ended(at: Snapshot, one: Owned) -> Iterable[Hit]:
    doc, where, role = one
    if (told := closed(at, role)) is not None:
        yield Hit(where, *_says(at, "role", role, told), doc.code)
        return
    unit = at.entries("units").get(role.text("unit"))
    if unit is not None and (told := closed(at, unit)) is not None:
        yield Hit(where, *_says(at, "unit", unit, told), doc.code)


def _says(at: Snapshot, kind: str, entry: Entry, told: Mapping[str, Any]) -> tuple[str, Mapping[str, object]]:
    """The sentence for something that has ended, with the title of its successor when it has one."""
    heir = at.entries(kind + "s").get(str(told.get("successor", "")))
    args = {"name": titled(entry), "ended": str(told["ended"])}
    return (kind + "-heir", args | {"heir": titled(heir), "id": heir.id}) if heir else (kind, args)


def titled(entry: Entry) -> Words:
    """The title of an entry in each language, with its id."""
    title = entry.get("title")
    told = title if isinstance(title, dict) else {}
    ky, ru, en = (f"{pick(told, lang)} ({entry.id})" for lang in ("ky", "ru", "en"))
    return Words(ky, ru, en)


def _held(at: Snapshot, one: Owned) -> Iterable[Hit]:
    doc, where, role = one
    if not at.appointments.of(role.id, at.today) and closed(at, role) is None:
        yield Hit(where, "", {"name": titled(role), "role": role.id}, doc.code)


RULES = (
    Rule(
        id="SAP115",
        severity=ERROR,
        title=Words("Документ атаган ролдор бар", "Названные роли существуют", "The roles named exist"),
        says={
            "": Words("{key}: «{role}» деген роль жок", "{key}: роли «{role}» нет", "{key}: there is no role {role!r}"),
            "near": Words(
                "{key}: «{role}» деген роль жок; «{near}» эмеспи?",
                "{key}: роли «{role}» нет; может быть, «{near}»?",
                "{key}: there is no role {role!r}; did you mean {near!r}?",
            ),
        },
        do={
            "": Words(
                "registers/people/roles тизмесинен алыңыз же кошуңуз: sapat add roles",
                "возьмите из registers/people/roles или добавьте: sapat add roles",
                "take one of registers/people/roles, or add it: sapat add roles",
            )
        },
        source="ISO 9001:2015 5.3, 7.5.2 a; R34",
        over=fronted,
        check=_roles,
        suspects=_astray,
    ),
    Rule(
        id="SAP116",
        severity=ERROR,
        title=Words("Жооптуунун бөлүмү бар", "Подразделение ответственного существует", "The owner's unit exists"),
        says={
            "": Words(
                "жооптуунун ({role}) «{unit}» деген бөлүмү реестрде жок",
                "подразделения «{unit}» роли {role} нет в реестре",
                "the unit {unit!r} of the owner {role} is not in the register",
            )
        },
        do={
            "": Words(
                "ролдун unit маанисин оңдоңуз же бөлүмдү кошуңуз: sapat add units",
                "исправьте unit у роли или добавьте подразделение: sapat add units",
                "mend the unit of the role, or add the unit: sapat add units",
            )
        },
        source="ISO 9001:2015 5.3; R34",
        over=_owned,
        check=_unit,
    ),
    Rule(
        id="SAP117",
        severity=ERROR,
        title=Words("Жооптуу роль жоюлган эмес", "Роль владельца не упразднена", "The owner's role has not ended"),
        says={
            "role": Words(
                "жооптуу роль {ended} жоюлган: {name}; улантуучусу көрсөтүлгөн эмес",
                "роль владельца упразднена {ended}: {name}; преемник не указан",
                "the owner's role ended on {ended}: {name}; no successor is named",
            ),
            "role-heir": Words(
                "жооптуу роль {ended} жоюлган: {name}; улантуучусу: {heir}",
                "роль владельца упразднена {ended}: {name}; преемник: {heir}",
                "the owner's role ended on {ended}: {name}; its successor is {heir}",
            ),
            "unit": Words(
                "жооптуунун бөлүмү {ended} жоюлган: {name}; улантуучусу көрсөтүлгөн эмес",
                "подразделение владельца упразднено {ended}: {name}; преемник не указан",
                "the owner's unit ended on {ended}: {name}; no successor is named",
            ),
            "unit-heir": Words(
                "жооптуунун бөлүмү {ended} жоюлган: {name}; улантуучусу: {heir}",
                "подразделение владельца упразднено {ended}: {name}; преемник: {heir}",
                "the owner's unit ended on {ended}: {name}; its successor is {heir}",
            ),
        },
        do={
            "": Words(
                "документке жаңы жооптуу дайындаңыз: sapat amend",
                "назначьте документу нового владельца: sapat amend",
                "name a new owner of the document: sapat amend",
            ),
            "role-heir": Words(
                "жаңы жооптуу катары {id} ролун жазыңыз: sapat amend",
                "запишите новым владельцем роль {id}: sapat amend",
                "write the role {id} as the new owner: sapat amend",
            ),
            "unit-heir": Words(
                "{id} бөлүмүнүн ролун жооптуу кылып жазыңыз: sapat amend",
                "запишите владельцем роль подразделения {id}: sapat amend",
                "write a role of the unit {id} as the owner: sapat amend",
            ),
        },
        source="ISO 9001:2015 5.3; R34, R87",
        over=_owned,
        check=_ended,
    ),
    Rule(
        id="SAP118",
        severity=WARNING,
        title=Words("Жооптуу ролдо адам бар", "Роль владельца занята", "The owner's role is held"),
        says={
            "": Words(
                "бүгүн жооптуу ролдо эч ким жок: {name}",
                "сегодня роль владельца никто не занимает: {name}",
                "nobody holds the owner's role today: {name}",
            )
        },
        do={
            "": Words(
                "дайындоону жазыңыз, милдетин аткаруучу да болот: sapat add appointments --role {role}",
                "запишите назначение, можно временное: sapat add appointments --role {role}",
                "enter an appointment, acting will do: sapat add appointments --role {role}",
            )
        },
        source="ISO 9001:2015 5.3; R34",
        over=_owned,
        check=_held,
    ),
)
