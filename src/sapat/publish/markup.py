"""The few pieces of HTML that pages are made of; every text that comes in is escaped here or is already clean HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from urllib.parse import quote


def text(told: object) -> str:
    """Any value as HTML text."""
    return escape(str(told), quote=False)


def link(address: str, html: str, kind: str = "") -> str:
    """A link around clean HTML."""
    dressed = f' class="{kind}"' if kind else ""
    return f'<a{dressed} href="{escape(address)}">{html}</a>'


def day(told: date | None) -> str:
    """A day as people here write it; an empty text for none."""
    return f'<time datetime="{told.isoformat()}">{plain_day(told)}</time>' if told else ""


def plain_day(told: date | None) -> str:
    return f"{told:%d.%m.%Y}" if told else ""


def badge(status: str, words: str) -> str:
    """The mark of a status: never colour alone, always the word."""
    return f'<span class="sp-badge sp-badge--{status}">{text(words)}</span>'


def code(told: str) -> str:
    return f'<span class="sp-code">{text(told)}</span>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], label: str, kind: str = "") -> str:
    """A table in a frame that scrolls by hand and by keyboard; *heads* are texts, cells are HTML.

    A row of one cell is a heading of the rows below it.
    """
    dressed = f"sp-table {kind}".strip()
    made = [
        f'<div class="sp-scroll" tabindex="0" role="region" aria-label="{escape(label)}"><table class="{dressed}"><thead><tr>'
    ]
    made += [f'<th scope="col">{text(head)}</th>' for head in heads]
    made.append("</tr></thead><tbody>")
    for row in rows:
        if len(row) == 1 and len(heads) > 1:
            made.append(f'<tr class="sp-group"><th scope="rowgroup" colspan="{len(heads)}">{row[0]}</th></tr>')
        else:
            made.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>")
    made.append("</tbody></table></div>")
    return "".join(made)


def notice(kind: str, title: str, html: str = "") -> str:
    """A banner above a text: `danger`, `warn` or `info`."""
    more = f'<p class="sp-notice__text">{html}</p>' if html else ""
    return f'<aside class="sp-notice sp-notice--{kind}" role="note"><p class="sp-notice__title">{text(title)}</p>{more}</aside>'


def relative(page: str, target: str) -> str:
    """The address of *target* as seen from *page*: the site works from any folder and from a USB stick."""
    path, mark, anchor = target.partition("#")
    if path == page:
        return "#" + anchor if anchor else ""
    return "../" * page.count("/") + quote(path) + mark + anchor
