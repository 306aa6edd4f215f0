"""The pairs of texts an editorial record is judged by: found without reading a word, since most checks have none to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sapat.model.approval import former_of
from sapat.model.documents import TextFile
from sapat.model.entries import values_on
from sapat.model.records import CopyFile, Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed

KIND: Final = "editorial"
_NAMING: Final = ("roles", "units", "bodies")  # registers whose titles stand for someone


class Side(NamedTuple):
    """One of the two texts of a version: its front matter and files."""

    front: Mapping[str, Any]
    files: Mapping[str, str]  # relative path -> path
    digests: Mapping[str, str]  # relative path -> SHA-256


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts of a document to be compared, the former and the new one."""

    old: Side
    new: Side


def cases(at: Snapshot) -> Iterator[tuple[Dossier, Case]]:
    """The editorial records that are open, or the newest sealed ones: what came after them was judged anew."""
    for slug, versions in at.dossiers.items():
        newest = newest_sealed(versions)
        for record in versions:
            if record.kind == KIND and (record is newest or not record.is_sealed):
                case = _case(at, slug, record)
                if case is not None:
                    yield record, case


def _case(at: Snapshot, slug: str, record: Dossier) -> Case | None:
    former = former_of(at.versions(slug), record)
    doc = at.by_slug.get(slug)
    if former is None or not former.copy or (not record.is_sealed and doc is None):
        return None
    files = record.copy if record.is_sealed or doc is None else doc.files
    front = record.front if record.is_sealed or doc is None else doc.front
    if not files:
        return None
    on = record.sealed_day or at.today
    return Case(side_of(_held_on(former, on), former.copy), side_of(front, files))


def side_of(front: Mapping[str, Any], files: Iterable[TextFile | CopyFile]) -> Side:
    """One side of a comparison."""
    told = list(files)
    return Side(front, {one.relative: one.path for one in told}, {one.relative: one.sha256 for one in told})


def _held_on(former: Dossier, on: date) -> Mapping[str, Any]:
    """The front matter of the former version with what addenda have set since: a new version takes it over."""
    return values_on(former.front, former.addenda, on)


def titles(at: Snapshot) -> tuple[str, ...]:
    """The titles of roles, units and bodies, in every language."""
    told = (entry.get("title") for register in _NAMING for entry in at.entries(register).values())
    return tuple(str(text) for one in told if isinstance(one, Mapping) for text in one.values())


def differing(case: Case) -> tuple[list[str], list[str]]:
    """The paths of the Markdown files whose bytes differ, of the former and of the new text: all that must be read."""
    shared = case.old.digests.keys() & case.new.digests.keys()
    names = sorted(name for name in shared if case.old.digests[name] != case.new.digests[name])
    texts = [name for name in names if name.endswith(".md")]
    return [case.old.files[name] for name in texts], [case.new.files[name] for name in texts]


def main_of(side: Side) -> str:
    """The file that holds the front matter: the first one."""
    return next(iter(side.files))
