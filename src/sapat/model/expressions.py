"""Regular expressions that people write into settings: only those are taken whose search always comes to an end.

A repeat within a repeat, or a choice within one, can be tried in more ways than there are atoms: one long word would stop
every check and the server with it. Preferred terms and numbers of documents need neither.
"""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 3  # repeats of any length in one expression; each multiplies the ways
_OFTEN: Final = 10  # what is taken in several ways may be repeated less often than this
_PARTS: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|P<\w+>)|\{\d*,?\d*\}|.", re.S)
_BRACES: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")


def endless(expression: str) -> bool:
    """Whether a search may try for ever: something that can be taken in several ways is repeated, or there are many repeats."""
    several = [False]  # of each open group, the outermost first: whether its inside can be taken in several ways
    group, repeats = False, 0  # whether a group of that kind has just ended
    for part in _PARTS.findall(expression):
        if part == ")" and len(several) > 1:
            group = several.pop()
            several[-1] |= group
            continue
        often, loose = _repeat(part)
        repeats += often and loose
        if (often and group) or repeats > _MOST:
            return True
        several[-1] |= loose or part == "|"
        if part.startswith("("):
            several.append(False)
        group = False
    return False


def _repeat(part: str) -> tuple[bool, bool]:
    """Whether a part repeats what is before it often, and whether it leaves open how many times."""
    if part in "*+?":
        return part != "?", True
    found = _BRACES.fullmatch(part)
    if found is None or not (found[1] or found[2]):
        return False, False
    least, comma, most = found.groups()
    return (bool(comma) and not most) or int(most or least or 0) >= _OFTEN, bool(comma)
