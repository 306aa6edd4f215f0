"""Files outside control that a push must not bring all the same: they lead out of it, or land in it on another system.

Standard library only: the server asks this before anything else is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

_SYMLINK: Final = 0o120000
_SUBMODULE: Final = 0o160000
_PLAIN: Final = (0o100644, 0o100755)
_NAMES: Final = ("sapat.toml", "mkdocs.yml", "changelog.md")
_ATTRIBUTES: Final = ".gitattributes"


def under(path: str, folders: Iterable[str]) -> bool:
    """Whether a path lies in one of *folders*, or stands where one of them should be."""
    return any(path.startswith(one + "/") or (one + "/").startswith(path + "/") for one in folders)


def strange(path: str, mode: int, folders: Iterable[str]) -> str:
    """What is wrong with a file that is not under control, by name; nothing for an ordinary one."""
    if mode not in _PLAIN:
        return {_SYMLINK: "symlink", _SUBMODULE: "submodule"}.get(mode, "odd")
    if path.isascii() and path.isprintable() and path.islower() and not any(end in path + "/" for end in ("./", " /")):
        return ""  # the many: nothing about such a name can be taken for another
    if any("\udc80" <= letter <= "\udcff" for letter in path):
        return "bytes"
    if any(unicodedata.category(letter) == "Cc" for letter in path):
        return "control"
    landing = _landing(path)
    if landing == path or path == "CHANGELOG.md":
        return ""
    named = landing in _NAMES or landing.rpartition("/")[2] == _ATTRIBUTES
    return "twin" if named or under(landing, map(_landing, folders)) else ""


def _landing(path: str) -> str:
    """Where a path lands on Windows or macOS: letters of one case, marks that are not seen and dots at the end left out."""
    seen = (letter for letter in unicodedata.normalize("NFC", path).casefold() if unicodedata.category(letter) != "Cf")
    return "/".join(part.rstrip(". ") for part in "".join(seen).split("/"))
