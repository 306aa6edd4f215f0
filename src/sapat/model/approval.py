"""What the route asks of a version, and what a record still lacks: one answer for rules, verbs and pages (DESIGN 4).

ISO 9001:2015 7.5.2 c: review and approval for suitability and adequacy, of exactly these bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from sapat.model.days import day
from sapat.model.entries import Entry, values_on
from sapat.model.findings import Where
from sapat.model.lacks import ACTS, Lack
from sapat.model.records import Agreement, Dossier
from sapat.model.routing import roles_asked, route_of, text_of_open, type_of
from sapat.model.settings import Need, Route
from sapat.model.signing import approvers, awaiting, lacks_signature
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

AMENDED: Final = "with-amendments"
ANALYSED: Final = ("change", "addition", "new-edition")  # manual 9.3.5 (R60): the result of the change analysis is kept


def text_judged(at: Snapshot, slug: str, record: Dossier) -> str:
    """The digest of the bytes a record is about: the sealed ones, else the working text."""
    return record.seal.text_of("text") if record.seal else text_of_open(at, slug, record)


def missing(at: Snapshot, slug: str, record: Dossier) -> list[Lack]:
    """Everything a record still lacks before it may be sealed; of a sealed one, what it should not have been without."""
    found = [*facts_missing(at, slug, record), *text_missing(at, slug, record), *kind_wrong(at, record)]
    route = route_of(at, slug, record)
    if route is None:
        return [route_missing(at, slug, record), *found]
    found += answers_missing(at, slug, record, route, "check")
    found += answers_missing(at, slug, record, route, "agree")
    found += acts_missing(at, record, route)
    found += acts_wrong(at, slug, record, route)
    return [*found, *ratify_missing(at, record, route), *signatures_missing(at, record, route)]


def route_missing(at: Snapshot, slug: str, record: Dossier) -> Lack:
    kind = record.kind + (" (urgent)" if record.urgent else "")
    return Lack("route", "", Where(record.path, ("kind",)), {"type": type_of(at, slug), "kind": kind})


def facts_missing(at: Snapshot, slug: str, record: Dossier) -> Iterator[Lack]:
    """The facts of a record that are absent: R60 asks for what, why, with what analysis and from when."""
    told = record.facts()
    asked = ["summary", "basis", "effective"]
    if record.kind in ANALYSED:
        asked.append("analysis")
    type_ = at.settings.types.get(type_of(at, slug))
    if type_ is not None and type_.expires and not record.is_withdrawal:
        asked.append("expires")
    for key in asked:
        if not told.get(key):
            yield Lack("facts", key, Where(record.path, (key,)))
    yield from _facts_at_odds(at, slug, record)


def _facts_at_odds(at: Snapshot, slug: str, record: Dossier) -> Iterator[Lack]:
    """Facts of a record that cannot all be true: an end before the beginning, a version kept that there never was."""
    if record.effective and record.expires and record.expires < record.effective:
        told = {"expires": record.expires, "effective": record.effective}
        yield Lack("facts", "ends-early", Where(record.path, ("expires",)), told)
    ends, keeps = record.get("ends"), record.get("keeps")
    for number, code in enumerate(ends if isinstance(ends, list) else ()):
        if at.slug(str(code)) == slug:
            yield Lack("facts", "ends-itself", Where(record.path, ("ends", number)), {"code": code})
    former = {str(one.version) for one in at.versions(slug) if one.is_sealed and one.version < record.version}
    for number, one in enumerate(keeps if isinstance(keeps, list) else ()):
        yield from _kept_at_odds(record, number, one if isinstance(one, dict) else {}, former)


def _kept_at_odds(record: Dossier, number: int, kept: Mapping[str, Any], former: set[str]) -> Iterator[Lack]:
    """An edition goes on for some only if there was one, beside a text in force, and beyond the day of the new one."""
    where, until = Where(record.path, ("keeps", number)), day(kept.get("until"))
    if record.is_withdrawal:
        yield Lack("facts", "keeps-ended", where)
    elif kept.get("version") not in former:
        where = Where(record.path, ("keeps", number, "version"))
        yield Lack("facts", "keeps-unknown", where, {"version": kept.get("version")})
    elif until and record.effective and until < record.effective:
        told = {"version": kept.get("version"), "until": until, "effective": record.effective}
        yield Lack("facts", "keeps-over", Where(record.path, ("keeps", number, "until")), told)


def text_missing(at: Snapshot, slug: str, record: Dossier) -> Iterator[Lack]:
    """What keeps the working text from being the text of an open record."""
    if record.is_sealed or record.is_withdrawal:
        return
    doc = at.by_slug.get(slug)
    if doc is None:
        yield Lack("text", "none", Where(record.path, line=1, column=1))
    elif doc.readable and doc.text("version") != str(record.version):
        told = {"told": doc.text("version"), "version": record.version}
        yield Lack("text", "version", Where(doc.path, ("version",)), told)


def kind_wrong(at: Snapshot, record: Dossier) -> Iterator[Lack]:
    """The first thing that makes an editorial record a substantive one: it would go a route too short."""
    for one in at.wordings.get(record.path, ()):
        if one.kind != "words":
            told = {"old": one.old or "—", "new": one.new or "—"}
            yield Lack("kind", "substance", Where(record.path, ("kind",)), told)
            return


def answers_missing(at: Snapshot, slug: str, record: Dossier, route: Route, meaning: str) -> Iterator[Lack]:
    """The checks or agreements the route asks for that are absent or not «yes» to these bytes; an adoption needs none."""
    if record.kind == "adoption":
        return
    text = text_judged(at, slug, record)
    for role in roles_asked(at, slug, route, meaning, record):
        says, answer = answered(at, record, role, meaning, text)
        if says:
            where = Where(record.path, line=1, column=1)
            if answer is not None and says in ("remarks", "no", "unlisted", "unsigned"):
                where = Where(answer.path, ("evidence" if says == "unsigned" else "result",))
            yield Lack(meaning, says, where, {"role": title(at, "roles", role)})


def answers_left(at: Snapshot, slug: str, record: Dossier, besides: tuple[str, str]) -> tuple[str, ...]:
    """The roles whose check or agreement the route still asks for, *besides* the (role, meaning) that is being given."""
    route = route_of(at, slug, record)
    if route is None or record.kind == "adoption":
        return ()
    text = text_judged(at, slug, record)
    found = [
        role
        for meaning in ("check", "agree")
        for role in roles_asked(at, slug, route, meaning, record)
        if (role, meaning) != besides and answered(at, record, role, meaning, text)[0]
    ]
    return tuple(dict.fromkeys(found))


def answered(at: Snapshot, record: Dossier, role: str, meaning: str, text: str) -> tuple[str, Agreement | None]:
    """(what is wrong, the answer that counts): nothing wrong where the highest round for *text* is «yes».

    Agreements to the text put before a council that approved it with amendments count; checks never do (DESIGN 4).
    In a sealed dossier an answer counts when its seal lists it; one given after the seal changes nothing.
    """
    given = [a for a in record.agreements if a.role == role and a.meaning == meaning]
    seal, start = record.seal, len(record.folder) + 1
    if seal is not None:
        sealed = record.sealed_day or date.max
        given = [a for a in given if a.path[start:] in seal.agreements or (a.day or date.max) <= sealed]
    best = max((a for a in given if a.text == text), key=lambda a: a.round, default=None)
    if best is None:
        best = _earlier(at, record, given) if meaning == "agree" else None
        if best is None:
            return ("other" if given else "missing"), max(given, key=lambda a: a.round, default=None)
    if best.result != "yes":
        return ("remarks" if best.result == "remarks" else "no"), best
    if lacks_signature(at, best, route_of(at, record.slug, record)):
        return "unsigned", best
    return ("unlisted" if seal is not None and best.path[start:] not in seal.agreements else ""), best


def _earlier(at: Snapshot, record: Dossier, given: list[Agreement]) -> Agreement | None:
    """The last answer to a text that the council then approved with amendments."""
    decided = amended_on(at, record)
    before = [a for a in given if decided and a.day and a.day <= decided]
    return max(before, key=lambda a: (a.day or date.min, a.round), default=None)


def amended_on(at: Snapshot, record: Dossier) -> date | None:
    """The day on which the decision of a record approved the text with amendments, if it did."""
    return at.once(_amendments).get(record.reference("decision")[0])


def _amendments(at: Snapshot) -> Mapping[str, date | None]:
    acts = at.entries("acts")
    return {name: on for name, on in at.once(act_days).items() if act_values(acts[name]).get("result") == AMENDED}


def acts_missing(at: Snapshot, record: Dossier, route: Route) -> Iterator[Lack]:
    """The acts the route asks for that the record does not name or the register does not have."""
    adopted = record.kind == "adoption"
    for need in route.acts:
        name, _ = record.reference(need.kind)
        where = Where(record.path, (need.kind,))
        if name and name not in at.entries("acts"):
            yield Lack("act", "unknown", where, {"act": ACTS[need.kind], "id": name})
        elif not name and not (adopted and record.get("acts_missing")):
            yield Lack("act", "adoption" if adopted else "missing", where, {"act": ACTS[need.kind]})


def acts_wrong(at: Snapshot, slug: str, record: Dossier, route: Route) -> Iterator[Lack]:
    """Acts that cannot bring this text into force: of another body, signed by another, returned, about others."""
    if record.kind == "adoption":
        return
    acts, named = at.entries("acts"), at.once(documents_of_acts)
    for need in route.acts:
        name, item = record.reference(need.kind)
        entry = acts.get(name)
        if entry is not None:
            yield from _act_wrong(at, record, need, entry)
            if slug not in named.get((name, item), ()):
                told = {"id": name, "act": ACTS[need.kind], "item": item or "—"}
                yield Lack("authority", "item", Where(record.path, (need.kind,)), told)


def _act_wrong(at: Snapshot, record: Dossier, need: Need, entry: Entry) -> Iterator[Lack]:
    for says, told in act_at_odds(at, need, entry):
        yield Lack("authority", says, Where(record.path, (need.kind,)), told)


def act_at_odds(at: Snapshot, need: Need, entry: Entry) -> Iterator[tuple[str, Mapping[str, object]]]:
    """In what an act is not the one a route asks for: of another kind or body, signed by another, a text returned."""
    told = act_values(entry)
    body, signer = _text(told.get("body")), _text(told.get("signed_by"))
    about: Mapping[str, object] = {"id": entry.id, "act": ACTS[need.kind]}
    if told.get("kind") != need.kind:
        yield "kind", about
        return
    if told.get("result") == "returned":
        yield "returned", about
    if need.bodies and body not in need.bodies:
        known = titles(at, "bodies", need.bodies)
        yield "body", {**about, "body": title(at, "bodies", body), "known": known}
    if need.signed_by and signer not in need.signed_by:
        known = titles(at, "roles", need.signed_by)
        yield "signer", {**about, "role": title(at, "roles", signer), "known": known}


def ratify_missing(at: Snapshot, record: Dossier, route: Route) -> Iterator[Lack]:
    """An urgent record says until when the council ratifies it, no later than the route allows after its order."""
    if not record.urgent:
        return
    told = day(record.get("ratify_by"))
    if told is None:
        yield Lack("ratify", "missing", Where(record.path, ("ratify_by",)))
        return
    ordered = act_day(at, record, "order")
    if ordered and route.ratify_days and (told - ordered).days > route.ratify_days:
        limit = date.fromordinal(ordered.toordinal() + route.ratify_days)
        yield Lack("ratify", "late", Where(record.path, ("ratify_by",)), {"told": told, "limit": limit})


def signatures_missing(at: Snapshot, record: Dossier, route: Route) -> Iterator[Lack]:
    """The signatures a sealed record still needs before it counts."""
    if record.is_sealed and record.path in awaiting(at):
        told = {
            "have": len(approvers(at, record)),
            "need": route.threshold,
            "roles": titles(at, "roles", route.signed_by),
        }
        yield Lack("signed", "", Where(record.path, ("seal",)), told)


def documents_of_acts(at: Snapshot) -> Mapping[tuple[str, str], frozenset[str]]:
    """(act, item) -> the slugs it names; item "" is the act as a whole. One act may serve a thousand documents."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for act in at.entries("acts").values():
        items = act_values(act).get("items")
        whole: set[str] = set()
        for item, codes in items.items() if isinstance(items, Mapping) else ():
            slugs = frozenset(at.slug(str(code)) for code in codes) if isinstance(codes, list) else frozenset[str]()
            found[act.id, str(item)] = slugs
            whole |= slugs
        found[act.id, ""] = frozenset(whole)
    return found


def act_values(entry: Entry) -> Mapping[str, Any]:
    """The values of an act with its corrections: what was wrong from the start is not what was decided."""
    return values_on(entry.value, entry.addenda, date.min) if entry.addenda else entry.value


def act_day(at: Snapshot, record: Dossier, kind: str) -> date | None:
    """The day of the decision or order a record names."""
    return at.once(act_days).get(record.reference(kind)[0])


def act_days(at: Snapshot) -> Mapping[str, date | None]:
    """act -> its day: one act may serve a thousand documents, so each is read once."""
    return {act.id: day(act_values(act).get("date")) for act in at.entries("acts").values()}


def former_of(versions: tuple[Dossier, ...], record: Dossier) -> Dossier | None:
    """The sealed version before a record."""
    return next((one for one in reversed(versions) if one.is_sealed and one.version < record.version), None)


def title(at: Snapshot, register: str, name: str) -> Words:
    """What readers call a role or a body; its id where the register has no title for it."""
    entry = at.entries(register).get(name)
    told = entry.get("title") if entry else None
    texts = told if isinstance(told, Mapping) else {}
    spare = next((str(text) for text in texts.values() if text), name or "—")
    return Words(*(_text(texts.get(lang)) or spare for lang in ("ky", "ru", "en")))


def titles(at: Snapshot, register: str, names: tuple[str, ...]) -> Words:
    """Several of them, one after the other."""
    told = [title(at, register, name) for name in names]
    return Words(*(", ".join(one.say(lang) for one in told) for lang in ("ky", "ru", "en")))


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""
