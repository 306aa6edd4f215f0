"""Finding a document by what a person types: its code, a former code, its slug, or letters that only look like them."""

from __future__ import annotations

import difflib
import unicodedata

from sapat.model.append_only import dossier_of
from sapat.model.codes import slug_of, sort_key
from sapat.model.lookalikes import skeleton
from sapat.model.snapshot import Snapshot


def slug_named(at: Snapshot, told: str) -> str:
    """The slug of the document that *told* names; empty when it names none."""
    text = unicodedata.normalize("NFC", told).strip()
    for known in (text, text.lower(), at.slugs_of_codes.get(text, "")):
        if known in _slugs(at):
            return known
    intended = at.settings.grammar.intended(text)
    if intended is not None and at.slug(intended.text) in _slugs(at):
        return at.slug(intended.text)
    shape = skeleton(text.upper())
    return next((slug for code, slug in at.slugs_of_codes.items() if skeleton(code.upper()) == shape), "")


def near_codes(at: Snapshot, told: str) -> list[str]:
    """The codes most like what was typed, the nearest first."""
    codes = {slug: code for code, slug in sorted(at.slugs_of_codes.items(), key=lambda one: sort_key(one[0]))}
    slugs = difflib.get_close_matches(slug_of(told.strip()), list(codes), n=3)
    return [codes[slug] for slug in slugs]


def _slugs(at: Snapshot) -> frozenset[str]:
    return at.once(_all_slugs)


def _all_slugs(at: Snapshot) -> frozenset[str]:
    return frozenset(at.slugs)


def code_at(at: Snapshot, path: str) -> str:
    """The code of the document whose text or dossier a path belongs to, also where the file itself is gone."""
    if (known := at.codes_of_paths.get(path)) or not dossier_of(path):
        return known or ""
    slug = path.split("/")[2]
    doc = at.by_slug.get(slug)
    return doc.code if doc else next((one.code for one in at.versions(slug) if one.code), slug)
