"""A checkpoint as text: the file, and the few lines of it that people keep outside the repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sapat.model.checkpoints import FIRST, short
from sapat.model.digests import of_bytes
from sapat.report.facts_text import emit


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What a checkpoint says."""

    number: int
    made: datetime
    commit: str
    state: str
    files: int
    list: str  # the text of its list
    previous: str  # SHA-256 of the former one's file; empty: there is none
    by: Mapping[str, str]


def entry(told: Making) -> str:
    """The text of `<n>.yaml`."""
    return emit(
        {
            "schema": "checkpoint/1",
            "number": told.number,
            "made": told.made.isoformat(timespec="seconds"),
            "commit": told.commit,
            "state": told.state,
            "files": told.files,
            "entries": {
                "path": f"{told.number}.sha256",
                "sha256": of_bytes(told.list.encode()),
                "lines": told.list.count("\n"),
            },
            "previous": told.previous or FIRST,
            "by": dict(told.by),
        }
    )


def kept_outside(number: int, made: str, state: str, file: str) -> str:
    """The lines to print in the minutes of the management review: `sapat verify --witness` reads them again."""
    return f"  sapat checkpoint {number}\n  made   {made}\n  state  {short(state)}\n  file   {short(file)}\n"
