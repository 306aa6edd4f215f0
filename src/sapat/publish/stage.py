"""The pages as files for any generator of sites: a few lines of front matter and one block of HTML."""

from __future__ import annotations

import json
import re

from sapat.publish.page import Page

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def staged(page: Page) -> tuple[str, str]:
    """(path, text) of a page: Markdown whose body is one HTML block, which every Markdown parser passes on unchanged.

    An empty line would end the block, so in preformatted text it stands as a character reference and elsewhere it is left out.
    """
    told = {"title": page.title, "description": page.description, "url": page.url}
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items() if value)
    if not page.indexed:
        front += "robots: noindex\n"
    return page.url.removesuffix(".html") + ".md", f"---\n{front}---\n<div>{_block(page.body)}</div>\n"


def _block(html: str) -> str:
    pieces = re.split(r"(<pre>.*?</pre>)", html, flags=re.DOTALL)
    for at, piece in enumerate(pieces):
        mark = (lambda found: "&#10;" * found[0].count("\n")) if piece.startswith("<pre>") else "\n"
        pieces[at] = _EMPTY_LINES.sub(mark, piece)
    return "".join(pieces)
