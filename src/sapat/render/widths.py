"""How a table gets onto paper: the widths of its columns, the size of its letters, upright or across (findings: pdf §1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

UPRIGHT: Final = 481.0  # points of text width on A4
ACROSS: Final = 728.0
SIZES: Final = (10.0, 9.5, 9.0, 8.5, 8.0)
SMALL: Final = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_LETTER: Final = 0.6  # of the font size: a wide Cyrillic letter in bold
_INSET: Final = 11.0
_LEADING: Final = 1.4  # of the font size, from line to line
_HAND: Final = 60.0  # letters of room for writing by hand
_SHORT: Final = 8  # letters of a line in the narrowest column
_PIECES: Final = re.compile(r"[^\s\-–—/]+[\-–—/]?")


@dataclass(frozen=True, slots=True)
class Fit:
    """How one table is set."""

    widths: tuple[float, ...]  # parts of the whole
    size: float
    across: bool
    longest: int  # letters a word may have; 0: every word fits its column


def fit(columns: Sequence[Sequence[str]]) -> Fit:
    """The setting of a table by the texts of its columns: no word is cut if any setting avoids it."""
    words = [max((len(piece) for text in column for piece in _PIECES.findall(text)), default=1) for column in columns]
    amounts = [_amount(column) for column in columns]
    for room, across, sizes in ((UPRIGHT, False, SIZES), (ACROSS, True, SMALL)):
        for size in sizes:
            least = [count * size * _LETTER + _INSET for count in words]
            if sum(least) <= room:
                return Fit(_shared(least, amounts, room), size, across, 0)
    size = SMALL[-1]
    least = [min(_INSET + _SHORT * size * _LETTER, ACROSS / len(words)) for _ in words]
    widths = _shared(least, [float(count * count) for count in words], ACROSS)
    return Fit(widths, size, True, max(4, int((min(widths) * ACROSS - _INSET) / (size * _LETTER))))


def height(columns: Sequence[Sequence[str]], made: Fit) -> float:
    """Points that the highest row takes, and rather too many than too few."""
    room = ACROSS if made.across else UPRIGHT
    most = 1
    for column, width in zip(columns, made.widths, strict=True):
        letters = max(1.0, (width * room - _INSET) / (made.size * _LETTER))
        most = max(most, *(sum(1 + int(len(line) / letters) for line in text.split("\n")) for text in column), 1)
    return most * made.size * _LEADING + _INSET


def _amount(column: Sequence[str]) -> float:
    """How much stands in a cell of a column; one that is empty below its head is there to be written in."""
    if len(column) > 1 and not any(text.strip() for text in column[1:]):
        return _HAND
    return sum(len(text) for text in column) / max(1, len(column))


def _shared(least: list[float], amounts: list[float], room: float) -> tuple[float, ...]:
    """Every column gets what its longest word needs; what is left goes by the root of how much stands in it."""
    shares = [sqrt(max(amount, 1.0)) for amount in amounts]
    left = max(0.0, room - sum(least))
    widths = [need + left * share / sum(shares) for need, share in zip(least, shares, strict=True)]
    return tuple(round(one / sum(widths), 4) for one in widths)
