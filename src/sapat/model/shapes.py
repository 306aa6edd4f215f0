"""Whether a single value fits a piece of a schema: what an addendum sets is judged so, since it has no schema of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sapat.model.days import day

_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether *value* has the type, form and members the schema asks for (the keywords our schemas use)."""
    wanted = str(schema.get("type", ""))
    if wanted in _TYPES and not isinstance(value, _TYPES[wanted]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if any(key in schema for key in ("anyOf", "oneOf")):
        return any(fits(value, one) for one in schema.get("anyOf", schema.get("oneOf", ())))
    if isinstance(value, str):
        return _text_fits(value, schema)
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(fits(one, schema.get("items", {})) for one in value)
    if isinstance(value, dict):
        return _mapping_fits(value, schema)
    low, high = schema.get("minimum"), schema.get("maximum")
    return (low is None or value >= low) and (high is None or value <= high)


def _text_fits(value: str, schema: Mapping[str, Any]) -> bool:
    form = schema.get("format")
    if form == "date" and day(value) is None:
        return False
    if form == "date-time" and moment(value) is None:
        return False
    pattern = schema.get("pattern")
    return len(value) >= schema.get("minLength", 0) and (pattern is None or re.search(pattern, value) is not None)


def _mapping_fits(value: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    if not all(key in value for key in schema.get("required", ())) or len(value) < schema.get("minProperties", 0):
        return False
    return all(
        fits(one, known[key]) if key in known else (fits(one, rest) if isinstance(rest, Mapping) else rest is not False)
        for key, one in value.items()
    )


def moment(told: object) -> datetime | None:
    """A point in time with its zone, or None."""
    try:
        made = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return made if made is not None and made.tzinfo else None
