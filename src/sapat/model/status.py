"""Status, version in force and dates of a document on a day: computed, never typed (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sapat.model.days import day
from sapat.model.entries import Addendum, administered
from sapat.model.records import Dossier
from sapat.model.routing import roles_asked, route_of, text_of_open
from sapat.model.signing import awaiting, ended_by, lacks_signature, registered
from sapat.model.snapshot import Snapshot


class Status(StrEnum):
    """The status of a document on a day."""

    DRAFT = "draft"
    REVIEW = "review"
    AGREEMENT = "agreement"
    APPROVED = "approved"
    IN_FORCE = "in-force"
    REVISION = "revision"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands on a day."""

    slug: str
    on: date
    status: Status
    in_force: Dossier | None  # the version in force that day
    last: Dossier | None  # the newest version that was in force by that day, also when it has ended
    open: Dossier | None  # the record being worked on; of today only
    ended_by: Dossier | None  # the record of another document that ended this one
    coming: tuple[Dossier, ...]  # sealed, effective later


def standing(at: Snapshot, slug: str, on: date | None = None) -> Standing | None:
    """The standing of a document on a day (default: today); None when nothing of it counts on that day."""
    on = on or at.today
    versions = at.versions(slug)
    counted = registered(at, slug)
    begun = [one for one in counted if one.effective and one.effective <= on]
    coming = tuple(one for one in counted if one.effective and one.effective > on)
    last = max(begun, key=lambda one: one.version, default=None)
    current_open = (open_record(versions) or unsigned(at, versions)) if on == at.today else None
    enders = [one for one in ended_by(at, slug) if one.effective and one.effective <= on]
    ender = min(enders, key=lambda one: one.effective or date.max, default=None)

    def made(status: Status, in_force: Dossier | None = None) -> Standing:
        return Standing(slug, on, status, in_force, last, current_open, ender, coming)

    if last is not None and last.is_withdrawal:
        return made(Status.WITHDRAWN)
    if last is not None and ender is not None:
        return made(Status.SUPERSEDED)
    if last is not None:
        if suspended(last, on):
            return made(Status.SUSPENDED)
        if last.expires and last.expires < on:
            return made(Status.EXPIRED)
        return made(Status.REVISION if current_open else Status.IN_FORCE, last)
    if coming:
        return made(Status.APPROVED)
    if on != at.today:
        return None
    if current_open is None:
        return made(Status.DRAFT)
    return made(progress(at, slug, current_open))


def open_record(versions: tuple[Dossier, ...]) -> Dossier | None:
    """The record being worked on: the newest without a seal."""
    return next((one for one in reversed(versions) if not one.is_sealed), None)


def unsigned(at: Snapshot, versions: tuple[Dossier, ...]) -> Dossier | None:
    """The newest sealed record where it counts as open still: the signatures its route asks for are not there."""
    newest = newest_sealed(versions)
    return newest if newest is not None and newest.path in awaiting(at) else None


def newest_sealed(versions: tuple[Dossier, ...]) -> Dossier | None:
    return next((one for one in reversed(versions) if one.is_sealed), None)


def progress(at: Snapshot, slug: str, record: Dossier) -> Status:
    """How far an open record has come: draft, review (a check given), agreement (every check given, or only to be signed)."""
    if record.is_sealed:
        return Status.AGREEMENT
    text = text_of_open(at, slug, record)
    route = route_of(at, slug, record)
    checks = [a for a in record.agreements if a.meaning == "check" and a.text == text and a.result == "yes"]
    checks = [a for a in checks if not lacks_signature(at, a, route)]
    if route is not None and route.check:
        if all(is_yes(at, record, role, "check", text) for role in roles_asked(at, slug, route, "check", record)):
            return Status.AGREEMENT
    elif route is not None and record.agreements:
        return Status.AGREEMENT
    return Status.REVIEW if checks else Status.DRAFT


def is_yes(at: Snapshot, record: Dossier, role: str, meaning: str, text: str) -> bool:
    counted = record.counted(role, meaning, text)
    if counted is None or counted.result != "yes":
        return False
    return not lacks_signature(at, counted, route_of(at, record.slug, record))


def suspended(record: Dossier, on: date) -> bool:
    """Whether the last of its suspensions and resumptions begun by the day is a suspension."""
    return suspended_since(record, on) is not None


def suspended_since(record: Dossier, on: date) -> date | None:
    """From when the suspension of a day holds; None on a day without one."""
    begun = [a for a in record.addenda if a.kind in ("suspension", "resumption") and a.since and a.since <= on]
    last = max(begun, key=lambda a: (a.since or date.min, a.number), default=None)
    return last.since if last is not None and last.kind == "suspension" else None


def suspended_from(record: Dossier, on: date) -> date | None:
    """The first day after *on* from which it will be suspended, as far as is known."""
    days = sorted(a.since for a in record.addenda if a.kind == "suspension" and a.since and a.since > on)
    return next((one for one in days if suspended(record, one)), None)


def front_on(at: Snapshot, slug: str, on: date | None = None) -> Mapping[str, Any]:
    """Title, owner and the other keys on a day: of the version in force plus its addenda, else of the working file."""
    on = on or at.today
    return front_of(at, slug, standing(at, slug, on), on)


def front_of(at: Snapshot, slug: str, found: Standing | None, on: date) -> Mapping[str, Any]:
    """The same of a document whose standing on that day is known."""
    record = (found.in_force or found.last) if found else None
    if record is not None and record.is_withdrawal:
        former = [one for one in at.versions(slug) if one.version < record.version and one.front]
        record = former[-1] if former else None
    if record is not None and record.front:
        return administered(record.front, record.addenda, on)
    doc = at.by_slug.get(slug)
    if doc is not None:
        return doc.front
    fronts = [one.front for one in reversed(at.versions(slug)) if one.front]
    return fronts[0] if fronts else {}


def also_in_force(record: Dossier, on: date) -> list[Mapping[str, Any]]:
    """The former editions that go on for some (`keeps`) on a day."""
    told = record.get("keeps")
    kept = []
    for one in told if isinstance(told, list) else ():
        until = day(one.get("until"))
        if until is not None and on <= until:
            kept.append(one)
    return kept


def code_on(at: Snapshot, slug: str, on: date | None = None) -> str:
    """The code a document has on a day: of the last `recode` begun, else that of its newest record, else of its file."""
    on = on or at.today
    versions = at.versions(slug)
    given = [(a.since, n, str(a.set["code"])) for n, a in enumerate(recodes(versions)) if a.since and a.set.get("code")]
    begun = [one for one in given if one[0] <= on]
    if begun:
        return max(begun)[2]
    coming = {code for _, _, code in given}
    code = next((one.code for one in reversed(versions) if one.code and one.code not in coming), "")
    doc = at.by_slug.get(slug)
    return code or (doc.code if doc else "")


def recodes(versions: tuple[Dossier, ...]) -> list[Addendum]:
    """The addenda that give a document another code, in the order of its records."""
    return [added for one in versions for added in one.addenda if added.kind == "recode"]


def former_codes(at: Snapshot, slug: str, on: date | None = None) -> tuple[str, ...]:
    """The codes a document had before that of the day: old papers and links name it by them."""
    on = on or at.today
    versions = at.versions(slug)
    told = [one.code for one in versions if one.code]
    begun = sorted((a for a in recodes(versions) if a.since and a.since <= on), key=lambda a: a.since or date.min)
    if not begun:
        return ()
    told = [told[0], *(str(a.set["code"]) for a in begun if a.set.get("code"))] if told else []
    return tuple(one for one in dict.fromkeys(told) if one != code_on(at, slug, on))


def ended(at: Snapshot) -> Mapping[str, Standing]:
    """slug -> standing of each document withdrawn or superseded by today: it is kept, but nothing is asked of it."""
    found: dict[str, Standing] = {}
    for slug, versions in at.dossiers.items():
        if slug in at.ends or any(one.is_withdrawal for one in versions):
            where = standing(at, slug)
            if where is not None and where.status in (Status.WITHDRAWN, Status.SUPERSEDED):
                found[slug] = where
    return found
