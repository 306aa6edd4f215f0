"""Files outside control that a push must not bring all the same: they lead out of it, or land in it on another system.

Standard library only: the server asks this before anything else is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from posixpath import normpath
from typing import Final

_SYMLINK: Final = 0o120000
_SUBMODULE: Final = 0o160000
_PLAIN: Final = (0o100644, 0o100755)
_MADE: Final = "CHANGELOG.md"
_NAMES: Final = ("sapat.toml", "mkdocs.yml", _MADE.lower())
_ATTRIBUTES: Final = ".gitattributes"
_TELLING: Final = (
    "./",
    " /",
    "~",
    "\\",
    ":",
    _MADE.lower(),
)  # what Windows reads otherwise, in a name of small Latin letters
_UNSHOWN: Final = ("Cc", "Zl", "Zp")  # control characters, ends of lines and paragraphs
_TURNING: Final = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # a name shown in another order
_SHORT: Final = re.compile(r"([^.~]{1,6})~[0-9]{1,6}(?:\.([^.]{1,3}))?")  # REGIST~1: the other name Windows gives


def under(path: str, folders: Iterable[str]) -> bool:
    """Whether a path lies in one of *folders*, or stands where one of them should be."""
    return any(path.startswith(one + "/") or (one + "/").startswith(path + "/") for one in folders)


def strange(path: str, mode: int, folders: Iterable[str]) -> str:
    """What is wrong with a file that is not under control, by name; nothing for an ordinary one."""
    if mode not in _PLAIN:
        return {_SYMLINK: "symlink", _SUBMODULE: "submodule"}.get(mode, "odd")
    if path.isascii() and path.isprintable() and path.islower() and not any(one in path + "/" for one in _TELLING):
        return ""  # the many: nothing about such a name can be taken for another
    if any("\udc80" <= letter <= "\udcff" for letter in path):
        return "bytes"
    if any(unicodedata.category(letter) in _UNSHOWN or letter in _TURNING for letter in path):
        return "control"
    landing = _landing(path)
    if path == _MADE or (landing == path != _MADE.lower() and "~" not in path):
        return ""
    parts = landing.split("/")
    named = _taken(parts[-1], _ATTRIBUTES) or any(_all_taken(parts, one) for one in _NAMES)
    return "twin" if named or any(_lands(parts, _landing(one)) for one in folders) else ""


def _lands(parts: list[str], folder: str) -> bool:
    """Whether a path lies in a folder, or stands where it should be, by names that are taken for those of the folder."""
    return all(map(_taken, parts, folder.split("/")))


def _all_taken(parts: list[str], path: str) -> bool:
    return len(parts) == path.count("/") + 1 and _lands(parts, path)


def _taken(part: str, name: str) -> bool:
    """Whether one name is another, or may be the short one that Windows keeps beside it."""
    short = _SHORT.fullmatch(part)
    if short is None:
        return part == name
    stem, dot, end = name.lstrip(".").rpartition(".")
    stem, end = (stem, end) if dot else (end, "")
    begin = short[1]  # after four alike: two letters and four digits of a hash
    return (stem.startswith(begin) or (len(begin) == 6 and begin[:2] == stem[:2])) and (short[2] or "") == end[:3]


def _landing(path: str) -> str:
    """Where a path lands on Windows or macOS: letters of one case, marks that are not seen, dots at the end and what Windows
    reads as a stream of a file left out; a backslash parts folders.
    """
    seen = (letter for letter in unicodedata.normalize("NFC", path).casefold() if unicodedata.category(letter) != "Cf")
    whole = normpath("".join(seen).replace("\\", "/"))
    return "/".join(part.partition(":")[0].rstrip(". ") for part in whole.split("/"))
