"""Checkpoints: digests of everything under control, chained, that the main line leaves behind from time to time (DESIGN 4).

`registers/checkpoints/<n>.yaml` says what the tree of a commit was. `<n>.sha256` beside it lists, as `sha256sum` writes
them, the files that may never change again and that no former checkpoint lists. So the tree alone shows that no entry a
checkpoint knew was lost or changed, and the checkpoint that first lists a fact is the fact's place in time: no later than
`made` did it exist. ISO 9001:2015 7.5.3.2 b, c.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from sapat.model.append_only import dossier_of, is_fact
from sapat.model.digests import of_text
from sapat.model.entries import Entry
from sapat.model.shapes import moment
from sapat.model.snapshot import Snapshot

FOLDER: Final = "registers/checkpoints/"
FIRST: Final = "first"
SHORT: Final = 32  # hexadecimal digits that people copy by hand: nobody can make another file that begins with them
_HASH: Final = 64


@dataclass(frozen=True)
class Checkpoint:
    """One checkpoint, as its entry says it."""

    entry: Entry

    @property
    def path(self) -> str:
        return self.entry.path

    @cached_property
    def number(self) -> int:
        told = self.entry.get("number")
        return told if isinstance(told, int) else 0

    @cached_property
    def made(self) -> datetime | None:
        return moment(self.entry.get("made"))

    @property
    def commit(self) -> str:
        return self.entry.text("commit")

    @property
    def state(self) -> str:
        return self.entry.text("state")

    @property
    def previous(self) -> str:
        return self.entry.text("previous")

    @property
    def list_path(self) -> str:
        """Where its list lies: beside it, by its own name."""
        return self.path.removesuffix(".yaml") + ".sha256"

    @cached_property
    def entries(self) -> Mapping[str, object]:
        """What it says of its list: path, sha256, lines."""
        told = self.entry.get("entries")
        return told if isinstance(told, Mapping) else {}


def _chain(at: Snapshot) -> tuple[Checkpoint, ...]:
    held = (Checkpoint(one) for one in at.entries("checkpoints").values() if one.readable)
    return tuple(sorted(held, key=lambda one: (one.number, one.path)))


def chain(at: Snapshot) -> tuple[Checkpoint, ...]:
    """Every checkpoint, by number."""
    return at.once(_chain)


def intact(at: Snapshot, one: Checkpoint) -> bool:
    """Whether the list beside a checkpoint is, byte for byte, the one it names."""
    held = at.facts.get(one.list_path)
    return held is not None and held.sha256 == one.entries.get("sha256")


def _lines(at: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The lines of every list that is what its checkpoint says."""
    texts = ((one, at.held(one.list_path)) for one in chain(at) if intact(at, one))
    return {one.path: tuple(text.decode(errors="surrogateescape").split("\n")[:-1]) for one, text in texts}


def lines(at: Snapshot, one: Checkpoint) -> tuple[str, ...]:
    """The lines of a checkpoint's list; none where the list is not what the checkpoint says."""
    return at.once(_lines).get(one.path, ())


def split(line: str) -> tuple[str, str]:
    """(path, SHA-256) of a line."""
    return line[_HASH + 2 :], line[:_HASH]


def _first(at: Snapshot) -> Mapping[str, Checkpoint]:
    first: dict[str, Checkpoint] = {}
    for one in reversed(chain(at)):
        first.update(dict.fromkeys((line[_HASH + 2 :] for line in lines(at, one)), one))
    return first


def first_with(at: Snapshot, path: str) -> Checkpoint | None:
    """The first checkpoint that lists a file."""
    return at.once(_first).get(path)


def place(at: Snapshot, path: str) -> datetime | None:
    """The latest moment at which a fact came to be, as the checkpoints know it; None: none of them lists it yet."""
    found = first_with(at, path)
    return found.made if found else None


def lasting(at: Snapshot) -> dict[str, str]:
    """Path -> SHA-256 of every file that may never change again: facts, but not those of open dossiers."""
    folders = {one.folder for versions in at.dossiers.values() for one in versions if one.is_sealed} | {""}
    return {
        path: told.sha256
        for path, told in at.facts.items()
        if is_fact(path) and told.readable and dossier_of(path) in folders
    }


def counted(at: Snapshot) -> dict[str, str]:
    """Path -> SHA-256 of every controlled and register file, the checkpoints themselves apart."""
    return {path: told.sha256 for path, told in at.facts.items() if not path.startswith(FOLDER)}


def state_of(files: Mapping[str, str]) -> str:
    """The digest of a state: SHA-256 of `<sha256>  <path>` lines by UTF-8 bytes of path."""
    return of_text(ordered(files))


def ordered(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Paths with their digests by UTF-8 bytes of path: the order of code points is the same."""
    return sorted(files.items())


def listing(files: Mapping[str, str], known: Iterable[str]) -> str:
    """The text of a list: the *files* that no former list knows."""
    former = frozenset(known)
    return "".join(f"{digest}  {path}\n" for path, digest in ordered(files) if path not in former)


def short(digest: str) -> str:
    """A digest as people copy it: the first half, in groups of four."""
    return " ".join(digest[at : at + 4] for at in range(0, SHORT, 4))
