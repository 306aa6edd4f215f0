"""When a commit first held something: what Git can say against the clock of a seal."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Sighting(NamedTuple):
    """The first commits, as far as they can be seen here, that held the text of a record and its seal."""

    text: datetime | None  # None: no commit that can be seen holds the whole text
    sealed: datetime | None
    commit: str = ""  # that brought the text
