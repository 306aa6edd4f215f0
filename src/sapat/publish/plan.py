"""What a site shows: which text of each document stands where. Decided before any text is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, splitext
from typing import Any, Final

from sapat.model.documents import Document
from sapat.model.entries import Entry
from sapat.model.findings import Finding
from sapat.model.names import STATUSES, value_name
from sapat.model.records import Dossier
from sapat.model.rows import DocumentRow, document_rows
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.words import pick
from sapat.publish.page import Picture, Plain

# What a browser shows or saves without running it. HTML is not among them: it would run on our address.
ATTACHMENTS: Final = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".pdf",
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".odp",
        ".csv",
        ".txt",
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """A Markdown file of a text and the page it makes."""

    relative: str
    path: str  # of the bytes shown, in the snapshot
    url: str
    title: str  # its first heading


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a document and its place on the site: the one that counts, a former, a coming, or a draft."""

    slug: str
    state: str  # current | former | coming | draft
    version: str
    record: Dossier | None
    front: Mapping[str, Any]
    parts: tuple[Part, ...]  # the main one first
    files: Mapping[str, str]  # relative path -> path of the bytes
    base: str  # the folder of the repository that relative links start at

    @property
    def url(self) -> str:
        return self.parts[0].url


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with a page."""

    row: DocumentRow
    current: Edition
    former: tuple[Edition, ...]  # newest first
    coming: tuple[Edition, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        return (self.current, *self.former, *self.coming)


@dataclass(frozen=True)
class Plan:
    """The pages of documents on a day, and the names and addresses that pages need of each other."""

    at: Snapshot
    lang: str
    draft: bool = False
    plain: tuple[Plain, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)  # slug -> address of the PDF of what is in force
    unprinted: Mapping[str, Finding] = field(default_factory=dict)  # slug -> why what is in force has none

    @cached_property
    def rows(self) -> tuple[DocumentRow, ...]:
        """Every document that counts on the day, with and without a page."""
        return tuple(document_rows(self.at))

    @cached_property
    def shown(self) -> Mapping[str, Shown]:
        """The documents with a page, by slug, in the order of the register."""
        made = ((row.slug, self._shown(row)) for row in self.rows)
        return {slug: one for slug, one in made if one is not None}

    def _shown(self, row: DocumentRow) -> Shown | None:
        sealed = [one for one in registered(self.at, row.slug) if one.copy]
        text = row.standing.in_force or row.standing.last
        if text is not None and not text.copy:  # a withdrawal has no text: the last one that was in force is kept
            text = next((one for one in reversed(sealed) if one.version < text.version), None)
        if text is None and row.standing.coming:
            text = next((one for one in row.standing.coming if one.copy), None)
        doc = self.at.by_slug.get(row.slug)
        if self.draft and doc is not None:
            current = self._working(doc)
        elif text is not None:
            current = self._edition(row.slug, text, "current", row.front)
        else:
            return None
        coming = {one.version for one in row.standing.coming}
        counted = current.record or row.standing.in_force  # a preview stands in the place of what is in force
        rest = [one for one in reversed(sealed) if one is not counted]
        return Shown(
            row,
            current,
            tuple(self._edition(row.slug, one, "former", one.front) for one in rest if one.version not in coming),
            tuple(self._edition(row.slug, one, "coming", one.front) for one in rest if one.version in coming),
        )

    def text_of(self, slug: str, record: Dossier) -> Edition:
        """The text of any version that has a control copy, for reading beside the site."""
        return self._edition(slug, record, "former", record.front)

    def working_text(self, doc: Document) -> Edition:
        """The text that stands in the working files."""
        return self._working(doc)

    def _edition(self, slug: str, record: Dossier, state: str, front: Mapping[str, Any]) -> Edition:
        doc = self.at.by_slug.get(slug)
        files = {one.relative: one.path for one in record.copy}
        folder = f"d/{slug}/" if state == "current" else f"d/{slug}/r/{record.version}/"
        parts = self._parts(slug, files, record.front, folder)
        return Edition(slug, state, str(record.version), record, front, parts, files, doc.base if doc else "")

    def _working(self, doc: Document) -> Edition:
        files = {one.relative: one.path for one in doc.files}
        parts = self._parts(doc.slug, files, doc.front, f"d/{doc.slug}/")
        return Edition(doc.slug, "draft", doc.text("version"), None, doc.front, parts, files, doc.base)

    def _parts(self, slug: str, files: Mapping[str, str], front: Mapping[str, Any], folder: str) -> tuple[Part, ...]:
        main = next((name for name in ("index.md", f"{slug}.md") if name in files), "")
        main = main or next((name for name in files if name.endswith(".md")), "")
        told = front.get("parts")
        names = [str(one) for one in told] if isinstance(told, list) else []
        made = [Part(main, files.get(main, ""), folder + "index.html", self._heading(files.get(main, "")))]
        for name in names:
            if name in files and name != main:
                url = f"{folder}{name.removesuffix('.md')}.html"
                made.append(Part(name, files[name], url, self._heading(files[name])))
        return tuple(made)

    def _heading(self, path: str) -> str:
        facts = self.at.facts.get(path)
        return facts.scan.title if facts else ""

    # what the texts need

    def texts(self) -> Iterator[str]:
        """The paths of every text that a page shows."""
        for one in self.shown.values():
            for edition in one.editions:
                yield from (part.path for part in edition.parts if part.path)
        yield from (one.path for one in self.plain)

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """Pictures and attachments of the texts, by path."""
        found: dict[str, Picture] = {}
        for one in self.shown.values():
            for edition in one.editions:
                known = ((path, self.picture(path)) for path in edition.files.values())
                found.update((path, one) for path, one in known if one is not None)
        return found

    def picture(self, path: str) -> Picture | None:
        """The picture or attachment at *path*; None for any other file."""
        kind = splitext(path)[1].lower()
        facts = self.at.facts.get(path)
        return Picture(path, f"assets/b/{facts.sha256[:16]}{kind}") if facts and kind in ATTACHMENTS else None

    # addresses

    @cached_property
    def places(self) -> Mapping[str, tuple[str, str]]:
        """Path in the repository -> (slug, path in the document) of every text that works there."""
        return {one.path: (doc.slug, one.relative) for doc in self.at.documents for one in doc.files}

    @cached_property
    def plain_urls(self) -> Mapping[str, str]:
        return {one.path: one.url for one in self.plain}

    @cached_property
    def external(self) -> Mapping[str, Entry]:
        """External documents by code."""
        return {one.text("code"): one for one in self.at.entries("external").values()}

    def url_of(self, slug: str, relative: str = "", anchor: str = "") -> str:
        """The address of a document's text that counts, of the part named or the one that has the anchor."""
        shown = self.shown[slug]
        part = next((one for one in shown.current.parts if relative and one.relative == relative), None)
        if part is None and anchor and len(shown.current.parts) > 1:
            part = next((one for one in shown.current.parts if self.has_anchor(one, anchor)), None)
        url = part.url if part else shown.current.url
        return f"{url}#{anchor}" if anchor else url

    def has_anchor(self, part: Part, anchor: str) -> bool:
        facts = self.at.facts.get(part.path)
        return facts is not None and anchor in facts.scan.anchors

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[str, ...]]:
        """Slug of a document or code of an external one -> slugs of the documents whose text or basis names it."""
        found: dict[str, dict[str, None]] = {}
        for slug, one in self.shown.items():
            for target in self._cited(one.current):
                if target != slug:
                    found.setdefault(target, {})[slug] = None
        return {target: tuple(slugs) for target, slugs in found.items()}

    def _cited(self, edition: Edition) -> Iterator[str]:
        basis = edition.front.get("basis")
        for code in basis if isinstance(basis, list) else ():
            yield str(code)
        for part in edition.parts:
            facts = self.at.facts.get(part.path)
            for link in facts.scan.links if facts else ():
                if link.kind == "code":
                    code = link.target.partition("#")[0]
                    yield code if code in self.external else self.at.slug(code)
                elif link.kind == "link" and ".md" in link.target:
                    place = self.places.get(self.path_from(edition, part, link.target.partition("#")[0]))
                    if place:
                        yield place[0]

    @staticmethod
    def path_from(edition: Edition, part: Part, target: str) -> str:
        """The path in the repository that a relative link of a text means; empty when it leads outside."""
        start = f"{edition.base}/{dirname(part.relative)}".strip("/").split("/")
        return climb([one for one in start if one], target)

    # names

    def title(self, register: str, key: str) -> str:
        """The title of an entry in the language of the site, on the day; the id where there is none."""
        entry = self.at.entries(register).get(key)
        told = entry.on(self.at.today).get("title") if entry else None
        return pick(told, self.lang) if isinstance(told, Mapping) else key

    def role(self, key: str) -> str:
        """The post that a role id stands for: readers see posts, never ids or persons (R24)."""
        return self._roles.get(key) or key

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return {key: self.title("roles", key) for key in self.at.entries("roles")}

    def value(self, schema: str, key: str, value: str) -> str:
        """What the schemas call a value of a field."""
        return value_name(self.at.schemas.get(schema, {}), key, value, self.lang)

    def status(self, status: str) -> str:
        return STATUSES[status].say(self.lang)

    def type_label(self, type_: str) -> str:
        known = self.at.settings.types.get(type_)
        return pick(known.label, self.lang) if known else type_


def climb(start: list[str], target: str) -> str:
    """*target* walked from the folder *start*; empty when it climbs out of the repository."""
    made = [] if target.startswith("/") else list(start)
    for step in target.split("/"):
        if step == "..":
            if not made:
                return ""
            made.pop()
        elif step not in ("", "."):
            made.append(step)
    return "/".join(made)
