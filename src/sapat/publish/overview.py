"""The pages that look over all documents: home, change sheet of all, review calendar, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sapat.model.codes import sort_key
from sapat.model.due import Deadline, deadlines_of, external_check
from sapat.model.names import DEADLINES, STATES
from sapat.model.rows import DocumentRow
from sapat.model.sheet import whole_sheet
from sapat.model.status import Status
from sapat.model.words import Words, pick
from sapat.publish import facts
from sapat.publish.converted import Converted
from sapat.publish.documents import level_url
from sapat.publish.links import EXTERNAL_PAGE, Reader
from sapat.publish.markup import badge, code, day, link, plain_day, relative, table, text
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.registers import ROWS_A_PAGE, page_of, split
from sapat.publish.sheets import sheet_table
from sapat.publish.words import LEVELS, LEVELS_HOLD, say

HOME: Final = "index.html"
CHANGES_PAGE: Final = "registers/changes.html"
CALENDAR_PAGE: Final = "registers/reviews.html"
RULES_PAGE: Final = "rules.html"
_LATEST: Final = 10
_LISTED: Final = 12
_LISTED_OUTSIDE: Final = 6


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as its documentation page shows it; who builds the site hands these over."""

    id: str
    severity: Words
    title: Words
    says: tuple[Words, ...]
    do: tuple[Words, ...]
    source: str


def home(plan: Plan, intro: Converted | None) -> Page:
    """The home page: what is in force by level, and what changed last."""
    lang = plan.lang
    institution = pick(plan.at.settings.name, lang)
    reader = Reader(plan, HOME, folder="docs")
    lead = reader.localised(intro.html) if intro else f"<p>{text(say(lang, 'home_lead'))}</p>"
    when = say(lang, "on_day", day=plain_day(plan.at.today))
    body = (
        f'<header class="sp-hero"><p class="sp-kicker">{text(institution)}</p>'
        f'<h1>{text(say(lang, "in_force"))}</h1><div class="sp-lead">{lead}</div>'
        f'{_counts(plan)}<p class="sp-asof">{text(when)}</p></header>'
        f'<div class="sp-levels">{"".join(_levels(plan))}</div>{_coming(plan)}{_latest(plan)}'
    )
    title = f"{say(lang, 'in_force')} — {institution}"
    return Page(url=HOME, title=title, body=body, section=HOME, wide=True, description=say(lang, "home_lead"))


def _counts(plan: Plan) -> str:
    status = [row.standing.status for row in plan.rows]
    overdue = sum(1 for row in plan.rows if row.cycle.due and row.cycle.due < plan.at.today)
    coming = sum(1 for row in plan.rows if row.standing.coming)
    drafts = sum(one in (Status.DRAFT, Status.REVIEW, Status.AGREEMENT) for one in status)
    told = [
        ("count_in_force", sum(one in (Status.IN_FORCE, Status.REVISION) for one in status)),
        ("count_revision", sum(one is Status.REVISION for one in status)),
        ("count_coming", coming),
        ("count_draft", drafts),
        ("count_overdue", overdue),
    ]
    items = "".join(f"<li><strong>{number}</strong> {text(say(plan.lang, key))}</li>" for key, number in told)
    return f'<ul class="sp-counts">{items}</ul>'


def _levels(plan: Plan) -> Iterator[str]:
    rows = [one.row for one in plan.shown.values() if plan.draft or one.row.standing.in_force is not None]
    for level in sorted({t.level for t in plan.at.settings.types.values() if t.level}):
        here = [row for row in rows if row.level == level]
        yield _level(plan, level, [_listed(plan, row) for row in here[:_LISTED]], len(here))
    external = list(plan.at.entries("external").values())
    if external:
        items = [
            f"<li>{link(f'{EXTERNAL_PAGE}#{one.id}', text(plan.title('external', one.id)))}"
            f'<span class="sp-meta">{code(one.text("code"))}</span></li>'
            for one in sorted(external, key=lambda one: sort_key(one.text("code")))[:_LISTED_OUTSIDE]
        ]
        yield _level(plan, 0, items, len(external))


def _level(plan: Plan, level: int, items: Sequence[str], count: int) -> str:
    lang = plan.lang
    title = link(level_url(level), text(LEVELS[level].say(lang)))
    listed = f'<ul class="sp-list">{"".join(items)}</ul>' if items else f"<p>{text(say(lang, 'nothing'))}</p>"
    more = link(level_url(level), text(say(lang, "all_of_level", count=count)), "sp-more") if count > len(items) else ""
    hold = text(LEVELS_HOLD[level].say(lang))
    return f'<section class="sp-level"><h2>{title}</h2><p class="sp-hold">{hold}</p>{listed}{more}</section>'


def _listed(plan: Plan, row: DocumentRow) -> str:
    status = row.standing.status
    mark = "" if status is Status.IN_FORCE else " " + badge(status.value, plan.status(status.value))
    version = say(plan.lang, "versioned", version=row.version or plan.shown[row.slug].current.version)
    meta = f'<span class="sp-meta">{code(row.code)} · {text(version)} · {day(row.effective)}{mark}</span>'
    return f"<li>{facts.document_link(plan, HOME, row)}{meta}</li>"


def _coming(plan: Plan) -> str:
    """What is approved and comes into force later, the nearest first."""
    lang = plan.lang
    found = [(one.effective, row, one) for row in plan.rows for one in row.standing.coming if one.effective]
    if not found:
        return ""
    items = []
    for when, row, one in sorted(found, key=lambda told: (told[0], told[1].sorting)):
        kind = plan.value("change", "kind", one.kind)
        version = "" if one.is_withdrawal else f" · {text(say(lang, 'versioned', version=str(one.version)))}"
        items.append(
            f'<li><span class="sp-when">{day(when)}</span><div><span class="sp-what">{text(kind)}</span>'
            f'{facts.document_link(plan, HOME, row)}<span class="sp-meta">{code(row.code)}{version}</span></div></li>'
        )
    title = text(say(lang, "takes_effect_later"))
    return (
        f'<section class="sp-news"><h2 id="sp-coming">{title}</h2><ol class="sp-latest">{"".join(items)}</ol></section>'
    )


def _latest(plan: Plan) -> str:
    """The newest changes in force by today."""
    lang = plan.lang
    lines = [one for one in reversed(whole_sheet(plan.at)) if one.when <= plan.at.today][:_LATEST]
    items = []
    for one in lines:
        row = plan.shown[one.slug].row if one.slug in plan.shown else None
        name = facts.document_link(plan, HOME, row) if row else code(one.code)
        version = f" · {text(say(lang, 'versioned', version=one.version))}" if one.version else ""
        summary = facts.told_of(plan, one)
        told = f"<p>{text(summary)}</p>" if summary else ""
        items.append(
            f'<li><span class="sp-when">{day(one.when)}</span><div><span class="sp-what">{text(facts.kind_of(plan, one))}</span>'
            f'{name}<span class="sp-meta">{code(one.code)}{version}</span>{told}</div></li>'
        )
    listed = f'<ol class="sp-latest">{"".join(items)}</ol>' if items else f"<p>{text(say(lang, 'nothing'))}</p>"
    more = link(CHANGES_PAGE, text(say(lang, "all_changes")), "sp-more")
    return f'<section class="sp-news"><h2 id="sp-latest">{text(say(lang, "latest"))}</h2>{listed}{more}</section>'


def change_pages(plan: Plan) -> Iterator[Page]:
    """The change sheet of all documents, newest first."""
    title, note = say(plan.lang, "change_sheet"), say(plan.lang, "change_note")
    lines = whole_sheet(plan.at)[::-1]
    chunks = [lines[at : at + ROWS_A_PAGE] for at in range(0, len(lines), ROWS_A_PAGE)] or [[]]
    for number, chunk in enumerate(chunks, 1):
        url = CHANGES_PAGE if number == 1 else f"registers/changes-{number}.html"
        more = f"registers/changes-{number + 1}.html" if number < len(chunks) else ""
        step = f"<p>{link(relative(url, more), text(say(plan.lang, 'next')), 'sp-more')}</p>" if more else ""
        html = sheet_table(plan, url, chunk, with_document=True) + step
        yield page_of(plan, url, title, html, note, section=CHANGES_PAGE)


def calendar(plan: Plan) -> Iterator[Page]:
    """What falls due and when, the nearest first (R47, DOMAIN 4e)."""
    lang = plan.lang
    rows = {row.slug: row for row in plan.rows}
    found = [one for row in plan.rows for one in deadlines_of(plan.at, row)]
    for entry in plan.at.entries("external").values():
        if due := external_check(plan.at, entry, plan.at.today):
            found.append(Deadline(entry.id, entry.text("code"), "external-check", due, plan.at.today))
    found.sort(key=lambda one: (one.due, sort_key(one.code), one.what))
    heads = [say(lang, key) for key in ("due", "state", "code", "title", "what", "owner")]
    told = [_due_row(plan, one, rows.get(one.slug)) for one in found]
    return split(
        plan, CALENDAR_PAGE, say(lang, "calendar"), say(lang, "calendar_note"), heads, told, "sp-filter sp-due"
    )


def _due_row(plan: Plan, one: Deadline, row: DocumentRow | None) -> list[str]:
    left = say(plan.lang, "days_late", days=-one.days) if one.days < 0 else say(plan.lang, "days_left", days=one.days)
    if row is not None:
        title, owner = facts.document_link(plan, CALENDAR_PAGE, row), row.owner
    else:
        url = relative(CALENDAR_PAGE, f"{EXTERNAL_PAGE}#{one.slug}")
        title = link(url, text(plan.title("external", one.slug)))
        owner = plan.at.entries("external")[one.slug].text("owner")
    return [
        day(one.due),
        f'{badge(one.state, STATES[one.state].say(plan.lang))} <span class="sp-meta">{text(left)}</span>',
        code(one.code),
        title,
        text(DEADLINES[one.what].say(plan.lang)),
        text(plan.role(owner)),
    ]


def rule_page(plan: Plan, rules: Sequence[RuleRow]) -> Page:
    """The documentation of the rules, made from the table that judges."""
    lang = plan.lang
    heads = [say(lang, key) for key in ("rule", "severity", "sentence", "cure", "clause")]
    rows = [
        [
            f'<span id="{text(one.id)}" class="sp-code">{text(one.id)}</span>',
            text(one.severity.say(lang)),
            f"<b>{text(one.title.say(lang))}</b>{_sentences(one.says, lang)}",
            _sentences(one.do, lang),
            text(one.source),
        ]
        for one in rules
    ]
    html = table(heads, rows, say(lang, "rules"), "sp-filter sp-rules")
    note = say(lang, "rules_note").replace("`", "")
    return page_of(plan, RULES_PAGE, say(lang, "rules"), html, note)


def _sentences(told: Sequence[Words], lang: str) -> str:
    return "".join(f"<p>{text(re.sub(r'{[^}]*}', '…', one.say(lang)))}</p>" for one in told)


def plain_page(plan: Plan, path: str, url: str, title: str, converted: Converted) -> Page:
    """A page of `docs/` that is no controlled document."""
    reader = Reader(plan, url, folder=path.rpartition("/")[0])
    body = f'<div class="sp-text">{reader.localised(converted.html)}</div>'
    if not converted.headings or converted.headings[0].level != 1:
        body = f'<header class="sp-top"><h1>{text(title)}</h1></header>{body}'
    headings = tuple(one for one in converted.headings if one.level > 1)
    return Page(url=url, title=title, body=body, section=url, headings=headings)
