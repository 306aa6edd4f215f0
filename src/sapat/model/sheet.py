"""The change sheet (R6, R60, DOMAIN 4d.2): registered versions, addenda and reviews of documents, as raw values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sapat.model.codes import sort_key
from sapat.model.days import day
from sapat.model.reviews import reviews_of
from sapat.model.rows import ActRow, act_row
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the sheet: a version, an addendum to one, or a review (a check without change gives a line too)."""

    slug: str
    code: str
    what: str  # the schema its kind belongs to: change | addendum | review
    kind: str  # of a review, its verdict
    when: date
    path: str
    former: str = ""
    version: str = ""  # empty for a withdrawal: no text follows
    sections: tuple[str, ...] = ()
    summary: str = ""
    set: Mapping[str, Any] = field(default_factory=dict)  # what an addendum sets
    basis: str = ""
    analysis: str = ""
    made_by: tuple[str, ...] = ()
    decision: ActRow | None = None
    order: ActRow | None = None


def sheet(at: Snapshot, slug: str, on: date | None = None) -> list[Line]:
    """The sheet of one document as it stood on a day, oldest line first."""
    on = on or at.today
    lines = [*_versions(at, slug, on), *_addenda(at, slug, on), *_reviews(at, slug, on)]
    return sorted(lines, key=lambda one: one.when)


def whole_sheet(at: Snapshot, on: date | None = None) -> list[Line]:
    """The sheets of all documents in one, oldest line first."""
    lines = [line for slug in at.slugs for line in sheet(at, slug, on)]
    return sorted(lines, key=lambda one: (one.when, sort_key(one.code)))


def _versions(at: Snapshot, slug: str, on: date) -> Iterator[Line]:
    former = ""
    for one in registered(at, slug):
        if one.seal is None or one.effective is None:
            continue
        told = one.facts()
        if _stood(at, on, one.effective, one.sealed_day):
            yield Line(
                slug=slug,
                code=one.code,
                what="change",
                kind=one.kind,
                when=one.effective,
                path=one.path,
                former=former,
                version="" if one.is_withdrawal else str(one.version),
                sections=_texts(one.seal.value.get("sections")),
                summary=str(told.get("summary", "")),
                basis=str(told.get("basis", "")),
                analysis=str(told.get("analysis", "")),
                made_by=_texts(one.seal.value.get("made_by")),
                decision=act_row(at, one, "decision", on),
                order=act_row(at, one, "order", on),
            )
        former = str(one.version)


def _addenda(at: Snapshot, slug: str, on: date) -> Iterator[Line]:
    for record in registered(at, slug):
        for one in record.addenda:
            when = one.day
            if when is None or not one.stood(on, at.today):
                continue
            yield Line(
                slug=slug,
                code=record.code,
                what="addendum",
                kind=one.kind,
                when=when,
                path=one.path,
                version=str(record.version),
                set=one.set,
                summary=str(one.value.get("why", "")),
                basis=str(one.value.get("basis", "")),
                made_by=_by(one.value),
                decision=act_row(at, one, "decision", on),
                order=act_row(at, one, "order", on),
            )


def _reviews(at: Snapshot, slug: str, on: date) -> Iterator[Line]:
    for entry in reviews_of(at, slug, on):
        told = entry.on(on)
        when = day(told.get("date"))
        if when is None:
            continue
        yield Line(
            slug=slug,
            code=code_on(at, slug, on),
            what="review",
            kind=str(told.get("verdict", "")),
            when=when,
            path=entry.path,
            version=str(told.get("version", "")),
            summary=str(told.get("note", "")),
            made_by=_by(told),
        )


def _stood(at: Snapshot, on: date, when: date, recorded: date | None) -> bool:
    """Whether a line stood in the sheet on a day: all do today, on another day those registered or begun by then."""
    return on == at.today or min(when, recorded or when) <= on


def _by(told: Mapping[str, Any]) -> tuple[str, ...]:
    by = told.get("by")
    return (str(by["role"]),) if isinstance(by, Mapping) and "role" in by else ()


def _texts(told: object) -> tuple[str, ...]:
    return tuple(str(one) for one in told) if isinstance(told, list) else ()
