"""Which piece of a text the compiler refuses: halved again and again until one block is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

_WORDS: Final = 40  # letters of a text that find its line again


def culprit(html: str, fails: Callable[[str], bool]) -> str:
    """The first words of the block for which *fails*; nothing where only several together do."""
    blocks: list[Any] = list(lxml_html.fragment_fromstring(html, create_parent="div"))
    while blocks:
        if len(blocks) == 1:
            if blocks[0].tag != "div" or not len(blocks[0]):
                return _words(blocks[0])
            blocks = list(blocks[0])
            continue
        middle = len(blocks) // 2
        halves = (blocks[:middle], blocks[middle:])
        blocks = next((half for half in halves if fails("".join(map(_whole, half)))), [])
    return ""


def _whole(one: Any) -> str:
    return str(etree.tostring(one, encoding="unicode", method="html", with_tail=False))


def _words(one: Any) -> str:
    told = (" ".join(text.split()) for text in one.itertext())
    return next((text for text in told if text), "")[:_WORDS]
