"""Entries of registers, their addenda, and the value a field has on a day (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sapat.model.days import day
from sapat.model.shapes import moment


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to an entry later: `a<n>` in its chain."""

    path: str
    sha256: str
    number: int
    value: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.value.get("kind", ""))

    @property
    def since(self) -> date | None:
        return day(self.value.get("from"))

    @property
    def set(self) -> Mapping[str, Any]:
        told = self.value.get("set")
        return told if isinstance(told, Mapping) else {}

    @property
    def recorded(self) -> datetime | None:
        """The moment it was written down, by the clock of who wrote it; with its zone, else nothing."""
        return moment(self.value.get("recorded"))

    @property
    def day(self) -> date | None:
        """The day it is entered under: from which it counts, else on which it was written."""
        return self.since or (self.recorded.date() if self.recorded else None)

    def stood(self, on: date, today: date) -> bool:
        """Whether a reader of a day knew of it: today of all, on another day of those written down or begun by then."""
        days = [one for one in (self.since, self.recorded.date() if self.recorded else None) if one is not None]
        return on == today or not days or min(days) <= on

    def reference(self, kind: str) -> tuple[str, str]:
        """(act id, item) of the decision or order it rests on; empty when it names none."""
        told = self.value.get(kind)
        name, _, item = (told if isinstance(told, str) else "").partition("#")
        return name, item


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a register: a file that never changes, and the addenda beside it in order."""

    register: str
    id: str
    path: str
    sha256: str
    value: Mapping[str, Any]
    addenda: tuple[Addendum, ...] = ()
    readable: bool = True

    def get(self, key: str) -> Any:
        return self.value.get(key)

    def text(self, key: str) -> str:
        told = self.value.get(key)
        return told if isinstance(told, str) else ""

    def on(self, today: date) -> Mapping[str, Any]:
        """The values on a day: the entry's, corrected, then each event with `from` not after the day, latest last."""
        return values_on(self.value, self.addenda, today)


def values_on(value: Mapping[str, Any], addenda: Iterable[Addendum], today: date) -> Mapping[str, Any]:
    """*value* with corrections (wrong from the start) and the events begun by *today*."""
    made = dict(value)
    for one in addenda:
        if one.kind == "correction":
            made.update(one.set)
    for one in _begun(addenda, "event", today):
        made.update(one.set)
    return made


def administered(front: Mapping[str, Any], addenda: Iterable[Addendum], today: date) -> Mapping[str, Any]:
    """Front matter with the administrative changes begun by *today*; a correction of the record is none of its keys."""
    made = dict(front)
    for one in _begun(addenda, "administrative", today):
        made.update(one.set)
    return made


def _begun(addenda: Iterable[Addendum], kind: str, today: date) -> list[Addendum]:
    """The addenda of a kind begun by a day, the latest last."""
    begun = [one for one in addenda if one.kind == kind and one.since and one.since <= today]
    return sorted(begun, key=lambda one: (one.since or date.min, one.number))


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its schema (labels and columns in three languages stand in it) and its entries by id."""

    name: str
    schema: Mapping[str, Any]
    entries: Mapping[str, Entry] = field(default_factory=dict)
