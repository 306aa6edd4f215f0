"""Words inside a block that has two versions: each marked where it stands, in the dress it wears there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Final, NamedTuple

from sapat.model.alignment import Run, runs
from sapat.publish.redline_tree import pieces

GONE: Final = '<del class="sp-del">'
FRESH: Final = '<ins class="sp-ins">'
_ENDS: Final = {GONE: "</del>", FRESH: "</ins>", "": ""}
_DRESS: Final = 64  # elements one in another; of deeper ones the words are kept and the dress is not
_SPACE: Final = re.compile(r"\s+")
# A number, a date, a code and a word with a hyphen are read as one word, so they change as one.
_TOKEN: Final = re.compile(
    r"&[#\w]+;|[^\W_][\w\u0300-\u036f]*(?:[-.,:/'’][^\W_][\w\u0300-\u036f]*)*|\n|[^\S\n]+|.", re.DOTALL
)


class Word(NamedTuple):
    """A word, a space, a mark or a picture, with the elements it stands in."""

    text: str
    dress: tuple[str, ...]


class Counted(NamedTuple):
    """HTML with its marks, and the words that came and went."""

    html: str
    plus: int
    minus: int


def is_word(text: str) -> bool:
    return text[:1].isalnum()


def count(html: str) -> int:
    """Words of a clean text, by the same measure as the marks."""
    return sum(is_word(one.text) for one in words(html, exact=False))


def words(inner: str, *, exact: bool) -> list[Word]:
    """The words of a block; unless *exact*, any white space is one space."""
    made: list[Word] = []
    dress: list[str] = []
    shown: tuple[str, ...] = ()
    for piece in pieces(inner):
        if piece.kind == "open":
            dress.append(piece.html)
        elif piece.kind == "close":
            if dress:
                dress.pop()
        elif piece.kind == "void":
            made.append(Word(piece.html, shown))
        else:
            told = piece.html if exact else _SPACE.sub(" ", piece.html)
            made += [Word(one, shown) for one in _TOKEN.findall(told)]
        if piece.kind in ("open", "close") and len(dress) <= _DRESS:
            shown = tuple(dress)
    return made


def compared(old: str, new: str, *, exact: bool = False) -> Counted:
    """Two versions of the inside of a block as one text with marks."""
    before, after = words(old, exact=exact), words(new, exact=exact)
    told: list[tuple[str, Word]] = []
    plus = minus = 0
    for run in _readable(runs(before, after), before):
        gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
        if run.same:
            told += [("", one) for one in fresh]
            continue
        told += [(GONE, one) for one in gone] + [(FRESH, one) for one in fresh]
        if [one.text for one in gone] != [
            one.text for one in fresh
        ]:  # else only the dress changed: no word came or went
            minus += sum(is_word(one.text) for one in gone)
            plus += sum(is_word(one.text) for one in fresh)
    return Counted(_woven(told), plus, minus)


def _readable(told: Sequence[Run], before: Sequence[Word]) -> list[Run]:
    """Changes that only a space, a mark or one lonely word parts are read as one change."""
    made: list[Run] = []
    for at, run in enumerate(told):
        if run.same and 0 < at < len(told) - 1 and made and not made[-1].same:
            kept = sum(is_word(before[place].text) for place in range(run.i1, run.i2))
            sides = (made[-1], told[at + 1])
            both = all(one.i1 < one.i2 and one.j1 < one.j2 for one in sides)
            large = all(min(one.i2 - one.i1, one.j2 - one.j1) >= 5 for one in sides)
            if run.i2 - run.i1 <= 3 and ((both and not kept) or (large and kept <= 1)):
                run = run._replace(same=False)
        if made and not made[-1].same and not run.same:
            made[-1] = Run(False, made[-1].i1, run.i2, made[-1].j1, run.j2)
        else:
            made.append(run)
    return made


def _woven(told: Iterable[tuple[str, Word]]) -> str:
    """HTML in which the marks are always innermost, so elements never cross them."""
    made: list[str] = []
    worn: tuple[str, ...] = ()
    mark = ""
    for kind, word in told:
        dress = tuple(map(_unlinked, word.dress)) if kind == GONE else word.dress
        if kind != mark or dress != worn:
            made.append(_ENDS[mark])
            same = 0
            while same < min(len(worn), len(dress)) and worn[same] == dress[same]:
                same += 1
            made += [_end(one) for one in reversed(worn[same:])]
            made += [*dress[same:], kind]
            worn, mark = dress, kind
        made.append(word.text)
    made.append(_ENDS[mark])
    made += [_end(one) for one in reversed(worn)]
    return "".join(made)


def _end(opened: str) -> str:
    return f"</{opened[1:-1].split(' ', 1)[0]}>"


def _unlinked(opened: str) -> str:
    """A link of a text that is gone leads nowhere: its target may be gone too."""
    return '<span class="sp-nolink">' if opened.startswith("<a ") or opened == "<a>" else opened


def marked(html: str, mark: str) -> str:
    """A clean text of which every word came or went, each run of text in a mark of its own."""
    made: list[str] = []
    for piece in pieces(html):
        if (piece.kind == "text" and piece.html.strip()) or (piece.kind == "void" and piece.tag == "img"):
            made += [mark, piece.html, _ENDS[mark]]
        elif mark == GONE and piece.tag == "a":
            made.append("</span>" if piece.kind == "close" else _unlinked(piece.html))
        else:
            made.append(piece.html)
    return "".join(made)


def as_name(html: str) -> str:
    """The words of a heading as plain text."""
    return " ".join(unescape("".join(one.html for one in pieces(html) if one.kind == "text")).split())
