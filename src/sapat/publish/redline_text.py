"""A redline for a terminal: the lines that changed, under the headings they stand below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from sapat.publish.differences import STATES, amount, figures, front_changes, section_name, words
from sapat.publish.plan import Edition, Plan
from sapat.publish.redline import Redline
from sapat.publish.redline_tree import HEADINGS, VOID, pieces
from sapat.publish.redline_words import FRESH, GONE

_MARKS: Final = {"-": ("[-", "-]"), "+": ("{+", "+}"), "": ("", "")}
_COLOURS: Final = {"-": ("\x1b[9;31m", "\x1b[0m"), "+": ("\x1b[4;32m", "\x1b[0m"), "": ("", "")}
_LINES: Final = frozenset(["p", "li", "tr", "dt", "dd", "caption", "summary", "div", "blockquote", "ul", "ol", "hr"])
_CELLS: Final = frozenset(["td", "th"])
_SPACE: Final = re.compile(r"[ \t\n]+")


@dataclass(slots=True)
class Line:
    """A line of the text: what it begins with, and its pieces with their marks: -, + or none."""

    lead: str = ""
    told: list[tuple[str, str]] = field(default_factory=list)  # (mark, text)

    @property
    def touched(self) -> bool:
        return any(mark and text.strip() for mark, text in self.told)

    def shown(self, marks: dict[str, tuple[str, str]]) -> str:
        made, now = [self.lead], ""
        for mark, text in [*self.told, ("", "")]:
            if mark != now:
                made += [marks[now][1], marks[mark][0]]
                now = mark
            made.append(text)
        return "".join(made).strip()


def difference_text(plan: Plan, old: Edition, new: Edition, made: Redline, title: str, *, colour: bool) -> str:
    """The whole difference: figures, sections, front matter, then the lines that changed."""
    lang = plan.lang
    told = [title, figures(lang, made)]
    width = max((len(STATES[one.state].say(lang)) for one in made.sections), default=0)
    told += [
        f"  {STATES[one.state].say(lang):<{width}}  {section_name(lang, one)}  {amount(one)}".rstrip()
        for one in made.sections
    ]
    marks = _COLOURS if colour else _MARKS
    front = front_changes(plan, old.front, new.front)
    if front:
        told += ["", words(lang, "front")]
    for name, before, after in front:
        sides = (("-", before), ("+", after))
        shown = (f"{marks[mark][0]}{_visible(value)}{marks[mark][1]}" for mark, value in sides if value)
        told.append(f"  {name}: {''.join(shown)}")
    lines = changed_lines(made.html, colour=colour)
    return "\n".join([*told, *([""] if lines else []), *lines]) + "\n"


def changed_lines(html: str, *, colour: bool) -> list[str]:
    """Every line with a mark, and before it the headings of its section, once."""
    marks = _COLOURS if colour else _MARKS
    return [line.shown(marks) for line in touched_lines(html)]


def touched_lines(html: str) -> list[Line]:
    """The lines with a mark, each behind the headings of its section that have not been told yet."""
    made: list[Line] = []
    headings: dict[int, Line] = {}
    for line in _lines(html):
        level = len(line.lead) - 1 if line.lead.startswith("#") else 0
        if level:
            headings = {at: told for at, told in headings.items() if at < level}
        if line.touched:
            made += [told for _, told in sorted(headings.items())]
            headings = {}
            made.append(line)
        elif level:
            headings[level] = line
    return made


def _lines(html: str) -> Iterator[Line]:
    line = Line()
    stack: list[str] = []
    exact = 0
    mark = ""
    for piece in pieces(html):
        if piece.kind == "text":
            told = _visible(unescape(piece.html))
            rows = told.split("\n") if exact else [_SPACE.sub(" ", told)]
            for at, row in enumerate(rows):
                if at:
                    yield line
                    line = Line()
                line.told.append((mark, row))
        elif piece.tag in _LINES or piece.tag in HEADINGS or piece.tag == "pre":
            if line.told:
                yield line
            line = Line(_lead(piece.tag)) if piece.kind == "open" else Line()
            exact += {"open": 1, "close": -1}.get(piece.kind, 0) if piece.tag == "pre" else 0
        elif piece.tag in _CELLS and piece.kind == "open" and line.told:
            line.told.append(("", " | "))
        elif piece.tag == "img":
            line.told.append((mark, "[" + _visible(unescape(_alt(piece.html))) + "]"))
        if piece.kind == "open" and piece.tag not in VOID:
            stack.append(mark)
            mark = "-" if piece.html == GONE else "+" if piece.html == FRESH else mark
        elif piece.kind == "close" and stack:
            mark = stack.pop()
    yield line


def _lead(tag: str) -> str:
    if tag in HEADINGS:
        return "#" * int(tag[1]) + " "
    return "- " if tag == "li" else ""


def _alt(html: str) -> str:
    found = re.search(r' alt="([^"]*)"', html)
    return found[1] if found and found[1] else "…"


def _visible(text: str) -> str:
    """Text that cannot steer a terminal or turn its own direction round."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cf"))
