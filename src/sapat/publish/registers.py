"""The register pages of documents: whole register, levels, processes, procedures (R23-R34, DOMAIN 4d)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sapat.model.codes import sort_key
from sapat.model.entries import Entry
from sapat.model.rows import DocumentRow
from sapat.model.words import pick
from sapat.publish import facts
from sapat.publish.documents import is_over
from sapat.publish.links import PROCESS_PAGE
from sapat.publish.markup import badge, code, link, plain_day, relative, table, text
from sapat.publish.markup import day as day_html
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.words import GROUPS, LEVELS, LEVELS_HOLD, named, say

DOCUMENTS_PAGE: Final = "registers/documents.html"
PROCEDURES_PAGE: Final = "registers/procedures.html"
ENDED_PAGE: Final = "registers/ended.html"
ROWS_A_PAGE: Final = 250
_CLOSED: Final = 40  # a type with at most so many numbers has a closed list, and its gaps are shown


def page_of(plan: Plan, url: str, title: str, html: str, note: str = "", **more: Any) -> Page:
    """A page of a register: title, day, note, table."""
    when = say(plan.lang, "on_day", day=plain_day(plan.at.today))
    lead = f'<p class="sp-lead">{text(note)}</p>' if note else ""
    body = f'<header class="sp-top"><h1>{text(title)}</h1><p class="sp-asof">{text(when)}</p>{lead}</header>{html}'
    return Page(url=url, title=title, body=body, section=more.pop("section", url), wide=True, **more)


def split(
    plan: Plan, url: str, title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]], kind: str
) -> Iterator[Page]:
    """A register as one page, or as several of them: no page grows with the number of documents."""
    chunks = [rows[at : at + ROWS_A_PAGE] for at in range(0, len(rows), ROWS_A_PAGE)] or [rows]
    urls = [url] + [f"{url.removesuffix('.html')}-{number}.html" for number in range(2, len(chunks) + 1)]
    for number, (here, chunk) in enumerate(zip(urls, chunks, strict=True), 1):
        pager = _pager(plan, urls, number) if len(urls) > 1 else ""
        told = title if number == 1 else f"{title} — {say(plan.lang, 'page_of', number=number)}"
        yield page_of(plan, here, told, table(heads, chunk, title, kind) + pager, note, section=url)


def _pager(plan: Plan, urls: Sequence[str], here: int) -> str:
    page = urls[here - 1]
    made = []
    for number, url in enumerate(urls, 1):
        label = say(plan.lang, "page_of", number=number)
        made.append(f"<strong>{text(label)}</strong>" if number == here else link(relative(page, url), text(label)))
    return f'<nav class="sp-pager" aria-label="{text(say(plan.lang, "registers"))}">{" ".join(made)}</nav>'


def document_register(plan: Plan) -> Iterator[Page]:
    """The document register: every document with a page, with all columns of DOMAIN 4d.1."""
    lang = plan.lang
    keys = ("code", "title", "type", "level", "version", "status", "approved_by", "effective", "owner", "last_review")
    heads = [say(lang, key) for key in (*keys, "next_review", "original")]
    rows = [_register_row(plan, one.row) for one in plan.shown.values()]
    return split(
        plan,
        DOCUMENTS_PAGE,
        say(lang, "document_register"),
        say(lang, "register_note"),
        heads,
        rows,
        "sp-filter sp-register",
    )


def _register_row(plan: Plan, row: DocumentRow) -> list[str]:
    level = LEVELS.get(row.level if row.level is not None else -1)
    acts = [facts.act_link(plan, DOCUMENTS_PAGE, one) for one in (row.decision, row.order) if one]
    original = [row.original.get("place", ""), plan.role(row.original["keeper"]) if "keeper" in row.original else ""]
    return [
        link(relative(DOCUMENTS_PAGE, plan.url_of(row.slug)), code(row.code)),
        facts.document_link(plan, DOCUMENTS_PAGE, row),
        text(plan.type_label(row.type)),
        text(level.say(plan.lang) if level else ""),
        text(row.version or plan.shown[row.slug].current.version),
        _badge(plan, row),
        "<br>".join(acts),
        day_html(row.effective),
        text(plan.role(row.owner)),
        day_html(row.cycle.last),
        day_html(row.cycle.due),
        text(", ".join(one for one in original if one)),
    ]


def _badge(plan: Plan, row: DocumentRow) -> str:
    status = row.standing.status.value
    return badge(status, plan.status(status))


def level_pages(plan: Plan) -> Iterator[Page]:
    """One page for each level that has documents, and one for those no longer in force."""
    keys = ("code", "title", "version", "status", "effective", "owner", "next_review")
    heads = [say(plan.lang, key) for key in keys]
    levels = sorted({t.level for t in plan.at.settings.types.values() if t.level})
    for level in levels:
        rows = [one.row for one in plan.shown.values() if one.row.level == level and not is_over(one.row)]
        url = f"levels/{level}.html"
        title = LEVELS[level].say(plan.lang)
        yield from split(
            plan,
            url,
            title,
            LEVELS_HOLD[level].say(plan.lang),
            heads,
            [_level_row(plan, url, row) for row in rows],
            "sp-filter sp-of-level",
        )
    ended = [one.row for one in plan.shown.values() if is_over(one.row)]
    rows_ended = [_level_row(plan, ENDED_PAGE, row) for row in ended]
    yield from split(
        plan,
        ENDED_PAGE,
        say(plan.lang, "ended"),
        say(plan.lang, "ended_text"),
        heads,
        rows_ended,
        "sp-filter sp-of-level",
    )


def _level_row(plan: Plan, page: str, row: DocumentRow) -> list[str]:
    return [
        link(relative(page, plan.url_of(row.slug)), code(row.code)),
        f"{facts.document_link(plan, page, row)}<br><small>{text(plan.type_label(row.type))}</small>",
        text(row.version or plan.shown[row.slug].current.version),
        _badge(plan, row),
        day_html(row.effective),
        text(plan.role(row.owner)),
        day_html(row.cycle.due),
    ]


def process_register(plan: Plan) -> Page:
    """The process register; a process without a document is a row too (R23, R24, R29)."""
    lang = plan.lang
    covering: dict[str, list[DocumentRow]] = {}
    for row in plan.rows:
        told = row.front.get("process")
        for number in told if isinstance(told, list) and not is_over(row) else ():
            covering.setdefault(str(number), []).append(row)
    entries = sorted(plan.at.entries("processes").values(), key=lambda one: sort_key(one.text("number")))
    rows: list[list[str]] = []
    group = ""
    for entry in entries:
        told = entry.on(plan.at.today)
        if str(told.get("group")) != group:
            group = str(told.get("group"))
            rows.append([text(named(GROUPS, group, lang))])
        rows.append(_process_row(plan, entry, told, covering.get(entry.text("number"), [])))
    heads = ["№", *(say(lang, key) for key in ("process_title", "process_owner", "covering", "indicators"))]
    html = table(heads, rows, say(lang, "process_register"), "sp-processes")
    return page_of(plan, PROCESS_PAGE, say(lang, "process_register"), html, say(lang, "process_note"))


def _process_row(plan: Plan, entry: Entry, told: Mapping[str, Any], covering: Sequence[DocumentRow]) -> list[str]:
    number = str(told.get("number", entry.id))
    ordered = sorted(covering, key=lambda row: sort_key(row.code))
    documents = [f"{code(row.code)} {facts.document_link(plan, PROCESS_PAGE, row)}" for row in ordered]
    indicators = told.get("indicators")
    listed = indicators.get(plan.lang) if isinstance(indicators, Mapping) else None
    items = "".join(f"<li>{text(one)}</li>" for one in listed) if isinstance(listed, list) else ""
    title = told.get("title")
    return [
        f'<span id="{text(entry.id)}">{text(number)}</span>',
        text(pick(title, plan.lang) if isinstance(title, Mapping) else number),
        text(plan.role(str(told.get("owner", "")))),
        "<br>".join(documents) or f'<span class="sp-empty">{text(say(plan.lang, "no_document"))}</span>',
        f"<ul>{items}</ul>" if items else "",
    ]


def procedures(plan: Plan) -> Page | None:
    """Every number of the types with a closed list, such as the 18 procedures: approved, draft, or empty (R29)."""
    lang = plan.lang
    rows: list[list[str]] = []
    for type_, numbers in _closed_types(plan):
        grammar = plan.at.settings.grammar
        known = {c.number: row for row in plan.rows if row.type == type_ and (c := grammar.parse(row.code)) is not None}
        for number in numbers:
            rows.append(_procedure_row(plan, number, known.get(number)))
    if not rows:
        return None
    heads = ["№", *(say(lang, key) for key in ("title", "code", "version", "status", "effective", "owner"))]
    html = table(heads, rows, say(lang, "procedures"), "sp-filter")
    return page_of(plan, PROCEDURES_PAGE, say(lang, "procedures"), html, say(lang, "procedure_note"))


def _closed_types(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """(type, its numbers in order) of each type of level 2 whose numbers the settings close."""
    candidates = [f"{first}.{second}" for first in range(10) for second in range(100)]
    for type_ in plan.at.settings.types.values():
        fitting = [one for one in candidates if re.fullmatch(type_.number, one)]
        if type_.level == 2 and 0 < len(fitting) <= _CLOSED:
            yield type_.id, sorted(fitting, key=sort_key)


def _procedure_row(plan: Plan, number: str, row: DocumentRow | None) -> list[str]:
    if row is None:
        return [number, f'<span class="sp-empty">{text(say(plan.lang, "no_number"))}</span>', "", "", "", "", ""]
    return [
        number,
        facts.document_link(plan, PROCEDURES_PAGE, row),
        code(row.code),
        text(row.version),
        _badge(plan, row),
        day_html(row.effective),
        text(plan.role(row.owner)),
    ]
