"""What a signature proves: its bytes, its meaning, its key, its person, on the day (DESIGN 4; reliability 5).

The first thing that is wrong is told, each by its own name. What counts for a route is counted by persons: one person with two
keys is one person. ISO 9001:2015 7.5.2 c, 7.5.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sapat.model.append_only import dossier_of
from sapat.model.days import day
from sapat.model.entries import Addendum, Entry
from sapat.model.keys import Fault, Listed, key_fault, trusted
from sapat.model.people import Appointments
from sapat.model.records import Agreement, Dossier
from sapat.model.routing import route_of
from sapat.model.settings import Route
from sapat.model.signatures import APPROVE, CHECK, GIT, REGISTER, Signature
from sapat.model.snapshot import Snapshot
from sapat.model.trust import TRUST, signature_fault, statements, vouched

SIGNED: Final = "signed"


@dataclass(frozen=True, slots=True)
class Subject:
    """A fact that can be signed: what its signatures may mean, and in which role on which day they are given."""

    path: str
    meanings: tuple[str, ...]
    roles: tuple[str, ...] = ()  # any of them; empty: the fact names none
    person: str = ""  # who the fact says acted; empty where it names the post only
    on: date | None = None
    sealed: bool = True  # an open record will still change


def subject(at: Snapshot, path: str, namespace: str = "") -> Subject | None:
    """The fact at a path, as it is signed in *namespace*; None for what is no fact."""
    folder = dossier_of(path)
    if folder:
        return _of_dossier(at, path, folder, namespace)
    found = at.once(_entries).get(path)
    return _of_entry(path, found.value) if found is not None else None


def _of_dossier(at: Snapshot, path: str, folder: str, namespace: str) -> Subject | None:
    _, _, slug, version = folder.split("/")
    one = next((one for one in at.versions(slug) if str(one.version) == version), None)
    if one is None:
        return None
    if path == one.path and one.record is not None:
        return _of_record(at, one, namespace)
    given = next((given for given in one.agreements if given.path == path), None)
    if given is not None:
        return Subject(path, (CHECK,), (given.role,), _person(given.value), given.day)
    added = next((added for added in one.addenda if added.path == path), None)
    return _of_entry(path, added.value) if added is not None else None


def _of_record(at: Snapshot, one: Dossier, namespace: str) -> Subject:
    """Approved by whom the route asks, else by whom it lets sign on paper; registered by whom the seal names."""
    meanings, on = (APPROVE, REGISTER), one.sealed_day
    if namespace == REGISTER:
        by = one.seal.value if one.seal else {}
        return Subject(one.path, meanings, _role(by), _person(by), on, one.is_sealed)
    route = route_of(at, one.slug, one)
    roles = (route.signed_by or route.signatories) if route else ()
    return Subject(one.path, meanings, roles or ("",), "", on, one.is_sealed)


def _of_entry(path: str, value: Mapping[str, Any]) -> Subject:
    return Subject(path, (REGISTER,), _role(value), _person(value), _day_of(value))


def _entries(at: Snapshot) -> Mapping[str, Entry | Addendum]:
    found: dict[str, Entry | Addendum] = {}
    for register in at.registers.values():
        for entry in register.entries.values():
            found[entry.path] = entry
            found.update((one.path, one) for one in entry.addenda)
    return found


def _role(value: Mapping[str, Any]) -> tuple[str, ...]:
    by = value.get("by")
    told = by.get("role") if isinstance(by, Mapping) else None
    return (told,) if isinstance(told, str) else ()


def _person(value: Mapping[str, Any]) -> str:
    by = value.get("by")
    told = by.get("person") if isinstance(by, Mapping) else None
    return told if isinstance(told, str) else ""


def _day_of(value: Mapping[str, Any]) -> date | None:
    """The day a fact says it was entered or given."""
    for key in ("recorded", "made"):
        try:
            return datetime.fromisoformat(str(value[key])).date()
        except (KeyError, ValueError):
            continue
    return day(value.get("date"))


def fault_of(at: Snapshot, one: Signature) -> Fault | None:
    """Why a signature does not count; None when it does."""
    return at.once(_faults).get(one.path)


def _faults(at: Snapshot) -> Mapping[str, Fault]:
    found = ((one.path, refusal(at, one)) for all_ in at.signatures.values() for one in all_)
    return {path: fault for path, fault in found if fault is not None}


def refusal(at: Snapshot, one: Signature) -> Fault | None:
    """The same of a signature that need not stand there yet: what verbs refuse is what the rules would."""
    if not one.signed:
        return Fault("orphan", "", {"person": one.person})
    if one.fault and one.fault != "bytes":
        return Fault("malformed", one.fault, {"what": one.what})
    told = subject(at, one.signed, one.namespace)
    meaning = _meaning_fault(one, told)
    if meaning is not None or told is None:
        return meaning
    if one.fault:
        return Fault("bytes", "moved" if one.origin else "", {"origin": one.origin, "file": one.signed})
    if one.signed.startswith(TRUST):
        return _trust_fault(at, one)
    return key_fault(at, one, vouched(at)) or role_fault(at, told, one.person)


def _meaning_fault(one: Signature, told: Subject | None) -> Fault | None:
    args = {"namespace": one.namespace, "wanted": " / ".join(told.meanings) if told else "—"}
    if one.namespace == GIT:
        return Fault("meaning", GIT, args)
    if told is None:
        return Fault("orphan", "fact", {"file": one.signed})
    if one.namespace not in told.meanings:
        return Fault("meaning", "", args)
    return None if told.sealed else Fault("meaning", "open", args)


def _trust_fault(at: Snapshot, one: Signature) -> Fault | None:
    """A trust statement is vouched for by the one before it, not by the newest."""
    told = next((told for told in statements(at) if told.path == one.signed), None)
    if told is None:
        return None
    return signature_fault(at, one, told.asked, told.vouched)


def vouched_for(at: Snapshot, path: str) -> Listed:
    """What vouches for the keys that sign a file: of a trust statement the one before it, of all else the newest."""
    told = next((told for told in statements(at) if told.path == path), None)
    return told.vouched if told is not None else vouched(at)


def role_fault(at: Snapshot, told: Subject, person: str) -> Fault | None:
    """Whether a person may sign a fact: the one it names, holding the role by an appointment that names him, that day.

    Also where facts name posts only (`people = "posts"`) a key belongs to a person, so the appointment must say whose post it was.
    """
    if told.person and told.person != person:
        return Fault("role", "named", {"named": told.person, "person": person})
    if not told.roles:
        return None
    on = told.on or at.today
    appointed = at.once(_appointments)
    if any(appointed.holds(role, person, on) for role in told.roles):
        return None
    roles = tuple(role for role in told.roles if role)
    args: dict[str, object] = {"person": person, "on": on, "roles": roles, "role": roles[0] if roles else "…"}
    held = [one for role in roles for one in at.appointments.of(role, on) if one.text("person") == person]
    if held:  # appointed, but no statement of the root persons lists the appointment
        return Fault("role", "untrusted", args | {"path": held[0].path})
    return Fault("role", "", args)


def _appointments(at: Snapshot) -> Appointments:
    """The appointments that are vouched for: where nobody vouches, all of them."""
    listed = vouched(at)
    every = at.entries("appointments").values()
    return Appointments(tuple(kept for kept in (trusted(one, listed) for one in every) if kept is not None))


def valid(at: Snapshot, path: str, namespace: str = "") -> tuple[Signature, ...]:
    """The signatures beside a fact that count, in one meaning or in any."""
    every = at.signatures.get(path, ())
    return tuple(one for one in every if namespace in ("", one.namespace) and fault_of(at, one) is None)


def is_signed(at: Snapshot, given: Agreement) -> bool:
    """Whether an answer has the signature of a person of its role."""
    return bool(valid(at, given.path, CHECK))


def lacks_signature(at: Snapshot, given: Agreement, route: Route | None) -> bool:
    """Whether an answer counts for nothing for want of a signature: its route asks for one, or it claims to have one."""
    asked = route is not None and route.evidence == SIGNED
    told = given.value.get("evidence")
    return (asked or told == SIGNED) and not (told == SIGNED and is_signed(at, given))


def approvers(at: Snapshot, one: Dossier) -> tuple[str, ...]:
    """The persons whose approval is signed on a record, each once."""
    return tuple(dict.fromkeys(found.person for found in valid(at, one.path, APPROVE)))


def _awaiting(at: Snapshot) -> frozenset[str]:
    if not any(route.evidence == SIGNED for route in at.settings.routes):
        return frozenset()
    return frozenset(one.path for one, route in _asked(at) if len(approvers(at, one)) < route.threshold)


def _asked(at: Snapshot) -> Iterator[tuple[Dossier, Route]]:
    """Sealed records whose route asks for signatures on them."""
    for slug, versions in at.dossiers.items():
        for one in versions:
            route = route_of(at, slug, one) if one.is_sealed else None
            if route is not None and route.evidence == SIGNED:
                yield one, route


def awaiting(at: Snapshot) -> frozenset[str]:
    """The paths of sealed records that count as open: the signatures their route asks for are not valid beside them."""
    return at.once(_awaiting)


def registered(at: Snapshot, slug: str) -> tuple[Dossier, ...]:
    """The versions of a document that count: sealed, and signed where their route asks for it."""
    open_ = awaiting(at)
    return tuple(one for one in at.versions(slug) if one.is_sealed and one.path not in open_)


def ended_by(at: Snapshot, slug: str) -> tuple[Dossier, ...]:
    """The records of other documents that count and end this one; one that was stopped before its day ends nothing."""
    open_ = awaiting(at)
    named = (one for one in at.ends.get(slug, ()) if one.path not in open_)
    return tuple(one for one in named if not _stopped(one, registered(at, one.slug)))


def _stopped(record: Dossier, versions: tuple[Dossier, ...]) -> bool:
    """Whether a higher version that counts took effect on or before its day: approved by mistake, it was never in force."""
    later = (one for one in versions if one.version > record.version)
    return any(one.effective and record.effective and one.effective <= record.effective for one in later)


def brought_back(at: Snapshot, record: Dossier) -> list[tuple[Dossier, str]]:
    """(the version a record stops before its day, the slug of a document which that was to end and nobody ends now)."""
    if record.effective is None:
        return []
    others = tuple(one for one in registered(at, record.slug) if one.version < record.version)
    standing = [one for one in others if not _stopped(one, others)]
    found: list[tuple[Dossier, str]] = []
    for former in (one for one in standing if one.effective and one.effective >= record.effective):
        kept = _ended(at, record).union(*(_ended(at, one) for one in standing if one is not former))
        for slug in sorted(_ended(at, former) - kept):
            last = registered(at, slug)[-1:]
            by_others = any(one.slug != record.slug for one in ended_by(at, slug))
            if last and not last[0].is_withdrawal and not by_others:
                found.append((former, slug))
    return found


def _ended(at: Snapshot, record: Dossier) -> frozenset[str]:
    told = record.get("ends")
    return frozenset(at.slug(str(code)) for code in (told if isinstance(told, list) else ()))
