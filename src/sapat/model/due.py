"""Everything that falls due: reviews, light checks, ends of plans and kept editions, ratifications, recalls, external checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sapat.model.codes import sort_key
from sapat.model.copies import recalls
from sapat.model.days import add_months, day
from sapat.model.entries import Entry
from sapat.model.rank import is_ratified
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.rows import DocumentRow, document_rows
from sapat.model.signing import ended_by, registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import Status

SOON: Final = 60  # days before a deadline from which it is called due (DOMAIN 4e)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be done by a day."""

    slug: str
    code: str
    what: str
    due: date
    today: date
    of: str = ""  # which one of several: the version kept

    @property
    def days(self) -> int:
        """Days that are left; below nothing when it is overdue."""
        return (self.due - self.today).days

    @property
    def state(self) -> str:
        if self.days < 0:
            return "overdue"
        return "due" if self.days <= SOON else "ok"


def deadlines(at: Snapshot) -> list[Deadline]:
    """Every deadline of the documents in force and of external documents, by day and code."""
    found = [one for row in document_rows(at) for one in deadlines_of(at, row)]
    for entry in at.entries("external").values():
        due = external_check(at, entry, at.today)
        if due is not None:
            found.append(Deadline(entry.id, entry.text("code") or entry.id, "external-check", due, at.today))
    return sorted(found, key=lambda one: (one.due, sort_key(one.code), one.what))


def deadlines_of(at: Snapshot, row: DocumentRow) -> list[Deadline]:
    """Every deadline of one document, by day."""
    told = (*_reviews(row), *_end(at, row), *_ratifications(at, row))
    found = [Deadline(row.slug, row.code, what, due, at.today) for what, due in told]
    found += [Deadline(row.slug, row.code, "kept-edition", one.until, at.today, one.version) for one in row.also]
    found += [Deadline(row.slug, row.code, "recall", one.since, at.today, one.version) for one in recalls(at, row.slug)]
    return sorted(found, key=lambda one: one.due)


def _reviews(row: DocumentRow) -> Iterator[tuple[str, date]]:
    cycle = row.cycle
    if cycle.due:
        yield "review", cycle.due
    if cycle.light_due and (cycle.due is None or cycle.light_due < cycle.due):
        yield "light-check", cycle.light_due  # otherwise the full review comes first and serves for both
    if cycle.act_by:
        yield "act-by", cycle.act_by


def _end(at: Snapshot, row: DocumentRow) -> Iterator[tuple[str, date]]:
    """The end of a plan, unless what follows it is already registered."""
    if row.standing.status not in (Status.IN_FORCE, Status.REVISION, Status.SUSPENDED, Status.EXPIRED):
        return
    if row.expires and not _followed(at, row, row.expires + timedelta(days=1)):
        yield "expiry", row.expires


def _followed(at: Snapshot, row: DocumentRow, by: date) -> bool:
    later: tuple[Dossier, ...] = (*row.standing.coming, *ended_by(at, row.slug))
    return any(one.effective and one.effective <= by for one in later)


def _ratifications(at: Snapshot, row: DocumentRow) -> Iterator[tuple[str, date]]:
    """An urgent version that no council has ratified yet; a later version makes an earlier one's moot."""
    newest = next(iter(reversed(registered(at, row.slug))), None)
    if newest is not None and newest.urgent and not is_ratified(at, newest):
        until = ratify_until(at, newest)
        if until:
            yield "ratification", until


def ratify_until(at: Snapshot, record: Dossier) -> date | None:
    """By when the council has to ratify an urgent version: as the record says, else so many days after its order."""
    told = day(record.get("ratify_by"))
    route = route_of(at, record.slug, record)
    act, _ = at.act(record, "order")
    ordered = day(act.on(at.today).get("date")) if act else None
    if told is None and route is not None and route.ratify_days and ordered:
        return ordered + timedelta(days=route.ratify_days)
    return told


def external_check(at: Snapshot, entry: Entry, on: date) -> date | None:
    """When an external document is to be looked at next: months after it was registered or last looked at.

    One that lost force is looked at no more; without a period of its own, that of its type counts (DOMAIN 4e).
    """
    told = entry.on(on)
    if told.get("state") == "lost-force":
        return None
    type_ = at.settings.types.get(at.settings.external_type)
    months = told.get("check_months", type_.review_months if type_ else 0)
    looked = [one.since for one in entry.addenda if one.kind == "event" and one.since and one.since <= on]
    registered = day(told.get("registered"))
    if registered is None or not isinstance(months, int) or not months:
        return None
    return add_months(max([registered, *looked]), months)
