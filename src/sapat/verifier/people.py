"""The roots of trust of the people register, and what each route asks of a version: who checks, agrees, decides, signs."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any, Final

from sapat.verifier.facts import Dossier, Facts, day_of, text_of, values_on
from sapat.verifier.signatures import Signatures

_TRUST: Final = "registers/people/trust/"


def check_trust(facts: Facts, signatures: Signatures) -> None:
    """Each statement is signed by enough of the roots named before it, and the newest fits the people of this pack."""
    known = {int(name): one for name, one in facts.register("people/trust").items() if name.isdigit()}
    if not known:
        if facts.signatures:
            facts.report.note("not-rooted")
        return
    roots: list[str] = []
    threshold = 0
    for number in range(1, max(known) + 1):
        path = f"{_TRUST}{number}.yaml"
        if number not in known:
            facts.report.problem("trust-chain", path, number=number)
            continue
        told = known[number].value
        due = facts.digest(f"{_TRUST}{number - 1}.yaml") if number > 1 else "first"
        if told.get("number") != str(number) or told.get("previous") != due:
            facts.report.problem("trust-chain", path, number=number)
        own, needed = _roots(told)
        reset = told.get("kind") == "reset"
        if reset:
            facts.report.note("trust-reset", number=number, order=told.get("order", "—"))
        if number == 1 or reset:
            roots, threshold = own, needed
        signed = {one.person for one in signatures.of(path, "sapat-register")} & set(roots)
        if signatures.program and (len(signed) < threshold or threshold < 1):
            facts.report.problem("trust-signed", path, number=number, count=len(signed), needed=threshold)
        roots, threshold = own, needed
    if text_of(known[max(known)].value, "state") != people_state(facts):
        facts.report.problem("trust-state", f"{_TRUST}{max(known)}.yaml")
    facts.report.count("trust", len(known))


def _roots(told: dict[str, Any]) -> tuple[list[str], int]:
    roots = told.get("roots")
    number = text_of(told, "threshold")
    named = [str(one) for one in roots] if isinstance(roots, list) else []
    return named, int(number) if number.isascii() and number.isdigit() else 0


def people_state(facts: Facts) -> str:
    paths = [p for p in facts.paths if p.startswith("registers/people/") and not p.startswith(_TRUST)]
    lines = [f"{facts.digest(path)}  {path}\n" for path in sorted(paths, key=str.encode)]
    return sha256("".join(lines).encode()).hexdigest()


class Routes:
    """What `sapat.toml` asks of each version, and which versions lack it."""

    def __init__(self, facts: Facts, signatures: Signatures) -> None:
        self.facts = facts
        self.signatures = signatures
        self.open: set[str] = set()  # folders of versions that await signatures: they are not in force
        routes = facts.settings.get("routes")
        self.routes: dict[str, Any] = routes if isinstance(routes, dict) else {}
        for slug in sorted(facts.dossiers):
            for one in facts.dossiers[slug]:
                if one.seal:
                    self._check(one)

    def _check(self, one: Dossier) -> None:
        route = self._route(one)
        if route is None:
            self.facts.report.problem("route-none", one.path, one.code, one.number)
            return
        if one.kind != "adoption":
            self._answers(one, route)
        for need in _list(route.get("acts")):
            kind = text_of(need, "kind") if isinstance(need, dict) else ""
            excused = one.kind == "adoption" and "acts_missing" in one.facts
            if kind and not text_of(one.facts, kind) and not excused:
                self._lacks("route-act", one, act=kind)
        self._signed(one, route)
        self._evidence(one)

    def _lacks(self, what: str, one: Dossier, **told: object) -> None:
        self.facts.report.problem(what, one.path, one.code, one.number, **told)

    def _route(self, one: Dossier) -> dict[str, Any] | None:
        """The first that serves the type and kind of the version on the day it was sealed."""
        kind, on = self._type(one), one.sealed_day or date.max
        for route in self.routes.values():
            if not isinstance(route, dict):
                continue
            since, until = day_of(route.get("since")), day_of(route.get("until"))
            kinds = route.get("kinds")
            if (
                kind in _list(route.get("types"))
                and (kinds is None or one.kind in _list(kinds))
                and bool(route.get("urgent", False)) == (one.facts.get("urgent") == "true")
                and (since is None or since <= on)
                and (until is None or on <= until)
            ):
                return route
        return None

    def _former(self, one: Dossier) -> list[Dossier]:
        return [other for other in self.facts.dossiers[one.slug] if other.version <= one.version and other.front]

    def _type(self, one: Dossier) -> str:
        """The type of the document, as its newest text says it: a withdrawal has none of its own."""
        fronts = [other.front for other in self.facts.dossiers[one.slug] if other.front]
        return text_of(fronts[-1], "type") if fronts else ""

    def _owner(self, one: Dossier) -> str:
        known = self._former(one)
        if one.kind == "withdrawal" and known:
            on = one.sealed_day or date.max
            return text_of(values_on(known[-1].front, known[-1].record.addenda, on), "owner")
        return text_of(one.front, "owner")

    def _answers(self, one: Dossier, route: dict[str, Any]) -> None:
        listed = [one.agreements.get(path, {}) for path, _ in one.listed("agreements")]
        for meaning in ("check", "agree"):
            given = {text_of(told, "role") for told in listed if told.get("meaning") == meaning}
            for role in _list(route.get(meaning)):
                asked = (self._owner(one) or "owner") if role == "owner" else str(role)
                if asked not in given:
                    self._lacks(f"route-{meaning}", one, role=asked)

    def _signed(self, one: Dossier, route: dict[str, Any]) -> None:
        """The signatures a route asks for on the sealed record itself."""
        asked = route.get("signed_by")
        if route.get("evidence") != "signed" or not isinstance(asked, dict) or not self.signatures.program:
            return
        needed = asked.get("threshold", 1)
        on = one.sealed_day or date.max
        signed = {
            mark.person
            for mark in self.signatures.of(one.path, "sapat-approve")
            if any(self.facts.holds(str(role), mark.person, on) for role in _list(asked.get("roles")))
        }
        if not isinstance(needed, int) or len(signed) < needed:
            self.open.add(one.folder)
            self._lacks("route-signed", one, count=len(signed), needed=needed)

    def _evidence(self, one: Dossier) -> None:
        """An agreement that calls itself signed is signed by the person it names; the other classes are only counted."""
        for path, _ in one.listed("agreements"):
            told = one.agreements.get(path, {})
            kind = text_of(told, "evidence")
            if kind in ("signed", "paper", "none"):
                self.facts.report.count(f"evidence-{kind}")
            by = told.get("by")
            person = str(by.get("person", "")) if isinstance(by, dict) else ""
            whole = f"{one.folder}/{path}"
            signed = {mark.person for mark in self.signatures.of(whole, "sapat-check")}
            if kind == "signed" and self.signatures.program and person not in signed:
                self.facts.report.problem("evidence-unsigned", whole, one.code, one.number, person=person or "—")


def _list(told: object) -> list[Any]:
    return told if isinstance(told, list) else []
