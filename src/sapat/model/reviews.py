"""When a document is to be looked at again (DESIGN 4, DOMAIN 4e; ISO 9001 7.5.2 c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sapat.model.days import add_months, day
from sapat.model.entries import Entry
from sapat.model.routing import type_of
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import Standing, front_of


@dataclass(frozen=True, slots=True)
class Cycle:
    """The review dates of a document on a day; None where there is no such cycle."""

    last: date | None  # the last full look: introduction, edition, review without change
    due: date | None
    light_due: date | None
    act_by: date | None  # set by a review whose verdict asks for something not done yet
    act_on: Entry | None  # that review


def reviews_of(at: Snapshot, slug: str, until: date) -> list[Entry]:
    """The reviews of a document held by a day, oldest first."""
    found = at.once(_by_slug).get(slug, [])
    held = [(day(one.on(until).get("date")) or date.max, one.id, one) for one in found]
    return [one for when, _, one in sorted(held) if when <= until]


def _by_slug(at: Snapshot) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in at.entries("reviews").values():
        found.setdefault(one.id.rpartition("/")[0], []).append(one)
    return found


def cycle(at: Snapshot, found: Standing) -> Cycle:
    """The cycle of a document in force; a form and a document not in force have none."""
    record = found.in_force
    type_ = at.settings.types.get(type_of(at, found.slug))
    if record is None or type_ is None:
        return Cycle(None, None, None, None, None)
    front = front_of(at, found.slug, found, found.on)
    months = _number(front.get("review_months"), type_.review_months)
    light = _number(front.get("light_check_months"), type_.light_check_months)
    begun = [one for one in registered(at, found.slug) if one.effective and one.effective <= found.on]
    full = [
        one.effective
        for one in begun
        if one.effective and (one.kind in ("introduction", "adoption", "new-edition") or one.get("whole_text_reviewed"))
    ]
    looked = [one.effective for one in begun if one.effective]
    reviews = reviews_of(at, found.slug, found.on)
    for one in reviews:
        when = day(one.get("date"))
        if when is None:
            continue
        looked.append(when)
        if one.get("verdict") == "unchanged" and one.get("scope") != "light":
            full.append(when)
    last = max(full, default=None)
    act_on = _open_demand(reviews, begun[-1].effective if begun else None)
    return Cycle(
        last=last,
        due=add_months(last, months) if last and months else None,
        light_due=add_months(max(looked), light) if looked and light else None,
        act_by=day(act_on.get("act_by")) if act_on else None,
        act_on=act_on,
    )


def _open_demand(reviews: list[Entry], newest: date | None) -> Entry | None:
    """The last review, when it asks for a change that no later version has brought."""
    if not reviews or reviews[-1].get("verdict") == "unchanged":
        return None
    held = day(reviews[-1].get("date"))
    return None if held and newest and newest > held else reviews[-1]


def _number(told: object, default: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) else default
