"""What may not be shown to a reader, on the site or on paper: sealed dossiers that do not stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sapat.model.documents import Document, TextFile
from sapat.model.findings import Finding, Severity
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.rules.judge import judge
from sapat.rules.table import RULES

_GUARDS: Final = (
    *("SAP0", "SAP2", "SAP3", "SAP8"),  # what a text must be sound in to be published
    *("SAP704", "SAP706", "SAP712", "SAP714", "SAP715"),  # and the addenda that say from when till when it is in force
)
_SAFETY: Final = ("SAP801", "SAP802", "SAP803", "SAP804", "SAP810")  # and what its control copy must not hold
_LATE: Final = frozenset({"SAP241", "SAP312"})  # what comes too late: not in force, or in force without ratification


def stops(at: Snapshot) -> tuple[Finding, ...]:
    """The error findings in what would be published: sealed dossiers and the acts they rest on; being late stops nothing."""
    dossiers = [one for versions in at.dossiers.values() for one in versions if _may_be_sealed(one)]
    folders = tuple(f"{one.folder}/" for one in dossiers)
    acts = {path for one in dossiers if one.seal for path in one.seal.acts}
    found = [*judge(at, RULES, _GUARDS).findings, *judge(_as_documents(at, dossiers), RULES, _SAFETY).findings]
    stopping: list[Finding] = []
    for one in found:
        counts = one.severity is Severity.ERROR and one.rule not in _LATE and one not in stopping
        if counts and (one.where.path.startswith(folders) or one.where.path in acts):
            stopping.append(one)
    return tuple(sorted(stopping, key=lambda one: one.order))


def _may_be_sealed(one: Dossier) -> bool:
    """A record that cannot be read may have been sealed, and may have ended the document: nobody can tell."""
    return one.is_sealed or one.record is None or not one.record.readable


def _as_documents(at: Snapshot, dossiers: Iterable[Dossier]) -> Snapshot:
    """The snapshot whose documents are the control copies: safety is asked of what readers would get."""
    made = []
    for one in dossiers:
        files = tuple(TextFile(c.relative, c.path, c.blob, c.sha256, at.facts[c.path].scan) for c in one.copy)
        main = next((c.path for c in one.copy if c.relative in ("index.md", f"{one.slug}.md")), "")
        if main:
            made.append(Document(main, one.slug, one.front, files, {}, True))
    return replace(at, documents=tuple(made))
