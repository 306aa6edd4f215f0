"""Signed copies that came back: a signed PDF, a scan of wet ink, a detached signature; and whose signature is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sapat.model.entries import Entry
from sapat.model.holders import DIFFERS
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.snapshot import Snapshot

REGISTER: Final = "signed-copies"
FOLDER: Final = f"registers/{REGISTER}/"
MOST: Final = 2_000_000  # bytes of a file that may lie in Git


@dataclass(frozen=True, slots=True)
class File:
    """A file of a signed copy: by its hash, wherever it is kept."""

    name: str
    sha256: str
    size: int
    kept: str  # store | git


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a scan: the page its code names; the page is 0 where the code cannot be read or is another's."""

    number: int  # in the scan, from 1
    page: int
    says: str = ""  # unread | document | text; empty: it is a page of the text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a scan: unread, document, text (sheet *number*), missing, twice (page *number*)."""

    says: str
    number: int


def files(entry: Entry) -> tuple[File, ...]:
    told = entry.get("files")
    rows: list[Mapping[str, Any]] = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    return tuple(
        File(str(one.get("name")), str(one.get("sha256")), _number(one.get("size")), str(one.get("kept")))
        for one in rows
    )


def path_of(entry: Entry, file: File) -> str:
    """Where a file kept in Git lies: beside its entry."""
    return f"{entry.path.rpartition('/')[0]}/{file.name}"


def copies(at: Snapshot, slug: str, version: str = "") -> tuple[Entry, ...]:
    """The signed copies of a document, or of one version of it, in the order of their numbers."""
    found = at.once(_by_document).get(slug, ())
    return tuple(one for one in found if version in ("", one.text("version")))


def _by_document(at: Snapshot) -> Mapping[str, tuple[Entry, ...]]:
    made: dict[str, list[Entry]] = {}
    for entry in at.entries(REGISTER).values():
        made.setdefault(entry.id.partition("/")[0], []).append(entry)
    return {slug: tuple(sorted(all_, key=lambda one: _number(one.get("number")))) for slug, all_ in made.items()}


def known(at: Snapshot, digest: str) -> Entry | None:
    """The signed copy that a file of this SHA-256 is registered in."""
    return next((one for one in at.entries(REGISTER).values() if any(f.sha256 == digest for f in files(one))), None)


def class_of(entry: Entry, on: date) -> str:
    """The class of evidence a copy is: a scan is paper, never an electronic signature; what is not proven here is none."""
    if entry.text("kind") == "scan":
        return "paper"
    return "signed" if entry.on(on).get("verified") == "yes" and signed(entry, on) else "none"


def signatories(entry: Entry, on: date) -> tuple[str, ...]:
    """The roles named as signatories, as they stand there."""
    rows = entry.on(on).get("signatories")
    told = rows if isinstance(rows, list) else []
    return tuple(str(one.get("role")) for one in told if isinstance(one, Mapping))


def signed(entry: Entry, on: date) -> frozenset[str]:
    """The roles whose signature a copy is evidence of; one found not to be good, or to be somebody else's, is none."""
    told = entry.on(on)
    if told.get("verified") == "no" or (entry.text("kind") == "signed-pdf" and told.get("verified") != "yes"):
        return frozenset()
    rows = told.get("signatories")
    return signed_roles(rows if isinstance(rows, list) else [])


def signed_roles(rows: Sequence[object]) -> frozenset[str]:
    """The roles of signatories, without those whose certificate holds the name of somebody who had not the post."""
    told = (one for one in rows if isinstance(one, Mapping))
    return frozenset(str(one.get("role")) for one in told if one.get("holder") != DIFFERS)


def unsigned(at: Snapshot, record: Dossier) -> tuple[str, ...]:
    """The roles whose signature under this very text the route asks for, and no copy has."""
    route = route_of(at, record.slug, record)
    if route is None or route.evidence == "none" or not record.seal:
        return ()
    text = record.seal.text_of("text")
    given = [signed(one, at.today) for one in copies(at, record.slug, str(record.version)) if one.text("text") == text]
    return tuple(role for role in route.signatories if not any(role in one for one in given))


def next_number(at: Snapshot, slug: str, version: str) -> int:
    return max((_number(one.get("number")) for one in copies(at, slug, version)), default=0) + 1


def faults(sheets: Sequence[Sheet], pages: int) -> tuple[Fault, ...]:
    """What is wrong with the sheets of a scan of a text of so many pages: every page once, and nothing else."""
    return tuple(_faults(sheets, pages))


def _faults(sheets: Iterable[Sheet], pages: int) -> Iterator[Fault]:
    seen: set[int] = set()
    for one in sheets:
        if one.says:
            yield Fault(one.says, one.number)
        elif one.page in seen:
            yield Fault("twice", one.page)
        elif one.page > pages:
            yield Fault("text", one.number)
        else:
            seen.add(one.page)
    yield from (Fault("missing", page) for page in range(1, pages + 1) if page not in seen)


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0
