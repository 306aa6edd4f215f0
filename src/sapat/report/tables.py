"""Tables as text and as CSV; cells are in the reader's language already."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sapat.model.words import Words

Cell = str | int
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula at the start of a cell
_GAP: Final = "  "
_ROWS: Final = Words("Саптар: {count}", "Строк: {count}", "Rows: {count}")
_HIDDEN: Final = Words(
    "Терезеге батпаган тилкелер: {names} (баары: --format csv)",
    "Не поместились столбцы: {names} (все: --format csv)",
    "Columns that do not fit: {names} (all: --format csv)",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; `first` are the places of the columns that stay when a window is narrow, in that order."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: tuple[int, ...] = ()


def as_csv(table: Table) -> str:
    """RFC 4180 with line feeds; a text that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.heads)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell, so that no spreadsheet runs it: blanks in front do not help a formula through either."""
    if not isinstance(cell, str):
        return cell
    told = cell.replace("\r\n", "\n").replace("\r", "\n")  # a lone CR would end the row for some readers
    return "'" + told if cell.lstrip(" ").startswith(_RUNS) else told


def as_text(table: Table, lang: str, width: int = 0) -> str:
    """Aligned columns; in a window of *width* letters (0: any) only the columns that fit, and which do not is said."""
    cells = [[plain(head) for head in table.heads], *([plain(str(cell)) for cell in row] for row in table.rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(table.heads))]
    shown = _fitting(widths, table.first, width)
    lines = [_GAP.join(row[p].ljust(widths[p]) for p in shown).rstrip() for row in cells]
    rule = _GAP.join("─" * widths[p] for p in shown)
    told = [table.title, "", lines[0], rule, *lines[1:], "", _ROWS.say(lang, {"count": len(table.rows)})]
    hidden = [head for place, head in enumerate(table.heads) if place not in shown]
    if hidden:
        told.append(_HIDDEN.say(lang, {"names": ", ".join(hidden)}))
    return "\n".join(told) + "\n"


def _fitting(widths: Sequence[int], first: Sequence[int], width: int) -> list[int]:
    """The places of the columns to show, in their own order."""
    if not width:
        return list(range(len(widths)))
    wanted = [*first, *(place for place in range(len(widths)) if place not in first)]
    shown: list[int] = []
    left = width + len(_GAP)
    for place in wanted:
        left -= widths[place] + len(_GAP)
        if left < 0 and shown:
            break
        shown.append(place)
    return sorted(shown)


def plain(text: str) -> str:
    """The text on one line, without what a terminal would obey and without blanks at the end."""
    return "".join(letter if letter.isprintable() else " " for letter in text).rstrip()
