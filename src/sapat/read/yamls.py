"""A strict reading of YAML: scalars stay as written, and every construct that can mislead is a defect with its place.

Events of libyaml are read one by one, so nesting never reaches the recursive composer that 30,000 brackets crash.
"""

from __future__ import annotations

from typing import Any, Final

import yaml

from sapat.model.findings import Defect, Key
from sapat.read.tree import NOTHING, PLACEHOLDER, Tree

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml reads the same, only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH: Final = 6
MAX_NODES: Final = 20_000


class _Stop(Exception):
    """Reading cannot go on; the defect is already noted."""


def read_yaml(text: str, first_line: int = 1) -> Tree:
    """Read one YAML document; lines count from *first_line*."""
    return _Reader(text, first_line).tree()


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self._loader = _Loader(text)
        self._first = first_line
        self._tree = Tree()
        self._nodes = 0

    def tree(self) -> Tree:
        try:
            self._stream()
        except _Stop:
            self._tree.ok = False
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = (mark.line if mark else 0) + self._first
            self._note(
                "SAP001", "syntax", line, (mark.column if mark else 0) + 1, what=str(error.problem or error.context)
            )
            self._tree.ok = False
        except yaml.YAMLError as error:
            self._note("SAP001", "syntax", self._first, 1, what=str(error).split("\n")[0])
            self._tree.ok = False
        finally:
            self._loader.dispose()
        return self._tree

    def _note(self, rule: str, says: str, line: int, column: int, **args: str | None) -> None:
        told = {name: value or "" for name, value in args.items()}
        self._tree.defects.append(Defect(rule, says, line, column, told))

    def _at(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + self._first, event.start_mark.column + 1

    def _next(self) -> Any:
        return self._loader.get_event()

    def _stream(self) -> None:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return
        if event.explicit and self._first > 1:
            self._second(event)
        self._tree.value = self._node(self._next(), (), 0)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._second(event)

    def _second(self, event: Any) -> None:
        self._note("SAP008", "second", *self._at(event))
        raise _Stop

    def _node(self, event: Any, key: Key, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._note("SAP003", "nodes", *self._at(event), limit=str(MAX_NODES))
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._note("SAP008", "alias", *self._at(event), name=event.anchor)
            self._tree.ok = False
            return ""
        if event.anchor:
            self._note("SAP008", "anchor", *self._at(event), name=event.anchor)
            self._tree.ok = False
        if event.tag:
            self._note("SAP008", "tag", *self._at(event), name=event.tag)
            self._tree.ok = False
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, key)
        if depth >= MAX_DEPTH:
            self._note("SAP003", "depth", *self._at(event), limit=str(MAX_DEPTH))
            raise _Stop
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(key, depth)
        return self._mapping(key, depth)

    def _scalar(self, event: Any, key: Key) -> str:
        told: str = event.value
        plain = not event.style  # libyaml says "", the Python reader None
        name = key[-1] if key else ""
        if plain and told in NOTHING:
            self._note("SAP006", "nothing", *self._at(event), key=_dotted(key))
        elif PLACEHOLDER.fullmatch(told.strip()):
            self._note("SAP006", "placeholder", *self._at(event), key=_dotted(key), value=told.strip())
        if plain and name == "version":
            self._note("SAP007", "unquoted", *self._at(event), key=_dotted(key), value=told)
        return told

    def _sequence(self, key: Key, depth: int) -> list[Any]:
        made: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            here = (*key, len(made))
            self._tree.places[here] = self._at(event)
            made.append(self._node(event, here, depth + 1))
        return made

    def _mapping(self, key: Key, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._note("SAP008", "key", *self._at(event))
                raise _Stop
            name: str = event.value
            if name == "<<" and not event.style:
                self._note("SAP008", "merge", *self._at(event))
                self._tree.ok = False
            if event.anchor or event.tag:
                self._note(
                    "SAP008", "anchor" if event.anchor else "tag", *self._at(event), name=event.anchor or event.tag
                )
                self._tree.ok = False
            if name in made:
                self._note("SAP008", "duplicate", *self._at(event), key=_dotted((*key, name)))
                self._tree.ok = False
            here = (*key, name)
            self._tree.places.setdefault(here, self._at(event))
            made[name] = self._node(self._next(), here, depth + 1)
        return made


def _dotted(key: Key) -> str:
    return ".".join(str(part) for part in key)
