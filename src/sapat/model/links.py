"""Links of the working texts: where each leads, by path or by code, and whether it arrives."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote

from sapat.model.entries import Entry
from sapat.model.files import Link
from sapat.model.snapshot import Snapshot

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def scheme(target: str) -> str:
    """The scheme of an address as a browser reads it, `//` for one without scheme but with a host, or nothing."""
    bare = _CONTROL.sub("", target).replace("\\", "/")
    found = _SCHEME.match(bare)
    if found:
        return found[1].lower()
    return "//" if bare.startswith("//") else ""


def addresses(path: str, link: Link, mark: str, fold: Callable[[str], str]) -> Iterator[str]:
    """What a link may lead to: a code, or files, each folded and marked. The finder below looks at no others."""
    target = link.target.partition("#")[0]
    if link.kind == "code":
        yield target.strip()
    elif target and not scheme(link.target):
        folder = path.rpartition("/")[0]
        told = unicodedata.normalize("NFC", unquote(target.partition("?")[0])).strip()
        for whole in (posixpath.normpath(posixpath.join(folder, told)), f"{folder}/{target}"):
            yield from (mark + fold(whole), mark + fold(whole + "/index.md"))


class Reference(NamedTuple):
    """A link that stays in the repository: where it stands and what it leads to. A tuple, as there are so many."""

    path: str  # of the file it stands in
    owner: str  # slug of the document that file belongs to
    link: Link
    file: str = ""  # the file it leads to
    slug: str = ""  # the document it leads to
    external: Entry | None = None  # the external document it leads to
    anchor: str = ""
    fault: str = ""  # missing | case | absolute | outside | code | external


def texts(at: Snapshot) -> tuple[tuple[str, str], ...]:
    """(path, slug) of every Markdown file of every document, translations too."""
    return at.once(_texts)


def _texts(at: Snapshot) -> tuple[tuple[str, str], ...]:
    return tuple(_every_text(at))


def _every_text(at: Snapshot) -> Iterator[tuple[str, str]]:
    for doc in at.documents:
        for one in doc.files:
            if one.path.endswith(".md"):
                yield one.path, doc.slug
        for paths in doc.translations.values():
            yield from ((path, doc.slug) for path in paths)


def references(at: Snapshot) -> tuple[Reference, ...]:
    """Every link of the texts that does not leave the repository."""
    find = _Finder(at)
    return tuple(
        made
        for path, slug in texts(at)
        for link in at.facts[path].scan.links
        if (made := find.of(path, slug, link)) is not None
    )


class _Finder:
    """Resolves links; what was resolved once for a folder is remembered."""

    def __init__(self, at: Snapshot) -> None:
        self._at = at
        self._external = {entry.text("code"): entry for entry in at.entries("external").values()}
        self._slugs: Mapping[str, str] = {doc.code: doc.slug for doc in at.documents if doc.code} | dict(
            at.slugs_of_codes
        )
        self._owners: Mapping[str, str] = {one.path: doc.slug for doc in at.documents for one in doc.files} | {
            path: doc.slug for doc in at.documents for paths in doc.translations.values() for path in paths
        }
        self._found: dict[tuple[str, str], tuple[str, str]] = {}
        self._folded: dict[str, str] = {}

    def of(self, path: str, owner: str, link: Link) -> Reference | None:
        target, _, anchor = link.target.partition("#")
        if anchor:
            anchor = unicodedata.normalize("NFC", unquote(anchor))
        if link.kind == "code":
            return self._by_code(path, owner, link, target.strip(), anchor)
        if ":" in link.target or link.target.startswith(("//", "\\")):
            if scheme(link.target):
                return None
        elif not link.target:
            return None
        if not target:
            return Reference(path, owner, link, path, owner, None, anchor)
        folder = path.rpartition("/")[0]
        if (folder, target) not in self._found:
            self._found[folder, target] = self._file(folder, target)
        file, fault = self._found[folder, target]
        return Reference(path, owner, link, file, self._owners.get(file, ""), None, anchor, fault)

    def _by_code(self, path: str, owner: str, link: Link, code: str, anchor: str) -> Reference:
        if (slug := self._slugs.get(code)) is not None:
            return Reference(path, owner, link, "", slug, None, anchor)
        if (entry := self._external.get(code)) is not None:
            return Reference(path, owner, link, "", "", entry, anchor)
        mark = f"-{self._at.settings.external_type}-"
        fault = "external" if self._at.settings.external_type and mark in code else "code"
        return Reference(path, owner, link, fault=fault)

    def _file(self, folder: str, target: str) -> tuple[str, str]:
        """(file, fault) of a relative address; a folder stands for its index.md."""
        near = f"{folder}/{target}"
        if near in self._at.files and "/." not in near and "//" not in near and "%" not in target:
            return near, ""
        told = unicodedata.normalize("NFC", unquote(target.partition("?")[0])).strip()
        if told.startswith("/"):
            return "", "absolute"
        whole = posixpath.normpath(posixpath.join(folder, told))
        if whole.startswith("../") or whole == "..":
            return "", "outside"
        for file in (whole, whole + "/index.md"):
            if file in self._at.files:
                return file, ""
        if not self._folded:
            self._folded = {known.casefold(): known for known in self._at.files}
        near = self._folded.get(whole.casefold(), "")
        return (near, "case") if near else ("", "missing")


def arrives(at: Snapshot, one: Reference) -> bool | None:
    """Whether the anchor of a link stands in its target; None where that cannot be known."""
    if one.file:
        facts = at.facts.get(one.file)
        return one.anchor in facts.scan.anchors if facts and one.file.endswith(".md") else None
    doc = at.by_slug.get(one.slug)
    return any(one.anchor in file.scan.anchors for file in doc.files) if doc else None
