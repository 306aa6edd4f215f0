"""What an entry or a document refers to: its schema marks the keys with `x-ref`, and every mark can be resolved."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sapat.model.codes import Code
from sapat.model.findings import Key
from sapat.model.lookalikes import skeleton
from sapat.model.snapshot import Snapshot

UNSURE: Final = "\0"  # no name: a finding with it must be looked at in the whole
MANY_NAMES: Final = 1000  # looking for a near name among more of them costs more than the hint is worth

_BOUND: Final = frozenset({"x-ref", "pattern", "format", "enum", "const"})

Step = str | None  # a key; None: each item of a list, or each value of a mapping


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in values of one schema that refers to something: to what kind of thing, and the way there."""

    kind: str  # role | unit | body | process | person | document | act | external
    way: tuple[Step, ...]


def marks(schema: Mapping[str, Any]) -> tuple[Mark, ...]:
    """Every `x-ref` of a schema, however deep."""
    return tuple(_marks(schema, ()))


def _marks(schema: Mapping[str, Any], way: tuple[Step, ...]) -> Iterator[Mark]:
    if isinstance(schema.get("x-ref"), str):
        yield Mark(schema["x-ref"], way)
    properties = schema.get("properties")
    for key, inner in properties.items() if isinstance(properties, Mapping) else ():
        yield from _marks(inner, (*way, key))
    for each in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(each, Mapping):
            yield from _marks(each, (*way, None))


def free_texts(schema: Mapping[str, Any]) -> tuple[tuple[Step, ...], ...]:
    """The ways to every text of a schema that people write in their own words: no form, list of values, reference, path."""
    return tuple(_free(schema, ()))


def _free(schema: Mapping[str, Any], way: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    if schema.get("type") == "string" and not _BOUND.intersection(schema) and way[-1:] != ("path",):
        yield way
    properties = schema.get("properties")
    for key, inner in properties.items() if isinstance(properties, Mapping) else ():
        yield from _free(inner, (*way, key))
    for each in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(each, Mapping):
            yield from _free(each, (*way, None))


def pointed(value: Any, way: tuple[Step, ...], key: Key = ()) -> Iterator[tuple[Key, str]]:
    """(key, text) of each reference that stands on *way* in a value."""
    if not way:
        if isinstance(value, str):
            yield key, value
        return
    step, rest = way[0], way[1:]
    if step is not None:
        if isinstance(value, Mapping) and step in value:
            yield from pointed(value[step], rest, (*key, step))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from pointed(one, rest, (*key, number))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from pointed(one, rest, (*key, name))


def named(values: Iterable[Any], way: tuple[Step, ...]) -> set[str]:
    """Everything that stands on *way* in many values at once: much quicker than asking value by value where."""
    here = list(values)
    for step in way:
        if step is not None:
            here = [one[step] for one in here if isinstance(one, dict) and step in one]
        else:
            here = [
                below
                for one in here
                if isinstance(one, dict | list)
                for below in (one.values() if isinstance(one, dict) else one)
            ]
    return {one for one in here if isinstance(one, str)}


class Known:
    """Everything that can be referred to in a snapshot, by kind."""

    def __init__(self, at: Snapshot) -> None:
        codes = {doc.code for doc in at.documents if doc.code}
        self._names: Mapping[str, Collection[str]] = {
            "role": at.entries("roles"),
            "unit": at.entries("units"),
            "body": at.entries("bodies"),
            "person": at.entries("persons"),
            "act": at.entries("acts"),
            "process": {entry.text("number"): entry.id for entry in at.entries("processes").values()},
            "external": {entry.text("code"): entry.id for entry in at.entries("external").values()},
            "document": dict.fromkeys(sorted({*at.slugs_of_codes, *codes})),
        }
        self._beyond = at.beyond

    def has(self, kind: str, text: str) -> bool:
        """Whether *text* names something known; a kind we do not know cannot be judged."""
        known = self._names.get(kind)
        return known is None or (text.partition("#")[0] if kind == "act" else text) in known

    def counts(self) -> dict[str, int]:
        """How many names there are of each kind that is not always loaded whole."""
        return {kind: len(self._names[kind]) for kind in ("act", "document")}

    def has_all(self, kind: str, names: set[str]) -> bool:
        """Whether every one of *names* is known."""
        return all(self.has(kind, name) for name in names)

    def near(self, kind: str, text: str) -> str:
        """The known name that looks the same, else the one most like *text*; nothing where none is near.

        UNSURE in a part of a tree where the whole would have to be looked through.
        """
        known = self._names.get(kind, ())
        shape = skeleton(text.upper())
        for name in known:
            if skeleton(name.upper()) == shape:
                return name
        if self._beyond.get(kind, len(known)) > MANY_NAMES:
            return ""
        if kind in self._beyond:
            return UNSURE
        return next(iter(difflib.get_close_matches(text, known, n=1, cutoff=0.75)), "")


def codes(at: Snapshot) -> Mapping[str, Code | None]:
    """The path of each document that has a code -> the code taken apart; None when it does not follow the grammar."""
    grammar = at.settings.grammar
    return {doc.path: grammar.parse(doc.code) for doc in at.documents if doc.code}
