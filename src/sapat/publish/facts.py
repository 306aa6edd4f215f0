"""How facts are said on a page: acts, periods, the lines of the change sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sapat.model.days import day
from sapat.model.names import label
from sapat.model.records import Dossier
from sapat.model.rows import ActRow, DocumentRow, act_row
from sapat.model.sheet import Line
from sapat.model.signing import ended_by, registered
from sapat.model.words import pick
from sapat.publish.markup import day as day_html
from sapat.publish.markup import link, plain_day, relative, text
from sapat.publish.plan import Edition, Plan, Shown
from sapat.publish.words import say

ACTS_PAGE = "registers/acts.html"


def act_text(plan: Plan, act: ActRow) -> str:
    """A decision or order as plain text: who, number, day, item."""
    told = [plan.title("bodies", act.body)] if act.body else []
    if act.number:
        told.append(say(plan.lang, "protocol" if act.body else "number", number=act.number))
    if act.date:
        told.append(plain_day(act.date))
    if act.item:
        told.append(say(plan.lang, "item", item=act.item))
    return ", ".join(told) or act.id


def act_link(plan: Plan, page: str, act: ActRow) -> str:
    """A decision or order as a link into its register."""
    known = act.id in plan.at.entries("acts")
    told = text(act_text(plan, act))
    return link(relative(page, f"{ACTS_PAGE}#{act.id}"), told) if known else told


def acts_of(plan: Plan, record: Dossier) -> tuple[ActRow, ...]:
    made = (act_row(plan.at, record, kind, plan.at.today) for kind in ("decision", "order"))
    return tuple(one for one in made if one is not None)


def period(plan: Plan, record: Dossier) -> str:
    """From when till when a version was in force, as HTML; the end is the day before what ended it."""
    start = record.effective
    later = [
        one.effective
        for one in registered(plan.at, record.slug)
        if one.version > record.version and one.effective and one.effective <= plan.at.today
    ]
    ended = [one.effective for one in ended_by(plan.at, record.slug) if one.effective]
    until = min([*later, *(one for one in ended if one <= plan.at.today)], default=None)
    last = until - timedelta(days=1) if until else None
    if last and record.expires:
        last = min(last, record.expires)
    if last and start and last < start:
        return day_html(start)
    return f"{day_html(start)} — {day_html(last or record.expires)}"


def state_of(plan: Plan, shown: Shown, edition: Edition) -> tuple[str, str]:
    """The status of one edition and its name; a former one may still go on for some."""
    if edition.state == "former":
        if any(one.version == edition.version for one in shown.row.also):
            return "kept", say(plan.lang, "kept")
        return "superseded", plan.status("superseded")
    key = "approved" if edition.state == "coming" else shown.row.standing.status.value
    return key, plan.status(key)


def kind_of(plan: Plan, line: Line) -> str:
    """What a line of the change sheet is, as people read it."""
    if line.what != "review":
        return plan.value(line.what, "kind", line.kind)
    light = plan.at.facts[line.path].value.get("scope") == "light"
    verdict = plan.value("review", "verdict", line.kind)
    return say(plan.lang, "light_of" if light else "review_of", verdict=verdict)


def told_of(plan: Plan, line: Line) -> str:
    """The content of a line: the summary, or the new values of an addendum."""
    return described(plan, line.set) if line.what == "addendum" else line.summary


def why_of(line: Line) -> str:
    """The basis of a line; of an addendum, why it was written."""
    if line.what != "addendum":
        return line.basis
    return "; ".join(one for one in (line.summary, line.basis) if one)


def described(plan: Plan, told: Mapping[str, Any]) -> str:
    """The new values of an addendum in words."""
    return "; ".join(f"{_field(plan, key)}: {value_text(plan, key, value)}" for key, value in told.items())


def _field(plan: Plan, key: str) -> str:
    """The name of a field of a document or a record, small inside a sentence."""
    named = label(plan.at.schemas.get("document", {}), key, plan.lang)
    return (named if named != key else label(plan.at.schemas.get("change", {}), key, plan.lang)).lower()


def value_text(plan: Plan, key: str, value: Any) -> str:
    """A value of a field of a document or a record as readers see it."""
    if isinstance(value, Mapping):
        held = [str(value.get("place", "")), plan.role(str(value.get("keeper", "")))]
        return pick(value, plan.lang) if set(value) <= {"ky", "ru", "en"} else ", ".join(one for one in held if one)
    if isinstance(value, list):
        return ", ".join(value_text(plan, key, one) for one in value)
    found = day(value)
    return plain_day(found) if found else plan.value("document", key, plan.role(str(value)))


def document_link(plan: Plan, page: str, row: DocumentRow, told: str = "") -> str:
    """A document by its title as a link; without a page, its title with the mark of a draft."""
    title = text(told or pick(row.title, plan.lang) or row.code)
    if row.slug in plan.shown:
        return link(relative(page, plan.url_of(row.slug)), title)
    return f'{title} <span class="sp-draftnote">({text(say(plan.lang, "draft_mark"))})</span>'
