"""The register pages of the institution: external documents, acts, bodies, units (R2, R13-R16, R32, DOMAIN 4d)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sapat.model.codes import sort_key
from sapat.model.days import day
from sapat.model.due import external_check
from sapat.model.entries import Entry
from sapat.model.words import pick
from sapat.publish import facts
from sapat.publish.documents import links_of
from sapat.publish.links import EXTERNAL_PAGE
from sapat.publish.markup import badge, code, link, plain_day, relative, table, text
from sapat.publish.markup import day as day_html
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.registers import page_of
from sapat.publish.words import LEVELS, say

BODIES_PAGE: Final = "registers/bodies.html"
UNITS_PAGE: Final = "registers/units.html"


def external_register(plan: Plan) -> Page:
    """The register of external documents: the base level (R32, R48-R52, DOMAIN 4d.4)."""
    lang = plan.lang
    entries = sorted(plan.at.entries("external").values(), key=lambda one: sort_key(one.text("code")))
    keys = (
        "code",
        "title",
        "issuer",
        "number_date",
        "edition",
        "state",
        "source",
        "registered",
        "owner",
        "next_check",
        "cited_by",
    )
    heads = [say(lang, key) for key in keys]
    rows = [_external_row(plan, one) for one in entries]
    html = table(heads, rows, say(lang, "external"), "sp-filter sp-register sp-outside")
    return page_of(plan, EXTERNAL_PAGE, say(lang, "external"), html, LEVELS[0].say(lang))


def _external_row(plan: Plan, entry: Entry) -> list[str]:
    told = entry.on(plan.at.today)
    number = ", ".join(one for one in (str(told.get("number", "")), plain_day(day(told.get("date")))) if one)
    check = external_check(plan.at, entry, plan.at.today)
    return [
        f'<span id="{text(entry.id)}">{code(entry.text("code"))}</span>',
        _title(plan, told),
        _texts(plan, told.get("issuer")),
        text(number),
        text(told.get("edition", "")),
        badge(str(told.get("state", "")), plan.value("external", "state", str(told.get("state", "")))),
        _source(str(told.get("source", ""))),
        day_html(day(told.get("registered"))),
        text(plan.role(str(told.get("owner", "")))),
        day_html(check),
        links_of(plan, EXTERNAL_PAGE, plan.cited_by.get(entry.text("code"), ())),
    ]


def _title(plan: Plan, told: Mapping[str, Any]) -> str:
    note = told.get("note")
    small = f"<p><small>{_texts(plan, note)}</small></p>" if note else ""
    return _texts(plan, told.get("title")) + small


def _source(told: str) -> str:
    return link(told, text(told.split("//", 1)[1])) if told.startswith(("https://", "http://")) else text(told)


def _texts(plan: Plan, told: object) -> str:
    return text(pick(told, plan.lang)) if isinstance(told, Mapping) else text(told or "")


def act_register(plan: Plan) -> Page:
    """Decisions and orders, newest first, each with the documents it names (R2, R13)."""
    lang = plan.lang
    entries = plan.at.entries("acts").values()
    ordered = sorted(entries, key=lambda one: (str(one.on(plan.at.today).get("date", "")), one.id), reverse=True)
    keys = ("act", "body", "number", "date", "result", "signed_by", "items")
    heads = [say(lang, key, number="").strip() for key in keys]
    rows = [_act_row(plan, one) for one in ordered]
    html = table(heads, rows, say(lang, "acts"), "sp-filter")
    return page_of(plan, facts.ACTS_PAGE, say(lang, "acts"), html)


def _act_row(plan: Plan, entry: Entry) -> list[str]:
    told = entry.on(plan.at.today)
    items = told.get("items")
    listed = []
    for item, codes in items.items() if isinstance(items, Mapping) else ():
        named_ = ", ".join(_code_link(plan, str(one)) for one in codes) if isinstance(codes, list) else ""
        listed.append(f"{text(say(plan.lang, 'item', item=item))}: {named_}")
    body = str(told.get("body", ""))
    return [
        f'<span id="{text(entry.id)}">{text(plan.value("act", "kind", str(told.get("kind", ""))))}</span>',
        text(plan.title("bodies", body)) if body else "",
        text(told.get("number", "")),
        day_html(day(told.get("date"))),
        text(plan.value("act", "result", str(told.get("result", "")))),
        text(plan.role(str(told.get("signed_by", "")))),
        "<br>".join(listed),
    ]


def _code_link(plan: Plan, told: str) -> str:
    slug = plan.at.slug(told)
    return link(relative(facts.ACTS_PAGE, plan.url_of(slug)), code(told)) if slug in plan.shown else code(told)


def body_register(plan: Plan) -> Page:
    """The collegial bodies (R13, R14)."""
    keys = ("body", "chair", "secretary", "meets")
    rows = []
    for entry in _by_title(plan, plan.at.entries("bodies").values()):
        told = entry.on(plan.at.today)
        people = [text(plan.role(str(told[key]))) if key in told else "" for key in ("chair", "secretary")]
        name = f'<span id="{text(entry.id)}">{_texts(plan, told.get("title"))}</span>'
        rows.append([name, *people, _texts(plan, told.get("meets"))])
    title = say(plan.lang, "bodies")
    return page_of(plan, BODIES_PAGE, title, table([say(plan.lang, key) for key in keys], rows, title))


def unit_register(plan: Plan) -> Page:
    """The units with their heads and quality responsibles, by post (R16)."""
    keys = ("unit", "abbreviation", "head", "parent", "quality_responsible")
    rows = []
    for entry in _by_title(plan, plan.at.entries("units").values()):
        told = entry.on(plan.at.today)
        parent = str(told.get("parent", ""))
        rows.append(
            [
                f'<span id="{text(entry.id)}">{_texts(plan, told.get("title"))}</span>',
                _texts(plan, told.get("abbreviation")),
                text(plan.role(str(told.get("head", "")))),
                text(plan.title("units", parent)) if parent else "",
                text(plan.role(str(told["quality_responsible"]))) if "quality_responsible" in told else "",
            ]
        )
    title = say(plan.lang, "units")
    return page_of(plan, UNITS_PAGE, title, table([say(plan.lang, key) for key in keys], rows, title, "sp-filter"))


def _by_title(plan: Plan, entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: kyrgyz_order(plan.title(one.register, one.id)))


def kyrgyz_order(told: str) -> list[int]:
    """Sorting key in the order of the Kyrgyz alphabet: ң after н, ө after о, ү after у (DOMAIN 4f)."""
    letters = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
    return [letters.index(one) + 1000 if one in letters else ord(one) for one in told.lower()]
