"""PDFs that were issued: their bytes are known by hash and kept, never made again (DOMAIN 5.4; ISO 9001:2015 7.5.3.2).

A signed PDF begins with exactly the bytes that were issued, and those with the bytes of the export, so a returned file is
told by the hash of so many of its first bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sapat.model.entries import Entry
from sapat.model.snapshot import Snapshot

REGISTER: Final = "renditions"
FOLDER: Final = f"registers/{REGISTER}/"


@dataclass(frozen=True, slots=True)
class Issued:
    """One issued PDF, as its entry says it."""

    entry: Entry

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def slug(self) -> str:
        return self.entry.id.partition("/")[0]

    @property
    def code(self) -> str:
        return self.entry.text("document")

    @property
    def version(self) -> str:
        return self.entry.text("version")

    @property
    def number(self) -> int:
        return _number(self.entry.get("number"))

    @property
    def text(self) -> str:
        return self.entry.text("text")

    @property
    def file(self) -> str:
        return self.entry.text("file")

    @property
    def sha256(self) -> str:
        return self.entry.text("sha256")

    @property
    def size(self) -> int:
        return _number(self.entry.get("size"))

    @property
    def pages(self) -> int:
        return _number(self.entry.get("pages"))

    @property
    def export(self) -> tuple[str, int]:
        """(sha256, size) of the bytes before any field was added."""
        told = self.entry.get("export")
        known: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        return str(known.get("sha256", "")), _number(known.get("size"))

    @property
    def fields(self) -> Mapping[str, str]:
        """Name of a signature field -> the role it is for."""
        told = self.entry.get("fields")
        rows = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
        return {str(one.get("name")): str(one.get("role")) for one in rows}

    @property
    def seal(self) -> str:
        """The field of the certifying signature of the office; empty without one."""
        told = self.entry.get("seal")
        return str(told.get("field", "")) if isinstance(told, Mapping) else ""


@dataclass(frozen=True, slots=True)
class Match:
    """The issued PDF that a file begins with."""

    issued: Issued
    size: int  # how many first bytes are the same
    how: str  # issued | export


def issued(at: Snapshot, slug: str, version: str = "") -> tuple[Issued, ...]:
    """What was issued of a document, or of one version of it, the oldest first."""
    found = at.once(_by_document).get(slug, ())
    return tuple(one for one in found if version in ("", one.version))


def _by_document(at: Snapshot) -> Mapping[str, tuple[Issued, ...]]:
    made: dict[str, list[Issued]] = {}
    for entry in at.entries(REGISTER).values():
        made.setdefault(entry.id.partition("/")[0], []).append(Issued(entry))
    return {slug: tuple(sorted(all_, key=lambda one: (one.version, one.number))) for slug, all_ in made.items()}


def match(at: Snapshot, data: bytes) -> Match | None:
    """The issued PDF that *data* begins with; the longest beginning tells most. The bytes are gone through once."""
    known: dict[int, dict[str, Match]] = {}
    for entry in at.entries(REGISTER).values():
        one = Issued(entry)
        digest, size = one.export
        known.setdefault(size, {})[digest] = Match(one, size, "export")
        known.setdefault(one.size, {})[one.sha256] = Match(one, one.size, "issued")
    told, best, done = sha256(), None, 0
    for size in sorted(size for size in known if 0 < size <= len(data)):
        told.update(data[done:size])
        done = size
        best = known[size].get(told.hexdigest(), best)
    return best


def next_number(at: Snapshot, slug: str, version: str) -> int:
    return max((one.number for one in issued(at, slug, version)), default=0) + 1


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0
