"""What the QR code of each page says: the address of the version, the number of the page, a mark of the very text.

So a scan of signed paper is matched page by page: a page that is missing, or that is of another text, has a number.
"""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from typing import Final

_MARK: Final = 6  # letters: 30 bits tell two texts of one version apart; the proof is the digest, not the mark
_LEAF: Final = re.compile(r"(.+)\?([1-9][0-9]{0,3})\.([A-Z2-7]{6})")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of one text, as its QR code names it."""

    address: str  # of the version
    page: int
    mark: str


def mark_of(digest: str) -> str:
    """The mark of a text by its digest; letters that make a small QR code."""
    return b32encode(bytes.fromhex(digest)[:5]).decode()[:_MARK]


def pattern(address: str, digest: str) -> str:
    """What the codes of a document say, with `{page}` where the number comes."""
    return f"{address}?{{page}}.{mark_of(digest)}"


def parts(told: str, page: int) -> tuple[str, str, str]:
    """The text of a code in pieces: apart, those in capitals take less room."""
    base, _, tail = told.rpartition("?")
    return base, "?", tail.replace("{page}", str(page))


def leaf(told: str) -> Leaf | None:
    """What a code on paper says; None where it is none of ours."""
    found = _LEAF.fullmatch(told)
    return Leaf(found[1], int(found[2]), found[3]) if found else None
