"""The redline of one document a range changes, for the comment: both working texts converted, compared, written as Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sapat.model.documents import Document
from sapat.model.snapshot import Snapshot
from sapat.publish.convert import Converter
from sapat.publish.differences import STATES, amount, figures, front_changes, section_name
from sapat.publish.plan import Edition, Plan
from sapat.publish.redline import redline
from sapat.publish.redline_markdown import markdown_lines
from sapat.publish.redline_parts import whole_text
from sapat.read.frontmatter import cut, decode
from sapat.read.source import Source
from sapat.report.comment import Touched

_PIECES: Final = 400  # paragraphs of one redline: more than any comment has room for


class Redliner:
    """Makes redlines between two trees."""

    def __init__(self, base: tuple[Snapshot, Source], head: tuple[Snapshot, Source], lang: str) -> None:
        self._base, self._head = base, head
        self._plans = (Plan(base[0], lang, draft=True), Plan(head[0], lang, draft=True))
        self._converter = Converter()

    def add(self, made: Touched, old: Document, new: Document) -> Touched:
        """*made* with figures, sections, front matter and redline of the change from *old* to *new*."""
        before, after = self._plans[0].working_text(old), self._plans[1].working_text(new)
        told = redline(self._whole(0, before), self._whole(1, after))
        lang = self._plans[1].lang
        sections: list[str] = []
        for one in told.sections:
            much = f"{self._state(one.state)}{amount(one)}".strip()
            sections.append(section_name(lang, one) + (f" ({much})" if much else ""))
        return replace(
            made,
            figures=figures(lang, told),
            sections=tuple(sections),
            front=tuple(front_changes(self._plans[1], old.front, new.front)),
            redline=tuple(markdown_lines(told.html)[:_PIECES]),
        )

    def _state(self, state: str) -> str:
        return "" if state == "changed" else STATES[state].say(self._plans[1].lang).lower() + " "

    def _whole(self, side: int, edition: Edition) -> str:
        at, source = (self._base, self._head)[side]
        read = source.read([at.files[part.path] for part in edition.parts if part.path in at.facts])
        texts = {file.path: self._converter.convert(cut(decode(data).text).body) for file, data in read}
        return whole_text(self._plans[side], edition, texts)
