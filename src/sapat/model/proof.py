"""What `sapat verify` finds out beyond the files: the objects of Git, the past of each checkpoint, a witness (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Past:
    """What the tree of a checkpoint's commit was, found anew."""

    position: int  # on the line of first parents, the oldest lowest; -1: not on it
    state: str = ""
    files: int = 0
    lasting: Mapping[str, str] = field(default_factory=dict)  # path -> SHA-256 of what may never change again


@dataclass(frozen=True, slots=True)
class Damage:
    """Something about the objects of Git that is not as it was stored."""

    says: str  # damaged | missing | broken
    name: str  # an object, or Git's own words
    path: str = ""  # a file it is the content of here


@dataclass(frozen=True, slots=True)
class Strange:
    """Something about this clone that shows other files than those stored, or hides that it does."""

    says: str
    name: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A checkpoint as somebody outside wrote it down: its number and the digits known of its two digests."""

    number: int
    file: str  # the SHA-256 of its file, or how it begins
    state: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Contrary:
    """A signature that we and stock ssh-keygen judge differently."""

    path: str
    ours: bool
    said: str  # by ssh-keygen


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and what it gave."""

    pasts: Mapping[str, Past] = field(default_factory=dict)  # by path of the checkpoint
    damages: tuple[Damage, ...] = ()
    strange: tuple[Strange, ...] = ()
    witness: Witness | None = None
    contrary: tuple[Contrary, ...] = ()
    commits: int = 0  # of the main line that were gone through
    found_again: int = 0  # registered texts whose very bytes stood as the working text of a commit
    not_found: tuple[str, ...] = ()  # folders of those that did not
