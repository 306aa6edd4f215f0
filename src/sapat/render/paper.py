"""Where the links and pictures of a text lead on paper: inside the text, to the site, or nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from posixpath import dirname
from typing import Final
from urllib.parse import quote, unquote

from sapat.publish.converted import CODE_SCHEME
from sapat.publish.plan import Edition, Part, Plan, climb
from sapat.render.translated import translated_name

_LINK: Final = re.compile(r'<a( class="[^"]*")? href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r'(<img[^>]*?\ssrc=")([^"]*)(")')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOTES: Final = ("fn:", "fnref")
_ALLOWED: Final = ("http:", "https:", "mailto:", "tel:")


@dataclass(slots=True)
class Paper:
    """One text on its way to paper; `pictures` gathers what it shows: name -> path of the bytes."""

    plan: Plan
    edition: Edition
    lang: str = ""  # of a translation: links to a file of the original lead to its translation
    pictures: dict[str, str] = field(default_factory=dict)
    missing: list[tuple[int, str]] = field(default_factory=list)  # (section, target) of links that lead nowhere

    def localised(self, number: int, html: str) -> str:
        """The HTML of a section with every link and picture leading where it should."""
        part = self.edition.parts[number]
        if "<a" in html:
            html = _LINK.sub(lambda found: self._link(number, part, found), html)
        if "<img" in html:
            html = _PICTURE.sub(
                lambda found: found[1] + escape(self._picture(part, unescape(found[2]))) + found[3], html
            )
        return html

    def _link(self, number: int, part: Part, found: re.Match[str]) -> str:
        kind, target, told = found[1] or "", unescape(found[2]).strip(), found[4]
        url = self._url(number, part, target)
        if url is None:
            self.missing.append((number, target))
        if not url:
            return f"<span>{told}</span>"
        return f'<a{kind} href="{escape(url)}">{told}</a>'

    def _url(self, number: int, part: Part, target: str) -> str | None:
        """The address on paper; empty where the target has none, nothing where it leads nowhere."""
        if target.startswith("#"):
            name = unquote(target[1:])
            return f"#{number}:{name}" if name.startswith(_NOTES) or self.plan.has_anchor(part, name) else None
        if target.startswith(CODE_SCHEME):
            code, _, anchor = target[len(CODE_SCHEME) :].partition("#")
            return self._of_code(code, anchor)
        if _SCHEME.match(target):
            return target if target.lower().startswith(_ALLOWED) else None
        if target.startswith("//"):
            return "https:" + target
        path, _, anchor = target.partition("#")
        return self._by_path(part, unquote(path), unquote(anchor)) if path else None

    def _of_code(self, code: str, anchor: str) -> str | None:
        slug = self.plan.at.slug(code)
        if slug in self.plan.shown:
            return self._of_document(slug, anchor)
        if code in self.plan.external:
            return self._on_site("registers/external.html", self.plan.external[code].id)
        return "" if slug in self.plan.at.by_slug else None

    def _by_path(self, part: Part, path: str, anchor: str) -> str | None:
        own = climb([one for one in dirname(part.relative).split("/") if one], path)
        for number, one in enumerate(self.edition.parts):
            if one.relative in (own, translated_name(own, self.lang)):
                return (
                    f"#{number}:{anchor}"
                    if anchor and self.plan.has_anchor(one, anchor)
                    else ("" if not anchor else None)
                )
        if own in self.edition.files:
            return ""
        whole = self.plan.path_from(self.edition, part, path)
        slug, inside = self.plan.places.get(whole, ("", ""))
        slug = slug or whole.rpartition("/")[2].removesuffix(".md")
        if slug in self.plan.shown:
            return self._of_document(slug, anchor, inside)
        if whole in self.plan.plain_urls:
            return self._on_site(self.plan.plain_urls[whole], anchor)
        return "" if whole in self.plan.at.files else None

    def _of_document(self, slug: str, anchor: str, inside: str = "") -> str:
        if slug == self.edition.slug and anchor:
            for number, one in enumerate(self.edition.parts):
                if self.plan.has_anchor(one, anchor):
                    return f"#{number}:{anchor}"
        url, _, mark = self.plan.url_of(slug, inside, anchor).partition("#")
        return self._on_site(url, mark)

    def _on_site(self, url: str, anchor: str = "") -> str:
        """The published address; without a site there is none, and the words stand alone."""
        site = self.plan.at.settings.site_url
        mark = f"#{quote(anchor)}" if anchor else ""
        return f"{site.rstrip('/')}/{quote(url)}{mark}" if site else ""

    def _picture(self, part: Part, source: str) -> str:
        if _SCHEME.match(source) or source.startswith("//"):
            return ""
        own = climb([one for one in dirname(part.relative).split("/") if one], unquote(source))
        path = self.edition.files.get(own, "")
        facts = self.plan.at.facts.get(path)
        if facts is None or path.endswith(".md"):
            return ""
        name = f"p{facts.sha256[:16]}"
        self.pictures[name] = path
        return name
