"""MkDocs' side of a page: the frame of the theme, rendered once per kind and depth of page and then filled.

Rendering the theme for every page would cost more than reading and converting all texts (findings: site-prototype §1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from types import SimpleNamespace
from typing import Any, Final

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from sapat.model.words import pick
from sapat.publish.converted import Heading
from sapat.publish.page import NavGroup, Page
from sapat.publish.plan import Plan
from sapat.publish.words import say

TEMPLATE: Final = "sapat/page.html"
_GAP: Final = re.compile(r"@@sapat-([a-z]+)@@")
_INDENT: Final = re.compile(r"\n\s+")  # of the templates: 3 KB a page
_GAPS: Final = ("title", "description", "canonical", "body", "toc", "beside", "running")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'{more}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
_WORDS: Final = [
    "print_warning",
    "filter",
    "not_found",
    "not_found_text",
    "document_register",
    "menu",
    "to_dark",
    "to_light",
    "documents",
    "contents",
]


class SitePage(MkDocsPage):
    """A page whose body is already made: MkDocs neither reads nor converts nor guesses anything."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made = made

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"template": TEMPLATE}

    def render(self, config: MkDocsConfig, files: Any) -> None:
        self.content = self.made.body

    def validate_anchor_links(self, *, files: Any, log_level: int) -> None:
        """Links are judged by `sapat check`, where they stand."""


def site_file(made: Page, config: MkDocsConfig) -> File:
    """The file of a page in MkDocs' list, outside its navigation: ours does not grow with the documents."""
    file = File.generated(
        config, made.url.removesuffix(".html") + ".md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    SitePage(made, file, config)
    return file


class Frames:
    """The frames of one build."""

    def __init__(self, env: Environment, plan: Plan, navigation: Sequence[NavGroup], *, serving: bool) -> None:
        self._env = env
        self._plan = plan
        self._navigation = navigation
        self._policy = _POLICY.format(more=" 'unsafe-inline'" if serving else "")  # mkdocs serve writes its own script
        self._made: dict[tuple[object, ...], list[str]] = {}

    def whole(self, page: SitePage, context: Mapping[str, Any]) -> str:
        """The finished page."""
        made = page.made
        key = (made.url.count("/"), made.section, made.wide, made.indexed)
        if key not in self._made:
            self._made[key] = self._frame(made, page.url, context)
        filled = {
            "title": escape(self.title(made)),
            "description": escape(made.description),
            "canonical": escape(page.canonical_url or ""),
            "body": made.body,
            "toc": contents(made.headings, say(self._plan.lang, "contents")),
            "beside": made.beside,
            "running": "".join(f"<div>{escape(line, quote=False)}</div>" for line in made.running if line),
        }
        pieces = self._made[key]
        return "".join(filled[piece] if at % 2 else piece for at, piece in enumerate(pieces))

    def title(self, made: Page) -> str:
        name = pick(self._plan.at.settings.name, self._plan.lang)
        mark = say(self._plan.lang, "draft_title") + " · " if self._plan.draft else ""
        return mark + (made.title if name in made.title else f"{made.title} — {name}")

    def _frame(self, made: Page, url: str, context: Mapping[str, Any]) -> list[str]:
        """The rendered theme cut at its gaps: text, name of a gap, text …"""
        gaps = {name: f"@@sapat-{name}@@" for name in _GAPS}
        told = self.told(gaps | {"section": made.section, "wide": made.wide, "indexed": made.indexed})
        page = SimpleNamespace(
            url=url,
            title=gaps["title"],
            meta={},
            toc=[SimpleNamespace(url="#sp-content", level=1, children=[])],
            canonical_url=None,
            previous_page=None,
            next_page=None,
            is_homepage=False,
            content="",
        )
        text = self._env.get_template("main.html").render({**context, "page": page, "sapat": told})
        return _GAP.split(_INDENT.sub("\n", text))

    def told(self, more: Mapping[str, object]) -> dict[str, object]:
        """What the templates know of the site; of *more*, what a page adds."""
        settings, lang = self._plan.at.settings, self._plan.lang
        words = {key: say(lang, key) for key in _WORDS}
        words["system"] = say(lang, "system", system=settings.system)
        empty: dict[str, object] = dict.fromkeys((*_GAPS, "section"), "")
        return empty | {
            "wide": True,
            "indexed": False,
            "policy": self._policy,
            "nav": self._navigation,
            "words": words,
            "institution": pick(settings.name, lang),
            "ministry": pick(settings.ministry, lang) if settings.ministry else "",
            **more,
        }


def contents(headings: Sequence[Heading], title: str) -> str:
    """The table of contents beside a text: its second and third levels."""
    items: list[str] = []
    for one in headings:
        if one.level in (2, 3):
            kind = "md-nav__item sp-toc__deep" if one.level == 3 else "md-nav__item"
            items.append(
                f'<li class="{kind}"><a href="#{escape(one.id)}" class="md-nav__link"><span class="md-ellipsis">{one.name}</span></a></li>'
            )
    if len(items) < 2:
        return ""
    return (
        f'<nav class="md-nav md-nav--secondary" aria-label="{escape(title)}"><label class="md-nav__title" for="__toc">{escape(title)}</label>'
        f'<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>{"".join(items)}</ul></nav>'
    )
