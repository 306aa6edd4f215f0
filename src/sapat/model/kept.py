"""What was said of a whole tree, kept so that only what changed must be judged again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sapat.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Kept:
    """The findings with the group each is about (of a world mended, those of the groups judged anew), before waivers, and
    what they were counted from.

    Rules over two trees are judged with the tree as its own base; rules about the clone are left out.
    """

    findings: tuple[tuple[str, Finding], ...]
    examined: Mapping[str, int]
    documents: int
    names: Mapping[str, int]  # how many names there are of each kind that is not always loaded
    today: date
    now: datetime  # the clock, or an earlier one that part of it was judged by
    stale: bool | None  # CHANGELOG.md is not what it should be; None: that was not asked
