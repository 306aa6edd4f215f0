"""YAML as facts use it, and not one form more: what is not read here is refused, never guessed.

A scalar stays the text that was written. Anchors, aliases, tags, documents, duplicate keys, tabs and empty values are
refused: a reader that takes them lightly can be made to read something else than a person does.
"""

from __future__ import annotations

import re
from typing import Any, Final

MAX_TEXT: Final = 4 << 20
_DEPTH: Final = 12
_LONG: Final = 1 << 16
_KEY: Final = re.compile(r"""(\w[\w.-]*|"[^"\\]*"|'[^']*'):(?: +(.*))?""")
_ESCAPE: Final = re.compile(r'\\(["\\/nt]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')
_LETTERS: Final = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t"}
_FORBIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_NO_START: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_FLOW_PLAIN: Final = re.compile(r"(?:[^\[\]{},:#'\"&*!|>%@`]|(?<=[^\s,\[\]{}]):(?=[^\s,?\[\]{}])|(?<=[^\s,\[\]{}])#)+")


class Unreadable(Exception):
    """What was met that is not read here, and on which line."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line


def read_yaml(data: bytes, first: int = 1) -> dict[str, Any]:
    """The mapping that *data* holds. Raises Unreadable for anything else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(first, "not UTF-8") from None
    if len(data) > MAX_TEXT:
        raise Unreadable(first, "too long")
    strange = _FORBIDDEN.search(text)
    if strange:
        raise Unreadable(first + text.count("\n", 0, strange.start()), f"a character U+{ord(strange[0]):04X}")
    lines = _Lines(text, first)
    try:
        return lines.whole()
    except ValueError as error:
        raise lines.refuse(str(error)) from None


def front_matter(data: bytes) -> dict[str, Any]:
    """The mapping between the fences of a Markdown file; empty where it has none. Raises Unreadable."""
    if not data.startswith(b"---\n"):
        return {}
    end = data.find(b"\n---\n", 3)
    if end < 0:
        end = len(data) - 4 if data.endswith(b"\n---") else -1
    if end < 0:
        raise Unreadable(1, "front matter without an end")
    return read_yaml(data[4 : end + 1], 2)


class _Lines:
    """The lines of a text and the place of the next one."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        self.rows = text.split("\n")
        self.at = 0

    def refuse(self, what: str) -> Unreadable:
        return Unreadable(self.first + min(self.at, len(self.rows) - 1), what)

    def whole(self) -> dict[str, Any]:
        if self.next_indent() != 0:
            raise self.refuse("no mapping at the margin")
        made = self.mapping(0, 1)
        if self.next_indent() >= 0:
            raise self.refuse("text behind the mapping")
        return made

    def next_indent(self) -> int:
        """The indent of the next line that says something, which becomes the present one; -1 at the end."""
        while self.at < len(self.rows):
            row = self.rows[self.at]
            told = row.lstrip(" ")
            if told and not told.startswith("#"):
                if row.startswith(("---", "...", "%")):
                    raise self.refuse("a mark of a document")
                return len(row) - len(told)
            self.at += 1
        return -1

    def mapping(self, indent: int, depth: int, inline: str = "") -> dict[str, Any]:
        """A mapping of lines at *indent*; *inline* is its first line where it stands behind a dash."""
        if depth > _DEPTH:
            raise self.refuse("too deep")
        made: dict[str, Any] = {}
        while inline or self.next_indent() == indent:
            row = inline or self.rows[self.at][indent:]
            inline = ""
            found = _KEY.fullmatch(row.rstrip(" "))
            if found is None or row.startswith("- "):
                raise self.refuse("no `key: value`")
            key = found[1][1:-1] if found[1][0] in "\"'" else found[1]
            if key in made:
                raise self.refuse(f"the key {key} again")
            made[key] = self.value(found[2] or "", indent, depth + 1)
        if made and self.next_indent() > indent:
            raise self.refuse("a line that is indented too far")
        return made

    def value(self, told: str, indent: int, depth: int) -> Any:
        """What stands behind `key:` or a dash; the place moves behind it. *indent* is that of the key."""
        told = "" if told.startswith("#") else told.strip(" ")
        if told[:1] in ("|", ">"):
            return self.block(told, indent)
        if told:
            return self.on_lines(told, indent)
        self.at += 1
        here = self.next_indent()
        if here >= indent and self.rows[self.at][here:].startswith("- "):
            return self.sequence(here, depth)
        if here > indent:
            return self.mapping(here, depth)
        raise self.refuse("a key without a value")

    def sequence(self, indent: int, depth: int) -> list[Any]:
        if depth > _DEPTH:
            raise self.refuse("too deep")
        made: list[Any] = []
        while self.next_indent() == indent and self.rows[self.at][indent:].startswith("- "):
            inside = self.rows[self.at][indent + 2 :]
            told = inside.lstrip(" ")
            deeper = indent + 2 + len(inside) - len(told)
            if not told or told.startswith(("- ", "#", "|", ">")):
                raise self.refuse("an item of another form")
            if _KEY.fullmatch(told.rstrip(" ")):
                made.append(self.mapping(deeper, depth + 1, told))
            else:
                made.append(self.on_lines(told.strip(" "), indent))
        if self.next_indent() > indent:
            raise self.refuse("a line that is indented too far")
        return made

    def on_lines(self, told: str, indent: int) -> Any:
        """A value that begins on this line; brackets and plain words may go on in deeper lines."""
        if told[0] in "[{":
            flow = _Flow(told)
            while True:
                try:
                    value = flow.whole()
                    break
                except _More:
                    self.at += 1
                    if self.at >= len(self.rows) or self.next_indent() <= indent:
                        raise self.refuse("brackets that do not close") from None
                    flow = _Flow(self.joined(flow.text, self.rows[self.at].strip(" ")))
            self.at += 1
            return value
        value = _scalar(told)
        self.at += 1
        while self.at < len(self.rows) and self.rows[self.at].strip(" "):
            row = self.rows[self.at]
            if len(row) - len(row.lstrip(" ")) <= indent or row.lstrip(" ").startswith("#"):
                break
            if told[0] in "\"'" or value != told:
                raise self.refuse("a line that is indented too far")
            told = row.strip(" ")
            if told != _plain(told) or told.startswith("- "):
                raise self.refuse("a text of lines")
            value = told = self.joined(value, told)
            self.at += 1
        return value

    def joined(self, text: str, more: str) -> str:
        """Two lines of one value; a value of very many would take long to read again with each."""
        if len(text) > _LONG:
            raise self.refuse("a value of too many lines")
        return f"{text} {more}"

    def block(self, mark: str, indent: int) -> str:
        """A text of lines behind `|` (as they stand) or `>` (joined)."""
        if mark not in ("|", "|-", ">", ">-"):
            raise self.refuse("a block of another form")
        self.at += 1
        rows: list[str] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if row.strip(" ") and len(row) - len(row.lstrip(" ")) <= indent:
                break
            rows.append(row)
            self.at += 1
        while rows and not rows[-1].strip(" "):
            rows.pop()
        if not rows or not rows[0].strip(" "):
            raise self.refuse("an empty block")
        deep = len(rows[0]) - len(rows[0].lstrip(" "))
        if any(row.strip(" ") and not row.startswith(" " * deep) for row in rows):
            raise self.refuse("a block that is indented unevenly")
        if any(not row.strip(" ") and row for row in rows):
            raise self.refuse("a line of blanks")
        told = [row[deep:] for row in rows]
        if mark[0] == ">":
            if any(not row or row[0] == " " for row in told):
                raise self.refuse("a folded block with empty or deeper lines")
            told = [" ".join(told)]
        return "\n".join(told) + ("" if mark.endswith("-") else "\n")


class _More(Exception):
    """Brackets that go on in the next line."""


class _Flow:
    """Values in brackets and braces."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def whole(self) -> Any:
        value = self.value(1)
        rest = self.text[self.at :]
        if rest.strip(" ") and not rest.startswith(" #"):
            raise ValueError("text behind the brackets")
        return value

    def blanks(self) -> str:
        """The next letter that says something."""
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        if self.at >= len(self.text) or self.text[self.at] == "#":
            raise _More
        return self.text[self.at]

    def value(self, depth: int) -> Any:
        if depth > _DEPTH:
            raise ValueError("too deep")
        first = self.blanks()
        if first == "[":
            return self.sequence(depth)
        if first == "{":
            return self.mapping(depth)
        return self.scalar()

    def sequence(self, depth: int) -> list[Any]:
        made: list[Any] = []
        self.at += 1
        if self.blanks() == "]":
            self.at += 1
            return made
        while True:
            made.append(self.value(depth + 1))
            if self.closed("]"):
                return made

    def mapping(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.at += 1
        if self.blanks() == "}":
            self.at += 1
            return made
        while True:
            self.blanks()
            key = self.scalar()
            if self.text[self.at : self.at + 2] != ": " or key in made or not key:
                raise ValueError("no `key: value` in braces")
            self.at += 1
            made[key] = self.value(depth + 1)
            if self.closed("}"):
                return made

    def closed(self, mark: str) -> bool:
        told = self.blanks()
        if told not in (mark, ","):
            raise ValueError("brackets of another form")
        self.at += 1
        return told == mark

    def scalar(self) -> str:
        first = self.text[self.at]
        if first in "\"'":
            value, self.at = _quoted(self.text, self.at)
            return value
        found = _FLOW_PLAIN.match(self.text, self.at)
        if found is None or not _begins(found[0]):
            raise ValueError("a value of another form in brackets")
        if " #" in found[0]:
            raise ValueError("a remark in brackets")
        self.at = found.end()
        return found[0].rstrip(" ")


def _scalar(told: str) -> str:
    """A text on one line, quoted or plain, without the remark behind it."""
    if told[0] in "\"'":
        value, end = _quoted(told, 0)
        rest = told[end:]
        if rest.strip(" ") and not re.match(r" +#", rest):
            raise ValueError("text behind the quotes")
        return value
    return _plain(told)


def _plain(told: str) -> str:
    told = told.partition(" #")[0].rstrip(" ")
    if not _begins(told) or ": " in told or told.endswith(":"):
        raise ValueError("a value of another form")
    return told


def _begins(told: str) -> bool:
    return bool(told) and told[0] not in _NO_START and told != "null" and not told.startswith("<<")


def _quoted(text: str, start: int) -> tuple[str, int]:
    """(the text between quotes, where they end)."""
    mark, at = text[start], start + 1
    made: list[str] = []
    while at < len(text):
        if text[at] == mark:
            if mark == "'" and text[at + 1 : at + 2] == "'":
                at += 1
            else:
                return "".join(made), at + 1
        if text[at] == "\\" and mark == '"':
            found = _ESCAPE.match(text, at)
            if found is None:
                raise ValueError("an escape of another form")
            letter = found[1]
            made.append(_LETTERS.get(letter) or chr(_code_point(letter)))
            at = found.end()
            continue
        made.append(text[at])
        at += 1
    raise ValueError("quotes that do not close")


def _code_point(letter: str) -> int:
    number = int(letter[1:], 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise ValueError("an escape of no character")
    return number
