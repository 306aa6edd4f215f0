"""Lining up two sequences, in a time no text can stretch: what stands once on both sides holds the rest in place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_SMALL: Final = 10_000  # pairs of a region that may be compared each with each
_ROUNDS: Final = 12


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
