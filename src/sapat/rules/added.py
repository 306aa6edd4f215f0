"""Addenda as rules see them: each with the entry it stands beside and what was added before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sapat.model.days import day
from sapat.model.entries import Addendum, Entry, values_on
from sapat.model.findings import Where
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.rules.registers import schema_of


@dataclass(frozen=True, slots=True)
class Added:
    """An addendum with what it stands beside and what came before it."""

    one: Addendum
    entry: Entry
    former: tuple[Addendum, ...]
    schema: str  # of the entry
    dossier: Dossier | None  # when the entry is a record

    def where(self, *key: str) -> Where:
        return Where(self.one.path, key)


def added(at: Snapshot) -> tuple[Added, ...]:
    """Every addendum of every entry, in the order of its chain."""
    found: list[Added] = []
    for register in at.registers.values():
        for entry in register.entries.values():
            if entry.addenda:
                found += _chain(entry, schema_of(at, register), None)
    for versions in at.dossiers.values():
        for one in versions:
            if one.record is not None and one.addenda:
                found += _chain(one.record, "change", one)
    return tuple(found)


def _chain(entry: Entry, schema: str, dossier: Dossier | None) -> Iterator[Added]:
    for place, one in enumerate(entry.addenda):
        yield Added(one, entry, entry.addenda[:place], schema, dossier)


def told_addenda(at: Snapshot) -> Iterator[Added]:
    """Addenda whose values could be read."""
    return (one for one in at.once(added) if one.one.value)


def before(seen: Added, key: str) -> date | None:
    """The effective day or the end as the record and the addenda before this one tell it."""
    kind = {"effective": "postponement", "expires": "extension"}[key]
    moved = [one.set.get(key) for one in seen.former if one.kind == kind]
    return day(moved[-1] if moved else values_on(seen.entry.value, seen.former, date.min).get(key))


Beside = tuple[Added, Dossier]  # an addendum and the sealed record it stands beside


def of_records(at: Snapshot) -> Iterator[Beside]:
    """Addenda beside sealed records."""
    for one in told_addenda(at):
        if one.dossier is not None and one.dossier.is_sealed:
            yield one, one.dossier
