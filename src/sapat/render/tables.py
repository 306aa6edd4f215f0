"""Tables made fit for paper: column widths, letter size, soft hyphens where a word is wider than its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from sapat.render.tree import replace, text_of
from sapat.render.widths import Fit, fit, height

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SAYING: Final = 400  # letters of a paragraph that only says what the table shows
_LINES: Final = ("br", "p", "li", "div")
_WHOLE: Final = 200.0  # points: a row no higher is never parted by the end of a page
_SOFT: Final = "\u00ad"


def headed(table: Any) -> bool:
    """Whether a table has a row of heads; one that stands among the others is put where it belongs."""
    if table.find("thead") is not None:
        return True
    rows = list(table.iter("tr"))
    if not rows or any(cell.tag != "th" for cell in rows[0]):
        return False
    head = etree.Element("thead")
    head.extend(rows[: max((int(cell.get("rowspan") or 1) for cell in rows[0]), default=1)])
    table.insert(0, head)
    return True


def fitted(table: Any, *, may_turn: bool) -> bool:
    """Column widths and letter size of a table, by what stands in it; whether it lies across."""
    columns = _columns(table)
    if not columns:
        return False
    made = fit(columns)
    _soften(table, made)
    for old in table.xpath("./colgroup"):
        table.remove(old)
    group = etree.Element("colgroup")
    for width in made.widths:
        etree.SubElement(group, "col", {"style": f"width: {width * 100:.2f}%"})
    table.insert(0, group)
    frame = etree.Element("div", {"class": "sp-table", "size": f"{made.size:.1f}"})
    if _is_simple(table) and height(columns, made) <= _WHOLE:
        frame.set("whole", "yes")
    nested = any(True for _ in table.iterancestors("table", "li", "blockquote", "dd"))
    replace(table, frame, keep=table)
    if made.across and may_turn and not nested:
        _turn(frame)
    return made.across


def _turn(frame: Any) -> None:
    """The table gets a page that lies across, and what names it goes along: no heading is left alone on the page before."""
    along = list(_naming(frame))
    page = etree.Element("div", {"class": "sp-across"})
    replace(frame, page, keep=frame)
    for one in along:
        tail, one.tail = one.tail, None
        page.insert(0, one)
        if tail and tail.strip():
            one.tail = tail


def _naming(frame: Any) -> Iterator[Any]:
    """The headings right above a table, with a short paragraph that may stand between; the nearest first."""
    above = frame.getprevious()
    between = above if above is not None and above.tag == "p" and len(text_of(above)) <= _SAYING else None
    heading = above if between is None else above.getprevious()
    if heading is None or heading.tag not in _HEADINGS:
        return
    if between is not None:
        yield between
    while heading is not None and heading.tag in _HEADINGS:
        yield heading
        heading = heading.getprevious()


def _columns(table: Any) -> list[list[str]]:
    """The texts of each column; a cell over several columns tells nothing about any of them."""
    columns: list[list[str]] = []
    busy: dict[int, int] = {}  # column -> rows it is still taken by a cell above
    for row in table.iter("tr"):
        at = 0
        taken = {column for column, rows in busy.items() if rows > 0}
        busy = {column: rows - 1 for column, rows in busy.items() if rows > 1}
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while at in taken:
                at += 1
            wide, high = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            while len(columns) < at + wide:
                columns.append([])
            if wide == 1:
                columns[at].append(_lined(cell))
            busy.update(dict.fromkeys(range(at, at + wide), high - 1) if high > 1 else {})
            at += wide
    return columns


def _lined(cell: Any) -> str:
    """The text of a cell with its lines as they must stand."""
    told = cell.text or ""
    for one in cell:
        told += ("\n" if one.tag in _LINES else "") + _lined(one) + (one.tail or "")
    return told


def _is_simple(table: Any) -> bool:
    """Whether every row can be measured by its letters alone."""
    spans = any(cell.get("rowspan") or cell.get("colspan") for cell in table.iter("td", "th"))
    return (
        not spans and next(table.iter("img", "pre"), None) is None and next(table.iterancestors("table"), None) is None
    )


def _soften(table: Any, made: Fit) -> None:
    """Words longer than any column of this table may be parted at a soft hyphen."""
    limit = made.longest
    if not limit:
        return
    for cell in table.iter("td", "th"):
        for one in cell.iter():
            one.text = _parted(one.text, limit)
            if one is not cell:
                one.tail = _parted(one.tail, limit)


def _parted(text: str | None, limit: int) -> str | None:
    if not text or len(text) <= limit:
        return text
    step = max(6, limit - 1)

    def cut(found: re.Match[str]) -> str:
        word = found[0]
        return _SOFT.join(word[at : at + step] for at in range(0, len(word), step))

    return re.sub(rf"[^\s\-–—/]{{{limit + 1},}}", cut, text)
