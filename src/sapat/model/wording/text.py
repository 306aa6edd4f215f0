"""A Markdown text as the words people read: what only its dress changes (marks, spaces, look-alike letters) is gone.

One pass over lines, no parser: the words of a paragraph, a heading, a cell, a link's text and its target, each with its
line. What stands here decides what an editorial correction may touch freely (DOMAIN 4b: typographic corrections).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

CELL: Final = "\ue000"  # the border of two cells of a table
LINK: Final = "\ue001"  # before and behind the target of a link or a picture
STRUCK: Final = "\ue002"  # words that are struck out or not so any more
_OWN: Final = str.maketrans("", "", CELL + LINK + STRUCK)


class Block(NamedTuple):
    """Text that stands together: a paragraph, a heading, a list item, a row of a table."""

    line: int
    kind: str  # prose | heading | row | code
    text: str


_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+•–—][ \t]+|\d{1,9}[.)](?:[ \t]+|(?=[^\W\d_])))(?=\S)")
_QUOTE: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_GRID: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_DEFINED: Final = re.compile(r"[ \t]*\[([^\]^]+)\]:\s*<?([^\s>]+)>?")
_NOTE: Final = re.compile(r"[ \t]*\[\^[^\]]+\]:[ \t]*")
_ADMONITION: Final = re.compile(r"[ \t]*[!?]{3}\+?[ \t]+")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_LINK: Final = re.compile(r"\[\[([^\[\]|]+)(?:\\?\|([^\[\]]*))?\]\]")
_LINKED: Final = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(\"[^\"]*\"|'[^']*'))?\s*\)"
)
_REFERRED: Final = re.compile(r"!?\[([^\[\]]+)\][ ]?\[([^\[\]]*)\]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]+\]")
_ADDRESS: Final = re.compile(r"<?((?:https?|ftp|mailto|tel):[^\s<>()\[\]]+)>?", re.IGNORECASE)
_STRIKE: Final = re.compile(r"</?(?:del|s|strike)\b[^<>]*>|~~", re.IGNORECASE)
_RAISED: Final = re.compile(r"<su[pb]\b[^<>]*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:br|hr|p|/p|li|/li|tr|/tr|div|/div|dd|dt|/dd|/dt)\b[^<>]*>", re.IGNORECASE)
_CELLS: Final = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_FORM: Final = re.compile(r"\b([ФF])[ \u00a0-](?=\d\d\b)")  # `Ф 01` is Ф01
_ATTRIBUTES: Final = re.compile(r"\{:?\s*[#.][^{}\n]*\}")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_DRESS: Final = re.compile(r"[*`]+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text, in order; front matter is no text here."""
    text = text.replace("\r\n", "\n").translate(_OWN)
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = text.split("\n")
    labels = {found[1].strip().casefold(): found[2] for line in lines if (found := _DEFINED.match(line))}
    return (Block(one.line, one.kind, readable(one.text, labels)) for one in _raw(lines))


def _raw(lines: Sequence[str]) -> Iterator[Block]:
    held: list[str] = []
    begun = 0
    fence = ""
    listed = False  # the paragraph is an item of a list
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            elif line.strip():
                yield Block(number, "code", line)
            continue
        kind, told = _line(line, in_paragraph=bool(held) and not listed)
        listed = kind == "item" or (listed and kind == "more")
        if kind == "more":
            begun = begun or number
            held.append(told)
            continue
        if held:
            yield Block(begun, "heading" if kind == "underline" else "prose", "\n".join(held))
            held, begun = [], 0
        if mark and not (mark[1][0] == "`" and "`" in line[mark.end() :]):
            fence = mark[1]
        elif kind == "item":
            held, begun = [told], number
        elif told.strip():
            yield Block(number, kind, told)
    if held:
        yield Block(begun, "prose", "\n".join(held))


def _line(line: str, *, in_paragraph: bool) -> tuple[str, str]:
    """What a line is, and what of it is text: more (of the paragraph) | item | heading | row | underline | end."""
    bare = _QUOTE.sub("", line, count=1)
    if not bare.strip() or _FENCE.match(bare):
        return "end", ""
    if in_paragraph and _UNDERLINE.match(bare):
        return "underline", ""
    if _RULE.match(bare):
        return "end", ""
    if found := _HEADING.match(bare):
        return "heading", bare[found.end() :].rstrip().rstrip("#")
    if "|" in bare and (bare.lstrip().startswith("|") or not _CODE_LINK.search(bare)):
        return ("end", "") if _GRID.match(bare) else ("row", bare)
    if _DEFINED.match(bare):
        return "end", ""
    item = _ITEM.match(bare)
    if item and (not in_paragraph or not bare.lstrip()[0].isdigit() or bare.lstrip().startswith("1")):
        return "item", bare[item.end() :]
    for mark in (_NOTE, _ADMONITION):
        if found := mark.match(bare):
            return "item", bare[found.end() :]
    return "more", bare.removeprefix(":   ")


def readable(text: str, labels: dict[str, str] | None = None) -> str:
    """The text of a block without its marks: targets of links stand between LINK marks, borders of cells are CELL."""
    known = labels or {}
    told = text.strip()
    if "|" in told:
        told = _row(told)
    told = _CODE_LINK.sub(lambda found: f"{found[2] or found[1]} {LINK}{found[1].strip()}{LINK} ", told)
    for _ in range(2):  # a picture may be the text of a link
        told = _LINKED.sub(_with_target, told)
    told = _REFERRED.sub(lambda f: f"{f[1]} {LINK}{known.get((f[2] or f[1]).strip().casefold(), '')}{LINK} ", told)
    told = _FOOTNOTE.sub(f" {LINK}^{LINK} ", told)
    told = _address(told)
    told = _STRIKE.sub(STRUCK, told)
    told = _RAISED.sub("^", _CELLS.sub(CELL, told))
    told = _TAG.sub("", _ATTRIBUTES.sub("", _BREAK.sub(" ", told)))
    return _FORM.sub(r"\1", _letters(html.unescape(_undressed(told))))


def _row(text: str) -> str:
    """A row with its inner borders marked; a border at its ends is dress, one in code or written `\\|` is text."""
    told = _CODE_LINK.sub(lambda found: found[0].replace("|", "\x00"), text).replace("\\|", "\x00")
    if told.count("|") == 0:
        return told.replace("\x00", "|")
    return told.strip().removeprefix("|").removesuffix("|").replace("|", f" {CELL} ").replace("\x00", "|")


def _with_target(found: re.Match[str]) -> str:
    target = found[2] if found[2] is not None else found[3]
    return f"{found[1]} {LINK}{html.unescape(target)}{LINK} {(found[4] or '')[1:-1]}"


def _address(text: str) -> str:
    """Bare addresses as targets, outside those that are marked already."""
    pieces = text.split(LINK)
    pieces[::2] = [_ADDRESS.sub(lambda found: f" {LINK}{found[1].rstrip('.,;:!?')}{LINK} ", one) for one in pieces[::2]]
    return LINK.join(pieces)


def _undressed(text: str) -> str:
    """Without emphasis and escapes, outside targets."""
    pieces = text.split(LINK)
    pieces[::2] = [
        _ESCAPED.sub(r"\1", _DRESS.sub("", one)) if "\\" not in one else _escaped(one) for one in pieces[::2]
    ]
    return LINK.join(pieces)


def _escaped(text: str) -> str:
    kept = _ESCAPED.sub(lambda found: chr(0xF000 + ord(found[1])), text)
    return "".join(chr(ord(one) - 0xF000) if 0xF020 <= ord(one) < 0xF080 else one for one in _DRESS.sub("", kept))


_SUPER: Final = {ord(one): str(number) for number, one in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_SUPERS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_DIGIT: Final = re.compile(rf"(?<=\d)[{_SUPERS}]")
_RAISED_MARK: Final = re.compile(r"(?<!\d)\^(?=\d)")


def _letters(text: str) -> str:
    """Composed letters without stress marks, soft hyphens and characters that have no shape."""
    if text.isascii():
        return _RAISED_MARK.sub("", text) if "^" in text else text
    text = _RAISED_DIGIT.sub(lambda found: "^" + found[0], text).translate(_SUPER)
    made = []
    for one in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(one)
        if kind in ("Mn", "Me", "Cf"):
            continue
        told = unicodedata.decomposition(one)
        made.append(unicodedata.normalize("NFKC", one) if told.startswith(("<wide>", "<font>", "<noBreak>")) else one)
    return _RAISED_MARK.sub("", "".join(made))
