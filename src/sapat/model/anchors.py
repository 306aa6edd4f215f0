"""Anchors of headings: the same on the site, on the forge and in checks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INLINE: Final = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]|!?\[([^\[\]]*)\]\([^()]*\)|[*_`]")
_SIGNS: Final = re.compile(r"[^\w\s-]")
_SPACES: Final = re.compile(r"\s+")
_ID: Final = re.compile(r"\{[:\s]*#([\w.-]+)[^{}]*\}\s*")


def anchor(text: str, separator: str = "-") -> str:
    """The anchor of a heading's plain text: lower case, letters of any script, words joined by a hyphen."""
    told = unicodedata.normalize("NFC", text).lower()
    return _SPACES.sub(separator, _SIGNS.sub("", told).strip())


def plain(heading: str) -> str:
    """A heading without its inline Markdown and without an explicit id."""
    begin, _ = _id(heading)
    return _INLINE.sub(lambda m: m[2] or m[1] or m[3] or "", heading[:begin]).strip()


def explicit(heading: str) -> str:
    """The id written as `{#id}` behind a heading, or nothing."""
    return _id(heading)[1]


def _id(heading: str) -> tuple[int, str]:
    """Where the id at the end of a heading begins, and the id; the whole length and nothing without one."""
    begin = heading.rfind("{")
    found = _ID.fullmatch(heading, begin) if begin >= 0 else None
    return (begin, found[1]) if found else (len(heading), "")


def unique(name: str, taken: set[str], numbers: dict[str, int] | None = None) -> str:
    """*name*, or the first free `name_1`, `name_2` …, as Python-Markdown's table of contents makes it.

    *numbers* remembers the last one given for each name: ten thousand equal headings must not count from one each time.
    """
    made = name
    number = numbers.get(name, 0) if numbers is not None else 0
    while made in taken or not made:
        number += 1
        made = f"{name}_{number}"
    taken.add(made)
    if numbers is not None:
        numbers[name] = number
    return made
