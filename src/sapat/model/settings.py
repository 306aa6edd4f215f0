"""The settings of an institution, as `sapat.toml` states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Self

from sapat.model.codes import Grammar
from sapat.model.days import day

KINDS = ("introduction", "change", "addition", "editorial", "new-edition", "adoption", "withdrawal")
ACCESS = ("public", "internal", "restricted")  # from open to strict


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its level (0 is the base level), where it may lie, how it is numbered and reviewed."""

    id: str
    label: Mapping[str, str]
    level: int
    folders: tuple[str, ...]
    number: str
    of_process: bool  # its number is that of the process it describes
    unit: str  # required | optional | none
    review_months: int  # 0: no cycle of its own (forms go with their parent)
    light_check_months: int
    expires: bool
    sections: tuple[str, ...]
    original: bool  # the place of the paper original must be known (R5)

    @classmethod
    def parse(cls, name: str, told: Mapping[str, Any]) -> Self:
        return cls(
            id=name,
            label=told["label"],
            level=told["level"],
            folders=tuple(told["folders"]),
            number=told.get("number", r"[0-9]+"),
            of_process=told.get("numbered_by", "order") == "process",
            unit=told.get("unit", "none"),
            review_months=told.get("review_months", 0),
            light_check_months=told.get("light_check_months", 0),
            expires=told.get("expires", False),
            sections=tuple(told.get("sections", ())),
            original=told.get("original", False),
        )


@dataclass(frozen=True, slots=True)
class Need:
    """An act a route asks for: a decision of one of the bodies, or an order signed by one of the roles."""

    kind: str
    bodies: tuple[str, ...]
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """How texts of some types come into force: who checks, who agrees, which acts, which evidence, who signs."""

    name: str
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    urgent: bool
    check: tuple[str, ...]
    agree: tuple[str, ...]
    acts: tuple[Need, ...]
    evidence: str  # paper | signed | none
    signed_by: tuple[str, ...]  # with signed evidence: the roles whose holders sign the sealed record …
    threshold: int  # … and how many persons of them it needs
    signatories: tuple[str, ...]
    ratify_days: int
    since: date | None  # records sealed from this day on …
    until: date | None  # … to this day: a changed route never judges what the former one approved

    @classmethod
    def parse(cls, name: str, told: Mapping[str, Any]) -> Self:
        return cls(
            name=name,
            types=tuple(told["types"]),
            kinds=tuple(told.get("kinds", KINDS)),
            urgent=told.get("urgent", False),
            check=tuple(told["check"]),
            agree=tuple(told["agree"]),
            acts=tuple(
                Need(need["kind"], tuple(need.get("bodies", ())), tuple(need.get("signed_by", ())))
                for need in told["acts"]
            ),
            evidence=told["evidence"],
            signed_by=tuple(told.get("signed_by", {}).get("roles", ())),
            threshold=told.get("signed_by", {}).get("threshold", 0),
            signatories=tuple(told.get("signatories", ())),
            ratify_days=told.get("ratify_days", 0),
            since=day(told.get("since")),
            until=day(told.get("until")),
        )

    def serves(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def need(self, kind: str) -> Need | None:
        return next((need for need in self.acts if need.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule set aside for one document, for a reason, until a day."""

    rule: str
    document: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Term:
    """A preferred term and the forms to avoid (R98); `avoid` are regular expressions over lower-case words."""

    use: str
    avoid: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an institution decides for itself."""

    org: str
    former_orgs: tuple[str, ...]
    system: str
    name: Mapping[str, str]
    ministry: Mapping[str, str]
    languages: tuple[str, ...]
    timezone: str
    readers: str
    people: str  # posts | persons
    registrar: str
    site_url: str
    controlled: tuple[str, ...]
    form_type: str
    external_type: str
    types: Mapping[str, DocumentType]
    routes: tuple[Route, ...]
    waivers: tuple[Waiver, ...]
    terms: tuple[Term, ...]
    history_since: str
    names_file: str
    trust_order_by: tuple[str, ...]  # whose paper order may begin a new set of root persons
    sections: Mapping[str, Any]  # tables of later parts ([pdf], [backup] …), read by whoever owns them
    main: str
    digest: str  # SHA-256 of sapat.toml: part of the key of everything kept in the index

    @property
    def grammar(self) -> Grammar:
        return Grammar((self.org, *self.former_orgs), self.system, tuple(t for t in self.types if t != self.form_type))

    def route(self, type_: str, kind: str, on: date, *, urgent: bool = False) -> Route | None:
        """The first route that serves *type_* and *kind* for a record sealed on a day."""
        for route in self.routes:
            if type_ in route.types and kind in route.kinds and route.urgent == urgent and route.serves(on):
                return route
        return None

    def controls(self, path: str) -> bool:
        """Whether *path* lies in a controlled folder."""
        return path.startswith(_prefixes(self.controlled))


@cache
def _prefixes(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folder + "/" for folder in folders)


def number_fits(type_: DocumentType, number: str) -> bool:
    return re.fullmatch(type_.number, number) is not None
