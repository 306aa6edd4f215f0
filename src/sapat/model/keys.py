"""Whose a signing key is, and when it counted: the register of keys, read on the day a signature came to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sapat.model.checkpoints import chain, lines, split
from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.signatures import Signature
from sapat.model.snapshot import Snapshot

KEYS: Final = "keys"
Listed = (
    Mapping[str, str] | None
)  # path -> SHA-256 that trusted persons vouch for; None: nobody was ever named to vouch


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a signature does not count: the sentence of a rule, and its arguments."""

    topic: str
    says: str = ""
    args: Mapping[str, object] | None = None


def _by_key(at: Snapshot) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in at.entries(KEYS).values():
        if entry.readable and entry.text("key"):
            found.setdefault(entry.text("key"), []).append(entry)
    return {key: tuple(all_) for key, all_ in found.items()}


def entries_of(at: Snapshot, key: str) -> tuple[Entry, ...]:
    """The entries of a key: one, or several of one person with windows that follow one another."""
    return at.once(_by_key).get(key, ())


def trusted(entry: Entry, listed: Listed) -> Entry | None:
    """An entry with the addenda that are vouched for; None when it is not vouched for itself."""
    if listed is None:
        return entry
    if listed.get(entry.path) != entry.sha256:
        return None
    kept = tuple(one for one in entry.addenda if listed.get(one.path) == one.sha256)
    return entry if kept == entry.addenda else replace(entry, addenda=kept)


def revoked(entry: Entry) -> date | None:
    """From which day a key counts no more. Any addendum may bring that day forward, none takes it back: a stolen key
    stays stolen, and whoever may add to the register may at most stop a key."""
    told = [entry.value.get("revoked"), *(one.set.get("revoked") for one in entry.addenda)]
    return min((one for one in map(day, told) if one is not None), default=None)


def _placed(at: Snapshot) -> Mapping[str, date]:
    """Path -> day. A checkpoint that says it was made before a former one moves nothing back in time."""
    zone = ZoneInfo(at.settings.timezone)
    found: dict[str, date] = {}
    latest = date.min
    for checkpoint in chain(at):
        if checkpoint.made is None:
            continue
        latest = max(latest, checkpoint.made.astimezone(zone).date())
        for path, digest in map(split, lines(at, checkpoint)):
            held = at.facts.get(path)
            if held is not None and held.sha256 == digest:
                found.setdefault(path, latest)
    return found


def placed(at: Snapshot, path: str) -> date:
    """The day by which a file, with exactly these bytes, was there: of the first checkpoint that lists it, else the present one.

    The day a fact says of itself proves nothing: whoever steals a key writes any date.
    """
    return at.once(_placed).get(path, at.present or at.today)


@dataclass(frozen=True, slots=True)
class Window:
    """A key that counts for one person from a day to a day, both included."""

    key: str
    person: str
    since: date
    until: date


def windows(at: Snapshot, listed: Listed) -> tuple[Window, ...]:
    """All that `key_fault` would take of the register, for programs that know neither statements nor addenda."""
    found = []
    for key, every in at.once(_by_key).items():
        held = [kept for kept in (trusted(entry, listed) for entry in every) if kept is not None]
        if len({entry.text("person") for entry in held}) == 1:
            found += [Window(key, held[0].text("person"), *span) for span in _spans(at, held, _ended(every))]
    return tuple(found)


def _spans(at: Snapshot, held: list[Entry], ended: date | None) -> Iterator[tuple[date, date]]:
    for told in (entry.on(at.present or at.today) for entry in held):
        since, until = day(told.get("since")), day(told.get("until"))
        if since and until and ended:
            until = min(until, ended - timedelta(days=1)) if ended > date.min else None
        if since and until and since <= until:
            yield since, until


def _ended(every: Iterable[Entry]) -> date | None:
    """From which day a key counts no more, whichever of its entries says so."""
    return min((end for end in map(revoked, every) if end is not None), default=None)


def key_fault(at: Snapshot, one: Signature, listed: Listed) -> Fault | None:
    """What keeps the key of a well-made signature from being that person's key on the day it came to be."""
    every = entries_of(at, one.key)
    if not every:
        return Fault("unknown", "", {"fingerprint": one.fingerprint})
    held = [entry for entry in (trusted(entry, listed) for entry in every) if entry is not None]
    if not held:
        return Fault("untrusted", "", {"path": every[0].path})
    owners = sorted({entry.text("person") for entry in held})
    if owners != [one.person]:
        return Fault(
            "another", "shared" if len(owners) > 1 else "", {"owner": ", ".join(owners), "person": one.person or "—"}
        )
    on = placed(at, one.path)
    ended = _ended(every)
    if ended is not None and on >= ended:
        return Fault("revoked", "", {"on": on, "day": ended})
    return _window_fault(at, held, on)


def _window_fault(at: Snapshot, held: list[Entry], on: date) -> Fault | None:
    """A key counts from its first day to its last one, both included."""
    spans = [
        (day(told.get("since")), day(told.get("until")))
        for told in (entry.on(at.present or at.today) for entry in held)
    ]
    if any(since and until and since <= on <= until for since, until in spans):
        return None
    early = all(since is None or on < since for since, _ in spans)
    told = {"on": on, "since": spans[0][0] or "—", "until": spans[-1][1] or "—"}
    return Fault("window", "early" if early else "late", told)
