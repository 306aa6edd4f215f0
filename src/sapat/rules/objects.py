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


def _sealed(at: Snapshot) -> tuple[Dossier, ...]:
    return tuple(one for one, _ in links(at))


def sealed(at: Snapshot) -> tuple[Dossier, ...]:
    return at.once(_sealed)


def _open(at: Snapshot) -> tuple[Dossier, ...]:
    found = (one for versions in at.dossiers.values() for one in versions if not one.is_sealed)
    return tuple(one for one in found if one.record is not None and one.record.readable)


def open_records(at: Snapshot) -> tuple[Dossier, ...]:
    """Records without a seal that can be read: what cannot is told by SAP0."""
    return at.once(_open)


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


def amended(at: Snapshot) -> frozenset[str]:
    """Slugs of documents whose records have addenda: only of these may a key have another value than their file says."""
    return frozenset(slug for slug, versions in at.dossiers.items() if any(one.addenda for one in versions))
