"""The change sheet as a table: under a document, and of all documents (R6, R57, R60)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sapat.model.sheet import Line
from sapat.publish import facts
from sapat.publish.markup import code, day, link, relative, table, text
from sapat.publish.plan import Plan
from sapat.publish.words import say


def sheet_table(plan: Plan, page: str, lines: Sequence[Line], *, with_document: bool) -> str:
    """Lines of the change sheet; on a page of all documents each names its own."""
    lang = plan.lang
    heads = ["№", *([say(lang, "code")] if with_document else [])]
    heads += [f"{say(lang, 'from_to')}, {say(lang, 'entered').lower()}"]
    heads += [say(lang, key) for key in ("summary", "made_by", "acts_of")]
    rows = []
    for place, one in enumerate(lines, 1):
        named = [_document(plan, page, one)] if with_document else []
        rows.append([str(place), *named, *_cells(plan, page, one)])
    return table(heads, rows, say(lang, "change_sheet"), "sp-sheet sp-filter" if with_document else "sp-sheet")


def _document(plan: Plan, page: str, line: Line) -> str:
    if line.slug not in plan.shown:
        return code(line.code)
    return link(relative(page, plan.url_of(line.slug)), code(line.code))


def _cells(plan: Plan, page: str, line: Line) -> Iterator[str]:
    lang = plan.lang
    version = f"{text(line.former)} → {text(line.version or '—')}" if line.former else text(line.version)
    kind = text(facts.kind_of(plan, line))
    yield f'<span class="sp-version">{version}</span><p><span class="sp-what">{kind}</span></p>{day(line.when)}'
    is_first = line.what == "change" and not line.former
    sections = line.sections or ((say(lang, "whole_text"),) if is_first else ())
    summary = facts.told_of(plan, line)
    told = [text(summary)] if summary else []
    for key, value in (("sections", "; ".join(sections)), ("basis", facts.why_of(line)), ("analysis", line.analysis)):
        told += [f"<small><b>{text(say(lang, key))}:</b> {text(value)}</small>"] if value else []
    yield "".join(f"<p>{one}</p>" for one in told)
    yield ", ".join(text(plan.role(one)) for one in line.made_by)
    yield "<br>".join(facts.act_link(plan, page, one) for one in (line.decision, line.order) if one)
