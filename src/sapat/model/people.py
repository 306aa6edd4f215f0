"""Who holds a role on a day: appointments, permanent, acting or deputy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sapat.model.days import day
from sapat.model.entries import Entry


@dataclass(frozen=True)
class Appointments:
    """The appointments of an institution."""

    entries: tuple[Entry, ...]

    @cached_property
    def _by_role(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for one in self.entries:
            found.setdefault(one.text("role"), []).append(one)
        return found

    def of(self, role: str, on: date) -> list[Entry]:
        """The appointments to *role* in force on a day."""
        held = []
        for one in self._by_role.get(role, ()):
            told = one.on(on)
            since, until = day(told.get("from")), day(told.get("until"))
            if since and since <= on and (until is None or on <= until):
                held.append(one)
        return held

    def acting(self, role: str, on: date) -> bool:
        """Whether somebody stands in for the holder of *role* on a day, and signs as such."""
        return any(one.text("kind") == "acting" for one in self.of(role, on))

    def holds(self, role: str, person: str, on: date) -> bool:
        return any(one.text("person") == person for one in self.of(role, on))
