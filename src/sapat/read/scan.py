"""One pass over the lines of a Markdown text: headings, links, words, letters, raw HTML. No rule needs a parser."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from sapat.model.anchors import anchor, explicit, plain, unique
from sapat.model.files import Link, Scan
from sapat.model.settings import Term

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_CODE: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CODE_LINK: Final = re.compile(r"\[\[([^\]|#]+)(?:#([^\]|]*))?(?:\|([^\]]*))?\]\]")
_LINK: Final = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*(?:<([^>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_REFERENCE: Final = re.compile(r" {0,3}\[([^\]^]+)\]:\s*<?([^\s>]+)>?")
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)([^<>]*)(>?)")
_EVENT: Final = re.compile(r"(?:^|[\s/\"'])on[a-z]+\s*=|style\s*=|srcdoc\s*=|formaction\s*=", re.IGNORECASE)
_ATTRIBUTES: Final = re.compile(r"\{:?[^}\n]*\b(on[a-z]+|style|srcdoc|formaction)\s*=", re.IGNORECASE)
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
_WORD: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_MIXED: Final = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_KYRGYZ: Final = frozenset("өүңӨҮҢ")


def scan(body: str, first_line: int = 1, terms: Sequence[Term] = ()) -> Scan:
    """Facts of a Markdown body whose first line has the number *first_line* in its file."""
    headings: list[tuple[int, int, str]] = []
    anchors: set[str] = set()
    order: list[str] = []
    links: list[Link] = []
    mixed: list[tuple[int, int, str]] = []
    avoided: list[tuple[int, int, str, str]] = []
    raw: list[tuple[int, int, str]] = []
    words = letters = kyrgyz = 0
    fence = ""
    former = ""
    watch = _watch(terms)

    def head(number: int, level: int, told: str) -> None:
        headings.append((number, level, plain(told)))
        name = explicit(told) or anchor(plain(told))
        order.append(unique(name, anchors))

    for number, line in enumerate(body.split("\n"), first_line):
        opened = _FENCE.match(line) if "`" in line or "~" in line else None
        if fence:
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
                fence = ""
            former = ""
            continue
        if opened:
            fence = opened[1]
            former = ""
            continue
        bare = _CODE.sub(lambda found: " " * len(found[0]), line) if "`" in line else line
        if "#" in line and (found := _HEADING.match(line)) is not None:
            head(number, len(found[1]), found[2] or "")
            former = ""
        elif former and (under := _UNDERLINE.match(line)) is not None:
            head(number - 1, 1 if under[1][0] == "=" else 2, former)
            former = ""
        else:
            former = (
                line.strip() if line.strip() and not line.startswith(("    ", "\t", "|", ">", "-", "*", "+")) else ""
            )
        if "[" in bare or "<" in bare:
            links += _links(bare, number)
            raw += _raw(bare, number)
        if "{" in bare and (runs := _ATTRIBUTES.search(bare)):
            raw.append((number, runs.start() + 1, runs[1]))
        words += len(_WORD.findall(bare))
        cyrillic = len(_CYRILLIC.findall(bare))
        if cyrillic:
            letters += cyrillic
            kyrgyz += sum(bare.count(letter) for letter in _KYRGYZ)
            if _MIXED.search(bare):
                shown = _without_targets(bare)
                mixed += [(number, f.start() + 1, f[0]) for f in _WORD.finditer(shown) if _MIXED.search(f[0])]
            if watch is not None and (low := bare.lower()) and watch.search(low):
                avoided += _avoided(low, number, terms)
    title = next((told for _, level, told in headings if level == 1), "")
    return Scan(
        title,
        tuple(headings),
        tuple(order),
        tuple(links),
        words,
        letters,
        kyrgyz,
        tuple(mixed),
        tuple(avoided),
        tuple(raw),
    )


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
    if "]:" in rest and (one := _REFERENCE.match(rest)):
        found.append(Link("link", html.unescape(one[2]), number, one.start() + 1))
    if "<" in rest:
        found += [Link("link", html.unescape(one[1]), number, one.start() + 1) for one in _AUTOLINK.finditer(rest)]
    return found


def _nested(line: str, number: int) -> list[Link]:
    """Links and pictures of a line, also a picture that is the text of a link."""
    found = []
    for start in re.finditer(r"!?\[", line):
        one = _LINK.match(line, start.start())
        if one:
            target = one[2] if one[2] is not None else one[3]
            found.append(Link("image" if one[1] else "link", html.unescape(target), number, start.start() + 1))
    return found


def _raw(line: str, number: int) -> list[tuple[int, int, str]]:
    """Raw HTML that is not plain formatting: other elements, running attributes, tags left open at the line's end."""
    if "<" not in line:
        return []
    found = []
    for tag in _TAG.finditer(line):
        if _AUTOLINK.match(line, tag.start()) or re.match(r"<[^\s<>@]+@[^\s<>]+>", line[tag.start() :]):
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
    blank = re.sub(r"\]\([^)]*\)|\[\[[^\]|]*|https?://\S+|\S+@\S+", lambda f: " " * len(f[0]), line)
    return re.sub(r"\S+\.(?:md|yaml|toml|py)\b", lambda f: " " * len(f[0]), blank)


def _watch(terms: Sequence[Term]) -> re.Pattern[str] | None:
    told = [one for term in terms for one in term.avoid]
    return re.compile("|".join(f"(?:{one})" for one in told)) if told else None


def _avoided(line: str, number: int, terms: Sequence[Term]) -> list[tuple[int, int, str, str]]:
    return [
        (number, found.start() + 1, found[0], term.use)
        for term in terms
        for form in term.avoid
        for found in re.finditer(form, line)
    ]
