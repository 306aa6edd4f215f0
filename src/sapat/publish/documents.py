"""The pages of a document: its head, its text, its change sheet and versions (R6, R43-R45)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from sapat.model.codes import sort_key
from sapat.model.evidence import evidence
from sapat.model.names import EVIDENCE
from sapat.model.rows import DocumentRow
from sapat.model.sheet import sheet
from sapat.model.status import Status
from sapat.model.words import pick
from sapat.publish import facts
from sapat.publish.converted import Converted, Heading
from sapat.publish.links import Reader
from sapat.publish.markup import badge, code, day, link, relative, text
from sapat.publish.notices import notices
from sapat.publish.page import Page
from sapat.publish.plan import Edition, Part, Plan, Shown
from sapat.publish.sheets import sheet_table
from sapat.publish.version_pages import version_url
from sapat.publish.versions import versions_table
from sapat.publish.words import LEVELS, say

EMPTY: Final = Converted("", ())
_FOLDED: Final = 5


def document_pages(plan: Plan, shown: Shown, texts: Mapping[str, Converted]) -> Iterator[Page]:
    """Every page of a document: the parts of each of its texts."""
    for edition in shown.editions:
        for place, part in enumerate(edition.parts):
            yield _Sheet(plan, shown, edition, part, place).page(texts.get(part.path, EMPTY))


class _Sheet:
    """One page of a document while it is put together."""

    def __init__(self, plan: Plan, shown: Shown, edition: Edition, part: Part, place: int) -> None:
        self.plan, self.shown, self.edition, self.part, self.place = plan, shown, edition, part, place
        self.row = shown.row
        self.main = place == 0
        self.title = pick(self._titles(), plan.lang) or self.row.code

    def _titles(self) -> Mapping[str, str]:
        told = self.edition.front.get("title")
        return told if isinstance(told, dict) else self.row.title

    def say(self, key: str, **args: object) -> str:
        return say(self.plan.lang, key, **args)

    def url(self, target: str) -> str:
        return relative(self.part.url, target)

    def page(self, converted: Converted) -> Page:
        """The whole page."""
        heading, rest = _first_heading(converted)
        reader = Reader(self.plan, self.part.url, self.edition, self.part)
        current = self.edition.state in ("current", "draft")
        body = [
            self._trail(),
            notices(self.plan, self.shown, self.edition, self.part.url),
            self._head(heading) if self.main else self._short_head(heading),
            _contents(self, rest.headings),
            f'<div class="sp-text">{reader.localised(rest.html)}{self._held()}</div>',
            self._part_list(rest) if self.main else "",
            self._steps(),
        ]
        if self.main and current:
            body += [self._change_sheet(), self._former(), self._cited(), self._report()]
        elif current:
            body.append(self._report())
        name = self.title if self.main else f"{self.part.title or self.part.relative} — {self.title}"
        return Page(
            url=self.part.url,
            title=name if current else f"{name}, {self.say('versioned', version=self.edition.version)}",
            body="".join(body),
            section=section_of(self.plan, self.row),
            headings=rest.headings,
            indexed=self.edition.state == "current" and not self.plan.draft and _readable(self.row.standing.status),
            description=f"{self.row.code}. {self.plan.type_label(self.row.type)}. {self._status()}.",
            running=self._running(),
            beside=self._beside(),
        )

    # head

    def _status(self) -> str:
        return facts.state_of(self.plan, self.shown, self.edition)[1]

    def _status_key(self) -> str:
        return facts.state_of(self.plan, self.shown, self.edition)[0]

    def _trail(self) -> str:
        level = LEVELS.get(self.row.level if self.row.level is not None else -1)
        steps = [link(self.url("index.html"), text(self.say("home")))]
        if level is not None:
            steps.append(link(self.url(level_url(self.row.level or 0)), text(level.say(self.plan.lang))))
        at_main = self.main and self.edition.state in ("current", "draft")
        steps.append(text(self.row.code) if at_main else link(self.url(self.shown.current.url), text(self.row.code)))
        if not self.main and self.edition.state not in ("current", "draft"):
            steps.append(link(self.url(self.edition.url), text(self.edition.version)))
        return (
            f'<nav class="sp-trail" aria-label="{escape(self.say("documents"))}">{" <span>›</span> ".join(steps)}</nav>'
        )

    def _head(self, heading: Heading | None) -> str:
        state = self._status_key()
        level = LEVELS.get(self.row.level if self.row.level is not None else -1)
        kicker = [self.plan.type_label(self.row.type)] + ([level.say(self.plan.lang)] if level else [])
        named_ = f' id="{escape(heading.id)}"' if heading else ""
        title = heading.name if heading else text(self.title)
        marks = [
            code(self.row.code),
            f'<span class="sp-version">{text(self.say("versioned", version=self.edition.version))}</span>',
            badge(state, self._status()),
        ]
        told = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in self._facts() if value)
        return (
            f'<header class="sp-head sp-head--{state}"><p class="sp-kicker">{text(" · ".join(kicker))}</p>'
            f"<h1{named_}>{title}</h1>"
            f'<p class="sp-marks">{" ".join(marks)}</p><dl class="sp-facts">{told}</dl></header>'
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        record = self.edition.record
        acts = {one.id: one for one in facts.acts_of(self.plan, record)} if record else {}
        owner = self.edition.front.get("owner")
        yield self.say("former_codes"), ", ".join(code(one) for one in self.row.former_codes)
        if record is not None:
            key = "takes_effect" if record in self.row.standing.coming else "effective"
            if self.edition.state == "former" or is_over(self.row):
                yield self.say("was_in_force"), facts.period(self.plan, record)
            else:
                yield self.say(key), day(record.effective)
            if record.expires:
                yield self.say("expires"), day(record.expires)
        for act in acts.values():
            yield self.say("decision" if act.body else "order"), facts.act_link(self.plan, self.part.url, act)
        if record is not None:
            yield (
                self.say("evidence"),
                text(EVIDENCE[evidence(self.plan.at, self.row.slug, record)].say(self.plan.lang)),
            )
        missing = record.get("acts_missing") if record else None
        if missing:
            yield self.say("no_acts"), text(missing)
        yield self.say("owner"), text(self.plan.role(str(owner))) if owner else ""
        yield self.say("paper"), self._paper() if self.edition.state == "current" else ""
        if record is not None and not self.plan.draft:
            yield (
                self.say("checked_at"),
                link(self.url(version_url(self.edition.slug, self.edition.version)), text(self.say("check_copy"))),
            )
        if self.edition.state == "current":
            yield self.say("last_review"), day(self.row.cycle.last)
            yield self.say("next_review"), self._next_review()
        yield from self._origin()

    def _paper(self) -> str:
        """The way to the PDF, or why there is none."""
        paper, refused = self.plan.papers.get(self.row.slug), self.plan.unprinted.get(self.row.slug)
        if paper:
            return link(self.url(paper), "PDF")
        return text(refused.message.say(self.plan.lang, refused.args)) if refused else ""

    def _next_review(self) -> str:
        if self.row.cycle.due:
            return day(self.row.cycle.due)
        settings = self.plan.at.settings
        is_form = self.row.type == settings.form_type and self.row.standing.in_force is not None
        return text(self.say("with_parent")) if is_form else ""

    def _origin(self) -> Iterator[tuple[str, str]]:
        told = self.edition.front
        processes = told.get("process")
        if isinstance(processes, list) and processes:
            known = [_process_link(self.plan, self.part.url, str(one)) for one in processes]
            yield self.say("process"), "<br>".join(known)
        basis = told.get("basis")
        if isinstance(basis, list) and basis and self.edition.state != "former":
            reader = Reader(self.plan, self.part.url, self.edition, self.part)
            links = (f'<a href="sapat:{escape(str(one))}">{text(one)}</a>' for one in basis)
            yield self.say("basis_of"), reader.localised(", ".join(links))
        original = told.get("original")
        if isinstance(original, dict):
            place = [str(original.get("place", "")), self.plan.role(str(original.get("keeper", "")))]
            yield self.say("original"), text(", ".join(one for one in place if one))

    def _short_head(self, heading: Heading | None) -> str:
        """The head on a part: which document and version it belongs to, and the part's own heading."""
        state = self._status_key()
        whole = link(self.url(self.edition.url), text(self.title))
        version = self.say("versioned", version=self.edition.version)
        named_ = f' id="{escape(heading.id)}"' if heading else ""
        title = heading.name if heading else text(self.part.title or self.part.relative)
        return (
            f'<header class="sp-head sp-head--short sp-head--{state}"><p class="sp-kicker">{whole}</p>'
            f"<h1{named_}>{title}</h1>"
            f'<p class="sp-marks">{code(self.row.code)} <span class="sp-version">{text(version)}</span> '
            f"{badge(state, self._status())}</p></header>"
        )

    def _held(self) -> str:
        held = self.edition.front.get("held")
        if not self.main or not isinstance(held, dict):
            return ""
        where, keeper = str(held.get("where", "")), self.plan.role(str(held.get("keeper", "")))
        return f'<p class="sp-held">{text(self.say("held", where=where, keeper=keeper))}</p>'

    # parts

    def _part_list(self, converted: Converted) -> str:
        """The parts as a list, unless the text itself lists them."""
        rest = self.edition.parts[1:]
        if not rest or all(f'href="{quote(part.relative)}' in converted.html for part in rest):
            return ""
        items = "".join(f"<li>{link(self.url(one.url), text(one.title or one.relative))}</li>" for one in rest)
        return f'<section class="sp-parts"><h2 id="sp-parts">{text(self.say("parts"))}</h2><ol>{items}</ol></section>'

    def _steps(self) -> str:
        """To the part before and the part after."""
        parts = self.edition.parts
        if len(parts) < 2:
            return ""
        made = []
        for key, kind, place in (("previous", "prev", self.place - 1), ("next", "next", self.place + 1)):
            if 0 <= place < len(parts):
                title = (parts[place].title or self.title) if place else self.title
                inside = f"<span>{text(self.say(key))}</span>{text(title)}"
                made.append(link(self.url(parts[place].url), inside, f"sp-step sp-step--{kind}"))
        return f'<nav class="sp-steps" aria-label="{escape(self.say("parts"))}">{"".join(made)}</nav>'

    def _beside(self) -> str:
        parts = self.edition.parts
        if len(parts) < 2:
            return ""
        items = []
        for one in parts:
            title = text((one.title or one.relative) if one is not parts[0] else self.row.code)
            here = ' aria-current="page"' if one is self.part else ""
            items.append(f'<li><a href="{escape(self.url(one.url)) or "#"}"{here}>{title}</a></li>')
        return f'<ul class="sp-nav__parts">{"".join(items)}</ul>'

    # after the text

    def _change_sheet(self) -> str:
        lines = sheet(self.plan.at, self.row.slug)
        if not lines:
            return ""
        told = sheet_table(self.plan, self.part.url, lines, with_document=False)
        return _after("sp-sheet", self.say("sheet_of"), told)

    def _former(self) -> str:
        told = versions_table(self.plan, self.shown, self.part.url)
        return _after("sp-versions", self.say("former_versions"), told) if told else ""

    def _cited(self) -> str:
        slugs = self.plan.cited_by.get(self.row.slug, ())
        citing = sorted((self.plan.shown[slug].row for slug in slugs), key=lambda row: sort_key(row.code))
        if not citing:
            return _after("sp-cited", self.say("cited_by"), f"<p>{text(self.say('no_citing'))}</p>")
        items = "".join(
            f"<li>{code(row.code)} {facts.document_link(self.plan, self.part.url, row)}</li>" for row in citing
        )
        return _after("sp-cited", self.say("cited_by"), f'<ul class="sp-list">{items}</ul>')

    def _report(self) -> str:
        told = self.plan.at.settings.sections.get("publish")
        address = told.get("report") if isinstance(told, Mapping) else None
        if not isinstance(address, str) or not address.startswith(("mailto:", "https://", "http://")):
            return ""
        filled = address.replace("{code}", quote(self.row.code)).replace("{version}", quote(self.edition.version))
        return f'<p class="sp-report">{link(filled, text(self.say("report")))}</p>'

    def _running(self) -> tuple[str, ...]:
        version = self.say("versioned", version=self.edition.version)
        unit = self.plan.title("units", self.row.unit) if self.row.unit else ""
        name = pick(self.plan.at.settings.name, self.plan.lang)
        status = "" if self._status_key() == Status.IN_FORCE.value else f" · {self._status()}"
        codes = " / ".join((self.row.code, *self.row.former_codes))
        return (name, unit, f"{self.title} · {codes} · {version}{status}")


def _after(name: str, title: str, html: str) -> str:
    return f'<section class="sp-after"><h2 id="{name}">{text(title)}</h2>{html}</section>'


def _first_heading(converted: Converted) -> tuple[Heading | None, Converted]:
    """The heading a text begins with, which stands in the head of the page, and the text without it."""
    html = converted.html.lstrip()
    first = converted.headings[0] if converted.headings else None
    if first is None or first.level != 1 or not html.startswith("<h1"):
        return None, converted
    end = html.index("</h1>")
    inside = html[html.index(">") + 1 : end]
    plain = "<a " not in inside and "<img" not in inside
    shown = Heading(1, first.id, inside if plain else first.name)
    return shown, Converted(html[end + 5 :], converted.headings[1:])


def _contents(sheet: _Sheet, headings: Sequence[Heading]) -> str:
    """The table of contents for narrow screens, where it has no column of its own."""
    listed = [one for one in headings if one.level == 2]
    if len(listed) < 3:
        return ""
    items = "".join(f'<li><a href="#{escape(one.id)}">{one.name}</a></li>' for one in listed)
    return f'<details class="sp-contents"><summary>{text(sheet.say("contents"))}</summary><ul>{items}</ul></details>'


def _process_link(plan: Plan, page: str, number: str) -> str:
    known = number in plan.at.entries("processes")
    title = f"{number}. {plan.title('processes', number)}" if known else number
    return link(relative(page, f"registers/processes.html#{number}"), text(title)) if known else text(title)


def level_url(level: int) -> str:
    """The page that lists the documents of a level."""
    return f"levels/{level}.html" if level else "registers/external.html"


def section_of(plan: Plan, row: DocumentRow) -> str:
    """The entry of the navigation that a document belongs to."""
    level, status = row.level, row.standing.status
    if not _readable(status) and status not in (Status.APPROVED, Status.DRAFT, Status.REVIEW, Status.AGREEMENT):
        return "registers/ended.html"
    return level_url(level or 0) if level is not None else "registers/documents.html"


def is_over(row: DocumentRow) -> bool:
    """Whether a document was in force and is not any more."""
    return row.standing.status in (Status.WITHDRAWN, Status.SUPERSEDED, Status.EXPIRED, Status.SUSPENDED)


def _readable(status: Status) -> bool:
    return status in (Status.IN_FORCE, Status.REVISION, Status.APPROVED)


def links_of(plan: Plan, page: str, slugs: Iterable[str]) -> str:
    """Documents by code, as links to their pages; many of them folded."""
    rows = sorted((plan.shown[slug].row for slug in slugs if slug in plan.shown), key=lambda row: sort_key(row.code))
    told = "<br>".join(facts.document_link(plan, page, row, row.code) for row in rows)
    if len(rows) < _FOLDED:
        return told
    count = text(say(plan.lang, "cited_count", count=len(rows)))
    return f"<details><summary>{count}</summary>{told}</details>"
