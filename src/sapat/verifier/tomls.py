"""TOML as `sapat.toml` uses it: Python 3.9 and 3.10 have no reader of their own. What is not read here is refused."""

from __future__ import annotations

import re
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SPACE: Final = re.compile(r"[ \t]*")
_BETWEEN: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")  # in arrays lines may end anywhere
_LITERAL: Final = re.compile(r"'([^'\n]*)'")
_BASIC: Final = re.compile(r'"((?:[^"\\\n]|\\(?:["\\nt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*)"')
_ESCAPED: Final = re.compile(r'\\(["\\nt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')
_WORD: Final = re.compile(r"[A-Za-z0-9+:.-]+")
_INTEGER: Final = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
_TOML_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STRANGE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def read_toml(data: bytes) -> dict[str, Any]:
    """The tables of *data*; days stay texts. Raises ValueError for what is not read here."""
    text = data.decode("utf-8").replace("\r\n", "\n")  # UnicodeDecodeError is a ValueError
    if _STRANGE.search(text):
        raise ValueError("a control character")
    return _Reader(text).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root: dict[str, Any] = {}
        self.closed: set[int] = set()  # tables written in braces: nothing is added to them
        self.headed: set[int] = set()  # tables that had a heading: it comes once

    def whole(self) -> dict[str, Any]:
        here = self.root
        while True:
            self.skip(_BETWEEN)
            if self.at >= len(self.text):
                return self.root
            if self.text.startswith("[[", self.at):
                here = self.array_of_tables()
            elif self.text[self.at] == "[":
                here = self.table()
            else:
                self.pair(here)
            self.end_of_line()

    def skip(self, form: re.Pattern[str]) -> None:
        found = form.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def end_of_line(self) -> None:
        self.skip(_SPACE)
        end = self.text.find("\n", self.at)
        rest = self.text[self.at : end if end >= 0 else len(self.text)]
        if rest and not rest.startswith("#"):
            raise self.refuse()
        self.at += len(rest)

    def refuse(self) -> ValueError:
        return ValueError(f"line {1 + self.text.count(chr(10), 0, self.at)}")

    def take(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise self.refuse()
        self.at += len(mark)

    def names(self) -> list[str]:
        """`a.b."c d"`"""
        made = []
        while True:
            self.skip(_SPACE)
            found = _BARE.match(self.text, self.at)
            if found:
                self.at = found.end()
                made.append(found[0])
            else:
                made.append(self.string())
            self.skip(_SPACE)
            if self.text[self.at : self.at + 1] != ".":
                return made
            self.at += 1

    def string(self) -> str:
        if self.text.startswith(('"""', "'''"), self.at):
            raise self.refuse()
        literal = _LITERAL.match(self.text, self.at)
        basic = _BASIC.match(self.text, self.at)
        found = literal or basic
        if found is None:
            raise self.refuse()
        self.at = found.end()
        return found[1] if literal else _ESCAPED.sub(self.letter, found[1])

    def letter(self, found: re.Match[str]) -> str:
        plain = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}.get(found[1])
        if plain is not None:
            return plain
        number = int(found[1][1:], 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise self.refuse()
        return chr(number)

    def table(self) -> dict[str, Any]:
        self.take("[")
        names = self.names()
        self.take("]")
        here = self.root
        for name in names:
            here = self.inside(here, name)
        if id(here) in self.headed or id(here) in self.closed:
            raise self.refuse()
        self.headed.add(id(here))
        return here

    def array_of_tables(self) -> dict[str, Any]:
        self.take("[[")
        names = self.names()
        self.take("]]")
        if len(names) != 1:
            raise self.refuse()
        held = self.root.setdefault(names[0], [])
        if not isinstance(held, list) or id(held) in self.closed:
            raise self.refuse()
        held.append({})
        made: dict[str, Any] = held[-1]
        return made

    def inside(self, here: dict[str, Any], name: str) -> dict[str, Any]:
        held = here.setdefault(name, {})
        if not isinstance(held, dict) or id(held) in self.closed:
            raise self.refuse()
        return held

    def pair(self, here: dict[str, Any]) -> None:
        names = self.names()
        self.take("=")
        self.skip(_SPACE)
        if len(names) != 1 or names[0] in here:  # dotted keys are not read here
            raise self.refuse()
        here[names[0]] = self.value(1)

    def value(self, depth: int) -> Any:
        if depth > 8:
            raise self.refuse()
        first = self.text[self.at : self.at + 1]
        if first and first in "\"'":
            return self.string()
        if first == "[":
            return self.array(depth)
        if first == "{":
            return self.braces(depth)
        found = _WORD.match(self.text, self.at)
        word = found[0] if found else ""
        self.at += len(word)
        if word in ("true", "false"):
            return word == "true"
        if _INTEGER.fullmatch(word):
            return int(word)
        if _TOML_DAY.fullmatch(word):
            return word
        raise self.refuse()

    def array(self, depth: int) -> list[Any]:
        made: list[Any] = []
        self.closed.add(id(made))
        self.take("[")
        while True:
            self.skip(_BETWEEN)
            if self.text.startswith("]", self.at):
                break
            made.append(self.value(depth + 1))
            self.skip(_BETWEEN)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self.take("]")
        return made

    def braces(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.closed.add(id(made))
        self.take("{")
        self.skip(_SPACE)
        if self.text.startswith("}", self.at):
            self.at += 1
            return made
        while True:
            names = self.names()
            self.take("=")
            self.skip(_SPACE)
            if len(names) != 1 or names[0] in made:
                raise self.refuse()
            made[names[0]] = self.value(depth + 1)
            self.skip(_SPACE)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self.take("}")
        return made
