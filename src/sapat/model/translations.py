"""Translations: which files were registered as one, of which version, and whether they still are what was registered."""

from __future__ import annotations

from collections.abc import Mapping

from sapat.model.documents import Document
from sapat.model.entries import Addendum
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot


def listed(added: Addendum) -> Mapping[str, str]:
    """The files of a translation by their path relative to the document, with their digests."""
    told = added.value.get("files")
    rows = told if isinstance(told, list) else ()
    return {
        str(one["path"]): str(one["sha256"]) for one in rows if isinstance(one, dict) and {"path", "sha256"} <= {*one}
    }


def held(doc: Document, lang: str) -> Mapping[str, str]:
    """The files of a translation that stand beside a document: relative path -> path."""
    return {path[len(doc.base) + 1 :]: path for path in doc.translations.get(lang, ())}


def registered_translation(at: Snapshot, slug: str, lang: str) -> tuple[Dossier, Addendum] | None:
    """The last registration of a translation, and the version it was registered to."""
    found = [
        (record, added)
        for record in at.versions(slug)
        for added in record.addenda
        if added.kind == "translation" and added.value.get("lang") == lang
    ]
    return found[-1] if found else None


def unlike(at: Snapshot, doc: Document, added: Addendum) -> tuple[str, ...]:
    """The files that are not as they were registered: changed, gone, or come since; relative paths."""
    now = {name: at.facts[path].sha256 for name, path in held(doc, str(added.value.get("lang", ""))).items()}
    then = listed(added)
    return tuple(sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name)))
