"""Numbered copies on paper: who holds which, and which must come back (R42, R45; ISO 9001 7.5.3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.rows import kept_editions
from sapat.model.signing import ended_by, registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import Standing, Status, standing

REGISTER: Final = "distribution"
OUT: Final = "issued"


@dataclass(frozen=True, slots=True)
class Copy:
    """One numbered copy, as it is today."""

    entry: Entry
    slug: str
    version: str
    number: int
    holder: str  # id of a unit
    issued: date | None
    state: str

    @property
    def is_out(self) -> bool:
        return self.state == OUT


def _copies(at: Snapshot) -> Mapping[str, tuple[Copy, ...]]:
    found: dict[str, list[Copy]] = {}
    for entry in at.entries(REGISTER).values():
        told, number = entry.on(at.today), entry.get("number")
        slug = at.slug(entry.text("document"))
        made = Copy(
            entry,
            slug,
            entry.text("version"),
            number if isinstance(number, int) else 0,
            str(told.get("holder", "")),
            day(told.get("issued")),
            str(told.get("state", "")),
        )
        found.setdefault(slug, []).append(made)
    return {slug: tuple(sorted(made, key=lambda one: one.number)) for slug, made in found.items()}


def copies(at: Snapshot) -> Mapping[str, tuple[Copy, ...]]:
    """Slug -> the copies of a document, by number."""
    return at.once(_copies)


def copies_out(at: Snapshot, slug: str) -> tuple[Copy, ...]:
    """The copies of a document that somebody holds."""
    return tuple(one for one in copies(at).get(slug, ()) if one.is_out)


@dataclass(frozen=True, slots=True)
class Recall:
    """The copies of one version that must come back, and since when."""

    version: str
    since: date
    copies: tuple[Copy, ...]


def recalls(at: Snapshot, slug: str) -> tuple[Recall, ...]:
    """The copies out of versions that are over, by version."""
    waiting: dict[str, list[Copy]] = {}
    for one in copies_out(at, slug):
        waiting.setdefault(one.version, []).append(one)
    found = standing(at, slug) if waiting else None
    made = ((version, _over_since(at, found, version), held) for version, held in waiting.items() if found)
    return tuple(Recall(version, since, tuple(held)) for version, since, held in made if since)


def _over_since(at: Snapshot, found: Standing, version: str) -> date | None:
    """From when a version is in force for nobody; nothing while it is, will be or is only suspended."""
    live = [found.in_force, *found.coming, found.last if found.status is Status.SUSPENDED else None]
    if any(str(one.version) == version for one in live if one):
        return None
    if any(one.version == version for one in kept_editions(found)):
        return None
    own = next((one for one in registered(at, found.slug) if str(one.version) == version), None)
    if own is None:
        return None
    later = [one for one in registered(at, found.slug) if one.version > own.version]
    ends = [one.effective for one in (*later, *ended_by(at, found.slug)) if one.effective and one.effective <= at.today]
    if own.expires and own.expires < at.today:
        ends.append(own.expires + timedelta(days=1))
    return min(ends, default=None)
