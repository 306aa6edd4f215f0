"""The allow-list every HTML body goes through (findings: publishing §6): what is not named here does not reach a reader."""

from __future__ import annotations

from functools import cache
from typing import Final

import nh3

_BLOCKS: Final = "p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd hr table thead tbody tfoot tr th td caption"
_INLINE: Final = "a abbr b br code del em i img ins kbd mark s small span strong sub sup u wbr"
_OURS: Final = "article aside details figcaption figure footer header nav section summary time"
_CONTENT: Final = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_CLASSES: Final = {"ta-left", "ta-right", "ta-center"}
_TEXT_CLASSES: Final = {
    "td": _CLASSES,
    "th": _CLASSES,
    "div": {"footnote", "admonition", "note", "warning", "danger", "tip", "info", "example", "important"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_CODE_SCHEMES: Final = _SCHEMES | {"sapat"}


@cache
def _text() -> nh3.Cleaner:
    """For what authors write: no classes of the interface, so a text cannot dress up as a banner."""
    return nh3.Cleaner(
        tags=set(f"{_BLOCKS} {_INLINE} details summary".split()),
        attributes={"*": {"id", "lang"}, **_CONTENT},
        allowed_classes=_TEXT_CLASSES,
        url_schemes=_CODE_SCHEMES,
        link_rel=None,
    )


@cache
def _page() -> nh3.Cleaner:
    """For whole bodies, our own markup included."""
    attributes = {name: set(allowed) for name, allowed in _CONTENT.items()}
    attributes["a"] |= {"rel", "aria-hidden", "aria-current", "aria-label", "download"}
    attributes["time"] = {"datetime"}
    attributes["details"] = {"open"}
    return nh3.Cleaner(
        tags=set(f"{_BLOCKS} {_INLINE} {_OURS}".split()),
        attributes={"*": {"id", "lang", "class", "tabindex", "role", "aria-label", "aria-labelledby"}, **attributes},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def clean_text(html: str) -> str:
    """The HTML of an author's text without anything that runs, loads or pretends."""
    return _text().clean(html)


def clean_page(html: str) -> str:
    """The HTML of a whole body without anything that runs or loads."""
    return _page().clean(html)
