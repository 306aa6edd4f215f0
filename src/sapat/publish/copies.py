"""The page of numbered copies: those that somebody holds first, the ones to be recalled before all others (R42, R45)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sapat.model.copies import REGISTER, Copy, copies, recalls
from sapat.model.names import label
from sapat.model.status import code_on
from sapat.model.words import Words
from sapat.publish.markup import badge, code, link, relative, text
from sapat.publish.markup import day as day_html
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.registers import split

COPIES_PAGE: Final = "registers/copies.html"
COPIES: Final = Words("Эсепке алынган нускалар", "Учтённые экземпляры", "Controlled copies")
_NOTE: Final = Words(
    "Бөлүмдөргө берилген номерленген нускалар. Номери жок ар кандай басылма — эсепке алынбаган нуска.",
    "Нумерованные экземпляры, выданные подразделениям. Любая распечатка без номера — неучтённый экземпляр.",
    "Numbered copies handed out to units. Any print without a number is an uncontrolled copy.",
)
_RECALL: Final = Words("Кайтарылсын", "Подлежит возврату", "To be recalled")
_KEYS: Final = ("document", "version", "number", "holder", "issued", "state")


def copy_pages(plan: Plan) -> Iterable[Page]:
    """All copies; no page where none was ever handed out."""
    overdue = {one.entry.id for slug in copies(plan.at) for held in recalls(plan.at, slug) for one in held.copies}
    every = [one for held in copies(plan.at).values() for one in held]
    if not every:
        return ()
    every.sort(key=lambda one: (one.entry.id not in overdue, not one.is_out, one.slug, one.number))
    schema = plan.at.schemas.get(REGISTER, {})
    heads = [label(schema, key, plan.lang) for key in _KEYS]
    rows = [_row(plan, one, recalled=one.entry.id in overdue) for one in every]
    return split(plan, COPIES_PAGE, COPIES.say(plan.lang), _NOTE.say(plan.lang), heads, rows, "sp-filter")


def _row(plan: Plan, one: Copy, *, recalled: bool) -> list[str]:
    named = code(code_on(plan.at, one.slug))
    known = one.slug in plan.shown
    kind = "expired" if recalled else "in-force" if one.is_out else "superseded"
    state = _RECALL.say(plan.lang) if recalled else plan.value(REGISTER, "state", one.state)
    return [
        link(relative(COPIES_PAGE, plan.url_of(one.slug)), named) if known else named,
        text(one.version),
        text(one.number),
        text(plan.title("units", one.holder)),
        day_html(one.issued),
        badge(kind, state),
    ]
