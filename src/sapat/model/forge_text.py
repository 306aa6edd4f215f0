"""Any text as Markdown of a forge that shows exactly that text: no mark, picture, link, mention, reference or HTML of its own."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WALL: Final = "\u2060"  # a word joiner: nobody sees it, and no forge knows a name or a number behind it
_MARKS: Final = re.compile(r"[\\`*_\[\]{}|~!#>]")
_CALLS: Final = re.compile(r"(?<=[@#!~%^&:$])(?=[\w'\"`/])|(?<=[0-9a-fA-F])(?=[0-9a-fA-F]{6})")
_ADDRESS: Final = re.compile(r"(?i)\b(www|https?|ftps?|mailto|xmpp|data|javascript|tel|file|git|ssh|gh)(?=[.:\-])")
_START: Final = re.compile(r"^(\d{1,9})([.)])|^([-+=>])")
_HASH: Final = re.compile(r"\b[0-9a-fA-F]{7,}\b")
_TICKS: Final = re.compile("`+")
_SPACE: Final = re.compile(r"\s+")


def visible(text: str) -> str:
    """One line without characters that have no shape, steer a terminal or turn the direction of reading."""
    kept = "".join(" " if one in "\n\t\r" else one for one in text if one in "\n\t\r" or not _shapeless(one))
    return _SPACE.sub(" ", kept)


def _shapeless(one: str) -> bool:
    return unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def shown(text: str) -> str:
    """The Markdown that shows *text* on one line."""
    told = visible(text)
    told = _HASH.sub(lambda found: _parted(found[0]), told)
    told = _ADDRESS.sub(lambda found: found[0] + _WALL, told)
    told = _CALLS.sub(_WALL, told)
    told = _MARKS.sub(lambda found: "\\" + found[0], told)
    return told.replace("&", "&amp;").replace("<", "&lt;").replace("$", "<span>$</span>")


def begun(text: str) -> str:
    """The same at the beginning of a line, where a number or a dash would begin a list."""
    told = shown(text)
    return _START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else "\\" + found[3], told)


def _parted(name: str) -> str:
    """A number that could be a commit's is parted, or a forge would make a link of it; a plain number is left whole."""
    return name if name.isdigit() and len(name) < 7 else name[:4] + _WALL + name[4:]


def code(text: str) -> str:
    """*text* as a code span; for paths, ids and commands."""
    told = visible(text).strip() or " "
    fence = "`" * (max((len(one) for one in _TICKS.findall(told)), default=0) + 1)
    space = " " if told.startswith("`") or told.endswith("`") else ""
    return f"{fence}{space}{told}{space}{fence}"
