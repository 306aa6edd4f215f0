"""A document's line of the document register on a day: one value for `list`, `show` and the pages (R34, DOMAIN 4d.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sapat.model.codes import sort_key
from sapat.model.days import day
from sapat.model.entries import Addendum
from sapat.model.evidence import evidence
from sapat.model.records import Dossier
from sapat.model.reviews import Cycle, cycle
from sapat.model.routing import type_of
from sapat.model.snapshot import Snapshot
from sapat.model.status import Standing, Status, also_in_force, code_on, former_codes, front_on, standing


@dataclass(frozen=True, slots=True)
class ActRow:
    """A decision or order a record rests on; empty where the record names an act that no register has."""

    id: str
    item: str
    number: str
    date: date | None
    body: str  # id of the body that decided; empty for an order


@dataclass(frozen=True, slots=True)
class Kept:
    """A former edition that goes on for some until a day."""

    version: str
    until: date
    whom: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """Where a document stands on a day.

    Acts and dates are those of `shown`: the version in force, else the newest that was, else the first to come.
    """

    code: str
    slug: str
    title: Mapping[str, str]
    type: str
    level: int | None  # None: a type that the settings do not know
    owner: str
    unit: str
    path: str  # the working file, also after a withdrawal; empty where there is none
    original: Mapping[str, str]  # place and keeper of the paper original; empty where the document names none
    front: Mapping[str, Any]  # the other administrative keys on that day
    standing: Standing
    shown: Dossier | None
    decision: ActRow | None
    order: ActRow | None
    evidence: str  # class of the version shown: signed | paper | none
    also: tuple[Kept, ...]
    cycle: Cycle
    former_codes: tuple[str, ...] = ()  # those it had before that of the day

    @property
    def version(self) -> str:
        """The version in force that day; empty without one."""
        return str(self.standing.in_force.version) if self.standing.in_force else ""

    @property
    def effective(self) -> date | None:
        return self.shown.effective if self.shown else None

    @property
    def expires(self) -> date | None:
        return self.shown.expires if self.shown else None

    @property
    def sorting(self) -> tuple[object, ...]:
        """By level, then code; documents of an unknown type last."""
        return (self.level is None, self.level or 0, sort_key(self.code))


def document_row(at: Snapshot, slug: str, on: date | None = None) -> DocumentRow | None:
    """The row of a document on a day (default: today); None when nothing of it counts on that day."""
    on = on or at.today
    found = standing(at, slug, on)
    if found is None:
        return None
    front = front_on(at, slug, on)
    type_ = type_of(at, slug)
    settings = at.settings.types.get(type_)
    shown = found.in_force or found.last or next(iter(found.coming), None)
    owner = _text(front.get("owner"))
    doc = at.by_slug.get(slug)
    original = front.get("original")
    return DocumentRow(
        code=code_on(at, slug, on),
        slug=slug,
        title=_texts(front.get("title")),
        type=type_,
        level=settings.level if settings else None,
        owner=owner,
        unit=unit_of(at, owner, on),
        path=doc.path if doc else "",
        original=_texts(original),
        front=front,
        standing=found,
        shown=shown,
        decision=act_row(at, shown, "decision", on) if shown else None,
        order=act_row(at, shown, "order", on) if shown else None,
        evidence=evidence(at, slug, shown) if shown else "none",
        also=kept_editions(found),
        cycle=cycle(at, found),
        former_codes=former_codes(at, slug, on),
    )


def document_rows(at: Snapshot, on: date | None = None) -> list[DocumentRow]:
    """The document register on a day, by level and code."""
    rows = (document_row(at, slug, on) for slug in at.slugs)
    return sorted((row for row in rows if row is not None), key=lambda row: row.sorting)


def act_row(at: Snapshot, fact: Dossier | Addendum, kind: str, on: date) -> ActRow | None:
    """The decision or order a record or an addendum rests on, with its corrections; None when it names none."""
    name, item = fact.reference(kind)
    if not name:
        return None
    entry = at.entries("acts").get(name)
    told = entry.on(on) if entry else {}
    return ActRow(name, item, _text(told.get("number")), day(told.get("date")), _text(told.get("body")))


def unit_of(at: Snapshot, role: str, on: date) -> str:
    """The unit of a role on a day; empty for a role that no register has."""
    entry = at.entries("roles").get(role)
    return _text(entry.on(on).get("unit")) if entry else ""


def kept_editions(found: Standing) -> tuple[Kept, ...]:
    """The former editions that go on for some that day, as the newest record begun by then says."""
    told = also_in_force(found.last, found.on) if found.last and found.status is not Status.SUPERSEDED else []
    kept = []
    for one in told:
        until = day(one.get("until"))
        if until is not None:
            kept.append(Kept(_text(one.get("version")), until, _texts(one.get("for"))))
    return tuple(kept)


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""


def _texts(told: object) -> Mapping[str, str]:
    return {str(k): v for k, v in told.items() if isinstance(v, str)} if isinstance(told, Mapping) else {}
