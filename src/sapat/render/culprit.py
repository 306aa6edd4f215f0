"""Which piece of a text the compiler refuses: halved again and again until one block is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from sapat.render.tree import first_words


def culprit(html: str, fails: Callable[[str], bool]) -> str:
    """The first words of the block for which *fails*; nothing where only several together do."""
    blocks: list[Any] = list(lxml_html.fragment_fromstring(html, create_parent="div"))
    while blocks:
        if len(blocks) == 1:
            if blocks[0].tag != "div" or not len(blocks[0]):
                return first_words(blocks[0])
            blocks = list(blocks[0])
            continue
        middle = len(blocks) // 2
        halves = (blocks[:middle], blocks[middle:])
        blocks = next((half for half in halves if fails("".join(map(_whole, half)))), [])
    return ""


def _whole(one: Any) -> str:
    return str(etree.tostring(one, encoding="unicode", method="html", with_tail=False))
