"""Lists as a forge shows them: nested by where the text of the outer item begins, not by four spaces (CommonMark 5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ITEM: Final = re.compile(r"( *)([-*+]|\d{1,9}\.)( +)(?=\S)")
_RULE: Final = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_FENCE: Final = re.compile(r" *(`{3,}|~{3,})")
_STEP: Final = 4  # what Python-Markdown counts a level by


def settled(lines: Iterable[str]) -> list[str]:
    """The lines with every list item, and what belongs to it, indented by four spaces a level; the words stay.

    A text without lists nested otherwise comes back as it was.
    """
    made: list[str] = []
    open_: list[int] = []  # the column where the text of each open item begins
    fence = ""
    blank = False
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            blank = True
            made.append(line)
            continue
        if fence or _FENCE.match(line):
            fence = _after(fence, line)
            made.append(_moved(line, indent, open_))
            blank = False
            continue
        item = None if _RULE.match(line) else _ITEM.match(line)
        if item is None and not blank and open_ and indent < open_[-1]:
            made.append(line)  # a paragraph that goes on, lazily
            continue
        while open_ and indent < open_[-1]:
            open_.pop()
        if item is None or indent >= (open_[-1] if open_ else 0) + _STEP:
            made.append(_moved(line, indent, open_))
        else:
            made.append(" " * _STEP * len(open_) + line.lstrip(" "))
            open_.append(indent + len(item[2]) + (len(item[3]) if len(item[3]) <= _STEP else 1))
        blank = False
    return made


def _after(fence: str, line: str) -> str:
    """The fence that is open after a line."""
    found = _FENCE.match(line)
    if not fence:
        return found[1] if found else ""
    return "" if found and found[1].startswith(fence) and not line.strip(" `~") else fence


def _moved(line: str, indent: int, open_: list[int]) -> str:
    """A line of an open item, as far from its text as it was written."""
    if not open_ or indent < open_[-1]:
        return line
    return " " * (_STEP * len(open_) + indent - open_[-1]) + line.lstrip(" ")
