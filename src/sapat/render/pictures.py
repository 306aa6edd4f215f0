"""Pictures judged by their first bytes: what they are, how large, and whether they may come near the compiler (findings: pdf §6)."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

BYTES: Final = 20_000_000
PIXELS: Final = 40_000_000
SVG_BYTES: Final = 2_000_000
SVG_SIZE: Final = 20_000
_INCH: Final = 25.4
_UNITS: Final = {"": 96.0, "px": 96.0, "pt": 72.0, "mm": _INCH, "cm": 2.54, "in": 1.0, "pc": 6.0}
# What an SVG may not hold: code, entities, other files, and filters, whose cost is that of their area.
_FORBIDDEN: Final = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject|image|feImage|filter|iframe|use\b[^>]*href\s*=\s*[\"'](?!#))"
    rb"|\son\w+\s*=|@import|url\(\s*[\"']?(?!#)|href\s*=\s*[\"']\s*(?!#)",
    re.IGNORECASE,
)
_ROOT: Final = re.compile(rb"<(?:\w+:)?svg\b[^>]*>", re.IGNORECASE)
_LENGTH: Final = re.compile(rb"\s(width|height)\s*=\s*[\"']\s*([0-9.]+)\s*([a-z]*)\s*[\"']", re.IGNORECASE)
_BOX: Final = re.compile(
    rb"\sviewBox\s*=\s*[\"']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be set: the ending it gets, and its natural width and height in millimetres."""

    kind: str
    width: float
    height: float


def judged(data: bytes) -> Picture | str:
    """The picture, or why it may not be set: `kind`, `size` or `unsafe`."""
    if len(data) > BYTES:
        return "size"
    found = _raster(data)
    if found is not None:
        kind, width, height = found
        if not (width and height) or width * height > PIXELS:
            return "size"
        return Picture(kind, width * _INCH / 96, height * _INCH / 96)
    if b"<svg" in data[:4096].lower() or b":svg" in data[:4096].lower():
        return _svg(data)
    return "kind"


def _raster(data: bytes) -> tuple[str, int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return "png", width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) > 10:
        width, height = struct.unpack("<HH", data[6:10])
        return "gif", width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) > 30:
        return ("webp", *_webp(data))
    if data.startswith(b"\xff\xd8"):
        return ("jpg", *_jpeg(data))
    return None


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(data: bytes) -> tuple[int, int]:
    """(width, height) from the frame header; nothing where there is none."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return 0, 0
        mark = data[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big") if mark != 0xFF else 1
    return 0, 0


def _svg(data: bytes) -> Picture | str:
    if len(data) > SVG_BYTES:
        return "size"
    try:
        data.decode("utf-8")  # in another encoding nothing below would be seen
    except UnicodeDecodeError:
        return "unsafe"
    root = _ROOT.search(data)
    if root is None:
        return "kind"
    plain = re.sub(rb"\sxmlns(?::\w+)?\s*=\s*[\"'][^\"']*[\"']", b"", data)
    if _FORBIDDEN.search(plain):
        return "unsafe"
    lengths = {
        name.lower().decode(): float(value) * _INCH / _UNITS.get(unit.lower().decode(), 96.0)
        for name, value, unit in _LENGTH.findall(root[0])
        if value.count(b".") < 2 and value != b"."
    }
    box = _BOX.search(root[0])
    if box and len(lengths) < 2:
        lengths = {n: float(one) * _INCH / 96 for n, one in zip(("width", "height"), box.groups(), strict=True)}
    width, height = lengths.get("width", 100.0), lengths.get("height", 100.0)
    limit = SVG_SIZE * _INCH / 96
    if not (0 < width <= limit and 0 < height <= limit):
        return "size"
    return Picture("svg", width, height)
