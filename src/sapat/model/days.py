"""Whole days of the institution: parsing and adding months."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Final

_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: object) -> date | None:
    """The day written as YYYY-MM-DD, or None: other spellings and days that no calendar has are not days."""
    return _day(text) if isinstance(text, str) else None


@lru_cache(maxsize=10_000)  # the same days stand in many thousands of facts
def _day(text: str) -> date | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_months(start: date, months: int) -> date:
    """The same day *months* later, or the last day of that month: 29 February + 12 months is 28 February.

    After the last day that can be written there is only that day.
    """
    years, month0 = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month0 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
