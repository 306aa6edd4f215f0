"""Which part of the model a path belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_BY_DOCUMENT: Final = ("reviews", "renditions", "signed-copies")
_ADDENDUM: Final = re.compile(r"(?:^|.*\.)a([1-9][0-9]{0,3})\.yaml")


def addendum_place(name: str, entry: str) -> int:
    """The number of an addendum file: `a<n>.yaml` in a dossier (*entry* empty), else `<entry>.a<n>.yaml`; 0 for others."""
    found = _ADDENDUM.fullmatch(name)
    if found is None or (not entry and "." in name.removesuffix(".yaml")):
        return 0
    if entry and not name[: found.start(1) - 1].endswith("."):
        return 0
    return int(found[1])


def register_of(path: str, folders: Mapping[str, str]) -> tuple[str, str] | None:
    """(register, path below its folder) of a file, by the longest folder that fits; some keep one folder a document."""
    rest = path.removeprefix("registers/")
    for folder in sorted(folders, key=len, reverse=True):
        if rest.startswith(folder + "/"):
            below = rest[len(folder) + 1 :]
            deep = 1 if folder in _BY_DOCUMENT else 0
            return (folders[folder], below) if below.count("/") == deep else None
    return None
