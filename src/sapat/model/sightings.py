"""When a commit first held something: what Git can say against the clock of a seal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sapat.model.records import Dossier

TOLERANCE: Final = timedelta(days=1)  # clocks and time zones of honest people


class Sighting(NamedTuple):
    """The first commits, as far as they can be seen here, that held the text of a record and its seal."""

    text: datetime | None  # None: no commit that can be seen holds the whole text
    sealed: datetime | None
    commit: str = ""  # that brought the text


def early(record: Dossier, seen: Sighting) -> bool:
    """Whether a seal says that it is older than the text it seals; a text taken over from paper may be."""
    sealed = record.seal.sealed if record.seal else None
    if record.kind == "adoption" or sealed is None or seen.text is None:
        return False
    return sealed < seen.text - TOLERANCE


def late(record: Dossier, seen: Sighting) -> bool:
    """Whether a seal says that it is younger than the commit that brought it."""
    sealed = record.seal.sealed if record.seal else None
    return sealed is not None and seen.sealed is not None and sealed > seen.sealed + TOLERANCE
