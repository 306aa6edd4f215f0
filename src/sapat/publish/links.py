"""Where the links of a text lead: by code or by path, to what is in force on the site, as they do on the forge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname
from typing import Final
from urllib.parse import unquote

from sapat.model.words import pick
from sapat.publish.converted import CODE_SCHEME
from sapat.publish.markup import relative, text
from sapat.publish.plan import Edition, Part, Plan, climb
from sapat.publish.words import say

_LINK: Final = re.compile(r'<a( class="[^"]*")? href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r"<img([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'([a-z]+)="([^"]*)"')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
EXTERNAL_PAGE: Final = "registers/external.html"
PROCESS_PAGE: Final = "registers/processes.html"


@dataclass(frozen=True, slots=True)
class Reader:
    """The page a text is read on: its address, and the text it belongs to (none: a plain page of `docs/`)."""

    plan: Plan
    url: str
    edition: Edition | None = None
    part: Part | None = None
    folder: str = ""  # of a plain page

    def localised(self, html: str) -> str:
        """The HTML of a text with every link and picture leading where it should from this page."""
        if "<a" in html:
            html = _LINK.sub(self._link, html)
        if "<img" in html:
            html = _PICTURE.sub(self._picture, html)
        return html

    def _link(self, found: re.Match[str]) -> str:
        kind, target, rest, told = found[1] or "", unescape(found[2]), found[3], found[4]
        if target.startswith("#"):
            return found[0]
        if target.startswith(CODE_SCHEME):
            return self._by_code(target[len(CODE_SCHEME) :], told)
        if _SCHEME.match(target) or target.startswith("//"):
            return f'<a{kind} href="{escape(target)}"{rest} rel="noopener noreferrer">{told}</a>'
        path, _, anchor = target.partition("#")
        url, note = self._by_path(unquote(path), unquote(anchor))
        if url:
            return f'<a{kind} href="{escape(relative(self.url, url))}"{rest}>{told}</a>'
        return f'<span class="sp-nolink">{told}</span>{note}'

    def _by_code(self, target: str, told: str) -> str:
        code, _, anchor = target.partition("#")
        slug = self.plan.at.slug(code)
        if slug in self.plan.shown:
            title = pick(self.plan.shown[slug].row.title, self.plan.lang)
            url = relative(self.url, self.plan.url_of(slug, anchor=anchor))
            return f'<a class="sp-ref" href="{escape(url)}" title="{escape(title)}">{told}</a>'
        if code in self.plan.external:
            entry = self.plan.external[code]
            told_title = entry.get("title")
            title = pick(told_title, self.plan.lang) if isinstance(told_title, dict) else ""
            url = relative(self.url, f"{EXTERNAL_PAGE}#{entry.id}")
            return f'<a class="sp-ref" href="{escape(url)}" title="{escape(title)}">{told}</a>'
        return f'<span class="sp-nolink">{told}</span>{self._draft_note(slug)}'

    def _draft_note(self, slug: str) -> str:
        if slug not in self.plan.at.by_slug:
            return ""
        return f' <span class="sp-draftnote">({text(say(self.plan.lang, "draft_mark"))})</span>'

    def _by_path(self, path: str, anchor: str) -> tuple[str, str]:
        """(address, note): the own text first, so an old text's parts stay together; else what is in force there."""
        mark = f"#{anchor}" if anchor else ""
        if self.edition is not None and self.part is not None:
            own = climb([one for one in dirname(self.part.relative).split("/") if one], path)
            part = next((one for one in self.edition.parts if one.relative == own), None)
            if part is not None:
                return part.url + mark, ""
            if own in self.edition.files:
                picture = self.plan.pictures.get(self.edition.files[own])
                return (picture.url, "") if picture else ("", "")
            whole = self.plan.path_from(self.edition, self.part, path)
        else:
            whole = climb([one for one in self.folder.split("/") if one], path)
        return self._in_repository(whole, anchor)

    def _in_repository(self, path: str, anchor: str) -> tuple[str, str]:
        mark = f"#{anchor}" if anchor else ""
        slug, inside = self.plan.places.get(path, ("", ""))
        slug = slug or path.rpartition("/")[2].removesuffix(".md")
        if slug in self.plan.shown:
            return self.plan.url_of(slug, inside, anchor), ""
        if slug in self.plan.at.by_slug:
            return "", self._draft_note(slug)
        if path in self.plan.plain_urls:
            return self.plan.plain_urls[path] + mark, ""
        for folder, page in (("registers/external/", EXTERNAL_PAGE), ("registers/processes/", PROCESS_PAGE)):
            if path.startswith(folder) and path.endswith(".yaml"):
                return f"{page}#{path.removeprefix(folder).removesuffix('.yaml')}", ""
        if self.edition is None and path.startswith("docs/") and path in self.plan.at.files:
            return path.removeprefix("docs/"), ""
        return "", ""

    def _picture(self, found: re.Match[str]) -> str:
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
        source = told.pop("src", "")
        url = "" if _SCHEME.match(source) or source.startswith("//") else self._by_path(unquote(source), "")[0]
        if not url or url.endswith(".html"):
            missing = told.get("alt") or say(self.plan.lang, "picture_missing")
            return f'<span class="sp-nolink">[{text(missing)}]</span>'
        rest = "".join(f' {name}="{escape(value)}"' for name, value in told.items())
        return f'<img src="{escape(relative(self.url, url))}"{rest}>'
