"""Lines of the tables and keys of a TOML file: the reader of the standard library gives values without places."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Final

from sapat.model.findings import Key

_TABLE: Final = re.compile(r"\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*=")


def places(text: str) -> dict[Key, tuple[int, int]]:
    """Key -> (line, column) of each table header and of each plain key below one; what cannot be told is left out."""
    found: dict[Key, tuple[int, int]] = {}
    table: Key = ()
    seen: Counter[Key] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        header = _TABLE.fullmatch(line)
        if header is not None:
            table = _path(header[2])
            if header[1] == "[[":
                seen[table] += 1
                table = (*table, seen[table] - 1)
            found.setdefault(table, (number, line.index("[") + 1))
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip('"')), (number, key.start(1) + 1))
    return found


def _path(name: str) -> Key:
    """`types."ДП"` -> ("types", "ДП")."""
    try:
        told = tomllib.loads(f"[{name}]")
    except tomllib.TOMLDecodeError:
        return (name,)
    path: list[str] = []
    while told:
        key, told = next(iter(told.items()))
        path.append(key)
    return tuple(path)
