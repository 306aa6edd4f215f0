"""One pass over the lines of a Markdown text: headings, links, words, letters, raw HTML. No rule needs a parser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from sapat.model.anchors import anchor, explicit, plain, unique
from sapat.model.files import Link, Scan
from sapat.model.settings import Term
from sapat.read.letters import Letters, kyrgyz

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_INLINE_FENCE: Final = re.compile(r" {0,3}`{3,}[^`]*`")
_ANY: Final = 1 << 30
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_TICKS: Final = re.compile("`+")
_CODE_LINK: Final = re.compile(r"\[\[([^\[\]|#]+)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]")
_LINK: Final = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_TAIL: Final = re.compile(r"\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_REFERENCE: Final = re.compile(r"[ >*+-]*(?:[0-9]+[.)] *)?\[([^\]^]+)\]:\s*<?([^\s>]+)>?")
_PICTURE: Final = re.compile(r"!\[([^\[\]]*)\](?!\()(?:\[([^\[\]]*)\])?")
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_MAIL: Final = re.compile(r"<[^\s<>@]+@[^\s<>@]+>")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)([^<>]*)(>?)")
_EVENT: Final = re.compile(r"(?:^|[\s/\"'])on[a-z]+\s*=|style\s*=|srcdoc\s*=|formaction\s*=", re.IGNORECASE)
_ATTRIBUTES: Final = re.compile(r"\{:?[^{}\n]*\b(on[a-z]+|style|srcdoc|formaction|href|src|srcset)\s*=", re.IGNORECASE)
_HARMLESS: Final = frozenset(
    {
        "br",
        "sub",
        "sup",
        "kbd",
        "abbr",
        "wbr",
        "hr",
        "ins",
        "del",
        "mark",
        "small",
        "details",
        "summary",
        "p",
        "b",
        "i",
        "em",
        "strong",
        "u",
        "s",
        "code",
        "dl",
        "dt",
        "dd",
    }
)
_TARGET: Final = re.compile(r"\]\([^()]*\)|\[\[[^\[\]|]*")
_FILE_NAME: Final = re.compile(r"\.(?:md|yaml|toml|py)\b")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MIXED: Final = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_LONG: Final = 200  # characters of a heading that is not worth being remembered
_LITERAL: Final = re.compile(r"(?:\\b)?([\w -]+?)(?=[\w -][*?{]|[^\w *?{-]|$)")


def scan(body: str, first_line: int = 1, terms: Sequence[Term] = (), stored: bytes | None = None) -> Scan:
    """Facts of a Markdown body whose first line has the number *first_line* in its file; *stored* is it as UTF-8."""
    lines = body.split("\n")
    bare = _without_code(lines) if "`" in body or "~~~" in body else lines
    prose = body if bare is lines else "\n".join(bare)
    headings, anchors, doubled = _headings(lines, bare, first_line)
    links: list[Link] = []
    raw: list[tuple[int, int, str]] = []
    for number, line in enumerate(bare, first_line):
        if "]" in line or "<" in line:
            links += _links(line, number)
            if line.rstrip().endswith("]:") and (told := _REFERENCE.match(_label(bare, number - first_line))):
                links.append(Link("link", html.unescape(told[2]), number, told.start() + 1))
            raw += _raw(line, number)
        if "{" in line and (runs := _ATTRIBUTES.search(line)):
            raw.append((number, runs.start() + 1, runs[1]))
    if "![" in prose:
        links = _pictured(links, bare, first_line)
    seen = Letters(stored if stored is not None and prose is body else prose.encode())
    return Scan(
        title=next((told for _, level, told in headings if level == 1), ""),
        headings=tuple(headings),
        anchors=tuple(anchors),
        links=tuple(links),
        worded=seen.any,
        letters=seen.cyrillic,
        kyrgyz=kyrgyz(prose),
        mixed=tuple(_mixed(bare, first_line)) if seen.meeting else (),
        avoided=tuple(_avoided(bare, first_line, prose.lower(), terms)) if terms else (),
        html=tuple(raw),
        doubled=tuple(doubled),
    )


def _without_code(lines: Sequence[str]) -> list[str]:
    """The lines with fenced blocks emptied and code in a line blanked; places stay.

    A fence that is never closed hides nothing: sites show what stands behind it, so it is looked at.
    """
    bare: list[str] = []
    open_ends = {"`": _ANY, "~": _ANY}  # fences of so many characters are never closed from here on
    fence, begun, place = "", 0, 0
    while place < len(lines) or fence:
        if place == len(lines):
            open_ends[fence[0]] = len(fence) if open_ends[fence[0]] == _ANY else 3
            del bare[begun:]
            place, fence = begun, ""
        line = lines[place]
        place += 1
        opened = _FENCE.match(line) if "`" in line or "~" in line else None
        if fence:
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
                fence = ""
            bare.append("")
        elif opened and len(opened[1]) < open_ends[line.lstrip()[0]] and not _INLINE_FENCE.match(line):
            fence, begun = opened[1], place - 1
            bare.append("")
        else:
            bare.append(_without_spans(line) if "`" in line else line)
    return bare


def _without_spans(line: str) -> str:
    """The line with its code spans blanked: a run of backticks closes at the next run of the same length."""
    runs = [(one.start(), one.end()) for one in _TICKS.finditer(line)]
    later: dict[int, list[int]] = {}
    for place in reversed(range(len(runs))):
        later.setdefault(runs[place][1] - runs[place][0], []).append(place)
    pieces: list[str] = []
    done = place = 0
    while place < len(runs):
        start, end = runs[place]
        if start and line[start - 1] == "\\":
            start += 1  # the first one is escaped: it opens nothing
        others = later.get(end - start, [])
        while others and others[-1] <= place:
            others.pop()
        if start < end and others:
            place = others[-1]
            pieces += (line[done:start], " " * (runs[place][1] - start))
            done = runs[place][1]
        place += 1
    return "".join((*pieces, line[done:]))


def _headings(
    lines: Sequence[str], bare: Sequence[str], first_line: int
) -> tuple[list[tuple[int, int, str]], list[str], list[tuple[int, str]]]:
    """Headings with their lines and levels, their anchors, and ids written twice; both forms of Markdown."""
    headings: list[tuple[int, int, str]] = []
    anchors: list[str] = []
    doubled: list[tuple[int, str]] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    used = -1  # the last line that is a heading or underlines one

    def head(place: int, level: int, told: str) -> None:
        shown, called = _titled(told) if len(told) < _LONG else (plain(told), anchor(plain(told)))
        headings.append((place + first_line, level, shown))
        name = explicit(told) if "{" in told else ""
        if name in taken:
            doubled.append((place + first_line, name))
        anchors.append(unique(name or called, taken, numbers))

    for place, line in enumerate(bare):
        if "#" in line and (found := _HEADING.match(lines[place])) is not None:
            told = lines[place][found.end() :].strip(" \t")
            closed = told.rstrip("#")
            head(place, len(found[1]), closed.rstrip(" \t") if closed[-1:] in ("", " ", "\t") else told)
            used = place
        elif line and line[0] in "=- " and used != place - 1 and (under := _UNDERLINE.match(line)) is not None:
            former = lines[place - 1] if bare[place - 1] else ""  # a line of a fence is empty there
            if former.strip() and not former.startswith(("    ", "\t", "|", ">", "-", "*", "+")):
                head(place - 1, 1 if under[1][0] == "=" else 2, former.strip())
                used = place
    return headings, anchors, doubled


@lru_cache(4096)
def _titled(told: str) -> tuple[str, str]:
    """A heading's plain text and its anchor: they repeat from version to version, and from document to document."""
    shown = plain(told)
    return shown, anchor(shown)


def _links(line: str, number: int) -> list[Link]:
    found: list[Link] = []
    rest = line
    if "[[" in line:
        for one in _CODE_LINK.finditer(line):
            target = one[1].strip() + (f"#{one[2]}" if one[2] else "")
            found.append(Link("code", target, number, one.start() + 1))
        rest = _CODE_LINK.sub(lambda f: " " * len(f[0]), line)
    if "](" in rest:
        found += _nested(rest, number)
    if "]:" in rest and (told := _REFERENCE.match(rest)) is not None:
        found.append(Link("link", html.unescape(told[2]), number, told.start() + 1))
    if "<" in rest:
        found += [Link("link", html.unescape(one[1]), number, one.start() + 1) for one in _AUTOLINK.finditer(rest)]
    return found


def _nested(line: str, number: int) -> list[Link]:
    """Links and pictures of a line, also a picture that is the text of a link, and a text begun on an earlier line."""
    found = []
    targets = set()
    for start in re.finditer(r"!?\[", line):
        one = _LINK.match(line, start.start())
        if one:
            target = one[2] if one[2] is not None else one[3]
            targets.add(one.end())
            found.append(Link("image" if one[1] else "link", html.unescape(target), number, start.start() + 1))
    if line.count("](") > len(found):
        for tail in _TAIL.finditer(line):
            if tail.end() not in targets:
                target = tail[1] if tail[1] is not None else tail[2]
                found.append(Link("link", html.unescape(target), number, tail.start() + 1))
    return found


def _pictured(links: Sequence[Link], bare: Sequence[str], first_line: int) -> list[Link]:
    """The links, where the address of a picture counts as one: given by its label, or behind a text of several lines."""
    labels = {(one[2] or one[1]).strip().casefold() for line in bare if "![" in line for one in _PICTURE.finditer(line)}
    made = []
    for one in links:
        place = one.line - first_line
        told = _REFERENCE.match(_label(bare, place)) if one.kind == "link" else None
        pictured = told is not None and told[1].strip().casefold() in labels
        if one.kind == "link" and bare[place][one.column - 1] == "]":  # the end of a text begun on an earlier line
            pictured = _begun_as_picture(bare, place, one.column - 1)
        made.append(Link("image", one.target, one.line, one.column) if pictured else one)
    return made


def _label(bare: Sequence[str], place: int) -> str:
    """A line, with the next one where it is a label whose address stands there."""
    line = bare[place]
    follows = line.rstrip().endswith("]:") and place + 1 < len(bare)
    return f"{line.rstrip()} {bare[place + 1].lstrip(' >')}" if follows else line


def _begun_as_picture(bare: Sequence[str], place: int, end: int) -> bool:
    """Whether the text that ends here was begun by `![` on one of the lines above, in the same paragraph."""
    above = "\n".join(line[-500:] for line in bare[max(0, place - 8) : place])
    told = f"{above}\n{bare[place][max(0, end - 500) : end]}".rpartition("\n\n")[2]
    _, mark, inside = told.rpartition("![")
    return bool(mark) and not re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", inside))


def _raw(line: str, number: int) -> list[tuple[int, int, str]]:
    """Raw HTML that is not plain formatting: other elements, running attributes, tags left open at the line's end."""
    if "<" not in line:
        return []
    found = []
    for tag in _TAG.finditer(line):
        if _AUTOLINK.match(line, tag.start()) or _MAIL.match(line, tag.start()):
            continue
        name = tag[1].lower()
        if name not in _HARMLESS or _EVENT.search(tag[2]) or not tag[3]:
            found.append((number, tag.start() + 1, f"<{name}>"))
    if "<!--" in line:
        return found
    if re.search(r"<[!?]", line):
        found.append((number, line.index("<") + 1, "<!"))
    return found


def _without_targets(line: str) -> str:
    """The line with link targets and addresses blanked, so that only words people read are looked at."""
    return re.sub(r"\S+", _without_address, _TARGET.sub(_blank, line))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without_address(found: re.Match[str]) -> str:
    """A run of characters without the address or file name in it."""
    told = found[0]
    if "@" in told:
        return " " * len(told)
    if (at := told.find("://")) >= 0:
        begin = told.rfind("http", 0, at)
        told = told[: max(begin, 0)] + " " * (len(told) - max(begin, 0))
    for name in _FILE_NAME.finditer(told):
        told = " " * name.end() + told[name.end() :]
    return told


def _mixed(bare: Sequence[str], first_line: int) -> Iterator[tuple[int, int, str]]:
    """Words of two scripts: a look-alike letter that no search and no screen reader forgives."""
    for number, line in enumerate(bare, first_line):
        if _MIXED.search(line):
            for found in _WORD.finditer(_without_targets(line)):
                if _MIXED.search(found[0]):
                    yield number, found.start() + 1, found[0]


def _avoided(
    bare: Sequence[str], first_line: int, prose: str, terms: Sequence[Term]
) -> Iterator[tuple[int, int, str, str]]:
    """Words to avoid and the preferred ones; *prose*, the whole text in lower case, first tells that a form is absent."""
    present = [(term, form) for term in terms for form in term.avoid if _literal(form) in prose]
    if not present or not any(re.search(form, prose) for _, form in present):
        return
    for number, line in enumerate(bare, first_line):
        low = line.lower()
        for term, form in present:
            for found in re.finditer(form, low):
                yield number, found.start() + 1, found[0], term.use


@cache
def _literal(form: str) -> str:
    """Letters that every match of a regular expression begins with; nothing where that cannot be told."""
    found = None if "|" in form else _LITERAL.match(form)
    return found[1] if found else ""
