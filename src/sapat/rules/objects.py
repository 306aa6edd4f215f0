"""What rules are over: documents, sealed dossiers, open records. Named once, so that every rule counts the same things."""

from __future__ import annotations

from collections.abc import Iterator

from sapat.model.documents import Document
from sapat.model.integrity import Link, chain
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot


def readable(at: Snapshot) -> Iterator[Document]:
    return (doc for doc in at.documents if doc.readable)


def links(at: Snapshot) -> tuple[Link, ...]:
    """Every sealed dossier with the sealed one before it."""
    return at.once(chain)


def sealed(at: Snapshot) -> Iterator[Dossier]:
    return (one for one, _ in links(at))


def open_records(at: Snapshot) -> Iterator[Dossier]:
    """Records without a seal that can be read: what cannot is told by SAP0."""
    for versions in at.dossiers.values():
        for one in versions:
            if one.record is not None and one.record.readable and not one.is_sealed:
                yield one


def records(at: Snapshot) -> Iterator[Dossier]:
    return (one for versions in at.dossiers.values() for one in versions if one.record is not None)


def seals_written(at: Snapshot) -> Iterator[str]:
    """Record files whose bytes have a seal, found without the dossiers: objects that sealed rules must have met."""
    for path, facts in at.facts.items():
        if facts.facts_sha256 and facts.readable and path.startswith("registers/changes/"):
            yield path


def approvals_written(at: Snapshot) -> Iterator[str]:
    """Those of them that went their route here and not on paper before."""
    return (path for path in seals_written(at) if at.facts[path].value.get("kind") != "adoption")
