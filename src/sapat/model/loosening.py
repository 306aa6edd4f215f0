"""What a range loosens of the rules it will be judged by later: settings and people that ask for less than they did.

A push is judged by the settings before it, so what it loosens counts from the next one: that must not pass in silence.
A route that becomes stricter, another name for the same, and a route that begins later with as much are no loosening.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sapat.model.days import day
from sapat.model.entries import Entry, values_on
from sapat.model.findings import Key
from sapat.model.names import EVIDENCE
from sapat.model.settings import KINDS, DocumentType, Need, Route, Settings, Waiver
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

SETTINGS: Final = "sapat.toml"
_ANY: Final = Words("ар ким", "любой", "anybody")
_ACTS: Final = {
    "decision": Words("кеңештин чечими", "решение совета", "a decision of a council"),
    "order": Words("буйрук", "приказ", "an order"),
}
_STRENGTH: Final = ("none", "paper", "signed")
_WHO: Final = frozenset({"person", "role", "key", "from", "since"})  # what an addendum about people may give somebody


@dataclass(frozen=True, slots=True)
class Loosening:
    """One thing that is asked for no more: where it stands, and the name and arguments of the sentence that says it."""

    path: str
    key: Key
    says: str
    args: Mapping[str, object] = field(default_factory=dict)


def loosened(at: Snapshot) -> tuple[Loosening, ...]:
    """What the range that ends in *at* loosens; nothing without a base."""
    if at.base is None:
        return ()
    then, now = at.base.settings, at.settings
    return (*_routes(then, now, at.today), *_types(then, now), *_others(at, at.base), *_people(at, at.base))


# routes


def _routes(then: Settings, now: Settings, today: date) -> Iterator[Loosening]:
    """What a record of some type and kind had to have on some day, and needs no longer; the same said once for all types."""
    found: dict[tuple[str, str, str], tuple[Loosening, list[str], date]] = {}
    for on in _days(then, now, today):
        for type_ in then.types:
            for kind in KINDS:
                for one in _between(then, now, type_, kind, on):
                    told = found.setdefault((str(one.key), one.says, repr(sorted(one.args.items()))), (one, [], on))
                    told[1].append(type_)
    for one, types, on in found.values():
        what = ", ".join(dict.fromkeys(types)) + (f"; {on} →" if on != today else "")
        yield Loosening(one.path, one.key, one.says, {**one.args, "what": what})


def _days(then: Settings, now: Settings, today: date) -> list[date]:
    """Today, and every day on which a route begins or has ended."""
    routes = (*then.routes, *now.routes)
    begun = {route.since for route in routes if route.since}
    ended = {route.until + timedelta(days=1) for route in routes if route.until and route.until < date.max}
    return [today, *sorted((begun | ended) - {today})]


def _between(then: Settings, now: Settings, type_: str, kind: str, on: date) -> Iterator[Loosening]:
    for urgent in (False, True):
        was, is_ = (one.route(type_, kind, on, urgent=urgent) for one in (then, now))
        if was is not None and is_ is not None:
            yield from _weaker(was, is_)
        elif urgent and is_ is not None and then.route(type_, kind, on) is not None:
            yield _of(is_, "urgent", "urgent")


def _of(route: Route, key: str, says: str, **args: object) -> Loosening:
    return Loosening(SETTINGS, ("routes", route.name, key), says, {"route": route.name, **args})


def _weaker(was: Route, now: Route) -> Iterator[Loosening]:
    """What *now* asks for less than *was*."""
    for key in ("check", "agree"):
        if gone := _missing(getattr(was, key), getattr(now, key)):
            yield _of(now, key, key, who=gone)
    for need in was.acts:
        yield from _weaker_act(now, need)
    if _STRENGTH.index(now.evidence) < _STRENGTH.index(was.evidence):
        yield _of(now, "evidence", "evidence", was=EVIDENCE[was.evidence], now=EVIDENCE[now.evidence])
    elif was.evidence == "signed" and (more := _missing(now.signed_by, was.signed_by)):
        yield _of(now, "signed_by", "signers", who=more)
    if was.evidence == now.evidence == "signed" and now.threshold < was.threshold:
        yield _of(now, "signed_by", "threshold", was=was.threshold, now=now.threshold)
    if gone := _missing(was.signatories, now.signatories):
        yield _of(now, "signatories", "signatories", who=gone)
    if was.ratify_days and (not now.ratify_days or now.ratify_days > was.ratify_days):
        yield _of(now, "ratify_days", "ratify", was=was.ratify_days, now=now.ratify_days or "—")


def _weaker_act(now: Route, was: Need) -> Iterator[Loosening]:
    need = now.need(was.kind)
    if need is None:
        yield _of(now, "acts", "act", act=_ACTS[was.kind])
        return
    for former, present in ((was.bodies, need.bodies), (was.signed_by, need.signed_by)):
        more: object = _missing(present, former) if present else _ANY
        if former and more:
            yield _of(now, "acts", "by", act=_ACTS[was.kind], who=more)


def _missing(asked: Iterable[str], given: Iterable[str]) -> str:
    """Those of *asked* that are not *given*."""
    held = set(given)
    return ", ".join(one for one in asked if one not in held)


# types


def _types(then: Settings, now: Settings) -> Iterator[Loosening]:
    for name, was in then.types.items():
        if (is_ := now.types.get(name)) is not None:
            yield from _looser(was, is_)


def _looser(was: DocumentType, now: DocumentType) -> Iterator[Loosening]:
    for key in ("review_months", "light_check_months"):
        former, present = getattr(was, key), getattr(now, key)
        if former and (not present or present > former):
            yield Loosening(SETTINGS, ("types", was.id, key), "months", _told(was, key, former, present or "—"))
    for key in ("expires", "original"):
        if getattr(was, key) and not getattr(now, key):
            yield Loosening(SETTINGS, ("types", was.id, key), "type", _told(was, key, "true", "false"))
    if gone := _missing(was.sections, now.sections):
        yield Loosening(SETTINGS, ("types", was.id, "sections"), "sections", {"type": was.id, "sections": gone})


def _told(type_: DocumentType, key: str, was: object, now: object) -> dict[str, object]:
    return {"type": type_.id, "key": key, "was": was, "now": now}


# the other settings


def _others(at: Snapshot, base: Snapshot) -> Iterator[Loosening]:
    then, now = base.settings, at.settings
    for folder in then.controlled:
        if not now.controls(folder + "/x") and any(path.startswith(folder + "/") for path in at.files):
            yield Loosening(SETTINGS, ("controlled",), "folder", {"folder": folder})
    for number, waiver in enumerate(now.waivers):
        if not any(_covers(former, waiver) for former in then.waivers):
            told = {"rule": waiver.rule, "document": waiver.document, "until": waiver.until, "reason": waiver.reason}
            yield Loosening(SETTINGS, ("waivers", number, "rule"), "waiver", told)
    if (then.people, now.people) == ("persons", "posts"):
        yield Loosening(SETTINGS, ("people",), "posts")
    if more := _missing(now.trust_order_by, then.trust_order_by):
        yield Loosening(SETTINGS, ("trust_order_by",), "trust", {"who": more})
    for name, schema in base.schemas.items():
        path = f"registers/{name}/schema.json"
        if path in at.files and (gone := _missing(_required(schema), _required(at.schemas.get(name, {})))):
            yield Loosening(path, (), "schema", {"path": path, "fields": gone})


def _covers(former: Waiver, waiver: Waiver) -> bool:
    return (former.rule, former.document) == (waiver.rule, waiver.document) and waiver.until <= former.until


def _required(schema: Mapping[str, Any]) -> list[str]:
    told = schema.get("required")
    return [str(one) for one in told] if isinstance(told, list) else []


# people, until root persons vouch for them


def _people(at: Snapshot, base: Snapshot) -> Iterator[Loosening]:
    """Who may act and sign. With root persons their signatures say it; before, anybody who may push does."""
    if base.entries("trust"):
        return
    for register in ("appointments", "keys"):
        for entry in at.entries(register).values():
            if not entry.value.get("person"):
                continue  # of a post that is filled nobody is told apart
            told = {"path": entry.path, "person": entry.text("person"), "role": entry.text("role")}
            if entry.path not in base.files:
                yield Loosening(entry.path, ("person",), register, told)
            else:
                yield from _extended(entry, base, told)


def _extended(entry: Entry, base: Snapshot, told: Mapping[str, object]) -> Iterator[Loosening]:
    for place, one in enumerate(entry.addenda):
        if one.path in base.files:
            continue
        former = day(values_on(entry.value, entry.addenda[:place], date.max).get("until"))
        until = day(one.set.get("until"))
        longer = "until" in one.set and former is not None and (until is None or until > former)
        if longer or not _WHO.isdisjoint(one.set):
            yield Loosening(one.path, ("set",), "extended", {**told, "path": one.path})
