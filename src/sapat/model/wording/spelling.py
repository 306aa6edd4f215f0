"""How near two words are: a slip of the pen, another ending, or the same word turned round."""

from __future__ import annotations

from functools import cache
from typing import Final

from sapat.model.wording.forms import known, loose
from sapat.model.wording.others import another

_PREFIXES: Final = (
    "не",
    "ни",
    "без",
    "бес",
    "вне",
    "анти",
    "контр",
    "un",
    "non",
    "in",
    "im",
    "il",
    "ir",
    "dis",
    "mis",
    "anti",
)


@cache
def spelled_alike(old: str, new: str) -> bool:
    """Whether two plain words are so near that one is a slip of the pen for the other, or another ending of it."""
    length = max(len(old), len(new))
    if length < 4 or denied(old, new) or (known(old) != known(new) and known(old).kind) or another(old, new):
        return False
    if near(old, new, 2 if length >= 8 else 1):
        return True
    return _endings(old, new)


def _endings(old: str, new: str) -> bool:
    """Two forms of a word: a long stem in common, and endings of a few letters."""
    stem = 0
    while stem < min(len(old), len(new)) and old[stem] == new[stem]:
        stem += 1
    return stem >= 4 and max(len(old), len(new)) - stem <= min(4, stem - 1)


def denied(old: str, new: str) -> bool:
    """Whether one word is the other with a prefix that turns it round."""
    short, long = sorted((old, new), key=len)
    if len(short) < 4 or short == long or short[-2:] != long[-2:]:
        return False
    if loose(long).endswith(loose(short)[1:]) and any(loose(long) == loose(prefix + short) for prefix in _PREFIXES):
        return True
    return _turned(old, new)


def _turned(old: str, new: str) -> bool:
    """Whether two words differ by the first syllable that says where something goes: входящий, исходящий."""
    return any(
        one.startswith(a) and other.startswith(b) and one[len(a) :] == other[len(b) :] and len(one) - len(a) >= 4
        for a, b in (
            ("в", "ис"),
            ("вы", "в"),
            ("под", "над"),
            ("до", "по"),
            ("выше", "ниже"),
            ("ex", "in"),
            ("de", "in"),
            ("en", "dis"),
            ("im", "ex"),
            ("over", "under"),
        )
        for one, other in ((old, new), (new, old))
    )


def near(old: str, new: str, limit: int) -> bool:
    """Whether so many letters make one word of another, look-alike letters apart."""
    a, b = loose(old), loose(new)
    return abs(len(a) - len(b)) <= limit and distance(a, b) <= limit


@cache
def distance(a: str, b: str) -> int:
    """Letters to add, drop, change or swap with the next to make one word of another."""
    former: list[int] = []
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        older, former, row = former, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(former[j] + 1, row[-1] + 1, former[j - 1] + (one != other))
            if i > 1 and j > 1 and one == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
