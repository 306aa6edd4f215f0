"""Texts that were converted, as values: what reads them needs no parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Final

CODE_SCHEME: Final = "sapat:"  # the address of `[[CODE]]` until the page that shows it is known
EXTENSIONS: Final = ("tables", "attr_list", "def_list", "footnotes", "fenced_code", "sane_lists", "admonition")
_SCROLL: Final = '<div class="sp-scroll" tabindex="0">'
_PLAIN: Final = ' class="sp-plain"'
_TABLE: Final = re.compile(r'<table((?: [^\s"=<>]+="[^"]*")*)>')
_SELF: Final = re.compile(r'<a class="headerlink" href="[^"]*" aria-hidden="true" tabindex="-1">#</a>')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, as the table of contents shows it; `name` is HTML without elements."""

    level: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as clean HTML; its links still stand as written, since they lead elsewhere from every page."""

    html: str
    headings: tuple[Heading, ...]


def fingerprint() -> str:
    """The digest of all that a conversion or a redline depends on beside the text: kept results of another one are not used."""
    made = sha256(f"{version('Markdown')} {EXTENSIONS}".encode())
    for package, name in (
        ("sapat.publish", "convert.py"),
        ("sapat.publish", "converted.py"),
        ("sapat.publish", "lists.py"),
        ("sapat.publish", "sanitize.py"),
        ("sapat.model", "anchors.py"),
        ("sapat.model", "alignment.py"),
        *(("sapat.publish", f"redline{name}.py") for name in ("", "_align", "_parts", "_steps", "_tree", "_words")),
    ):
        made.update(files(package).joinpath(name).read_bytes())
    return made.hexdigest()


def in_frames(html: str) -> str:
    """Clean HTML whose tables stand in frames that scroll by hand and by keyboard."""
    if "<table" not in html:
        return html
    told = _TABLE.sub(lambda found: f"{_SCROLL}<table{found[1] or _PLAIN}>", html)
    return told.replace("</table>", "</table></div>")


def bare(html: str) -> str:
    """Converted HTML as the author's text alone: without the frames of tables and the links of headings to themselves."""
    told = _SELF.sub("", html)
    if _SCROLL in told:
        told = told.replace(_SCROLL, "").replace(f"<table{_PLAIN}>", "<table>").replace("</table></div>", "</table>")
    return told
