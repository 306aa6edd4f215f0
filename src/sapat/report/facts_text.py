"""Facts as YAML text: new files by our own small emitter, existing ones by editing lines; the strict reader reads the same back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

WIDTH: Final = 120
_BLOCK: Final = re.compile(r"[^\W_](?:[\w .,;()/«»–—№%+'!&=-]|:(?=\S)|(?<=\S)#)*")
_FLOW: Final = re.compile(r"[^\W_][\w .()/«»–—№%-]*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}[+-][0-9]{2}:[0-9]{2})?")
_HASH: Final = re.compile(r"(?=.*[a-df])[0-9a-f]{40,64}")
# What readers other than ours would take for a number, a truth value or nothing.
_OTHER: Final = re.compile(
    r"[-+.]?[0-9][0-9_.,:eExXa-fA-Fo+-]*|yes|no|on|off|y|n|true|false|null|\.nan|\.inf", re.IGNORECASE
)
_COMMENT: Final = re.compile(r"""[^\s:]+:\s*(?:"[^"\\]*"|'[^']*'|[^\s"'#\[{][^#"'\[{]*?)(\s+#.*)""")


def emit(value: Mapping[str, Any]) -> str:
    """The YAML text of a mapping of texts, integers, truth values, lists and mappings."""
    return "".join(_entry(key, one, 0) for key, one in value.items())


def _entry(key: str, value: Any, indent: int) -> str:
    return f"{' ' * indent}{_scalar(key, flow=True)}:{_value(value, indent, indent + 2)}"


def _value(value: Any, indent: int, deeper: int) -> str:
    """What stands behind `key:` or `-`, with its line end."""
    short = _flow(value)
    if short is not None and indent + len(short) <= WIDTH:
        return f" {short}\n"
    if isinstance(value, Mapping):
        return "\n" + "".join(_entry(key, one, deeper) for key, one in value.items())
    if isinstance(value, list | tuple):
        long = any(isinstance(one, Mapping) and _too_long(one, deeper + 2) for one in value)
        return "\n" + "".join(_item(one, deeper, in_lines=long) for one in value)
    text = str(value)
    if _fits_literal(text):
        lines = "".join(f"{' ' * deeper}{line}\n" if line else "\n" for line in text.split("\n"))
        return f" |-\n{lines}"
    return f" {_scalar(value, flow=False)}\n"


def _item(value: Any, indent: int, *, in_lines: bool) -> str:
    """An item of a list; mappings of one list all stand the same way."""
    if isinstance(value, Mapping) and value and in_lines:
        told = "".join(_entry(key, one, indent + 2) for key, one in value.items())
        return f"{' ' * indent}- {told[indent + 2 :]}"
    return f"{' ' * indent}-{_value(value, indent, indent + 2)}"


def _too_long(value: Any, indent: int) -> bool:
    short = _flow(value)
    return short is None or indent + len(short) > WIDTH


def _flow(value: Any) -> str | None:
    """The value on one line, when it is empty or holds scalars only; None where it must stand in lines."""
    if isinstance(value, Mapping):
        if not all(_plain_kind(one) for one in value.values()):
            return None
        inner = ", ".join(f"{_scalar(k, flow=True)}: {_scalar(v, flow=True)}" for k, v in value.items())
        return "{" + inner + "}"
    if isinstance(value, list | tuple):
        if not all(_plain_kind(one) for one in value):
            return None
        return "[" + ", ".join(_scalar(one, flow=True) for one in value) + "]"
    return _scalar(value, flow=False) if _plain_kind(value) else None


def _plain_kind(value: Any) -> bool:
    return not isinstance(value, Mapping | list | tuple) and "\n" not in str(value)


def _scalar(value: Any, *, flow: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    form = _FLOW if flow else _BLOCK
    safe = form.fullmatch(text) and text.isprintable() and not text.endswith((" ", ":"))
    if safe and (_DAY.fullmatch(text) or _HASH.fullmatch(text) or not _OTHER.fullmatch(text)):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    if letter == "\n":
        return "\\n"
    number = ord(letter)
    if number < 0x100:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def _fits_literal(text: str) -> bool:
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[-1])
        and bool(lines[0])
        and not lines[0][0].isspace()
        and all(not line or (line.isprintable() and bool(line.strip())) for line in lines)
    )


def with_keys(text: str, places: Mapping[str, int], end: int, values: Mapping[str, Any]) -> str:
    """*text* with top-level keys set, or taken out where the value is None; every other line stays byte for byte.

    *places* gives the line (from 1) of each top-level key, *end* the line behind the mapping.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = sorted(places.values())
    spans = {
        key: (at - 1, _end_of(lines, at, next((s for s in starts if s > at), end) - 1)) for key, at in places.items()
    }
    last = max((stop for _, stop in spans.values()), default=end - 1)
    fresh = [_entry(key, one, 0) for key, one in values.items() if key not in spans and one is not None]
    lines[last:last] = fresh
    for key, (start, stop) in sorted(spans.items(), key=lambda one: -one[1][0]):
        if key in values:
            lines[start:stop] = _replaced(lines[start:stop], key, values[key])
    return "".join(lines)


def _end_of(lines: Sequence[str], start: int, stop: int) -> int:
    """Where a key's value ends: blank lines and comments at the margin before the next key are not part of it."""
    while stop > start and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
        stop -= 1
    return stop


def _replaced(former: Sequence[str], key: str, value: Any) -> list[str]:
    if value is None:
        return []
    told = _entry(key, value, 0)
    remark = _COMMENT.fullmatch(former[0].rstrip("\n")) if len(former) == 1 else None
    if remark and told.count("\n") == 1:
        told = told.rstrip("\n") + remark[1] + "\n"
    return [told]
