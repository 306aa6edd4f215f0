"""What a PDF that came back proves: which issued bytes it begins with, what was added, whose signatures it carries.

Nothing is "ok" because a program finds a signature valid: the bytes must be those that were issued here, and nothing but
fields may have been filled since (findings: pdf §4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

NOTHING: Final = "nothing"  # what was changed: not one byte …
FIELDS: Final = "fields"  # … signatures and fields were filled …
OTHER: Final = "other"  # … something else
TRUSTED: Final = "trusted"
UNEXAMINED: Final = "unexamined"  # in a way that no library here knows, such as GOST


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One electronic signature in a PDF."""

    field: str
    name: str  # of the certificate: shown, never written into the repository
    certificate: str  # its SHA-256
    intact: bool  # the signed bytes are as they were signed
    trust: str  # trusted | no-anchors | unknown | expired | revoked | usage | unexamined | other
    certifies: bool = False
    stamped: str = ""  # of its time stamp: trusted | untrusted; empty: it has none
    when: datetime | None = None  # by the stamp, else as the signer's own clock says
    changed: str = NOTHING  # after it
    detail: str = ""

    @property
    def good(self) -> bool:
        return self.intact and self.trust == TRUSTED and self.changed != OTHER


@dataclass(frozen=True, slots=True)
class Look:
    """A PDF as it is."""

    signatures: tuple[PdfSignature, ...] = ()
    empty: Mapping[str, str] = field(default_factory=dict)  # empty fields: name -> what its reader is told
    added: str = NOTHING  # behind the bytes that were issued
    detail: str = ""
    keywords: tuple[str, ...] = ()
    attached: Mapping[str, str] = field(default_factory=dict)  # name -> SHA-256 of the bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """Which text of which document a file is, and how that is known."""

    slug: str = ""
    code: str = ""
    version: str = ""
    how: str = ""  # issued | export | copy | numbered | rebuilt | attachment | claim | code; empty: nobody knows
    issued: str = ""  # the id of the issued PDF
    text: str = ""  # digest of its text

    @property
    def proven(self) -> bool:
        return self.how in ("issued", "export", "copy", "numbered", "rebuilt")
