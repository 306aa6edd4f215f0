"""A quick reading of plain YAML: the few forms our own verbs write, one line after another.

It answers only where the strict reader (`yamls.py`) would give the same value without a remark; anything else,
however lawful, is left to that reader. A test compares the two on altered texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from sapat.read.tree import NOTHING, PLACEHOLDER

_FLOW: Final = re.compile(r"[^\[\]{},:#'\"\\&*!|>%@`?]+")
_ITEM: Final = re.compile(r'"[0-9]{1,4}"')  # the number of an item of an act, as a key
_MAX: Final = 32 * 1024  # characters: fewer nodes than the strict reader's limit
_MAX_DEPTH: Final = 5
_END: Final = (-1, "")  # indent and content after the last line
_SUSPECT: Final = frozenset(" tTfFxXnN?.…")  # what a placeholder begins with


class _Other(Exception):
    """Not of the plain forms."""


def read_plainly(text: str) -> dict[str, Any] | None:
    """The mapping *text* stands for, or None when it must be read strictly."""
    if len(text) > _MAX:
        return None
    try:
        return _Lines(text).whole()
    except _Other:
        return None


def line_of(text: str, key: str) -> int:
    """The line on which a key of the outermost mapping stands, from 1; 0 when the strict reader must be asked."""
    if not _is_key(key) or read_plainly(text) is None:
        return 0
    before, found, _ = f"\n{text}".partition(f"\n{key}:")  # deeper keys are indented, values end with their line
    return before.count("\n") + 1 if found else 0


class _Lines:
    """The lines of a text, each with its indent, and the place of the next one."""

    __slots__ = ("_at", "_rows")

    def __init__(self, text: str) -> None:
        if not text.replace("\n", "").isprintable():
            raise _Other
        self._rows = [(len(row) - len(told := row.lstrip(" ")), told) for row in text.split("\n") if row]
        self._rows.append(_END)
        self._at = 0

    def whole(self) -> dict[str, Any]:
        if self._rows[0] is _END:
            raise _Other
        return self._mapping(0, 1)

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if depth > _MAX_DEPTH:
            raise _Other
        while True:
            here, content = self._rows[self._at]
            if here < indent:
                return made
            key, colon, told = content.partition(":")
            if depth > 1 and key[:1] == '"' and _ITEM.fullmatch(key):
                key = key[1:-1]
            elif not _is_key(key):
                raise _Other
            if here > indent or not colon or key in made:
                raise _Other
            self._at += 1
            if not told:
                made[key] = self._nested(indent, depth + 1)
            elif told[0] == " ":
                made[key] = _value(told.strip(" "), key)
            else:
                raise _Other

    def _nested(self, indent: int, depth: int) -> Any:
        here, content = self._rows[self._at]
        if content.startswith("- ") and here >= indent:
            return self._sequence(here, depth)
        if here > indent:
            return self._mapping(here, depth)
        raise _Other

    def _sequence(self, indent: int, depth: int) -> list[Any]:
        made: list[Any] = []
        while True:
            here, content = self._rows[self._at]
            if here < indent or (here == indent and not content.startswith("- ")):
                return made
            if here > indent:
                raise _Other
            told = content[2:].lstrip(" ")
            key, colon, rest = told.partition(":")
            if colon and rest[:1] in ("", " ") and _is_key(key):  # a mapping whose first key stands behind the hyphen
                column = indent + len(content) - len(told)
                self._rows[self._at] = (column, told)
                made.append(self._mapping(column, depth + 1))
            else:
                self._at += 1
                made.append(_value(told.rstrip(" ")))


@lru_cache(1024)
def _is_key(text: str) -> bool:
    return text.isidentifier() and text.isascii()


def _value(told: str, key: str = "") -> Any:
    """A value that ends with its line: a scalar, or a mapping or sequence of scalars in braces or brackets."""
    first = told[:1]
    if first == "{" and told[-1] == "}":
        return _braces(told[1:-1])
    if told == "[]":
        return []
    if first == "[" and told[-1] == "]":
        return [_scalar(piece.strip(" "), flow=True) for piece in told[1:-1].split(",")]
    return _scalar(told, key)


def _braces(inner: str) -> dict[str, str]:
    made: dict[str, str] = {}
    for piece in inner.split(","):
        key, _, told = piece.strip(" ").partition(": ")
        if key in made or not _is_key(key):
            raise _Other
        made[key] = _scalar(told.strip(" "), key, flow=True)
    return made


def _scalar(told: str, key: str = "", *, flow: bool = False) -> str:
    if told[:1] == '"':
        told = told[1:-1] if len(told) > 1 and told[-1] == '"' else '"'
        if '"' in told or "\\" in told:
            raise _Other
    elif told[:1] == "'":
        told = told[1:-1] if len(told) > 1 and told[-1] == "'" else "'"
        if "'" in told:
            raise _Other
    elif (
        not (told[:1].isalnum() or told[:1] in ("«", "(", "/", "№"))
        or told in NOTHING
        or key == "version"  # which must be quoted
        or (not _FLOW.fullmatch(told) if flow else ": " in told or " #" in told or told[-1] == ":")
    ):
        raise _Other
    if told[:1] in _SUSPECT and PLACEHOLDER.fullmatch(told.strip()):
        raise _Other
    return told
