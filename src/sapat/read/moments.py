"""The clock of a commit as Git prints it. Whoever commits may write any number there: none of them stops a reader."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

FARTHEST: Final = datetime(9999, 1, 1, tzinfo=UTC)  # a day can be added to it, in every time zone
_PRINTED: Final = re.compile(r"(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-])(\d\d):(\d\d)")


def moment(told: str) -> datetime:
    """The moment of `%cI` or `%aI`; one that no calendar reaches is the farthest there is."""
    try:
        return min(datetime.fromisoformat(told), FARTHEST)
    except ValueError:
        found = _PRINTED.fullmatch(told)
    if found is None or len(found[1]) > len("9999-12-31T00:00:00"):
        return FARTHEST
    away = timedelta(hours=int(found[3]), minutes=int(found[4]))  # -9999 is written as a zone too
    local = datetime.fromisoformat(found[1] + "+00:00")
    return min(local - away if found[2] == "+" else local + away, FARTHEST)
