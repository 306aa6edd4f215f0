"""Tables made fit for paper: column widths, letter size, soft hyphens where a word is wider than its column."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from sapat.render.tree import replace, text_of
from sapat.render.widths import Fit, fit

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
    nested = any(True for _ in table.iterancestors("table", "li", "blockquote", "dd"))
    if made.across and may_turn and not nested:
        frame.set("flipped", "yes")
    replace(table, frame, keep=table)
    return made.across


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
                columns[at].append(text_of(cell))
            busy.update(dict.fromkeys(range(at, at + wide), high - 1) if high > 1 else {})
            at += wide
    return columns


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
