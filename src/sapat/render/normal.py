"""The clean HTML of a text made fit for pandoc: an allow-list of attributes again, footnotes, tables, links and pictures.

Nothing here adds or takes away a word (a test compares); what cannot be kept as it is comes back as a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from sapat.render.job import Fault, Section
from sapat.render.pictures import Picture
from sapat.render.tables import fitted, headed
from sapat.render.tree import drop, first_words, replace, text_of, unwrap

_ALIGNED: Final = {"ta-left": "left", "ta-right": "right", "ta-center": "center"}
_KINDS: Final = frozenset(["note", "warning", "danger", "tip", "info", "example", "important"])
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEMES: Final = ("http://", "https://", "mailto:", "tel:")
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_MERMAID: Final = re.compile(
    r"\s*(?:%%\{.*?\}%%\s*)?(?:graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|journey|mindmap|"
    r"timeline|gitGraph|quadrantChart)\b",
    re.DOTALL,
)
_HEADLESS: Final = "PDF/UA-1 error: a table has no header row"  # as the compiler says such things
_CODE: Final = 28  # letters of the longest code
_COLUMN: Final = 165.0  # millimetres of text width
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(slots=True)
class Normal:
    """A text in the making: its elements, the new names of its targets, the faults met."""

    pictures: Mapping[str, Picture]
    words: Mapping[str, str]
    refused: frozenset[str] = frozenset()  # pictures that may not be shown, said elsewhere
    whole: bool = False  # a wide table turns the whole paper, not a page of it
    across: bool = False  # whether there was one
    faults: list[Fault] = field(default_factory=list)
    names: dict[tuple[int, str], str] = field(default_factory=dict)

    def made(self, sections: Iterable[Section]) -> str:
        """The HTML of all sections as pandoc gets it."""
        roots = [(number, _root(one.html), one.shift) for number, one in enumerate(sections)]
        for number, root, _ in roots:
            self._name(number, root)
        return "".join(self._section(number, root, shift) for number, root, shift in roots)

    def _name(self, number: int, root: Any) -> None:
        """A short name for every target; of two equal ids the first one counts."""
        for one in root.iter():
            told = one.get("id")
            if told:
                self.names.setdefault((number, told), f"t{len(self.names) + 1}")

    def _section(self, number: int, root: Any, shift: int) -> str:
        self._footnotes(root)
        for one in list(root.iter()):
            if not isinstance(one.tag, str):
                unwrap(one)
        for one in list(root.iter("a")):
            self._link(number, one)
        for one in list(root.iter("img")):
            self._picture(number, one)
        for one in list(root.iter("pre")):
            self._code(number, one)
        for one in list(root.iter(*_HEADINGS)):
            one.tag = f"h{min(6, max(1, int(one.tag[1]) - shift))}"
        for one in list(root.iter("summary", "figcaption", "caption")):
            one.tag = "p"
        for one in root.xpath('.//p[@class="admonition-title"]'):
            one.tag = "div"  # pandoc keeps no class of a paragraph
        self._attributes(number, root)
        for one in list(root.iter("table")):
            if not headed(one):
                self.faults.append(Fault("profile", _HEADLESS, number, first_words(one)))
            self.across |= fitted(one, may_turn=not self.whole)
        inner = lxml_html.tostring(root, encoding="unicode")
        inner = _UNSEEN.sub("", inner.removeprefix("<div>").removesuffix("</div>"))
        return f'<div class="sp-part">{inner}</div>' if number else inner

    def _footnotes(self, root: Any) -> None:
        """Each mark of a footnote gets the words of its note; the list of notes at the end goes."""
        notes = {}
        for frame in root.xpath('.//div[@class="footnote"]'):
            for item in frame.xpath(".//li[@id]"):
                notes[item.get("id")] = item
        used = set()
        for mark in root.xpath('.//sup[a[@class="footnote-ref"]]'):
            target = (mark[0].get("href") or "").rpartition(":")[2]
            key = next((name for name in notes if name == f"fn:{target}" or name.rpartition(":")[2] == target), None)
            if key is not None:
                used.add(key)
                replace(mark, _inline_note(notes[key]))
        for frame in root.xpath('.//div[@class="footnote"]'):
            if set(notes) <= used:
                drop(frame)

    def _link(self, number: int, one: Any) -> None:
        told = (one.get("href") or "").strip()
        if told.startswith("#"):
            section, _, name = told[1:].partition(":")
            new = self.names.get((int(section), name)) if section.isdigit() else None
            if new:
                one.set("href", f"#{new}")
                _keep_whole(one)
                return
            self.faults.append(Fault("link", f"#{name}", number))
        elif told.lower().startswith(_SCHEMES):
            _keep_whole(one)
            return
        unwrap(one)

    def _picture(self, number: int, one: Any) -> None:
        name = one.get("src") or ""
        found = self.pictures.get(name)
        alt = " ".join((one.get("alt") or "").split())
        if found is None:
            self._say(one, self.words["picture_missing"].format(alt=alt or "—"))
            if name not in self.refused:
                self.faults.append(Fault("picture", alt, number))
            return
        if not alt:
            self.faults.append(Fault("alt", name, number))
        asked = (one.get("width") or "").strip().removesuffix("px")
        natural = float(asked) * 25.4 / 96 if asked.isdigit() else found.width
        width = min(natural, _COLUMN, natural * 200.0 / max(found.height * natural / found.width, 1.0))
        one.set("src", f"{name}.{found.kind}")
        one.set("alt", alt or "—")
        one.set("width", f"{width:.1f}")

    def _say(self, one: Any, told: str) -> None:
        box = etree.Element("strong")
        box.text = f"[{told}]"
        replace(one, box)

    def _code(self, number: int, one: Any) -> None:
        """A diagram that is not drawn stands in a box that says so: it is never lost."""
        told = text_of(one)
        if _MERMAID.match(told):
            self.faults.append(Fault("diagram", told.strip().splitlines()[0], number))
            box = etree.Element("div", {"class": "sp-undrawn"})
            head = etree.SubElement(box, "p")
            strong = etree.SubElement(head, "strong")
            strong.text = self.words["diagram"]
            replace(one, box, keep=one)

    def _attributes(self, number: int, root: Any) -> None:
        """Only what is asked for below stays: a `typst:…` attribute would be run (findings: pdf §6)."""
        seen: set[str] = set()
        named: list[tuple[Any, str]] = []
        for one in root.iter():
            old = dict(one.attrib)
            one.attrib.clear()
            for name, value in _kept(one.tag, old):
                one.set(name, value)
            told = self.names.get((number, old.get("id") or ""))
            if told and told not in seen:
                seen.add(told)
                named.append((one, told))
        for one, told in named:
            _named(one, told)


def _keep_whole(link: Any) -> None:
    """A code is not broken at the end of a line, where there is room for it."""
    told = text_of(link)
    if "-" in told and len(told) <= _CODE and " " not in told and not any(True for _ in link.iterancestors("td", "th")):
        span = etree.Element("span", {"class": "sp-whole"})
        replace(link, span, keep=link)


def _root(html: str) -> Any:
    return lxml_html.fragment_fromstring(html, create_parent="div")


def _kept(tag: Any, old: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kinds = (old.get("class") or "").split()
    if tag == "a" and old.get("href"):
        yield "href", old["href"]
    elif tag == "img":
        yield from ((name, old[name]) for name in ("src", "alt", "width") if name in old)
    elif tag == "ol" and (old.get("start") or "").isdigit():
        yield "start", old["start"][:6]
    elif tag in ("td", "th"):
        for name in ("colspan", "rowspan"):
            if (old.get(name) or "").isdigit() and 1 < int(old[name][:4]) <= 200:
                yield name, old[name]
        aligned = next((_ALIGNED[one] for one in kinds if one in _ALIGNED), "")
        if aligned:
            yield "style", f"text-align: {aligned}"
    elif tag == "span":
        yield from (("class", one) for one in kinds if one in ("sp-fn", "sp-whole"))
    elif tag == "div":
        if "admonition-title" in kinds:
            yield "class", "admonition-title"
        elif "admonition" in kinds:
            yield "class", " ".join(["admonition", *(one for one in kinds if one in _KINDS)])
        elif "sp-undrawn" in kinds:
            yield "class", "sp-undrawn"


def _named(one: Any, name: str) -> None:
    """A heading bears its name itself; in anything else it stands at the beginning."""
    if one.tag in _HEADINGS:
        one.set("id", name)
    elif one.tag in ("p", "div", "li", "span", "td", "th", "dt", "dd", "a"):
        mark = etree.Element("span", {"id": name})
        mark.tail, one.text = one.text, None
        one.insert(0, mark)


def _inline_note(item: Any) -> Any:
    """The words of a footnote as one run of text: a note at the foot of a page has no blocks."""
    for back in item.xpath('.//a[@class="footnote-backref"]'):
        drop(back)
    span = etree.Element("span", {"class": "sp-fn"})
    span.text = item.text.strip() if item.text else ""
    last = None
    for block in list(item):
        if last is not None:
            last = etree.SubElement(span, "br")
        for inner in list(block.iter()):
            if inner is not block and inner.tag in _BLOCKS:
                inner.tag = "span"
        block.tag = "span"
        block.attrib.clear()
        tail = block.tail
        block.tail = tail.strip() if tail else None
        span.append(block)
        last = block
    return span
