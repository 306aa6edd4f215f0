"""The versions of a document with what proves them: one value for `history`, `show` and the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sapat.model.entries import Addendum
from sapat.model.evidence import evidence
from sapat.model.records import Dossier
from sapat.model.routing import text_of_open
from sapat.model.rows import ActRow, act_row
from sapat.model.signing import awaiting
from sapat.model.snapshot import Snapshot
from sapat.model.status import (
    Standing,
    Status,
    also_in_force,
    progress,
    standing,
)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as Git tells it; moments are ISO 8601 with their zone."""

    id: str
    author: str
    authored: str
    committed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version on a day: what it brought, on what it rests, and how far it has come."""

    record: Dossier
    status: Status
    decision: ActRow | None
    order: ActRow | None
    evidence: str
    text: str  # digest of the text: of the seal, else of the working text
    addenda: tuple[Addendum, ...]  # that stood beside it on the day

    @property
    def version(self) -> str:
        return str(self.record.version)

    @property
    def summary(self) -> str:
        return self._fact("summary")

    @property
    def basis(self) -> str:
        return self._fact("basis")

    @property
    def sealed(self) -> str:
        """The moment of registration as its clock wrote it; empty for an open record."""
        return self.record.seal.text_of("sealed") if self.record.seal else ""

    @property
    def by(self) -> Mapping[str, Any]:
        """Role and person who registered it; empty for an open record."""
        told = self.record.seal.value.get("by") if self.record.seal else None
        return told if isinstance(told, Mapping) else {}

    def _fact(self, key: str) -> str:
        told = self.record.get(key)
        return told if isinstance(told, str) else ""


def version_rows(at: Snapshot, slug: str, on: date | None = None) -> tuple[VersionRow, ...]:
    """The versions of a document, newest first; open records stand in the list of today only."""
    on = on or at.today
    found = standing(at, slug, on)
    if found is None:
        return ()
    open_ = awaiting(at) if on != at.today else frozenset[str]()
    shown = [one for one in at.versions(slug) if (one.is_sealed and one.path not in open_) or one is found.open]
    return tuple(_row(at, found, one) for one in reversed(shown))


def _row(at: Snapshot, found: Standing, record: Dossier) -> VersionRow:
    return VersionRow(
        record=record,
        status=status_of_version(at, found, record),
        decision=act_row(at, record, "decision", found.on),
        order=act_row(at, record, "order", found.on),
        evidence=evidence(at, found.slug, record),
        text=record.seal.text_of("text") if record.seal else text_of_open(at, found.slug, record),
        addenda=tuple(one for one in record.addenda if one.stood(found.on, at.today)),
    )


def status_of_version(at: Snapshot, found: Standing, record: Dossier) -> Status:
    """The status of one version: the newest begun has that of the document, the ones before it are superseded.

    A former edition that goes on for some is in force, for them.
    """
    if not record.is_sealed:
        return progress(at, found.slug, record)
    if record.path in awaiting(at):  # one that a later version overtook unsigned was never in force
        overtaken = found.last is not None and found.last.version > record.version
        return Status.SUPERSEDED if overtaken else progress(at, found.slug, record)
    if any(one is record for one in found.coming):
        return Status.APPROVED
    if record is found.last:
        return found.status
    kept = also_in_force(found.last, found.on) if found.last and found.status is not Status.SUPERSEDED else []
    if any(one.get("version") == str(record.version) for one in kept):
        return Status.IN_FORCE
    return Status.SUPERSEDED
