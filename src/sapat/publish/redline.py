"""A redline: two versions of a text as one, with every word that came or went marked where it stands.

Our own, because htmldiff2 0.2.2, tried first on the institution's real pairs (DESIGN 7), cannot keep four promises of
a controlled document: it adds spaces of its own (in `<pre>` the old text does not come back from the redline), marks
with the same bare `<ins>`/`<del>` that a text may hold, ends in RecursionError on 3,000 nested elements, and needs
94 ms for the manual of 15 files where 80 are allowed. It also knows no moves. Here blocks are lined up first, then
words inside blocks that have two versions, cell by cell in tables. Our marks have classes, which the allow-list takes
from every text of an author, so nobody can write a mark. The new side (without `del.sp-del`) and the old side
(without `ins.sp-ins`) are the two texts word for word: a test holds it for any text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sapat.publish.redline_steps import Step, steps
from sapat.publish.redline_tree import HEADINGS, blocks
from sapat.publish.redline_words import FRESH, GONE, as_name, compared, count, marked

MARK: Final = "sp-move"  # the class of the sign that joins the two places of a move


@dataclass(frozen=True, slots=True)
class Section:
    """What became of a heading and the text below it: changed | added | removed | moved."""

    name: str
    level: int
    id: str  # of the heading in the redline; empty for what stands before the first heading
    state: str
    plus: int
    minus: int
    moved: int


@dataclass(frozen=True, slots=True)
class Redline:
    """Two versions as one text in no language of its own, so it is kept by the hashes of the two."""

    html: str
    sections: tuple[Section, ...]  # those that are not as they were, in text order

    @property
    def plus(self) -> int:
        return sum(one.plus for one in self.sections)

    @property
    def minus(self) -> int:
        return sum(one.minus for one in self.sections)

    @property
    def moved(self) -> int:
        return sum(one.moved for one in self.sections)


@dataclass(slots=True)
class _Tally:
    name: str = ""
    level: int = 0
    id: str = ""
    state: str = ""
    plus: int = 0
    minus: int = 0
    moved: int = 0
    touched: bool = False


def redline(old: str, new: str) -> Redline:
    """The redline of two clean texts."""
    writer = _Writer()
    for step in steps(blocks(old), blocks(new)):
        writer.top(step)
    return Redline("\n".join(writer.made), tuple(writer.sections()))


@dataclass(slots=True)
class _Writer:
    """Writes the steps and counts what each section won and lost."""

    made: list[str] = field(default_factory=list)
    tallies: list[_Tally] = field(default_factory=lambda: [_Tally()])
    before: _Tally = field(init=False)  # the section that the old text is in
    after: _Tally = field(init=False)  # the section that the new text is in
    now: _Tally = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.after = self.now = self.tallies[0]

    def sections(self) -> Iterable[Section]:
        for one in self.tallies:
            if one.touched:
                state = one.state or "changed"
                yield Section(one.name, one.level, one.id, state, one.plus, one.minus, one.moved)

    def top(self, step: Step) -> None:
        """A block of the text itself; a heading begins a section on the sides it stands on."""
        named = step.block.tag in HEADINGS
        if named:
            self._begin(step)
        self.now = self.after if step.new is not None else self.before
        self.made.append(self._step(step, self.now.id if named else ""))

    def _begin(self, step: Step) -> None:
        block = step.block
        state = "" if step.old and step.new else "moved" if step.moved else "added" if step.new else "removed"
        begun = _Tally(as_name(block.inner), int(block.tag[1]), f"s{len(self.tallies)}", state)
        if step.old is None or step.new is not None:
            self.after = begun
        if step.new is None or step.old is not None:
            self.before = begun
        self.tallies.append(begun)
        if step.moved and step.new is None:
            begun.state = ""  # told once, where it stands now

    def _step(self, step: Step, id: str = "") -> str:
        if step.same:
            return _with_id(step.block.open, id) + step.block.inner + step.block.close
        if step.old is None or step.new is None:
            return self._one_side(step, id)
        old, new = step.old, step.new
        self.now.touched = True
        if step.words:
            told = compared(old.inner, new.inner, exact=new.tag == "pre" or old.tag == "pre")
            self.now.plus += told.plus
            self.now.minus += told.minus
            return _with_class(_with_id(new.open, id), "sp-changed") + told.html + new.close
        inner = "".join(self._step(one) for one in step.inside)
        opened = new.open if old.open == new.open else _with_class(new.open, "sp-changed")  # a note became a warning
        return opened + inner + new.close

    def _one_side(self, step: Step, id: str) -> str:
        """A block that is gone or new: every run of its text is marked, and so is the block."""
        block = step.block
        if step.new is not None and block.open == '<td class="sp-none">':
            return block.source
        mark, kind = (GONE, "sp-gone") if step.new is None else (FRESH, "sp-fresh")
        self.now.touched = self.now.touched or not (step.moved and step.new is None)
        sign = ""
        if step.moved:
            kind += " sp-moved"
            sign = _sign(step)
            self.now.moved += step.new is not None
        elif not step.inside:
            self.now.minus += count(block.inner) if step.new is None else 0
            self.now.plus += count(block.inner) if step.new is not None else 0
        if step.inside:  # a row: the places of its cells are those of the whole table
            cells = "".join(self._cell(one, step.moved) for one in step.inside)
            return _with_class(block.open, kind) + _first_inside(cells, sign) + block.close
        inner = marked(block.inner, mark)
        if not block.tag:
            return f'<span class="{kind}">{sign}{inner}</span>'
        opened = _with_class(_with_id(block.open, id), kind)
        return opened + _first_inside(inner, sign) + block.close

    def _cell(self, step: Step, moved: int) -> str:
        plus, minus = self.now.plus, self.now.minus
        told = self._step(step)
        if moved:
            self.now.plus, self.now.minus = plus, minus
        return told


def _sign(step: Step) -> str:
    """The sign of a move, which leads to the other place."""
    here, there = ("to", "from") if step.new is not None else ("from", "to")
    return f'<a class="{MARK}" href="#m{step.moved}-{there}" id="m{step.moved}-{here}">⇅{step.moved}</a>'


def _first_inside(inner: str, sign: str) -> str:
    """*inner* with the sign in its first text, so a list or a row keeps its shape."""
    if not sign:
        return inner
    place = next((at for at in (inner.find(GONE), inner.find(FRESH)) if at >= 0), 0)
    return inner[:place] + sign + inner[place:]


def _with_class(opened: str, kind: str) -> str:
    if not opened:
        return opened
    if ' class="' in opened:
        return opened.replace(' class="', f' class="{kind} ', 1)
    return f'{opened[:-1]} class="{kind}">'


def _with_id(opened: str, id: str) -> str:
    return f'{opened[:-1]} id="{id}">' if id else opened
