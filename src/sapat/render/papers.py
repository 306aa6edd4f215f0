"""Papers made of facts, not of a text: resolutions and orders, sheets, plans, registers (R47, R84, R94; DOMAIN 2.2).

A paper is a list of blocks; the template has one function for each kind of block and sets tables straight from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sapat.model.approval import former_of
from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.records import Dossier
from sapat.model.words import pick
from sapat.publish.markup import plain_day
from sapat.publish.plan import Plan
from sapat.render.job import Job, Section
from sapat.render.papers_words import say
from sapat.render.sheets import post
from sapat.render.words import say as page_say

Block = Mapping[str, Any]
_GREY: Final = "#5c677d"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper on its way to the press."""

    plan: Plan
    name: str  # of the file, without its ending
    title: str
    blocks: Sequence[Block]
    code: str = ""
    version: str = ""
    across: bool = False  # the page lies
    letter: bool = False  # has a head of its own; the running header begins on its second page
    warning: str = ""
    mark: str = ""
    sheets: Sequence[Mapping[str, Any]] = ()
    sections: Sequence[Section] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def job(self) -> Job:
        lang, settings, at = self.plan.lang, self.plan.at.settings, self.plan.at
        noon = datetime(at.today.year, at.today.month, at.today.day, 12, tzinfo=UTC)
        words = ("code", "version", "level", "page", "signature", "name", "check", "digest", "contents")
        institution = pick(settings.name, lang)
        warning = self.warning or say(lang, "printed", day=plain_day(at.today))
        meta = {
            "lang": lang,
            "words": {key: page_say(lang, key) for key in words},
            "name": f"{self.code} {self.title}".strip(),
            "keywords": [one for one in (self.code, self.version and f"v{self.version}") if one],
            "description": self.title,
            "ministry": pick(settings.ministry, lang) if settings.ministry else "",
            "institution": institution,
            "title": self.title,
            "code": self.code,
            "version": self.version,
            "plain": not self.letter,
            "contents": False,
            "across": self.across,
            "redline": bool(self.sections),
            "paper": list(self.blocks),
            "header": [institution, page_say(lang, "system"), self.title],
            "footer": {"warning": warning, "address": None, "digest": "", "qr": None},
            "mark": {"text": self.mark, "colour": _GREY} if self.mark else None,
            "stamp": None,
            "sheets": list(self.sheets),
            "sources": [],
        }
        moment = int((at.origin.moment or noon).timestamp())
        return Job(tuple(self.sections), meta, self.pictures, {}, moment)


def letterhead(title: str, line: str, about: str) -> Block:
    return {"is": "letterhead", "title": title, "line": line, "about": about}


def prose(text: str, *, strong: bool = False) -> Block:
    return {"is": "text", "text": text, "strong": strong}


def heading(text: str) -> Block:
    return {"is": "heading", "text": text}


def points(items: Iterable[str]) -> Block:
    return {"is": "points", "items": list(items)}


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[float], **more: Any) -> Block:
    """A table; a row of one cell is the heading of the rows below it; *blanks* rows are left to be written by hand."""
    return {"is": "table", "heads": heads, "rows": rows, "columns": columns, "size": 9.5, "blanks": 0, **more}


def signers(rows: Iterable[tuple[str, str]], *, dated: bool = False) -> Block:
    """Posts with a line for the signature and one for the name; (role, post)."""
    return {"is": "signers", "rows": [{"role": role, "post": post} for role, post in rows], "dated": dated}


def approval(plan: Plan, role: str) -> Block:
    """The block of approval at the right."""
    return {
        "is": "approval",
        "formula": page_say(plan.lang, "approve"),
        "role": role,
        "post": post(plan, role, None),
        "day": say(plan.lang, "blank_day"),
    }


@dataclass(frozen=True, slots=True)
class Case:
    """A version that an act is about, or will be."""

    slug: str
    code: str
    title: str
    record: Dossier


def resolution(plan: Plan, act: Entry | None, cases: Sequence[Case], told: Mapping[str, Any], name: str) -> Sheet:
    """The council's resolution: formula, numbered points, who executes and who controls, basis, signature (R94)."""
    lang = plan.lang
    items = _given(told) or [_point(lang, "approve_point", one) for one in cases]
    blocks: list[Block] = [
        letterhead(say(lang, "resolution"), _line(plan, act), str(told.get("about", say(lang, "resolution_about")))),
        prose(say(lang, "resolves"), strong=True),
        points([*items, *([] if _given(told) else [_last(plan, cases, told)])]),
    ]
    basis = str(told.get("basis", "")) or "; ".join(
        dict.fromkeys(str(one.record.get("basis") or "").rstrip(".;") for one in cases)
    )
    if basis.strip("; "):
        blocks.append(prose(f"{say(lang, 'basis')}: {basis}"))
    blocks.append(signers([_signature(plan, act)]))
    return Sheet(
        plan, name, say(lang, "resolution").capitalize(), blocks, letter=True, warning=say(lang, "paper_warning")
    )


def extract(plan: Plan, act: Entry, cases: Sequence[Case], told: Mapping[str, Any], name: str) -> Sheet:
    """The extract from the minutes: agenda, heard, decided, chair and secretary (R94)."""
    lang = plan.lang
    heard = [say(lang, "heard_text", unit=_unit(plan, one), **_args(one)) for one in cases]
    body = plan.at.entries("bodies").get(act.text("body"))
    roles = [(key, str(body.on(plan.at.today).get(key, "")) if body else "") for key in ("chair", "secretary")]
    blocks: list[Block] = [
        letterhead(say(lang, "extract"), _line(plan, act), plan.title("bodies", act.text("body"))),
        heading(say(lang, "agenda")),
        points([str(told["agenda"])] if told.get("agenda") else [f"{one.code} «{one.title}»" for one in cases]),
        heading(say(lang, "heard")),
        prose(str(told["heard"])) if told.get("heard") else points(heard),
        heading(say(lang, "decided")),
        points(_given(told) or [_point(lang, "approve_point", one) for one in cases]),
        signers([(role, f"{say(lang, key)}{': ' + plan.role(role) if role else ''}") for key, role in roles]),
        prose(say(lang, "true_copy")),
        signers(
            [(plan.at.settings.registrar.partition(":")[0], plan.role(plan.at.settings.registrar.partition(":")[0]))],
            dated=True,
        ),
    ]
    return Sheet(plan, name, say(lang, "extract").capitalize(), blocks, letter=True, warning=say(lang, "paper_warning"))


def order(plan: Plan, act: Entry | None, cases: Sequence[Case], told: Mapping[str, Any], name: str) -> Sheet:
    """The rector's order that puts versions into force (R46)."""
    lang = plan.lang
    items = _given(told)
    if not items:
        for one in cases:
            since = plain_day(one.record.effective) or say(lang, "blank_day")
            items.append(say(lang, "force_point", day=since, **_args(one)))
            former = former_of(plan.at.versions(one.slug), one.record)
            if former is not None:
                items.append(say(lang, "replaced_point", code=one.code, version=str(former.version)))
        items.append(_last(plan, cases, told, "last_order"))
    blocks: list[Block] = [
        letterhead(say(lang, "order"), _line(plan, act), str(told.get("about", say(lang, "order_about")))),
        prose(say(lang, "orders"), strong=True),
        points(items),
    ]
    decided = dict.fromkeys(one.record.reference("decision")[0] for one in cases)
    basis = str(told.get("basis", "")) or "; ".join(_act_words(plan, one) for one in decided if one)
    if basis:
        blocks.append(prose(f"{say(lang, 'basis')}: {basis}"))
    blocks.append(signers([_signature(plan, act)]))
    return Sheet(plan, name, say(lang, "order").capitalize(), blocks, letter=True, warning=say(lang, "paper_warning"))


def _given(told: Mapping[str, Any]) -> list[str]:
    points_ = told.get("points")
    return [str(one) for one in points_] if isinstance(points_, list) else []


def _args(one: Case) -> dict[str, str]:
    return {"code": one.code, "title": one.title, "version": str(one.record.version)}


def _point(lang: str, key: str, one: Case) -> str:
    return say(lang, key, **_args(one))


def _last(plan: Plan, cases: Sequence[Case], told: Mapping[str, Any], key: str = "last_point") -> str:
    owners = dict.fromkeys(
        str(plan.at.by_slug[one.slug].front.get("owner", "")) for one in cases if one.slug in plan.at.by_slug
    )
    executor = str(told.get("executor", "")) or ", ".join(plan.role(one) for one in owners if one) or "________"
    registrar = plan.at.settings.registrar.partition(":")[0]
    controller = str(told.get("controller", "")) or plan.role(registrar)
    return say(plan.lang, key, executor=executor, controller=controller)


def _unit(plan: Plan, one: Case) -> str:
    doc = plan.at.by_slug.get(one.slug)
    return plan.role(str(doc.front.get("owner", ""))) if doc else ""


def _signature(plan: Plan, act: Entry | None) -> tuple[str, str]:
    """Who signs an act: the role, and the post as it was held that day."""
    told = act.on(plan.at.today) if act else {}
    signed = told.get("signed_by")
    first = signed[0] if isinstance(signed, list) and signed else signed
    role = str(first or "rector")
    return role, post(plan, role, day(told.get("date")))


def _line(plan: Plan, act: Entry | None) -> str:
    """Number and day of an act; blanks before there are any."""
    lang = plan.lang
    number = act.text("number") if act else say(lang, "blank_number")
    when = plain_day(day(act.on(plan.at.today).get("date"))) if act else say(lang, "blank_day")
    key = "number_date" if act is None or act.text("kind") == "decision" else "order_number"
    return say(lang, key, number=number, day=when)


def _act_words(plan: Plan, name: str) -> str:
    entry = plan.at.entries("acts").get(name)
    if entry is None:
        return name
    return (
        f"{plan.title('bodies', entry.text('body'))}, {_line(plan, entry)}"
        if entry.text("body")
        else _line(plan, entry)
    )
