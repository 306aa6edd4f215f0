"""Whose name a certificate holds, beside who held the post that day: a field called «rector» is no rector.

Names never enter the repository: they come from a file outside (`names_file`), by the id of a person, in as many spellings
as certificates have. Without it nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import normalize

from sapat.model.snapshot import Snapshot

SAME: Final = "same"
DIFFERS: Final = "differs"
UNKNOWN: Final = "unknown"
_PART: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of who signed for a post: same, differs or unknown."""

    state: str = UNKNOWN
    person: str = ""  # id of the holder whose name it is
    expected: str = ""  # the names of those who held the post; shown, never written into the repository


def holder(at: Snapshot, names: Mapping[str, Sequence[str]], role: str, told: str, on: date) -> Holder:
    """Whether *told*, the name of a certificate, is that of somebody who held the role on a day."""
    persons = dict.fromkeys(one.text("person") for one in at.appointments.of(role, on))
    known = {one: names[one] for one in persons if names.get(one)}
    for person, spellings in known.items():
        if any(is_same_name(told, one) for one in spellings):
            return Holder(SAME, person, spellings[0])
    if not known or len(known) < len(persons):
        return Holder()  # it may be that of a holder whose name is not known here
    return Holder(DIFFERS, "", ", ".join(one[0] for one in known.values()))


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings are of one name: each part of the shorter is a part of the longer, or its initial.

    «Асанов Ү. Ө.» is «Асанов Үсөн Өмүрбекович»; at least the family name stands whole in both.
    """
    short, long = sorted((_parts(one), _parts(other)), key=len)
    left = list(long)
    whole = False
    for part in sorted(short, key=len, reverse=True):
        found = next((each for each in left if each == part), None)
        if found is not None:
            whole = whole or len(part) > 1
        else:
            found = next((each for each in left if min(len(each), len(part)) == 1 and each[0] == part[0]), None)
        if found is None:
            return False
        left.remove(found)
    return whole


def _parts(told: str) -> list[str]:
    return _PART.findall(normalize("NFC", told).casefold().replace("ё", "е"))
