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
_PIECES: Final = re.compile(r"[^\s\-–—/]+[\-–—/]?")


@dataclass(frozen=True, slots=True)
class Fit:
    """How one table is set."""

    widths: tuple[float, ...]  # parts of the whole
    size: float
    across: bool
    longest: tuple[int, ...]  # letters that fit on a line of each column


def fit(columns: Sequence[Sequence[str]]) -> Fit:
    """The setting of a table by the texts of its columns: no word is cut if any setting avoids it."""
    words = [max((len(piece) for text in column for piece in _PIECES.findall(text)), default=1) for column in columns]
    amounts = [sum(len(text) for text in column) / max(1, len(column)) for column in columns]
    for room, across, sizes in ((UPRIGHT, False, SIZES), (ACROSS, True, SMALL)):
        for size in sizes:
            least = [count * size * _LETTER + _INSET for count in words]
            if sum(least) <= room:
                return _made(least, amounts, room, size, across)
    least = [_INSET + 4 * SMALL[-1] * _LETTER for _ in words]
    if sum(least) > ACROSS:
        least = [ACROSS / len(words)] * len(words)
    return _made(least, [max(a, w * w) for a, w in zip(amounts, words, strict=True)], ACROSS, SMALL[-1], True)


def _made(least: list[float], amounts: list[float], room: float, size: float, across: bool) -> Fit:
    """Every column gets what its longest word needs; what is left goes by the root of how much stands in it."""
    shares = [sqrt(max(amount, 1.0)) for amount in amounts]
    left = room - sum(least)
    widths = [need + left * share / sum(shares) for need, share in zip(least, shares, strict=True)]
    whole = sum(widths)
    return Fit(
        tuple(round(one / whole, 4) for one in widths),
        size,
        across,
        tuple(max(1, int((one - _INSET) / (size * _LETTER))) for one in widths),
    )
