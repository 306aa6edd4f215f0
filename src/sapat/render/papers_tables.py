"""Papers that are tables: the risk plan, sheets of distribution, the whole register, the list for a council, what a redline sums up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sapat.model.copies import copies
from sapat.model.errors import SapatError
from sapat.model.names import value_name
from sapat.model.words import Words, pick
from sapat.publish import facts
from sapat.publish.differences import figures, front_changes, section_name
from sapat.publish.markup import plain_day
from sapat.publish.plan import Edition, Plan
from sapat.publish.redline import Redline
from sapat.render.job import Section
from sapat.render.papers import Block, Case, Sheet, approval, heading, prose, signers, table
from sapat.render.papers_words import say
from sapat.render.sheets import agreement_sheet, familiarisation_sheet
from sapat.render.words import say as page_say

RISK: Final = ("risk", "cause", "effect", "measures", "responsible", "term")
_DIGITS: Final = 16  # of a digest on one line of a narrow column
_SHAPE: Final = "groups: [{title: …, risks: [{" + ": …, ".join(RISK) + ": …}]}]"
_NO_RISKS: Final = Words("тобокелдиктер жок", "рисков нет", "there are no risks")
_RISKS: Final = Words(
    "мындай жазыңыз: {shape}; же CSV таблица бериңиз",
    "запишите так: {shape}; или дайте таблицу CSV",
    "write it so: {shape}; or give a CSV table",
)


def risk_plan(plan: Plan, told: Mapping[str, Any], name: str) -> Sheet:
    """Seven columns, in groups, with approval and signatories (R84). Raises SapatError where *told* holds no risks."""
    lang = plan.lang
    rows: list[list[str]] = []
    number = 0
    for group in _mappings(told.get("groups")):
        if group.get("title"):
            rows.append([str(group["title"])])
        for risk in _mappings(group.get("risks")):
            number += 1
            rows.append([str(number), *(str(risk.get(key, "")) for key in RISK)])
    if not number:
        raise SapatError(_NO_RISKS, do=_RISKS, shape=_SHAPE)
    heads = ["№", *(say(lang, key) for key in RISK)]
    title = str(told.get("title") or say(lang, "risk_plan"))
    signing = [str(one) for one in told.get("signatories", ())]
    note = prose(str(told.get("note") or say(lang, "risk_note")))
    closing = [note, signers([(role, plan.role(role)) for role in signing])]
    blocks: list[Block] = [
        approval(plan, str(told.get("approver", "rector"))),
        {"is": "title", "text": title, "under": str(told.get("period", ""))},
        table(heads, rows, [6, 40, 34, 34, 52, 32, 22], size=9, closing=closing),
    ]
    return Sheet(plan, name, title, blocks, across=True, warning=say(lang, "paper_warning"))


def _mappings(told: object) -> list[Mapping[str, Any]]:
    """The rows of a list. Raises SapatError for anything else in their place."""
    if not isinstance(told, list) or not all(isinstance(one, Mapping) for one in told):
        raise SapatError(_NO_RISKS, do=_RISKS, shape=_SHAPE)
    return told


def distribution_sheet(plan: Plan, one: Case, name: str) -> Sheet:
    """Who holds which copy, then rows to be written by hand (R42)."""
    lang = plan.lang
    rows = [
        [str(number), plan.title("units", held.holder), str(held.number), plain_day(held.issued), "", ""]
        for number, held in enumerate(
            (held for held in copies(plan.at).get(one.slug, ()) if held.version == str(one.record.version)), 1
        )
    ]
    heads = ["№", *(say(lang, key) for key in ("holder", "copy_number", "issued", "received", "came_back"))]
    made = table(heads, rows, [7, 50, 15, 24, 42, 42], blanks=max(6, 16 - len(rows)), size=9.5)
    blocks = [prose(f"{one.code} «{one.title}», {one.record.version}"), made]
    return Sheet(plan, name, say(lang, "distribution"), blocks, code=one.code, version=str(one.record.version))


def lone_sheet(plan: Plan, one: Case, edition: Edition, digest: str, kind: str, name: str) -> Sheet:
    """The agreement sheet or the familiarisation sheet alone."""
    made = (
        familiarisation_sheet(plan.lang) | {"blanks": 24}
        if kind == "familiarisation"
        else agreement_sheet(plan, edition, one.record, digest)
    )
    about = prose(f"{one.code} «{one.title}»")
    made = {**made, "apart": False}
    title = str(made["title"])
    return Sheet(
        plan, name, title, [about], code=one.code, version=str(one.record.version), sheets=[{**made, "title": ""}]
    )


def register_paper(plan: Plan, name: str) -> Sheet:
    """The document register as it is that day."""
    lang = plan.lang
    rows: list[list[str]] = []
    level: int | None = -1
    from sapat.publish.words import LEVELS

    for number, row in enumerate(plan.rows, 1):
        if row.level != level:
            level = row.level
            rows.append([LEVELS[level].say(lang) if level is not None and level in LEVELS else "—"])
        acts = "\n".join(facts.act_text(plan, act) for act in (row.decision, row.order) if act)
        rows.append(
            [
                str(number), row.code, pick(row.title, lang), row.version or "—", plan.status(row.standing.status.value), acts,
                plain_day(row.effective), plan.role(row.owner), plain_day(row.cycle.due),
            ]
        )  # fmt: skip
    keys = ("code", "title", "version", "status", "acts", "effective", "owner", "next_review")
    under = say(lang, "as_of", day=plain_day(plan.at.today))
    blocks: list[Block] = [
        {"is": "title", "text": say(lang, "register"), "under": under},
        table(["№", *(say(lang, key) for key in keys)], rows, [8, 38, 40, 9, 25, 52, 19, 38, 19], size=8.5),
    ]
    return Sheet(plan, name, say(lang, "register"), blocks, across=True)


def council_list(plan: Plan, cases: Sequence[Case], digests: Sequence[str], name: str) -> Sheet:
    """The first paper of a package: what is put before the council, and one agreement sheet for all of it."""
    lang = plan.lang
    schema = plan.at.schemas.get("change", {})
    rows = [
        [str(number), f"{one.code}\n{one.title}", str(one.record.version), value_name(schema, "kind", one.record.kind, lang), str(one.record.get("summary") or ""), _lines(digest)]
        for number, (one, digest) in enumerate(zip(cases, digests, strict=True), 1)
    ]  # fmt: skip
    heads = ["№", *(say(lang, key) for key in ("title", "version", "kind", "summary", "text_digest"))]
    blocks = [table(heads, rows, [7, 48, 10, 22, 56, 37], size=9.5)]
    return Sheet(plan, name, say(lang, "council"), blocks, sheets=[one_agreement(plan, cases, digests)])


def _lines(digest: str) -> str:
    """A whole digest, since whoever signs the sheet signs for just these texts."""
    return "\n".join(digest[at : at + _DIGITS] for at in range(0, len(digest), _DIGITS))


def one_agreement(plan: Plan, cases: Sequence[Case], digests: Sequence[str]) -> dict[str, Any]:
    """One agreement sheet for several texts: a role stands once for each answer it gave or has to give."""
    lang = plan.lang
    rows: dict[tuple[str, ...], list[int]] = {}
    roles: dict[tuple[str, ...], str] = {}
    for number, (one, digest) in enumerate(zip(cases, digests, strict=True), 1):
        edition = (
            plan.working_text(plan.at.by_slug[one.slug])
            if one.slug in plan.at.by_slug
            else plan.text_of(one.slug, one.record)
        )
        for row in agreement_sheet(plan, edition, one.record, digest)["rows"]:
            key = tuple(row["cells"][1:])
            rows.setdefault(key, []).append(number)
            roles[key] = row["role"]
    made = [{"role": roles[key], "cells": [_span(numbers), *key]} for key, numbers in rows.items()]
    return {
        "kind": "agreement",
        "title": page_say(lang, "agreement_sheet"),
        "before": [],
        "heads": ["№", *(page_say(lang, key) for key in ("post", "meaning", "date", "evidence", "sign"))],
        "rows": made,
        "after": [],
    }


def _span(numbers: Sequence[int]) -> str:
    """Numbers in a row as one span; a narrow column has room for it."""
    whole = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f"{numbers[0]}–{numbers[-1]}" if whole else ", ".join(map(str, numbers))


def redline_paper(
    plan: Plan,
    code: str,
    title: str,
    old: Edition,
    new: Edition,
    made: Redline,
    names: tuple[str, str],
    html: str,
    name: str,
) -> Sheet:
    """A page that sums up what changed, then both texts in one: struck in red, underlined in green."""
    lang = plan.lang
    told = say(lang, "redline", old=names[0], new=names[1])
    blocks: list[Block] = [{"is": "title", "text": f"{code} {title}", "under": told}, prose(figures(lang, made))]
    front = front_changes(plan, old.front, new.front)
    if front:
        heads = [say(lang, key) for key in ("field", "before", "after")]
        blocks.append(table(heads, [list(one) for one in front], [40, 70, 70]))
    if made.sections:
        blocks.append(heading(say(lang, "sections")))
        rows = [[section_name(lang, one), str(one.plus or "—"), str(one.minus or "—")] for one in made.sections]
        blocks.append(
            table([say(lang, key) for key in ("section", "words_added", "words_removed")], rows, [110, 35, 35])
        )
    blocks += [prose(say(lang, "legend")), {"is": "break"}]
    return Sheet(
        plan, name, title, blocks, code=code, version=f"{names[0]} → {names[1]}", warning=say(lang, "redline_warning"),
        mark=say(lang, "uncontrolled"), sections=(Section(html, 0),),
    )  # fmt: skip
