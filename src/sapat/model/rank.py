"""Addenda that only the approver may give: on which act each rests, and whether that act could have approved (DESIGN 4).

What is in force, and from when till when, is said by whoever approves: ISO 9001:2015 7.5.3.2 c, control of changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sapat.model.approval import act_at_odds, act_days, act_values, documents_of_acts, title, titles
from sapat.model.entries import Addendum
from sapat.model.lacks import ACTS
from sapat.model.records import Dossier
from sapat.model.routing import route_of, type_of
from sapat.model.settings import Need, Route
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

Fault = tuple[str, str, Mapping[str, object]]  # key of the addendum at fault, name of the sentence, its arguments
_RANKED: Final = ("postponement", "extension", "suspension", "resumption")
_FORCE: Final = ("effective", "expires", "ends", "keeps")  # what is in force, from when, till when
_KINDS: Final = ("decision", "order")


def asks_act(kind: str, sets: Collection[str]) -> bool:
    """Whether an addendum changes what is in force and when, also where it only calls itself a correction."""
    return kind in _RANKED or (kind == "correction" and any(key in _FORCE for key in sets))


def rank_faults(at: Snapshot, record: Dossier, added: Addendum) -> Iterator[Fault]:
    """What keeps an addendum from resting on an act of the approval's rank: of a kind, body or signer its route asks."""
    route = _approving(at, record)
    needs = {need.kind: need for need in route.acts} if route else {}
    named = [kind for kind in _KINDS if added.reference(kind)[0]]
    if needs and not any(kind in needs for kind in named):
        yield "kind", "missing", {"acts": _either([ACTS[kind] for kind in needs])}
    for kind in named:
        for says, told in _act_faults(at, record, added, kind, needs.get(kind)):
            yield kind, says, told


def _either(acts: Sequence[Words]) -> Words:
    """One of them, in words: `decision or order`."""
    return Words(
        " же ".join(one.ky for one in acts),
        " или ".join(one.ru for one in acts),
        " or ".join(one.en for one in acts),
    )


def _approving(at: Snapshot, record: Dossier) -> Route | None:
    """The route of the approval: an editorial correction goes an easier way than the text that it corrects."""
    for one in reversed(at.versions(record.slug)):
        if one.is_sealed and one.version <= record.version and one.kind != "editorial":
            return route_of(at, record.slug, one)
    return route_of(at, record.slug, record)


def _act_faults(
    at: Snapshot, record: Dossier, added: Addendum, kind: str, need: Need | None
) -> Iterator[tuple[str, Mapping[str, object]]]:
    name, item = added.reference(kind)
    entry = at.entries("acts").get(name)
    if entry is None:
        yield "unknown", {"id": name, "act": ACTS[kind]}
        return
    if need is not None:
        yield from act_at_odds(at, need, entry)
    elif act_values(entry).get("kind") != kind:
        yield "kind", {"id": entry.id, "act": ACTS[kind]}
    if record.slug not in at.once(documents_of_acts).get((name, item), ()):
        yield "item", {"id": entry.id, "act": ACTS[kind], "item": item or "—"}
    on, written = at.once(act_days).get(name), added.recorded
    if on and written and on > written.date():
        yield "later", {"id": entry.id, "on": on, "then": written.date()}
    if on and added.since and added.since < on:
        yield "before", {"id": entry.id, "on": on, "then": added.since}


def ratification_faults(at: Snapshot, record: Dossier, added: Addendum) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What keeps a ratification from being a decision of the body that the ordinary route would have asked."""
    name, item = added.reference("decision")
    entry = at.entries("acts").get(name)
    if entry is None:
        yield "unknown", {"id": name or "—"}
        return
    told = act_values(entry)
    route = at.settings.route(type_of(at, record.slug), record.kind, record.sealed_day or at.today)
    need = route.need("decision") if route else None
    body = str(told.get("body", ""))
    if told.get("kind") != "decision" or (need and need.bodies and body not in need.bodies):
        known = titles(at, "bodies", need.bodies) if need else "—"
        yield "body", {"id": entry.id, "body": title(at, "bodies", body), "known": known}
    if told.get("result") == "returned":
        yield "returned", {"id": entry.id}
    if record.slug not in at.once(documents_of_acts).get((entry.id, item), ()):
        yield "item", {"id": entry.id, "item": item or "—"}


def is_ratified(at: Snapshot, record: Dossier) -> bool:
    """Whether the council has ratified an urgent version: an addendum that only says so does not."""
    told = (one for one in record.addenda if one.kind == "ratification")
    return any(next(ratification_faults(at, record, one), None) is None for one in told)


def decided_on(at: Snapshot, added: Addendum) -> date | None:
    """The day of the acts an addendum rests on, the earlier of two."""
    days = [at.once(act_days).get(added.reference(kind)[0]) for kind in _KINDS]
    return min((one for one in days if one is not None), default=None)
