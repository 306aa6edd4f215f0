"""From the files of a version to the one text a redline compares, and from a redline to a page it can be read on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from posixpath import dirname
from typing import Final
from urllib.parse import unquote

from sapat.model.digests import of_text
from sapat.publish.converted import Converted, bare
from sapat.publish.plan import Edition, Part, Plan, climb
from sapat.publish.redline_tree import pieces

_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')
_ADDRESS: Final = re.compile(r' (href|src)="([^"]*)"')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/")
_PICTURE: Final = re.compile(r"<img(?: [^\s\"=<>]+=\"[^\"]*\")*>")
_KEPT: Final = re.compile("\0(\\d+)\0")


def whole_text(plan: Plan, edition: Edition, texts: Mapping[str, Converted]) -> str:
    """The files of a version as one text: links start at its folder, a picture is named by its bytes."""
    return "\n".join(
        _from_part(plan, edition, part, bare(texts[part.path].html)) for part in edition.parts if part.path in texts
    )


def redline_key(plan: Plan, old: Edition, new: Edition) -> str:
    """What a redline is a function of: all bytes of both versions."""
    return f"{_digest(plan, old)}..{_digest(plan, new)}"


def _digest(plan: Plan, edition: Edition) -> str:
    known = ((name, plan.at.facts.get(path)) for name, path in edition.files.items())
    return of_text((name, facts.sha256) for name, facts in known if facts is not None)


def _from_part(plan: Plan, edition: Edition, part: Part, html: str) -> str:
    """The text of one file; its footnotes and anchors are told apart from those of the other files."""
    folder = dirname(part.relative)

    def address(found: re.Match[str]) -> str:
        told = unescape(found[2])
        if found[1] == "src":
            path = climb([one for one in folder.split("/") if one], unquote(told))
            picture = plan.picture(edition.files.get(path, ""))
            told = picture.url if picture else told
        elif told.startswith("#"):
            told = f"{part.relative}{told}"
        elif folder and not _SCHEME.match(told):
            told = f"{folder}/{told}"
        return f' {found[1]}="{escape(told)}"'

    told = (_ADDRESS.sub(address, one.html) if one.tag in ("a", "img") else one.html for one in pieces(html))
    return "".join(told)


def with_pictures(html: str, link: Callable[[str], str], picture: Callable[[str], str]) -> str:
    """A redline whose links are made by *link* and whose pictures stand at the addresses *picture* gives.

    A picture without an address is told by its words.
    """
    shown: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[0])}
        url, alt = picture(told.get("src", "")), escape(told.get("alt") or "…")
        sizes = "".join(f' {name}="{escape(told[name])}"' for name in ("width", "height") if name in told)
        shown.append(
            f'<img src="{escape(url)}" alt="{alt}"{sizes}>' if url else f'<span class="sp-nolink">[{alt}]</span>'
        )
        return f"\0{len(shown) - 1}\0"

    return _KEPT.sub(lambda found: shown[int(found[1])], link(_PICTURE.sub(put_aside, html)))
