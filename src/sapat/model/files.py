"""Files as a source gives them, and the facts read out of one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sapat.model.findings import Defect

REGULAR: Final = 0o100644
EXECUTABLE: Final = 0o100755
SYMLINK: Final = 0o120000
SUBMODULE: Final = 0o160000


@dataclass(frozen=True, slots=True)
class File:
    """A path as Git spells it, its mode and the id of its blob."""

    path: str
    mode: int
    blob: str
    tracked: bool = True

    def same(self, other: File | None) -> bool:
        """Whether another has the same mode and bytes."""
        return other is not None and (self.mode, self.blob) == (other.mode, other.blob)


class Link(NamedTuple):
    """A link, picture or `[[code]]` in a Markdown text, as written."""

    kind: str  # link | image | code
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over the lines of a Markdown text gives; nothing here needs a Markdown parser."""

    title: str = ""
    headings: tuple[tuple[int, int, str], ...] = ()  # line, level, text
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    worded: bool = False  # it says something
    letters: int = 0  # Cyrillic letters
    kyrgyz: int = 0  # ө ү ң among them
    mixed: tuple[tuple[int, int, str], ...] = ()  # line, column, word of two scripts
    avoided: tuple[tuple[int, int, str, str], ...] = ()  # line, column, word, preferred term
    html: tuple[tuple[int, int, str], ...] = ()  # line, column, what can run
    doubled: tuple[tuple[int, str], ...] = ()  # line, an explicit id that stood before


EMPTY_SCAN: Final = Scan()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bytes of one file say, whatever its path: kept in the index by blob id."""

    sha256: str
    size: int
    value: Mapping[str, Any] = field(default_factory=dict)  # front matter or YAML mapping, scalars as written
    fenced: bool = False  # a front-matter block, or a YAML file, stands there
    readable: bool = True  # the value could be read and fits its schema well enough to be used
    defects: tuple[Defect, ...] = ()
    scan: Scan = EMPTY_SCAN
    facts_sha256: str = ""  # of a record: the bytes before its seal
