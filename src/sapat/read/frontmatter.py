"""Cutting the front matter off a Markdown file, strictly: what python-frontmatter would pass over in silence is a defect."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from sapat.model.findings import Defect
from sapat.read.tree import Tree

MAX_FRONT: Final = 16 * 1024
MAX_FILE: Final = 4 * 1024 * 1024
_HIDDEN: Final = re.compile(
    "[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """The decoded text of a file and what was wrong with its bytes."""

    text: str
    defects: tuple[Defect, ...]
    readable: bool


def decode(data: bytes) -> Text:
    """UTF-8 without BOM, NFC, LF, no NUL: each departure is a defect with its line; only broken UTF-8 cannot be read."""
    defects: list[Defect] = []

    def note(says: str, position: int, **args: str) -> None:
        defects.append(Defect("SAP002", says, data.count(b"\n", 0, max(0, position)) + 1, 1, args))

    if len(data) > MAX_FILE:
        defects.append(Defect("SAP003", "size", 1, 1, {"limit": str(MAX_FILE // 1024)}))
        return Text("", tuple(defects), False)
    if data.startswith(b"\xef\xbb\xbf"):
        note("bom", 0)
        data = data[3:]
    if b"\0" in data:
        note("nul", data.index(b"\0"))
        return Text("", tuple(defects), False)
    if b"\r" in data:
        note("cr", data.index(b"\r"))
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        note("utf8", error.start, byte=f"0x{data[error.start]:02X}")
        return Text("", tuple(defects), False)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                defects.append(Defect("SAP002", "nfc", number, 1, {}))
                break
    if hidden := _HIDDEN.search(text):
        where = text.count("\n", 0, hidden.start()) + 1
        name = unicodedata.name(hidden[0], "control character")
        defects.append(Defect("SAP002", "hidden", where, 1, {"name": f"U+{ord(hidden[0]):04X} {name}"}))
    return Text(text, tuple(defects), True)


@dataclass(frozen=True, slots=True)
class Cut:
    """A Markdown text taken apart: the YAML between the fences (None without a block), and where the body begins."""

    yaml: str | None
    body_line: int  # line number of the first line of the body
    body: str
    defects: tuple[Defect, ...] = ()


@cache
def _boundary() -> re.Pattern[str]:
    """Where python-frontmatter sees a fence: other tools cut there, so we never cut anywhere else."""
    from frontmatter.default_handlers import YAMLHandler  # 20 ms: only where a file is read anew

    pattern = YAMLHandler.FM_BOUNDARY
    assert isinstance(pattern, re.Pattern)
    return pattern


def cut(text: str) -> Cut:
    """Split at the fences. A block opens on line 1 and is closed by a line of `---`.

    What python-frontmatter takes for a fence although it is none by this promise (`----`) leaves the block unclosed:
    two tools would read two different documents.
    """
    first_end = text.find("\n")
    if first_end < 0 or text[:first_end].rstrip(" \t") != "---":
        return Cut(None, 1, text)
    fences = list(islice(_boundary().finditer(text), 2))
    close = fences[1].start() if len(fences) == 2 else len(text)
    end = text.find("\n", close)
    end = len(text) if end < 0 else end
    if text[close:end].rstrip(" \t") != "---":
        return Cut("", 1, text, (Defect("SAP001", "unclosed", 1, 1, {}),))
    told = text[first_end + 1 : close]
    if len(told.encode()) > MAX_FRONT:
        return Cut("", 1, text, (Defect("SAP003", "front", 1, 1, {"limit": str(MAX_FRONT // 1024)}),))
    return Cut(told, text.count("\n", 0, end) + 2, text[end + 1 :])


def read_front(found: Cut) -> Tree:
    """The mapping between the fences, strictly read; places count lines of the whole file."""
    from sapat.read.yamls import read_yaml  # 10 ms of libyaml: most texts are of the plain forms

    tree = read_yaml(found.yaml or "", first_line=2)
    if tree.ok and not isinstance(tree.value, dict):
        tree.defects.append(Defect("SAP001", "mapping", 2, 1, {}))
        tree.ok = False
    return tree
