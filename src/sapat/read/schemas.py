"""Schemas are data: JSON Schema files of ours and of the institution; all errors of a value at once, with lines."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from sapat.model.days import day
from sapat.model.errors import SapatError
from sapat.model.findings import Defect
from sapat.model.words import Words
from sapat.read.tree import Tree

Typing = Callable[[Any], Any]


@cache
def builtin(name: str) -> Mapping[str, Any]:
    """A schema of ours by name, such as `change`. Raises KeyError for an unknown one."""
    file = files("sapat.schemas").joinpath(name + ".json")
    if "/" in name or not file.is_file():
        raise KeyError(name)
    return _checked(json.loads(file.read_text(encoding="utf-8")))


@cache
def builtin_names() -> tuple[str, ...]:
    return tuple(
        sorted(f.name.removesuffix(".json") for f in files("sapat.schemas").iterdir() if f.name.endswith(".json"))
    )


@cache
def builtin_digest() -> str:
    told = b"".join(files("sapat.schemas").joinpath(name + ".json").read_bytes() for name in builtin_names())
    return sha256(told).hexdigest()


def typed(value: Any, schema: Mapping[str, Any]) -> Any:
    """*value* with the scalars that *schema* declares integer or boolean read as such."""
    typing = _typing(schema)
    return typing(value) if typing else value


def _typing(schema: Mapping[str, Any]) -> Typing | None:
    """What reads the integers and booleans below *schema*; nothing where there are none to read."""
    if schema.get("type") in ("integer", "boolean"):
        return _integer if schema["type"] == "integer" else _boolean
    fields = schema.get("properties", {})
    typed = {key: found for key, one in fields.items() if (found := _typing(one)) is not None}
    rest = schema.get("additionalProperties")
    other = _typing(rest) if isinstance(rest, Mapping) else None
    each = _typing(schema["items"]) if isinstance(schema.get("items"), Mapping) else None

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [each(one) for one in value] if each else value
        if not isinstance(value, dict):
            return value
        made = dict(value)
        for key in value if other else typed.keys() & value.keys():
            if one := typed.get(key) if key in fields else other:
                made[key] = one(value[key])
        return made

    return read if typed or other or each else None


def _integer(value: Any) -> Any:
    return int(value) if isinstance(value, str) and re.fullmatch(r"0|-?[1-9][0-9]{0,8}", value) else value


def _boolean(value: Any) -> Any:
    return value == "true" if value in ("true", "false") else value


def _is_day(text: str) -> bool:
    return day(text) is not None


def _checked(schema: Any) -> Mapping[str, Any]:
    if not isinstance(schema, dict):
        raise SapatError(
            Words("схема JSON объекти эмес", "схема не объект JSON", "a schema is not a JSON object"),
            do=Words(
                "object түрүндөгү JSON Schema жазыңыз",
                "напишите JSON Schema типа object",
                "write a JSON Schema of type object",
            ),
        )
    return schema


@cache
def _taken() -> Mapping[str, str]:
    """What an own schema cannot be called: a schema, a register or a folder of ours, each with where that is. It would be
    one with it, and take the rules away from what is entered there."""
    found = {name: f"{name}/1" for name in builtin_names()}
    for name in builtin_names():
        kept = builtin(name).get("x-register", {})
        if folder := str(kept.get("folder", "")):
            found |= dict.fromkeys((folder.partition("/")[0], str(kept.get("name", folder))), f"registers/{folder}")
    return found


def _refuse_taken(own: Mapping[str, Mapping[str, Any]]) -> None:
    for name, schema in sorted(own.items()):
        told = schema.get("x-register")
        asked = [told[key] for key in ("folder", "name") if key in told] if isinstance(told, Mapping) else []
        where = _taken().get(name) or next((f"x-register: {one}" for one in asked if one != name), "")
        if where:
            raise SapatError(
                Words(
                    "registers/{name}: мындай аталыштагы реестр же схема программада бар ({where})",
                    "registers/{name}: реестр или схема с таким именем уже есть в программе ({where})",
                    "registers/{name}: there is a built-in register or schema of this name ({where})",
                ),
                do=Words(
                    "өз реестриңизди башкача атаңыз: registers/<аты>/schema.json, ошол эле аталыштагы папкада",
                    "назовите свой реестр иначе: registers/<имя>/schema.json, в папке с тем же именем",
                    "give your own register another name: registers/<name>/schema.json, in the folder of that name",
                ),
                name=name,
                where=where,
            )


class Schemas:
    """The schemas in force in a repository: ours, and `registers/<name>/schema.json` of the institution."""

    def __init__(self, own: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._own = own or {}
        _refuse_taken(self._own)
        self._ready: dict[str, Any] = {}
        self._typings: dict[str, Typing | None] = {}
        self._names = tuple(sorted({*builtin_names(), *self._own} - {"document", "settings"}))

    def names(self) -> tuple[str, ...]:
        return self._names

    def get(self, name: str) -> Mapping[str, Any] | None:
        if name in self._own:
            return self._own[name]
        return builtin(name) if name in builtin_names() else None

    def _validator(self, name: str) -> Any:
        if name not in self._ready:
            import jsonschema_rs  # 25 ms: only where something must be validated

            try:
                self._ready[name] = jsonschema_rs.validator_for(
                    dict(self.get(name) or {}), validate_formats=True, formats={"date": _is_day}
                )
            except (ValueError, jsonschema_rs.ValidationError) as error:
                raise SapatError(
                    Words(
                        "«{name}» схемасын колдонууга болбойт: {why}",
                        "схему «{name}» нельзя использовать: {why}",
                        "the schema {name!r} cannot be used: {why}",
                    ),
                    do=Words(
                        "анын schema.json файлын оңдоңуз: registers/{name}/schema.json",
                        "исправьте её schema.json: registers/{name}/schema.json",
                        "mend its schema.json: registers/{name}/schema.json",
                    ),
                    name=name,
                    why=str(error).splitlines()[0],
                ) from None
        return self._ready[name]

    def fits(self, name: str, value: Any) -> bool:
        """Whether *value*, already typed, breaks the schema nowhere."""
        return bool(self._validator(name).is_valid(value))

    def check(self, name: str, tree: Tree) -> tuple[dict[str, Any], list[Defect]]:
        """The value of *tree* with its integers and booleans read, and every way in which it breaks the schema."""
        value = self.typed(name, tree.value)
        return value, list(self.defects(name, value, tree.places))

    def typed(self, name: str, value: Any) -> Any:
        """*value* with the scalars that the schema declares integer or boolean read as such; all others stay as written."""
        if name not in self._typings:
            self._typings[name] = _typing(self.get(name) or {})
        typing = self._typings[name]
        return typing(value) if typing else value

    def defects(
        self, name: str, value: Any, places: Mapping[tuple[str | int, ...], tuple[int, int]]
    ) -> Iterator[Defect]:
        for error in self._validator(name).iter_errors(value):
            path = tuple(error.instance_path)
            line, column = _place(places, path)
            kind = error.kind.name
            key = ".".join(str(part) for part in path)
            if kind == "required":
                missing = str(error.kind.property)
                yield Defect("SAP004", "required", line, column, {"key": f"{key}.{missing}" if key else missing})
            elif kind == "additionalProperties":
                known = _properties(self.get(name) or {}, path)
                for unknown in error.kind.unexpected:
                    near = difflib.get_close_matches(unknown, known, n=1)
                    at = _place(places, (*path, unknown))
                    args = {"key": unknown} | ({"near": near[0]} if near else {})
                    yield Defect("SAP005", "near" if near else "unknown", *at, args)
            elif kind == "enum":
                told = ", ".join(str(one) for one in error.kind.options)
                yield Defect("SAP004", "enum", line, column, {"key": key, "value": str(error.instance), "known": told})
            elif kind == "type":
                told = ", ".join(error.kind.types)
                yield Defect(
                    "SAP004", "type", line, column, {"key": key, "value": _short(error.instance), "known": told}
                )
            elif kind == "format":
                says = "date" if error.kind.format == "date" else "moment"
                yield Defect("SAP004", says, line, column, {"key": key, "value": _short(error.instance)})
            elif kind in ("pattern", "const", "oneOf", "anyOf"):
                yield Defect("SAP004", "form", line, column, {"key": key, "value": _short(error.instance)})
            elif kind in ("minItems", "minLength", "minProperties"):
                yield Defect("SAP004", "empty", line, column, {"key": key})
            else:
                yield Defect("SAP004", "other", line, column, {"key": key, "what": str(error.message)})


def _place(places: Mapping[tuple[str | int, ...], tuple[int, int]], path: tuple[str | int, ...]) -> tuple[int, int]:
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return (1, 1)


def _properties(schema: Mapping[str, Any], path: tuple[str | int, ...]) -> list[str]:
    for part in path:
        schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
    return list(schema.get("properties", {}))


def _short(value: object) -> str:
    told = str(value)
    return told if len(told) <= 60 else told[:57] + "…"
