"""The record of a version with its seal: the last block, made of nothing but digests of what is there (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sapat.model.digests import of_bytes, of_text
from sapat.report.facts_text import emit

Paths = Sequence[tuple[str, str]]  # (path, SHA-256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """What a seal says beside the digest of the facts."""

    files: Paths  # relative to the document, in document order
    sections: Sequence[str]
    made_by: Sequence[str]
    agreements: Sequence[tuple[str, str, bool]]  # relative to the dossier, and whether for an earlier text
    acts: Paths
    previous: str
    sealed: datetime
    by: Mapping[str, str]


def sealed_record(facts: str, seal: Sealing) -> str:
    """The facts, byte for byte, and the seal behind them."""
    if not facts.endswith("\n"):
        facts += "\n"
    block = {
        "facts": of_bytes(facts.encode()),
        "text": of_text(seal.files),
        "files": [{"path": path, "sha256": digest} for path, digest in seal.files],
        "sections": list(seal.sections),
        "made_by": list(seal.made_by),
        "agreements": [
            {"path": path, "sha256": digest} | ({"earlier_text": True} if earlier else {})
            for path, digest, earlier in seal.agreements
        ],
        "acts": [{"path": path, "sha256": digest} for path, digest in seal.acts],
        "previous": seal.previous,
        "sealed": seal.sealed.isoformat(timespec="seconds"),
        "by": dict(seal.by),
    }
    return facts + emit({"seal": block})
