"""The data of the template: front page, running header, footer, marks (R1, R2, R5; DOMAIN 5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sapat.model.routing import route_of
from sapat.model.rows import DocumentRow
from sapat.model.status import Status
from sapat.model.words import LANGUAGES, pick
from sapat.publish import facts
from sapat.publish.markup import plain_day
from sapat.publish.plan import Plan
from sapat.publish.words import LEVELS
from sapat.publish.words import say as site_say
from sapat.render.leaves import pattern
from sapat.render.lines import lines, translation_warning
from sapat.render.papers_words import say as paper_say
from sapat.render.rendition import Rendition, address
from sapat.render.sheets import change_sheet, post, sheets
from sapat.render.words import say

_LONG: Final = 4  # headings from which contents help
_INK: Final = "#1d3557"
_RED: Final = "#b3001b"
_GREY: Final = "#5c677d"
_ENDED: Final = {
    Status.SUPERSEDED: "superseded",
    Status.WITHDRAWN: "withdrawn",
    Status.EXPIRED: "expired",
    Status.SUSPENDED: "suspended",
}


def meta(one: Rendition, *, headings: Sequence[str], sources: Mapping[str, str]) -> dict[str, Any]:
    """Everything the template prints beside the text; *headings* are those of the text, *sources* name -> description."""
    plan, lang = one.plan, one.lang
    settings = plan.at.settings
    level = LEVELS.get(settings.types[one.type].level) if one.type in settings.types else None
    digest = one.digest[:16]
    return {
        "lang": lang,
        "words": {
            key: say(lang, key)
            for key in ("code", "version", "level", "page", "signature", "name", "check", "digest", "contents")
        },
        "name": f"{one.code} {one.title}",
        "keywords": [one.code, f"v{one.edition.version}", one.digest],
        "description": f"{one.code}, {site_say(lang, 'versioned', version=one.edition.version)}",
        "ministry": pick(settings.ministry, lang) if settings.ministry else "",
        "institution": pick(settings.name, lang),
        "system": say(lang, "system"),
        "type": plan.type_label(one.type),
        "title": one.title,
        "other_titles": _other_titles(one),
        "code": one.code,
        "version": one.edition.version,
        "level": level.say(lang) if level else "—",
        "plain": one.plain,
        "contents": len(headings) >= _LONG and not one.plain,
        "header": [pick(settings.name, lang), _parent(one) or _unit(one), one.title],
        "footer": {
            "warning": _warning(one),
            "address": address(one) or None,
            "digest": f"{digest}…",
            "qr": pattern(at, one.digest) if (at := address(one)) and one.digest else None,
        },
        "mark": mark(one),
        "stamp": _stamp(one),
        "approval": _approval(one),
        "facts": list(lines(one)),
        "year": str(_year(one)),
        "sheets": _sheets(one, headings),
        "sources": [{"name": name, "told": told} for name, told in sources.items()],
    }


def _stamp(one: Rendition) -> dict[str, str] | None:
    if one.translated is not None:
        return {"text": say(one.lang, "translation_label").upper(), "colour": _INK}
    return {"text": say(one.lang, "for_signature"), "colour": _INK} if one.purpose == "signature" else None


def _sheets(one: Rendition, headings: Sequence[str]) -> list[dict[str, Any]]:
    """The sheets the text has not itself; a blank form has none, unless it goes to be signed; nobody signs a translation."""
    if one.plain and one.purpose != "signature":
        return []
    if one.translated is not None:
        return [change_sheet(one.plan, one.edition)]
    made = sheets(one.plan, one.edition, one.record, one.digest, plain=one.plain)
    if one.joint:
        made = [each for each in made if each["kind"] != "agreement"]
    own = {head.casefold() for head in headings}
    return [sheet for sheet in made if str(sheet["title"]).casefold() not in own]


def mark(one: Rendition) -> dict[str, str] | None:
    """What is written across every page: nothing only where the text is in force that day, or waits for its signature."""
    lang, row = one.lang, one.row
    if one.purpose == "signature":
        return None
    if one.purpose == "draft" or one.record is None or not one.record.is_sealed:
        return {"text": say(lang, "draft"), "colour": _GREY}
    if row is None:
        return {"text": say(lang, "draft"), "colour": _GREY}
    if one.translated is not None and one.translated.current:
        return {"text": say(lang, "outdated"), "colour": _RED}
    if any(coming is one.record for coming in row.standing.coming):
        return {"text": say(lang, "approved"), "colour": _INK}
    kept = any(also.version == one.edition.version for also in row.also)
    if one.record is row.standing.in_force or kept:
        return None
    key = _ENDED.get(row.standing.status, "superseded") if _newest_text(one, row) else "superseded"
    return {"text": say(lang, key), "colour": _RED}


def _newest_text(one: Rendition, row: DocumentRow) -> bool:
    """Whether this is the last text that was in force: a withdrawal has none of its own."""
    begun = [
        v for v in one.plan.at.versions(one.edition.slug) if v.copy and v.is_sealed and v not in row.standing.coming
    ]
    return bool(begun) and begun[-1] is one.record


def _warning(one: Rendition) -> str:
    if one.copy is not None:
        return say(one.lang, "copy", number=one.copy[0], holder=one.copy[1])
    if one.purpose in ("draft", "signature"):
        return say(one.lang, f"{one.purpose}_warning")
    if one.translated is not None:
        return f"{translation_warning(one.lang, one.translated)}. {site_say(one.lang, 'print_warning')}"
    return site_say(one.lang, "print_warning")


def _other_titles(one: Rendition) -> list[dict[str, str]]:
    told = one.edition.front.get("title")
    if not isinstance(told, Mapping):
        return []
    titles = ((lang, str(told[lang])) for lang in LANGUAGES if lang != one.lang and told.get(lang))
    return [{"lang": lang, "text": text} for lang, text in titles if text != one.title]


def _parent(one: Rendition) -> str:
    """The document that a form belongs to, on the form itself."""
    code = one.plan.at.settings.grammar.parse(one.code)
    return paper_say(one.lang, "parent", code=code.parent) if code and code.parent else ""


def _unit(one: Rendition) -> str:
    """The second line of the running header (R1): the unit that keeps the documents, as its register names it."""
    told = one.settings.get("unit")
    if isinstance(told, str):
        return one.plan.title("units", told)
    registrar = one.plan.at.entries("roles").get(one.plan.at.settings.registrar.partition(":")[0])
    unit = registrar.on(one.plan.at.today).get("unit") if registrar else None
    return one.plan.title("units", str(unit)) if unit else say(one.lang, "system")


def _approval(one: Rendition) -> dict[str, Any]:
    plan, lang = one.plan, one.lang
    if one.translated is not None:
        return _approved_original(one)
    route = route_of(plan.at, one.edition.slug, one.record) if one.record else None
    asked = route.signatories if route and route.signatories else ()
    signed = one.record.sealed_day if one.record else None
    signers = [{"role": role, "post": post(plan, role, signed)} for role in asked] or [{"role": "", "post": ""}]
    told = facts.acts_of(plan, one.record) if one.record else ()
    acts = [say(lang, "decision_of" if act.body else "order_of", act=facts.act_text(plan, act)) for act in told]
    if one.purpose == "signature" and route:
        acts = [_blank_act(plan, lang, need.kind, need.bodies) for need in route.acts]
    ordered = next((act.date for act in reversed(told) if act.date), None)
    dated = plain_day(ordered) if ordered and one.purpose == "version" else say(lang, "date_line")
    missing = one.record.get("acts_missing") if one.record and not told else None
    if isinstance(missing, str):
        acts.append(missing)
    formula = one.settings.get("formula")
    words = pick(formula, lang) if isinstance(formula, Mapping) else say(lang, "approve")
    return {"formula": words, "signers": signers, "date": dated, "acts": acts}


def _approved_original(one: Rendition) -> dict[str, Any]:
    """On a translation nobody signs: by which acts the original was approved."""
    lang = one.lang
    told = facts.acts_of(one.plan, one.record) if one.record else ()
    acts = [say(lang, "decision_of" if act.body else "order_of", act=facts.act_text(one.plan, act)) for act in told]
    return {"formula": say(lang, "original_approved") if acts else "", "signers": [], "date": "", "acts": acts}


def _blank_act(plan: Plan, lang: str, kind: str, bodies: tuple[str, ...]) -> str:
    if kind != "decision":
        return say(lang, "order_line")
    return say(lang, "decision_line", body=" / ".join(plan.title("bodies", body) for body in bodies))


def _year(one: Rendition) -> int:
    record = one.record
    when: date | None = (record.effective or record.sealed_day) if record else None
    return (when or one.plan.at.today).year
