"""Markdown to clean HTML, the same everywhere: a function of the text alone, so its result is kept by the text's hash."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.etree import ElementTree as etree

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from sapat.model.anchors import anchor, explicit, plain, unique
from sapat.publish.converted import CODE_SCHEME, EXTENSIONS, Converted, Heading, in_frames
from sapat.publish.lists import settled
from sapat.publish.sanitize import clean_text

_CODE: Final = r"\[\[([^\]|#\\]+)(?:#([^\]|\\]*))?(?:\\?\|([^\]]*))?\]\]"
_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|1\.)[ \t]+\S")
_NO_PARAGRAPH: Final = re.compile(r"\s*$| {0,3}(?:[-*+]|\d+[.)])[ \t]|[ \t]{2,}|[ ]{0,3}[#>|:!=]|[ ]{0,3}-{3,}")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID: Final = re.compile(r'\bid="([^"]*)"')
_TAG: Final = re.compile(r"<[^>]+>")
_ALIGN: Final = re.compile(r' style="text-align: (left|right|center);"')


class Converter:
    """One parser for all texts: making one per page costs as much as parsing (findings: site-prototype §1.2)."""

    def __init__(self, *, fast: bool = True) -> None:
        told = {"footnotes": {"BACKLINK_TITLE": "↑ {}"}}  # no words of a language in converted text
        self._markdown = markdown.Markdown(
            extensions=[*EXTENSIONS, _Ours()], extension_configs=told, output_format="html"
        )
        if fast and _can_be_fast():
            self._markdown.treeprocessors.register(_FastInline(self._markdown), "inline", 20)

    def convert(self, text: str) -> Converted:
        """The HTML of a Markdown body, through the allow-list."""
        told = self._markdown.reset().convert(text)
        cleaned = clean_text(_ALIGN.sub(r' class="ta-\1"', told))
        return Converted(_framed(cleaned), tuple(_headings(cleaned)))


def _headings(html: str) -> list[Heading]:
    found = []
    for one in _HEADING.finditer(html):
        named = _ID.search(one[2])
        if named:
            found.append(Heading(int(one[1]), named[1], _TAG.sub("", one[3]).strip()))
    return found


def _framed(html: str) -> str:
    """Tables in a frame that scrolls by hand and by keyboard, headings with a link to themselves."""
    return _HEADING.sub(_linked, in_frames(html))


def _linked(found: re.Match[str]) -> str:
    named = _ID.search(found[2])
    if named is None or found[1] == "1":
        return found[0]
    link = f'<a class="headerlink" href="#{named[1]}" aria-hidden="true" tabindex="-1">#</a>'
    return f"<h{found[1]}{found[2]}>{found[3]}{link}</h{found[1]}>"


class _Ours(Extension):
    """What our texts have beyond Markdown: links by code, our anchors, lists right below a line as forges show them."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(_CodeLink(_CODE, md), "code_link", 185)
        md.treeprocessors.register(_Anchors(md), "sapat_anchors", 30)
        md.preprocessors.register(_Lists(md), "sapat_lists", 24)


class _CodeLink(InlinePattern):
    def handleMatch(self, found: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        code, part, told = found[1].strip(), found[2], found[3]
        link = etree.Element("a", {"href": CODE_SCHEME + code + (f"#{part}" if part else "")})
        link.text = AtomicString((told or "").strip() or code)
        return link, found.start(0), found.end(0)


class _Anchors(Treeprocessor):
    """The anchors that `sapat check` knows, made from the same words by the same function."""

    def run(self, root: etree.Element) -> None:
        taken: set[str] = set()
        for one in root.iter():
            if one.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and isinstance(one.text, str):
                name = explicit(one.text) or anchor(plain(one.text))
                one.set("id", unique(name, taken))


class _Lists(Preprocessor):
    """Lists as the forge shows them: one right below a paragraph needs an empty line here, and a nested one four spaces."""

    def run(self, lines: list[str]) -> list[str]:
        made: list[str] = []
        fence = ""
        for line in lines:
            if found := _FENCE.match(line):
                fence = "" if fence and found[1].startswith(fence) else fence or found[1]
            elif not fence and made and _ITEM.match(line) and not _NO_PARAGRAPH.match(made[-1]):
                made.append("")
            made.append(line)
        return settled(made)


_TRIGGERS: Final[Mapping[str, tuple[str, ...]]] = {
    "backtick": ("`",),
    "code_link": ("[[",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
}


def _can_be_fast() -> bool:
    return hasattr(InlineProcessor, "_InlineProcessor__handleInline") and hasattr(
        InlineProcessor, "_InlineProcessor__applyPattern"
    )


class _FastInline(InlineProcessor):
    """Tries a pattern only where its first characters stand: half the time, the same output (a test compares them).

    The names are those Python-Markdown registered; one that is unknown here is always tried.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        registered: Any = md.inlinePatterns
        names = [item.name for item in sorted(registered._priority, key=lambda item: -item.priority)]
        self._known = [(registered[name], _TRIGGERS.get(name, ())) for name in names]
        marks = sorted({mark[0] for _, triggers in self._known for mark in triggers})
        every = all(triggers for _, triggers in self._known)
        self._quick = re.compile("[" + re.escape("".join(marks)) + "]") if every else None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or (self._quick and not self._quick.search(data)):
            return data
        apply: Callable[..., tuple[str, bool, int]] = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        while patternIndex < len(self._known):
            pattern, triggers = self._known[patternIndex]
            if triggers and not any(mark in data for mark in triggers):
                patternIndex += 1
                start = 0
                continue
            data, matched, start = apply(pattern, data, patternIndex, start)
            if not matched:
                patternIndex += 1
        return data
