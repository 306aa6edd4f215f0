"""The sheets at the end of a document: agreement, changes, familiarisation, compilers (R6, R12, R40, R43-R47; DOMAIN 2.2)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sapat.model.records import Agreement, Dossier
from sapat.model.routing import roles_asked, route_of
from sapat.model.sheet import Line, sheet
from sapat.publish import facts
from sapat.publish.markup import plain_day
from sapat.publish.plan import Edition, Plan
from sapat.publish.words import say as site_say
from sapat.render.words import say

_ROWS: Final = 6  # blank rows of a change sheet
_PEOPLE: Final = 12  # of a familiarisation sheet


def sheets(plan: Plan, edition: Edition, record: Dossier | None, digest: str, *, plain: bool) -> list[dict[str, Any]]:
    """All sheets in the order of R12; a form has the agreement sheet alone, and only where it goes to be signed."""
    made = [agreement_sheet(plan, edition, record, digest)] if record is not None else []
    if plain:
        return made
    made += [change_sheet(plan, edition), familiarisation_sheet(plan.lang)]
    told = edition.front.get("compilers")
    if isinstance(told, list) and told:
        made.append(compilers_sheet(plan, [str(one) for one in told]))
    return made


def post(plan: Plan, role: str, on: date | None) -> str:
    """The post of a role, with «м.а.» where an acting holder signs for it that day."""
    told = plan.role(role)
    acting = role and plan.at.appointments.acting(role, on or plan.at.today)
    return say(plan.lang, "acting", post=told) if acting else told


def agreement_sheet(plan: Plan, edition: Edition, record: Dossier, digest: str) -> dict[str, Any]:
    """Who checked and agreed to exactly this text, who approves it, with a place for each signature."""
    lang = plan.lang
    counted = _counted(record, digest)
    route = route_of(plan.at, edition.slug, record)
    rows: list[dict[str, Any]] = []
    given = {(one.role, one.meaning) for one in counted}
    for one in counted:
        rows.append({"role": one.role, "cells": _answer(plan, record, one, digest)})
    for meaning in ("check", "agree") if route else ():
        for role in roles_asked(plan.at, edition.slug, route, meaning, record) if route else ():
            if (role, meaning) not in given and not record.is_sealed:
                rows.append({"role": role, "cells": [post(plan, role, None), say(lang, f"to_{meaning}"), "", ""]})
    for role in route.signatories if route else ():
        rows.append({"role": role, "cells": [post(plan, role, record.sealed_day), say(lang, "to_approve"), "", ""]})
    for number, row in enumerate(rows, 1):
        row["cells"].insert(0, str(number))
    after = [say(lang, "no_agreements")] if not counted and record.kind == "adoption" else []
    if any(one.text != digest for one in counted):
        after.append(say(lang, "to_earlier"))
    code = str(edition.front.get("code", record.code))
    return {
        "kind": "agreement",
        "title": say(lang, "agreement_sheet"),
        "before": [say(lang, "about_text", code=code, version=edition.version, digest=digest)],
        "heads": ["№", *(say(lang, key) for key in ("post", "meaning", "date", "evidence", "sign"))],
        "rows": rows,
        "after": after,
    }


def _counted(record: Dossier, digest: str) -> list[Agreement]:
    """The answers that counted: those the seal lists; of an open record, «yes» to this very text; checks first."""
    if record.seal:
        listed = record.seal.agreements
        found = [one for one in record.agreements if one.path[len(record.folder) + 1 :] in listed]
    else:
        found = [one for one in record.agreements if one.text == digest and one.result == "yes"]
    return sorted(found, key=lambda one: (one.meaning != "check", str(one.day or ""), one.role))


def _answer(plan: Plan, record: Dossier, one: Agreement, digest: str) -> list[str]:
    star = " *" if one.text != digest else ""
    evidence = plan.value("agreement", "evidence", str(one.value.get("evidence", "")))
    given = say(plan.lang, f"{one.meaning}_given" if one.meaning in ("check", "agree") else "agree_given")
    return [post(plan, one.role, one.day), given + star, plain_day(one.day), evidence]


def change_sheet(plan: Plan, edition: Edition) -> dict[str, Any]:
    """Records, addenda and reviews, oldest first, then blank rows to be written by hand."""
    lang = plan.lang
    lines = sheet(plan.at, edition.slug)
    return {
        "kind": "rows",
        "title": site_say(lang, "sheet_of"),
        "columns": [6, 29, 59, 19, 26, 20],
        "size": 8.5,
        "heads": [
            "№",
            f"{site_say(lang, 'from_to')}, {site_say(lang, 'kind').lower()}",
            say(lang, "what_why"),
            site_say(lang, "entered"),
            site_say(lang, "acts_of"),
            say(lang, "entered_by"),
        ],
        "rows": [[str(number), *_line(plan, one)] for number, one in enumerate(lines, 1)],
        "blanks": _ROWS,
    }


def _line(plan: Plan, one: Line) -> list[str]:
    lang = plan.lang
    version = f"{one.former} → {one.version or '—'}" if one.former else one.version
    told = [facts.told_of(plan, one)]
    first = one.what == "change" and not one.former
    sections = one.sections or ((site_say(lang, "whole_text"),) if first else ())
    pairs = (("sections", "; ".join(sections)), ("basis", facts.why_of(one)), ("analysis", one.analysis))
    told += [f"{site_say(lang, key)}: {value}" for key, value in pairs if value]
    acts = [facts.act_text(plan, act) for act in (one.decision, one.order) if act]
    return [
        f"{version}, {facts.kind_of(plan, one)}".removeprefix(", "),
        "\n".join(part for part in told if part),
        plain_day(one.when),
        "\n".join(acts),
        ", ".join(plan.role(role) for role in one.made_by),
    ]


def familiarisation_sheet(lang: str) -> dict[str, Any]:
    """A blank sheet: names are written by hand and never enter the repository."""
    return {
        "kind": "rows",
        "title": say(lang, "familiarisation"),
        "columns": [5, 30, 26, 30, 16, 20],
        "size": 9.5,
        "heads": ["№", *(say(lang, key) for key in ("unit", "post", "full_name", "date", "sign"))],
        "rows": [],
        "blanks": _PEOPLE,
    }


def compilers_sheet(plan: Plan, roles: list[str]) -> dict[str, Any]:
    lang = plan.lang
    return {
        "kind": "signers",
        "title": say(lang, "compilers"),
        "heads": ["№", *(say(lang, key) for key in ("post", "full_name", "sign", "date"))],
        "rows": [[str(number), plan.role(role), "", "", ""] for number, role in enumerate(roles, 1)],
    }
