"""What became of each block of a text: kept, changed, gone, new or moved, decided for the whole text before a word is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sapat.model.alignment import runs
from sapat.publish.redline_align import alike, coupled
from sapat.publish.redline_tree import HEADINGS, Block

_LIKE: Final = 0.34  # the share of words from which two paragraphs are versions of one another
_KEPT: Final = 0.7  # and from which they are so below different headings
_MOVED: Final = 4  # words a block must have to be known again elsewhere
_BODIES: Final = frozenset(["thead", "tbody", "tfoot"])
_PROSE: Final = frozenset(["", "p"])  # a list item is written with or without a paragraph


@dataclass(slots=True)
class Step:
    """A block on its way from the old text (None: it is new) to the new one (None: it is gone)."""

    old: Block | None
    new: Block | None
    inside: list[Step] = field(default_factory=list)  # of blocks that hold blocks; of a row, its cells
    words: bool = False  # both sides are compared word by word
    moved: int = 0  # the number of the move; 0: not moved

    @property
    def block(self) -> Block:
        made = self.new or self.old
        assert made is not None
        return made

    @property
    def same(self) -> bool:
        return self.old is not None and self.new is not None and not self.words and not self.inside


def steps(old: Sequence[Block], new: Sequence[Block]) -> list[Step]:
    """The way from one text to another, moves included."""
    made = _lined_up(old, new)
    _number_moves(made)
    return made


def _lined_up(old: Sequence[Block], new: Sequence[Block]) -> list[Step]:
    made: list[Step] = []
    for run in runs([one.key for one in old], [one.key for one in new]):
        gone, fresh = old[run.i1 : run.i2], new[run.j1 : run.j2]
        if run.same:
            made += [Step(a, b) for a, b in zip(gone, fresh, strict=True)]
            continue
        i = j = 0
        for a, b in [*_in_sections(coupled(gone, fresh, _likeness), gone, fresh), (len(gone), len(fresh))]:
            made += [Step(one, None) for one in gone[i:a]]
            made += [Step(None, one) for one in fresh[j:b]]
            if a < len(gone) and b < len(fresh):
                made.append(_paired(gone[a], fresh[b]))
            i, j = a + 1, b + 1
    return made


def _in_sections(pairs: Sequence[tuple[int, int]], old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Pairs without those that a heading parts: a section that is gone takes its paragraphs along, unless they are kept
    nearly word for word."""
    heads_old, heads_new = _headings(old), _headings(new)
    known = {(None, None), *pairs}
    return [
        (a, b)
        for a, b in pairs
        if (heads_old[a], heads_new[b]) in known or alike(old[a].bag, new[b].bag) >= _KEPT or old[a].tag in HEADINGS
    ]


def _headings(told: Sequence[Block]) -> list[int | None]:
    """For each block the place of the heading above it."""
    made: list[int | None] = []
    last: int | None = None
    for at, one in enumerate(told):
        last = at if one.tag in HEADINGS else last
        made.append(last)
    return made


def _likeness(old: Block, new: Block) -> float:
    """How much two blocks are versions of one another; 0 when they are not."""
    if old.tag != new.tag and not {old.tag, new.tag} <= _PROSE:
        return 0.0
    if old.opaque or new.opaque:
        return 0.0
    if old.tag == "table" and _grid(old, new) is None:
        return 0.0
    found = alike(old.bag, new.bag)
    return found if found >= _LIKE else 0.0


def _paired(old: Block, new: Block) -> Step:
    """Two versions of one block."""
    if old.key == new.key:
        return Step(old, new)
    if old.opaque or new.opaque:
        return Step(old, new, [Step(old, None), Step(None, new)])
    if old.tag == "table":
        grid = _grid(old, new)
        if grid is not None:
            return Step(old, new, grid)
    if not old.children and not new.children:
        return Step(old, new, words=True)
    return Step(old, new, _lined_up(_inside(old), _inside(new)))


def _inside(block: Block) -> tuple[Block, ...]:
    return block.children or ((Block("", "", block.inner),) if block.inner.strip() else ())


# tables: rows and columns are lined up first, then each cell has its own words


@dataclass(frozen=True, slots=True)
class _Row:
    row: Block
    cells: tuple[Block, ...]


def _grid(old: Block, new: Block) -> list[Step] | None:
    """The way from table to table, cell by cell; None where they have no common grid and each is shown whole."""
    before, after = _rows(old), _rows(new)
    if before is None or after is None:
        return None
    columns = _columns([*before["thead"], *before["tbody"]], [*after["thead"], *after["tbody"]])
    made = _lined_up(_captions(old), _captions(new))
    for name in ("thead", "tbody"):
        rows = _row_steps(before[name], after[name], columns)
        if rows:
            body = Block(name, f"<{name}>", "")
            made.append(Step(body, body, rows))
    return made


def _captions(table: Block) -> list[Block]:
    return [one for one in table.children if one.tag == "caption"]


def _rows(table: Block) -> dict[str, list[_Row]] | None:
    """The rows of a table without joined cells and with as many cells in each."""
    made: dict[str, list[_Row]] = {"thead": [], "tbody": []}
    for body in table.children:
        if body.tag not in _BODIES | {"caption"}:
            return None
        for row in body.children if body.tag in _BODIES else ():
            joined = any("span=" in one.open for one in row.children)
            if row.tag != "tr" or joined or any(one.tag not in ("td", "th") for one in row.children):
                return None
            made["thead" if body.tag == "thead" else "tbody"].append(_Row(row, row.children))
    widths = {len(one.cells) for rows in made.values() for one in rows}
    return made if len(widths) == 1 else None


_Columns = list[tuple[int | None, int | None]]


def _columns(old: Sequence[_Row], new: Sequence[_Row]) -> _Columns:
    """Which column became which: (old, new), None where there is none."""
    before, after = len(old[0].cells), len(new[0].cells)
    if before == after:
        return [(at, at) for at in range(before)]

    def likeness(a: int, b: int) -> float:
        named = old[0].cells[a].words == new[0].cells[b].words
        here = {one.cells[a].words for one in old}
        there = {one.cells[b].words for one in new}
        return named + len(here & there) / max(len(here | there), 1)

    made: _Columns = []
    i = j = 0
    for a, b in [*coupled(range(before), range(after), likeness), (before, after)]:
        made += [(one, None) for one in range(i, a)] + [(None, one) for one in range(j, b)]
        if a < before and b < after:
            made.append((a, b))
        i, j = a + 1, b + 1
    return made


def _row_steps(old: Sequence[_Row], new: Sequence[_Row], columns: _Columns) -> list[Step]:
    shared = [(a, b) for a, b in columns if a is not None and b is not None]

    def likeness(a: _Row, b: _Row) -> float:
        found = [alike(a.cells[i].bag, b.cells[j].bag) for i, j in shared if a.cells[i].words or b.cells[j].words]
        told = sum(found) / len(found) if found else 1.0
        return told if told >= _LIKE else 0.0

    before = [tuple(one.cells[i].key for i, _ in shared) for one in old]
    after = [tuple(one.cells[j].key for _, j in shared) for one in new]
    made: list[Step] = []
    for run in runs(before, after):
        gone, fresh = old[run.i1 : run.i2], new[run.j1 : run.j2]
        pairs = [(at, at) for at in range(len(gone))] if run.same else coupled(gone, fresh, likeness)
        i = j = 0
        for a, b in [*pairs, (len(gone), len(fresh))]:
            made += [_row(one, None, columns) for one in gone[i:a]] + [_row(None, one, columns) for one in fresh[j:b]]
            if a < len(gone) and b < len(fresh):
                made.append(_row(gone[a], fresh[b], columns))
            i, j = a + 1, b + 1
    return made


def _row(old: _Row | None, new: _Row | None, columns: _Columns) -> Step:
    """A row with a cell for every column of either table: a cell that one side lacks is an empty place."""
    if old is not None and new is not None and old.row.key == new.row.key and len(columns) == len(new.cells):
        return Step(old.row, new.row)
    cells = []
    for a, b in columns:
        before = old.cells[a] if old is not None and a is not None else None
        after = new.cells[b] if new is not None and b is not None else None
        if before is None and after is None:
            cells.append(Step(None, Block("td", '<td class="sp-none">', "")))
        elif before is None or after is None:
            cells.append(Step(before, after))
        else:
            cells.append(_paired(before, after))
    return Step(old.row if old else None, new.row if new else None, cells)


# moves


def _number_moves(made: Sequence[Step]) -> None:
    """A block that went in one place and came in another word for word has moved."""
    gone: dict[str, deque[Step]] = {}
    fresh: list[Step] = []
    for step in _whole(made):
        if len(step.block.words) < _MOVED and step.block.tag not in HEADINGS:
            continue
        if step.new is None:
            gone.setdefault(step.block.key, deque()).append(step)
        else:
            fresh.append(step)
    number = 0
    for step in fresh:
        waiting = gone.get(step.block.key)
        if waiting:
            number += 1
            step.moved = waiting.popleft().moved = number


def _whole(made: Sequence[Step]) -> Iterator[Step]:
    for step in made:
        if step.old is None or step.new is None:
            yield step
        else:
            yield from _whole(step.inside)
