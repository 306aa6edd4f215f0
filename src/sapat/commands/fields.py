"""Fields of facts as a user gives them: flags made from a schema, `--set key=value`, `--from FILE`."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from sapat.model.days import day
from sapat.model.errors import DID_YOU_MEAN, KNOWN, SapatError
from sapat.model.findings import Defect
from sapat.model.words import LANGUAGES, Words
from sapat.read.frontmatter import decode
from sapat.read.schemas import Schemas, builtin
from sapat.read.yamls import read_yaml
from sapat.rules import reading

_Command = TypeVar("_Command", bound=Callable[..., Any])
Fields = dict[str, Any]


def schema_options(schema: str, *names: str) -> Callable[[_Command], _Command]:
    """Options for the named fields of a built-in schema: one flag each, a field with parts gets one flag a part."""

    def add(command: _Command) -> _Command:
        properties = builtin(schema)["properties"]
        for name in reversed(names):
            for path, told in reversed(list(_leaves((name,), properties[name]))):
                label = properties[name].get("x-label", {}).get("en", "")
                command = _option(path, told, label)(command)
        return command

    return add


def _leaves(path: tuple[str, ...], told: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if told.get("type") == "object" and "properties" in told:
        for name, part in told["properties"].items():
            yield from _leaves((*path, name), part)
    elif told.get("type") != "array" or told.get("items", {}).get("type") == "string":
        yield path, told


def _option(path: tuple[str, ...], told: Mapping[str, Any], label: str) -> Callable[[_Command], _Command]:
    flag = "--" + ".".join(path).replace("_", "-")
    if path == ("from",):
        flag = "--since"  # `--from` is always a file
    name = "field_" + "__".join(path)
    if told.get("type") == "boolean":
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=label)
    if told.get("type") == "array":
        return click.option(flag, name, multiple=True, help=f"{label}; may be repeated.")
    if "enum" in told:
        return click.option(flag, name, type=click.Choice(list(told["enum"])), default=None, help=label)
    return click.option(flag, name, default=None, help=label)


def taken(flags: Mapping[str, Any]) -> Fields:
    """The fields among the values of flags; what was not given is absent."""
    found: Fields = {}
    for name, value in flags.items():
        if not name.startswith("field_") or value is None or value == ():
            continue
        told = list(value) if isinstance(value, tuple) else value
        put(found, name.removeprefix("field_").split("__"), told)
    return found


def put(fields: Fields, path: list[str], value: Any) -> None:
    """Set a value deep inside; mappings on the way are made."""
    for part in path[:-1]:
        inner = fields.setdefault(part, {})
        if not isinstance(inner, dict):
            raise SapatError(
                Words("{part} бөлүктөрдөн турбайт", "у {part} нет частей", "{part} has no parts"),
                do=Words(
                    "бүтүн жазыңыз: --set {part}=…", "задайте целиком: --set {part}=…", "give it whole: --set {part}=…"
                ),
                part=part,
            )
        fields = inner
    fields[path[-1]] = value


def pairs(told: Iterable[str], schema: Mapping[str, Any]) -> Fields:
    """`key=value` pairs: dots lead into parts, a list grows by repetition or is written as [a, b]."""
    found: Fields = {}
    for one in told:
        key, sign, value = one.partition("=")
        if not sign or not key.strip():
            raise SapatError(
                Words("«{one}» KEY=VALUE түрүндө эмес", "«{one}» не вида KEY=VALUE", "{one!r} is no KEY=VALUE"),
                do=Words(
                    "мисалы мындай жазыңыз: --set title.ky=Аталышы",
                    "напишите, например: --set title.ky=Аталышы",
                    "write for example: --set title.ky=«Аталышы»",
                ),
                one=one,
            )
        grow(found, key.strip().split("."), value, schema)
    return found


def grow(fields: Fields, path: list[str], value: str, schema: Mapping[str, Any]) -> None:
    """Set a text by the kind of its field: repeated values of a list gather, [..] and {..} are read as YAML."""
    kind = kind_of(schema, path)
    if kind in ("array", "object") and value[:1] in "[{":
        tree = read_yaml(value)
        if not tree.ok or tree.defects:
            raise SapatError(
                Words("{key}: «{value}» окулбайт", "{key}: «{value}» не читается", "{key}: {value!r} cannot be read"),
                do=Words(
                    "[a, b] же {{key: value}} түрүндө жазыңыз",
                    "напишите в виде [a, b] или {{key: value}}",
                    "write it as [a, b] or {{key: value}}",
                ),
                key=".".join(path),
                value=value,
            )
        put(fields, path, tree.value)
        return
    if kind == "array":
        held: Any = fields
        for part in path:
            held = held.get(part) if isinstance(held, dict) else None
        put(fields, path, [*held, value] if isinstance(held, list) else [value])
        return
    put(fields, path, value)


def kind_of(schema: Mapping[str, Any], path: Iterable[str]) -> str:
    """The JSON type a schema gives a field; empty where it says none."""
    told: Any = schema
    for part in path:
        rest = told.get("additionalProperties")
        told = told.get("properties", {}).get(part, rest if isinstance(rest, Mapping) else {})
    return str(told.get("type", ""))


_MAPPING: Final = Words("талаалардын тизмеси күтүлөт", "ожидается список полей", "a mapping of fields is expected")


_A_FILE: Final = Words(
    "окулуучу YAML же JSON файлын атаңыз", "назовите читаемый файл YAML или JSON", "name a readable YAML or JSON file"
)
_A_DAY: Final = Words(
    "--from дайыма файлды атайт; күндү мындай жазыңыз: --since {path}",
    "--from всегда называет файл; день пишется так: --since {path}",
    "--from always names a file; a day is told by --since {path}",
)


def from_file(path: Path | None) -> Fields:
    """The fields of a YAML or JSON file, keys with dashes or underscores. Raises SapatError for an unreadable one."""
    if path is None:
        return {}
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise SapatError(
            Words("{path} окулбайт: {why}", "{path} не читается: {why}", "{path}: {why}"),
            do=_A_DAY if day(str(path)) else _A_FILE,
            path=path,
            why=error.strerror,
        ) from None
    tree = read_yaml(text.text)
    faults = [one for one in (*text.defects, *tree.defects) if one.rule != "SAP007"]
    if faults or not isinstance(tree.value, dict):
        raise SapatError(
            Words(
                "{path} талаалардын тизмеси катары окулбайт: {why}",
                "{path} не читается как список полей: {why}",
                "{path} cannot be read as fields: {why}",
            ),
            do=Words(
                "key: value саптары же JSON түрүндө жазыңыз",
                "напишите строками key: value или в JSON",
                "write it as key: value lines, or as JSON",
            ),
            path=path,
            why=Words(*(sentences(faults, lang) for lang in LANGUAGES)) if faults else _MAPPING,
        )
    return {key.replace("-", "_"): value for key, value in tree.value.items()}


def merged(*layers: Mapping[str, Any]) -> Fields:
    """Later layers over earlier ones, mappings part by part."""
    made: Fields = {}
    for layer in layers:
        for key, value in layer.items():
            held = made.get(key)
            both = isinstance(held, dict) and isinstance(value, dict)
            made[key] = merged(held, value) if both and held is not None else value
    return made


def checked(
    fields: Mapping[str, Any], name: str, schemas: Schemas, lang: str, *, allowed: Iterable[str] = ()
) -> Fields:
    """The fields, composed (NFC) and typed by their schema. Raises SapatError that names every wrong one.

    *allowed* limits the fields a verb takes (empty: all of the schema); what is missing is judged when all is together.
    """
    known = list(allowed) or [key for key in (schemas.get(name) or {}).get("properties", {}) if key != "schema"]
    for key in fields:
        if key not in known:
            raise unknown(key, known)
    value = schemas.typed(name, _composed(dict(fields)))
    faults = [one for one in schemas.defects(name, value, {}) if one.says != "required"]
    if faults:
        raise SapatError(
            sentences(faults, lang),
            do=Words(
                "маанисин оңдоңуз; эч нерсе жазылган жок",
                "исправьте значение; ничего не записано",
                "mend the value; nothing was written",
            ),
        )
    assert isinstance(value, dict)
    return value


def unknown(key: str, known: Iterable[str]) -> SapatError:
    """The error for a field nobody knows, with the nearest one that is known."""
    near = difflib.get_close_matches(key, list(known), n=1)
    return SapatError(
        Words("«{key}» деген талаа белгисиз", "поле «{key}» неизвестно", "unknown field {key!r}"),
        do=DID_YOU_MEAN if near else KNOWN,
        key=key,
        near=" / ".join(map(repr, near)),
        known=", ".join(known),
    )


def sentences(faults: Iterable[Defect], lang: str) -> str:
    """The defects in words, by the table of rules."""
    rules = {rule.id: rule for rule in reading.RULES}
    return "; ".join(rules[one.rule].sentence(one.says).say(lang, one.args) for one in faults)


def _composed(value: Any) -> Any:
    """Texts in NFC with plain line ends: a terminal may give other forms of the same letters."""
    if isinstance(value, dict):
        return {_composed(key): _composed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_composed(one) for one in value]
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    return value
