"""One paper to be made: which text of which document, in which language, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sapat.model.records import Dossier
from sapat.model.rows import DocumentRow, document_row
from sapat.model.words import LANGUAGES, pick
from sapat.publish.plan import Edition, Plan
from sapat.publish.version_pages import version_url


@dataclass(frozen=True, slots=True)
class Translated:
    """What a reader of a translation must know of it."""

    lang: str
    originals: tuple[str, ...]  # the languages of the text that counts
    current: str = ""  # the version in force, where the translation is of another
    lacking: tuple[str, ...] = ()  # parts of the text that nobody translated, by their titles


@dataclass(frozen=True, slots=True)
class Rendition:
    """One paper to be made: which text of which document, and as what."""

    plan: Plan  # in the language of the paper
    edition: Edition
    record: Dossier | None
    purpose: str  # version | draft | signature
    digest: str  # of the text
    copy: tuple[int, str] | None = None  # number and holder of a controlled copy
    joint: bool = False  # goes with others that are agreed on one sheet: it has none of its own
    translated: Translated | None = None  # of the original itself, nothing

    @property
    def lang(self) -> str:
        return self.plan.lang

    @property
    def row(self) -> DocumentRow | None:
        return document_row(self.plan.at, self.edition.slug)

    @property
    def type(self) -> str:
        return str(self.edition.front.get("type", ""))

    @property
    def plain(self) -> bool:
        """A form is a blank to be filled in: it has no front page and no sheets."""
        told = self.settings.get("plain")
        known = [str(one) for one in told] if isinstance(told, list) else [self.plan.at.settings.form_type]
        return self.type in known

    @property
    def settings(self) -> Mapping[str, Any]:
        told = self.plan.at.settings.sections.get("pdf")
        return told if isinstance(told, Mapping) else {}

    @property
    def code(self) -> str:
        return str(self.edition.front.get("code", "")) or (self.record.code if self.record else "")

    @property
    def title(self) -> str:
        told = self.edition.front.get("title")
        return (pick(told, self.lang) if isinstance(told, Mapping) else "") or self.code

    @property
    def moment(self) -> int:
        """The date inside the PDF: the seal's, so that a later commit changes no byte; of an open text, the commit's."""
        sealed = self.record.seal.sealed if self.record and self.record.seal else None
        at = self.plan.at
        noon = datetime(at.today.year, at.today.month, at.today.day, 12, tzinfo=UTC)
        return int((sealed or at.origin.moment or noon).timestamp())


def language(front: Mapping[str, Any], spare: str) -> str:
    """The language of the original, the first of several."""
    first = next(iter(originals(front)), "")
    return first if first in LANGUAGES else spare


def originals(front: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages of the original: with several, all of them count."""
    told = front.get("original_language")
    return tuple(str(one) for one in told) if isinstance(told, list) else (str(told),) if told else ()


def file_name(one: Rendition) -> str:
    lang = f"_{one.translated.lang}" if one.translated else ""
    return f"{one.edition.slug}_v{one.edition.version}{lang}.pdf"


def address(one: Rendition) -> str:
    """The page that tells what this version is: as much of it in capitals as leads to the same page (a smaller QR code)."""
    base = str(one.settings.get("address") or one.plan.at.settings.site_url or "")
    if not base:
        return ""
    scheme, _, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    tail = version_url(one.edition.slug, one.edition.version).removesuffix("index.html")
    return f"{scheme}://{host}".upper() + (slash or "/") + path.rstrip("/") + ("/" if path.rstrip("/") else "") + tail
