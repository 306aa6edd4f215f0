"""The data of the template: front page, running header, footer, marks (R1, R2, R5; DOMAIN 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sapat.model.approval import former_of
from sapat.model.days import day
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.rows import DocumentRow, document_row
from sapat.model.status import Status
from sapat.model.words import LANGUAGES, pick
from sapat.publish import facts
from sapat.publish.markup import plain_day
from sapat.publish.plan import Edition, Plan
from sapat.publish.version_pages import version_url
from sapat.publish.words import LEVELS
from sapat.publish.words import say as site_say
from sapat.render.leaves import pattern
from sapat.render.papers_words import say as paper_say
from sapat.render.sheets import post, sheets
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


@dataclass(frozen=True, slots=True)
class Rendition:
    """One paper to be made: which text of which document, and as what."""

    plan: Plan  # in the language of the document
    edition: Edition
    record: Dossier | None
    purpose: str  # version | draft | signature
    digest: str  # of the text
    copy: tuple[int, str] | None = None  # number and holder of a controlled copy

    @property
    def lang(self) -> str:
        return self.plan.lang

    @property
    def row(self) -> DocumentRow | None:
        return document_row(self.plan.at, self.edition.slug)

    @property
    def type(self) -> str:
        return str(self.edition.front.get("type", ""))

    @property
    def plain(self) -> bool:
        """A form is a blank to be filled in: it has no front page and no sheets."""
        told = self.settings.get("plain")
        known = [str(one) for one in told] if isinstance(told, list) else [self.plan.at.settings.form_type]
        return self.type in known

    @property
    def settings(self) -> Mapping[str, Any]:
        told = self.plan.at.settings.sections.get("pdf")
        return told if isinstance(told, Mapping) else {}

    @property
    def code(self) -> str:
        return str(self.edition.front.get("code", "")) or (self.record.code if self.record else "")

    @property
    def title(self) -> str:
        told = self.edition.front.get("title")
        return (pick(told, self.lang) if isinstance(told, Mapping) else "") or self.code

    @property
    def moment(self) -> int:
        """The date inside the PDF: the seal's, so that a later commit changes no byte; of an open text, the commit's."""
        sealed = self.record.seal.sealed if self.record and self.record.seal else None
        at = self.plan.at
        noon = datetime(at.today.year, at.today.month, at.today.day, 12, tzinfo=UTC)
        return int((sealed or at.origin.moment or noon).timestamp())


def language(front: Mapping[str, Any], spare: str) -> str:
    """The language of the original, the first of several."""
    told = front.get("original_language")
    first = told[0] if isinstance(told, list) and told else told
    return str(first) if first in LANGUAGES else spare


def file_name(edition: Edition) -> str:
    return f"{edition.slug}_v{edition.version}.pdf"


def address(one: Rendition) -> str:
    """The page that tells what this version is: as much of it in capitals as leads to the same page (a smaller QR code)."""
    base = str(one.settings.get("address") or one.plan.at.settings.site_url or "")
    if not base:
        return ""
    scheme, _, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    tail = version_url(one.edition.slug, one.edition.version).removesuffix("index.html")
    return f"{scheme}://{host}".upper() + (slash or "/") + path.rstrip("/") + ("/" if path.rstrip("/") else "") + tail


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
        "stamp": {"text": say(lang, "for_signature"), "colour": _INK} if one.purpose == "signature" else None,
        "approval": _approval(one),
        "facts": list(_facts(one)),
        "year": str(_year(one)),
        "sheets": _sheets(one, headings),
        "sources": [{"name": name, "told": told} for name, told in sources.items()],
    }


def _sheets(one: Rendition, headings: Sequence[str]) -> list[dict[str, Any]]:
    """The sheets the text has not itself; a blank form has none, unless it goes to be signed."""
    if one.plain and one.purpose != "signature":
        return []
    made = sheets(one.plan, one.edition, one.record, one.digest, plain=one.plain)
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


def _blank_act(plan: Plan, lang: str, kind: str, bodies: tuple[str, ...]) -> str:
    if kind != "decision":
        return say(lang, "order_line")
    return say(lang, "decision_line", body=" / ".join(plan.title("bodies", body) for body in bodies))


def _facts(one: Rendition) -> Iterator[tuple[str, str]]:
    """The lines at the foot of the front page."""
    plan, lang, record, front = one.plan, one.lang, one.record, one.edition.front
    if record is not None and one.purpose == "version":
        coming = one.row is not None and any(coming is record for coming in one.row.standing.coming)
        yield site_say(lang, "takes_effect" if coming else "effective"), plain_day(record.effective)
    if record is not None and record.expires:
        yield site_say(lang, "expires"), plain_day(record.expires)
    if record is not None:
        yield from _origin(one, record)
    owner = front.get("owner")
    if owner:
        yield site_say(lang, "owner"), plan.role(str(owner))
    processes = front.get("process")
    if isinstance(processes, list) and processes:
        yield (
            site_say(lang, "process"),
            "; ".join(f"{number} {plan.title('processes', str(number))}" for number in processes),
        )
    basis = front.get("basis")
    if isinstance(basis, list) and basis:
        yield site_say(lang, "basis_of"), ", ".join(str(code) for code in basis)
    original = front.get("original")
    if isinstance(original, Mapping):
        place = [str(original.get("place", "")), plan.role(str(original.get("keeper", "")))]
        yield site_say(lang, "original"), ", ".join(part for part in place if part)
    registration = record.get("registration") if record else None
    if isinstance(registration, Mapping) and one.purpose == "version":
        told = [str(registration.get("number", "")), plain_day(day(registration.get("date")))]
        yield say(lang, "registration"), ", ".join(part for part in told if part)
    if one.purpose == "signature":
        yield say(lang, "digest"), one.digest


def _origin(one: Rendition, record: Dossier) -> Iterator[tuple[str, str]]:
    """What the version came in the place of, or that it is the first (always printed: DOMAIN 2.1)."""
    former = former_of(one.plan.at.versions(one.edition.slug), record)
    told = [say(one.lang, "former", code=one.code, version=former.version)] if former else []
    ends = record.get("ends")
    told += [str(code) for code in ends] if isinstance(ends, list) else []
    if told:
        yield say(one.lang, "replaces"), "; ".join(told)
    else:
        yield say(one.lang, "first_label"), say(one.lang, "first").lower()


def _year(one: Rendition) -> int:
    record = one.record
    when: date | None = (record.effective or record.sealed_day) if record else None
    return (when or one.plan.at.today).year
