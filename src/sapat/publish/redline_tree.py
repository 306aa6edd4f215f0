"""A text as blocks: what a redline lines up before it looks at words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Final

DEEPEST: Final = 32  # of blocks in blocks; below that a block is taken whole, so no text can exhaust the stack
HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
VOID: Final = frozenset(["br", "hr", "img", "wbr"])
_BLOCKS: Final = HEADINGS | frozenset(
    [
        "p",
        "div",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "hr",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "details",
        "summary",
    ]
)
PIECE: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"=<>]+="[^"]*")*)>|[^<]+|<')
_ID: Final = re.compile(r' id="[^"]*"')
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag or a run of text of clean HTML."""

    kind: str  # open | close | void | text
    tag: str
    html: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, cell … with the blocks inside it; without a tag, text that stands beside blocks."""

    tag: str
    open: str
    inner: str
    children: tuple[Block, ...] = ()
    opaque: bool = False  # nested too deep: compared as a whole

    @property
    def close(self) -> str:
        return f"</{self.tag}>" if self.tag and self.tag not in VOID else ""

    @cached_property
    def source(self) -> str:
        return self.open + self.inner + self.close

    @cached_property
    def key(self) -> str:
        """What makes two blocks equal: a line that was wrapped anew is no change, save in preformatted text."""
        return self.source if "<pre" in self.source else _SPACE.sub(" ", self.source)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(plain(self.inner)))

    @cached_property
    def bag(self) -> Counter[str]:
        return Counter(self.words)


def plain(html: str) -> str:
    """The text of clean HTML; elements part words only where blocks do."""
    told = [
        piece.html if piece.kind == "text" else " " if piece.tag in _BLOCKS or piece.kind == "void" else ""
        for piece in pieces(html)
    ]
    return unescape("".join(told))


def pieces(html: str) -> list[Piece]:
    """Tags and texts. What is not the tag of a clean text is text."""
    made = []
    for found in PIECE.finditer(html):
        whole, shut, tag = found[0], found[1], found[2]
        if tag is None:
            made.append(Piece("text", "", "&lt;" if whole == "<" else whole))
        elif tag in VOID:
            made.append(Piece("void", tag, whole))
        else:
            made.append(Piece("close" if shut else "open", tag, whole))
    return made


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a clean text, without ids: an anchor that changed its name is no change of the text."""
    told = [
        Piece(one.kind, one.tag, _ID.sub("", one.html)) if one.kind in ("open", "void") else one for one in pieces(html)
    ]
    balanced, ends, holds = _paired(told)
    return _built(balanced, ends, holds)


def _paired(told: Sequence[Piece]) -> tuple[list[Piece], dict[int, int], set[int]]:
    """(pieces whose tags all have their other half, place of the close -> of the open, opens that are blocks)."""
    waiting: list[int] = []
    partner: dict[int, int] = {}
    for at, one in enumerate(told):
        if one.kind == "open":
            waiting.append(at)
        elif one.kind == "close" and waiting and told[waiting[-1]].tag == one.tag:
            partner[at] = waiting.pop()
    whole = {*partner, *partner.values()}
    kept = [at for at, one in enumerate(told) if one.kind in ("text", "void") or at in whole]
    place = {at: new for new, at in enumerate(kept)}
    balanced = [told[at] for at in kept]
    ends = {place[shut]: place[opened] for shut, opened in partner.items()}
    return balanced, ends, _block_places(balanced, ends)


def _block_places(told: Sequence[Piece], ends: dict[int, int]) -> set[int]:
    """The opens of blocks: block elements, and inline ones around a block."""
    found: set[int] = set()
    above: list[int] = []
    inside: list[bool] = [False]
    for at, one in enumerate(told):
        if one.kind == "open":
            above.append(at)
            inside.append(False)
        elif one.kind == "close":
            holds = inside.pop()
            if holds or one.tag in _BLOCKS:
                found.add(above[-1])
                inside[-1] = True
            above.pop()
        elif one.kind == "void" and one.tag in _BLOCKS:
            found.add(at)
            inside[-1] = True
    return found


class _Open:
    """A block whose end has not been reached."""

    def __init__(self, tag: str, html: str) -> None:
        self.tag, self.html = tag, html
        self.children: list[Block] = []
        self.run: list[str] = []
        self.opaque = False

    def end_run(self) -> None:
        """Text beside blocks becomes a block without a tag; white space between blocks is none."""
        told = "".join(self.run)
        if told.strip():
            self.children.append(Block("", "", told, (), self.opaque))
        self.run = []

    def block(self) -> Block:
        if not self.children:
            return Block(self.tag, self.html, "".join(self.run), (), self.opaque)
        self.end_run()
        inner = "".join(one.source for one in self.children)
        return Block(self.tag, self.html, inner, tuple(self.children))


def _built(told: Sequence[Piece], ends: dict[int, int], holds: set[int]) -> tuple[Block, ...]:
    stack = [_Open("", "")]
    kept: set[int] = set()
    for at, one in enumerate(told):
        if at in holds and len(stack) <= DEEPEST:
            stack[-1].end_run()
            if one.kind == "void":
                stack[-1].children.append(Block(one.tag, one.html, ""))
            else:
                kept.add(at)
                stack.append(_Open(one.tag, one.html))
        elif one.kind == "close" and ends[at] in kept:
            made = stack.pop().block()
            stack[-1].children.append(made)
        else:
            stack[-1].opaque = stack[-1].opaque or at in holds
            stack[-1].run.append(one.html)
    stack[0].end_run()
    return tuple(stack[0].children)
