"""The roots of trust of the people register, and what each route asks of a version: who checks, agrees, decides, signs."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sapat.verifier.facts import NUMBER, ROOT, Dossier, Entry, Facts, day_of, text_of, values_on
from sapat.verifier.signatures import Signatures

TRUST_FOLDER: Final = "registers/people/trust/"
_ROOTS: Final = 3  # fewer cannot lose one of them and still change anything
_THRESHOLD: Final = 2


class Trust:
    """The trust statements in their order: each is signed by enough of the roots named before it."""

    def __init__(self, facts: Facts, signatures: Signatures) -> None:
        self.facts = facts
        self.signatures = signatures
        self.listed: dict[str, str] | None = None  # what the newest sound statement vouches for; None: nobody vouches
        self.state: dict[str, str] = {}  # what the newest statement lists
        self.roots: list[str] = []
        self.needed = 0
        known = self._known()
        if not known:
            if facts.signatures:
                facts.report.note("not-rooted")
            return
        self.listed = {}
        due = 1
        for number in sorted(known):
            if number > due:  # a hole is told by its first number
                self._statement(due, None)
            due = number + 1
            self._statement(number, known[number])
        if self.state != people_files(facts):
            facts.report.problem("trust-state", f"{TRUST_FOLDER}{max(known)}.yaml")
        facts.report.count("trust", len(known))

    def _known(self) -> dict[int, Entry]:
        """The statements by number; what is named otherwise is none."""
        found = {}
        for name, one in self.facts.register("people/trust").items():
            if NUMBER.fullmatch(name):
                found[int(name)] = one
            else:
                self.facts.report.problem("stray", one.path)
        return found

    def _statement(self, number: int, entry: Entry | None) -> None:
        path, wrong = f"{TRUST_FOLDER}{number}.yaml", self.facts.report.problem
        if entry is None:
            wrong("trust-chain", path, number=number)
            return
        told = entry.value
        kind = text_of(told, "kind")
        due = self.facts.digest(f"{TRUST_FOLDER}{number - 1}.yaml") if number > 1 else "first"
        sound = told.get("number") == str(number) and told.get("previous") == due and (kind == "roots") == (number == 1)
        if not sound:
            wrong("trust-chain", path, number=number)
        own, needed = _roots(told)
        if len(own) < _ROOTS or not _THRESHOLD <= needed <= len(own):
            sound = False
            wrong("trust-roots", path, number=number)
        self.state = self._list(number, told)
        if kind == "reset":
            self.facts.report.note("trust-reset", number=number, order=told.get("order", "—"))
        begins = kind != "change" or number == 1
        asked, threshold = (own, needed) if begins else (self.roots, self.needed)
        self.signatures.judge([path], self.state if begins else self.listed)
        signed = self.signatures.of(path, "sapat-register") & set(asked)
        if self.signatures.program and len(signed) < max(threshold, 1):
            sound = False
            wrong("trust-signed", path, number=number, count=len(signed), needed=threshold)
        self.roots, self.needed = own, needed
        if sound:
            self.listed = self.state

    def _list(self, number: int, told: dict[str, Any]) -> dict[str, str]:
        """path -> SHA-256 as the list beside a statement has it, where that is the list of its state."""
        path = f"{TRUST_FOLDER}{number}.sha256"
        if path not in self.facts.paths or self.facts.digest(path) != told.get("state"):
            self.facts.report.problem("trust-list", path, number=number)
            return {}
        rows = self.facts.pack.read(ROOT + path).decode("utf-8", "replace").splitlines()
        return {row[66:]: row[:64] for row in rows}


def _roots(told: dict[str, Any]) -> tuple[list[str], int]:
    roots = told.get("roots")
    number = text_of(told, "threshold")
    named = [str(one) for one in roots] if isinstance(roots, list) else []
    return sorted(set(named)), int(number) if NUMBER.fullmatch(number) else 0


def people_files(facts: Facts) -> dict[str, str]:
    """path -> SHA-256 of the people register, its trust statements apart."""
    paths = [p for p in facts.paths if p.startswith("registers/people/") and not p.startswith(TRUST_FOLDER)]
    return {path: facts.digest(path) for path in paths}


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
        self._evidence(one, route)

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
        """The signatures a route asks for on the sealed record itself: until they are there it is not in force."""
        if route.get("evidence") != "signed" or not self.signatures.program:
            return
        told = route.get("signed_by")
        asked = told if isinstance(told, dict) else {}
        needed = asked.get("threshold", 1)
        roles = _list(asked.get("roles")) or _list(route.get("signatories"))
        on = one.sealed_day or date.max
        signed = {
            person
            for person in self.signatures.of(one.path, "sapat-approve")
            if any(self.facts.holds(str(role), person, on) for role in roles)
        }
        if not isinstance(needed, int) or len(signed) < needed:
            self.open.add(one.folder)
            self.facts.report.note("awaiting", code=one.code, version=one.number, count=len(signed), needed=needed)

    def _evidence(self, one: Dossier, route: dict[str, Any]) -> None:
        """An agreement that calls itself signed is signed by the person it names; the other classes are only counted."""
        for path, _ in one.listed("agreements"):
            told = one.agreements.get(path, {})
            kind = text_of(told, "evidence")
            if kind in ("signed", "paper", "none"):
                self.facts.report.count(f"evidence-{kind}")
            by = told.get("by")
            person = str(by.get("person", "")) if isinstance(by, dict) else ""
            whole = f"{one.folder}/{path}"
            signed = self.signatures.of(whole, "sapat-check")
            claimed = kind == "signed" or (route.get("evidence") == "signed" and one.kind != "adoption")
            if claimed and self.signatures.program and (not signed or (person and person not in signed)):
                self.facts.report.problem("evidence-unsigned", whole, one.code, one.number, person=person or "—")


def _list(told: object) -> list[Any]:
    return told if isinstance(told, list) else []
