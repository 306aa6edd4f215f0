"""JSON of what is kept between runs: the standard library's coders without their wrappers, which cost more than a small row."""

from __future__ import annotations

import json
from json import encoder
from typing import Any, Final

_make: Final = getattr(encoder, "c_make_encoder", None)  # typeshed does not know it; a Python without C has none
_rows: Final = _make and _make(None, None, encoder.encode_basestring, None, ":", ",", False, False, True)
_slow: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_scan: Final = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


def encode(value: Any) -> str:
    """*value* as JSON without spaces, in letters of any script. Values must not hold themselves: nothing looks for that."""
    return "".join(_rows(value, 0)) if _rows else _slow(value)


def decode(row: str) -> Any:
    """What `encode` made. Raises ValueError or StopIteration for what is none of it."""
    return _scan(row, 0)[0]
