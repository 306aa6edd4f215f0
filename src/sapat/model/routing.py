"""Which route a record goes and whom it asks: the settings applied to a document (DESIGN 4)."""

from __future__ import annotations

from typing import Final

from sapat.model.digests import of_text
from sapat.model.entries import administered
from sapat.model.records import Dossier
from sapat.model.settings import Route
from sapat.model.snapshot import Snapshot

OWNER: Final = "owner"  # in a route: whoever owns the document


def text_of_open(at: Snapshot, slug: str, record: Dossier) -> str:
    """The digest of the bytes an open record is about: the working text; nothing for a withdrawal."""
    if record.is_withdrawal:
        return of_text(())
    doc = at.by_slug.get(slug)
    return doc.digest if doc else ""


def type_of(at: Snapshot, slug: str) -> str:
    doc = at.by_slug.get(slug)
    if doc is not None and doc.text("type"):
        return doc.text("type")
    fronts = [one.front for one in reversed(at.versions(slug)) if one.front]
    return str(fronts[0].get("type", "")) if fronts else ""


def route_of(at: Snapshot, slug: str, record: Dossier) -> Route | None:
    """The route of the day the record was sealed; of today while it is open."""
    return at.settings.route(type_of(at, slug), record.kind, record.sealed_day or at.today, urgent=record.urgent)


def roles_asked(at: Snapshot, slug: str, route: Route, meaning: str, record: Dossier | None = None) -> tuple[str, ...]:
    """The roles a route asks to `check` or `agree`, `owner` resolved for *record* (None: for the working text).

    An owner that nobody can name stays `owner`, so that the question is never dropped.
    """
    asked = route.check if meaning == "check" else route.agree
    if OWNER not in asked:
        return asked
    owner = owner_of(at, slug, record) or OWNER
    return tuple(dict.fromkeys(owner if role == OWNER else role for role in asked))


def owner_of(at: Snapshot, slug: str, record: Dossier | None = None) -> str:
    """Who owns the text of a record: its control copy says so, else the working file; a withdrawal has its former's."""
    if record is not None and record.is_withdrawal:
        former = [one for one in at.versions(slug) if one.version < record.version and one.front]
        if former:
            on = record.sealed_day or at.today
            return _text(administered(former[-1].front, former[-1].addenda, on).get("owner"))
    if record is not None and record.is_sealed:
        return _text(record.front.get("owner"))
    doc = at.by_slug.get(slug)
    return doc.text("owner") if doc else ""


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""
