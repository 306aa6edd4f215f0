"""The kind of option that is a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import click

from sapat.model.days import day


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD, and no other spelling."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        found = day(value)
        if found is None:
            self.fail(f"{value!r} is not a day such as 2026-11-22", param, ctx)
        return found


DAY: Final = Day()
