"""A page of the site as a value: what any theme or generator needs to show it."""

from __future__ import annotations

from dataclasses import dataclass

from sapat.publish.converted import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address from the root of the site, and its body as clean HTML."""

    url: str
    title: str
    body: str
    section: str = ""  # the entry of the navigation it belongs to
    headings: tuple[Heading, ...] = ()  # of the text, for the table of contents
    indexed: bool = True  # whether search engines and the sitemap should know it
    description: str = ""
    wide: bool = False  # a register: it needs the room of the table of contents
    running: tuple[str, ...] = ()  # the lines of the running header of a printed page (R1)
    beside: str = ""  # parts of the document, shown in the navigation


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or attachment of a text: where its bytes lie, and its address, made of their hash."""

    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A page of `docs/` that is no controlled document."""

    path: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A titled group of entries; without a title, entries of the top."""

    title: str
    items: tuple[NavItem, ...]
