"""Document codes `<ORG>-СМС-<TYPE>-<NUM>[-<UNIT>][-Ф<NN>]`, their slugs and their confusable skeletons (DOMAIN 4b)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from sapat.model.lookalikes import skeleton, twins

# Frozen: a slug names files and URLs for ever, so this table never changes, not even to be more beautiful.
_LATIN: Final[Mapping[str, str]] = dict(
    zip(
        "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "j",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "n",
            "o",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)

_SPELT: Final = str.maketrans(dict(_LATIN))


@lru_cache(1 << 16)
def slug_of(code: str) -> str:
    """The ASCII name of a code: lower case, Cyrillic by the frozen table, anything else unchanged."""
    return code.lower().translate(_SPELT)


@dataclass(frozen=True, slots=True)
class Code:
    """A code taken apart; `kind` is the type letters as they stand in the code (a form carries its parent's)."""

    org: str
    kind: str
    number: str
    unit: str
    form: str
    text: str

    @property
    def slug(self) -> str:
        return slug_of(self.text)

    @property
    def parent(self) -> str:
        """The code of the document a form belongs to."""
        return self.text.rpartition("-")[0] if self.form else ""

    @property
    def order(self) -> tuple[object, ...]:
        """Sorting key that puts 2.9 before 2.10."""
        numbers = tuple(int(part) for part in self.number.split("."))
        return (self.org, self.kind, numbers, self.unit, self.form)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The code grammar of one institution."""

    orgs: tuple[str, ...]
    system: str
    kinds: tuple[str, ...]

    def parse(self, text: str) -> Code | None:
        """The code, or None when *text* is not one by this grammar."""
        found = _pattern(self.orgs, self.system, self.kinds).fullmatch(text)
        if found is None:
            return None
        return Code(found["org"], found["kind"], found["num"], found["unit"] or "", found["form"] or "", text)

    def intended(self, text: str) -> Code | None:
        """The code that *text* looks like: each character replaced by the one that fits its place; None without one."""
        parts = "".join("-" if "-" in twins(one) else one for one in text).split("-")
        if len(parts) < 4:
            return None
        names = (self.orgs, (self.system,), self.kinds)
        made = [_named(part, known) for part, known in zip(parts, names, strict=False)]
        made.append("".join(_fitting(one, _NUMBER) for one in parts[3]))
        made += [_tail(part) for part in parts[4:]]
        return self.parse("-".join(made))


_NUMBER: Final = "0123456789."
_CAPITALS: Final = "".join(_LATIN).upper()


def _named(part: str, known: tuple[str, ...]) -> str:
    """The known name that looks the same, whatever its case; else *part*."""
    shape = _shape(part)
    return next((name for name in known if _shape(name) == shape), part)


def _shape(text: str) -> str:
    return skeleton(skeleton(text).upper())


def _fitting(character: str, allowed: str) -> str:
    like = twins(character) or character
    return next((one for one in (*like, *like.upper()) if one in allowed), character)


def _tail(part: str) -> str:
    """A form number (Ф01) or the letters of a unit."""
    if len(part) == 3 and "Ф" in (part[0].upper(), *twins(part[0])):
        form = "Ф" + "".join(_fitting(one, _NUMBER) for one in part[1:])
        if form[1:].isdigit():
            return form
    return "".join(_fitting(one, _CAPITALS) for one in part)


@cache
def _pattern(orgs: tuple[str, ...], system: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(org) for org in orgs)
    types = "|".join(re.escape(kind) for kind in sorted(kinds, key=len, reverse=True))
    return re.compile(
        rf"(?P<org>{either})-{re.escape(system)}-(?P<kind>{types})"
        r"-(?P<num>(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){0,2})"
        r"(?:-(?P<unit>[А-ЯЁӨҮҢ]{2,8}))?(?:-Ф(?P<form>[0-9]{2}))?"
    )


def sort_key(text: str) -> tuple[object, ...]:
    """Order of any codes, readable or not: digits by value, the rest by letters."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.split(r"([0-9]+)", text))


def strange_letters(code: str) -> Iterator[tuple[int, str, str]]:
    """(place from 1, character, its Unicode name) of each letter that is not upper-case or lower-case Kyrgyz Cyrillic."""
    for place, letter in enumerate(code, 1):
        if letter in "-." or letter in "0123456789" or letter.lower() in _LATIN:
            continue
        yield place, letter, f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed character')}"
