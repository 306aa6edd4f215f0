"""The main line commit by commit: which facts stayed as they were entered, even where they were put back (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.append_only import Former, breaches, dossier_of, grouped, is_fact

RECORD: Final = "/record.yaml"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the main line: what it did to files of registers; an empty blob is no file."""

    commit: str
    on: str
    changes: Mapping[str, tuple[str, str]]  # path -> (blob before, blob after)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A fact that a commit of the main line changed or took away."""

    path: str
    says: str
    commit: str
    on: str


@dataclass(frozen=True, slots=True)
class Mainline:
    """What the main line since a commit has done to facts."""

    since: str
    facts: tuple[str, ...] = ()  # every path of a fact that stood there at any time
    rewrites: tuple[Rewrite, ...] = ()
    known: bool = True  # the commit is on the main line here
    pushed: bool = False  # the commits are only about to get there: they can still be made anew


def walked(
    since: str, standing: Mapping[str, str], steps: Iterable[Step], read: Callable[[str, str], tuple[bool, bool]]
) -> Mainline:
    """The main line from the files *standing* at a commit through its *steps*, oldest first.

    *read* says of a path and a blob whether it is sealed, and whether it can be read as a fact at all.
    """
    blobs = dict(standing)
    before = Former(
        blobs,
        grouped(blobs),
        sealed=lambda folder: folder + RECORD in blobs and read(folder + RECORD, blobs[folder + RECORD])[0],
        readable=lambda path: read(path, blobs[path])[1],
    )
    facts = {path for path in blobs if is_fact(path)}
    found: list[Rewrite] = []
    for step in steps:
        removed = {path for path, (_, new) in step.changes.items() if not new and path in blobs}
        changed = {path: new for path, (_, new) in step.changes.items() if new and blobs.get(path, new) != new}
        added = {path: new for path, (_, new) in step.changes.items() if new and path not in blobs}
        broken = breaches(before, changed, removed, added) if removed or changed else ()
        found += [Rewrite(one.path, one.says, step.commit, step.on) for one in broken]
        for path in removed:
            del blobs[path]
            before.dossiers.get(dossier_of(path), set()).discard(path)
        blobs.update(changed | added)
        for path in added:
            if folder := dossier_of(path):
                before.dossiers.setdefault(folder, set()).add(path)
        facts.update(path for path in added if is_fact(path))
    return Mainline(since, tuple(sorted(facts)), tuple(found))
