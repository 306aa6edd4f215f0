"""Which blocks of two texts are versions of one another: the share of words they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

_PAIRS: Final = 2_500  # pairs of a gap whose likeness is measured
_Item = TypeVar("_Item")


def alike(old: Counter[str], new: Counter[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    total = old.total() + new.total()
    if not total:
        return 1.0
    small, large = (old, new) if len(old) <= len(new) else (new, old)
    return 2 * sum(min(count, large[word]) for word, count in small.items() if word in large) / total


def coupled(
    old: Sequence[_Item], new: Sequence[_Item], likeness: Callable[[_Item, _Item], float]
) -> list[tuple[int, int]]:
    """Places of items that are versions of one another, rising on both sides; *likeness* 0 says they are not."""
    if len(old) * len(new) > _PAIRS:
        return [(at, at) for at in range(min(len(old), len(new))) if likeness(old[at], new[at]) > 0]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[likeness(a, b) for b in new] for a in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            joined = score[i][j] + best[i + 1][j + 1] if score[i][j] > 0 else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    made: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] > 0 and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            made.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return made
