"""A redline in the Markdown of a forge's comment: the lines that changed, with what went ~~struck~~ and what came **bold**."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from sapat.model.forge_text import begun, shown
from sapat.publish.redline_text import Line, touched_lines

LONGEST: Final = 1200  # characters of one line; a paragraph is read in the text itself from there on
_AROUND: Final = 60  # characters of unchanged text left beside a change in a long line
_BOTH: Final = {"-": ("~~", "~~"), "+": ("**", "**")}
_TAGS: Final = {"-": ("<del>", "</del>"), "+": ("<ins><b>", "</b></ins>")}


def markdown_lines(html: str) -> list[str]:
    """Each line that changed as one paragraph of a quotation, behind the headings it stands below."""
    told = (_line(line) for line in touched_lines(html))
    return [f"> {one}\n>\n" for one in told if one]


def _line(line: Line) -> str:
    joined = [(mark, "".join(text for _, text in run)) for mark, run in groupby(line.told, key=lambda one: one[0])]
    long = sum(len(text) for _, text in joined) > LONGEST
    made = "".join(_piece(joined, at, long=long) for at in range(len(joined))).strip()
    made = made[:LONGEST].rstrip() + " …" if len(made) > 2 * LONGEST else made
    if line.lead.startswith("#"):
        return made if any(mark for mark, _ in joined) else f"**{made}**" if made else ""
    return "• " + made if line.lead and made else made


def _piece(joined: list[tuple[str, str]], at: int, *, long: bool) -> str:
    mark, text = joined[at]
    if not mark:
        if long and len(text) > 2 * _AROUND + 20:
            before = text[:_AROUND] if at else ""
            after = text[-_AROUND:] if at < len(joined) - 1 else ""
            return f"{shown(before)} … {shown(after)}"
        return shown(text) if at else begun(text)
    bare = text.strip()
    if not bare:
        return " "
    alone = _edge(joined, at, -1) and _edge(joined, at, 1) and bare[0].isalnum() and bare[-1].isalnum()
    opened, closed = (_BOTH if alone else _TAGS)[mark]
    former = joined[at - 1] if at else ("", " ")
    parted = former[1][-1:].isspace() or not former[0] or not alone
    left = " " if text[:1].isspace() or not parted else ""
    right = " " if text[-1:].isspace() else ""
    return f"{left}{opened}{shown(bare)}{closed}{right}"


def _edge(joined: list[tuple[str, str]], at: int, step: int) -> bool:
    """Whether a marked piece stands apart on one side: by a space, the end of the line, or another mark."""
    text, place = joined[at][1], at + step
    near = text[:1] if step < 0 else text[-1:]
    if near.isspace() or not 0 <= place < len(joined):
        return True
    other, beside = joined[place]
    return bool(other) or (beside[-1:] if step < 0 else beside[:1]).isspace()
