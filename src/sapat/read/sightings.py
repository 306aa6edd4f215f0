"""When the commits of a range first held the texts and seals it brings: asked of Git only where a range seals something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sapat.model.records import Dossier
from sapat.model.sightings import Sighting, early
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.moments import moment


class Brought(NamedTuple):
    """A blob that a commit brought, and the two clocks of that commit."""

    blob: str
    commit: str
    authored: datetime
    committed: datetime


def sightings(git: Git, at: Snapshot, base: Snapshot, tip: str) -> Mapping[str, Sighting]:
    """Path of a record that the range seals -> when its text and its seal were first seen.

    A squash or a rebase makes commits anew: before a text is called too young, every branch known here is asked.
    """
    fresh = [one for slug in at.dossiers for one in at.versions(slug) if one.seal and not _was_sealed(base, one)]
    if not fresh or not tip:
        return {}
    paths = sorted({path for one in fresh for path in _paths(at, one)})
    brought = list(_log(git, ("--end-of-options", f"{base.origin.commit}..{tip}"), paths))
    found = {one.path: _seen(git, at, base, one, brought) for one in fresh}
    if any(early(one, found[one.path]) for one in fresh):
        brought += _log(git, ("--all", "--end-of-options"), paths)
        found = {one.path: _seen(git, at, base, one, brought) for one in fresh}
    return found


def _was_sealed(base: Snapshot, one: Dossier) -> bool:
    return any(other.is_sealed and other.version == one.version for other in base.versions(one.slug))


def _paths(at: Snapshot, one: Dossier) -> Iterator[str]:
    """Where the bytes of a record and of its text can have been committed."""
    yield one.path
    yield from (copy.path for copy in one.copy)
    doc = at.by_slug.get(one.slug)
    yield from (file.path for file in (doc.files if doc is not None else ()))


def _seen(git: Git, at: Snapshot, base: Snapshot, one: Dossier, brought: Sequence[Brought]) -> Sighting:
    wanted = {copy.blob for copy in one.copy}
    firsts: dict[str, tuple[datetime, str]] = {}
    for told in brought:
        clock = min(told.authored, told.committed)
        if told.blob in wanted and (told.blob not in firsts or clock < firsts[told.blob][0]):
            firsts[told.blob] = (clock, told.commit)
    doc = base.by_slug.get(one.slug)
    for file in doc.files if doc is not None else ():
        if file.blob in wanted - firsts.keys():  # the text stood there before: the last commit that changed the file
            rows = _log(git, ("-1", "--end-of-options", base.origin.commit), [file.path])
            for told in rows:
                firsts[file.blob] = (min(told.authored, told.committed), told.commit)
    whole = max(firsts.values()) if wanted and wanted <= firsts.keys() else None
    blob = at.files[one.path].blob
    seals = [max(told.authored, told.committed) for told in brought if told.blob == blob]
    return Sighting(whole[0] if whole else None, min(seals, default=None), whole[1] if whole else "")


def _log(git: Git, where: Sequence[str], paths: Sequence[str]) -> Iterator[Brought]:
    """The blobs that commits brought at some paths; a merge is compared with each of its parents."""
    shape = ("--raw", "-z", "-m", "--no-renames", "--no-abbrev", "--full-history", "--format=%x01%H %aI %cI")
    told = git.run("log", *shape, *where, "--", *paths).split(b"\0")
    head: list[str] = []
    for token in told:
        bare = token.strip(b"\n")
        if bare.startswith(b"\x01"):
            head = bare[1:].decode().split()
        elif bare.startswith(b":") and head:
            blob = bare.decode().split(" ")[3]
            yield Brought(blob, head[0], moment(head[1]), moment(head[2]))
