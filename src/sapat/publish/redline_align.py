"""Lining up two sequences, in a time no text can stretch: what stands once on both sides holds the rest in place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple, TypeVar

_SMALL: Final = 10_000  # pairs of a region that may be compared each with each
_ROUNDS: Final = 12
_PAIRS: Final = 2_500  # pairs of a gap whose likeness is measured
_Item = TypeVar("_Item")


class Run(NamedTuple):
    """old[i1:i2] stands against new[j1:j2]; *same* says whether they are equal."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


def runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Both sequences from end to end as runs that are equal or not."""
    made: list[Run] = []
    i = j = 0
    for a, b in [*common(old, new), (len(old), len(new))]:
        if a > i or b > j:
            made.append(Run(False, i, a, j, b))
        if a < len(old) and b < len(new):
            last = made[-1] if made else None
            if last is not None and last.same:
                made[-1] = Run(True, last.i1, a + 1, last.j1, b + 1)
            else:
                made.append(Run(True, a, a + 1, b, b + 1))
        i, j = a + 1, b + 1
    return made


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of equal items, rising on both sides."""
    found: list[tuple[int, int]] = []
    todo = [(0, len(old), 0, len(new), 0)]
    while todo:
        i1, i2, j1, j2, depth = todo.pop()
        while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
            found.append((i1, j1))
            i1, j1 = i1 + 1, j1 + 1
        while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
            i2, j2 = i2 - 1, j2 - 1
            found.append((i2, j2))
        if i1 == i2 or j1 == j2:
            continue
        anchors = _anchors(old, new, i1, i2, j1, j2) if depth < _ROUNDS else []
        if anchors:
            for a, b in [*anchors, (i2, j2)]:
                todo.append((i1, a, j1, b, depth + 1))
                i1, j1 = a + 1, b + 1
            found += anchors
        elif (i2 - i1) * (j2 - j1) <= _SMALL:
            told = SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False).get_matching_blocks()
            found += [(i1 + one.a + n, j1 + one.b + n) for one in told for n in range(one.size)]
    return sorted(found)


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], i1: int, i2: int, j1: int, j2: int
) -> list[tuple[int, int]]:
    """Items that stand exactly once on both sides of a region, as many as rise together."""
    here, there = Counter(old[i1:i2]), Counter(new[j1:j2])
    places = {new[j]: j for j in range(j1, j2) if there[new[j]] == 1}
    pairs = [(i, places[old[i]]) for i in range(i1, i2) if here[old[i]] == 1 and old[i] in places]
    tops: list[int] = []  # the last of the best rising row of each length
    ends: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        if length == len(tops):
            tops.append(j)
            ends.append(at)
        else:
            tops[length], ends[length] = j, at
        before.append(ends[length - 1] if length else -1)
    made: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        made.append(pairs[at])
        at = before[at]
    return made[::-1]


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
