"""Anchors of headings: the same on the site, on the forge and in checks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INLINE: Final = re.compile(r"!?\[\[([^\]|]*)(?:\|([^\]]*))?\]\]|!?\[([^\]]*)\]\([^)]*\)|[*_`]")
_ID: Final = re.compile(r"\s*\{[:\s]*#([\w.-]+)[^}]*\}\s*$")


def anchor(text: str, separator: str = "-") -> str:
    """The anchor of a heading's plain text: lower case, letters of any script, words joined by a hyphen."""
    told = unicodedata.normalize("NFC", text).lower()
    told = re.sub(r"[^\w\s-]", "", told).strip()
    return re.sub(r"\s+", separator, told)


def plain(heading: str) -> str:
    """A heading without its inline Markdown and without an explicit id."""
    return _INLINE.sub(lambda m: m[2] or m[1] or m[3] or "", _ID.sub("", heading)).strip()


def explicit(heading: str) -> str:
    """The id written as `{#id}` behind a heading, or nothing."""
    found = _ID.search(heading)
    return found[1] if found else ""


def unique(name: str, taken: set[str]) -> str:
    """*name*, or the first free `name_1`, `name_2` …, as Python-Markdown's table of contents makes it."""
    made = name
    number = 0
    while made in taken or not made:
        number += 1
        made = f"{name}_{number}"
    taken.add(made)
    return made
