"""The page of issued PDFs and what came back signed: an auditor finds each by document, with its class of evidence (R5, R41)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.issued import Issued, issued
from sapat.model.names import EVIDENCE, label
from sapat.model.signed_copies import class_of, copies, files, signatories, unsigned
from sapat.model.status import code_on, open_record
from sapat.model.words import Words
from sapat.publish.markup import badge, code, link, relative, text
from sapat.publish.markup import day as day_html
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.registers import split
from sapat.publish.version_pages import version_url

PAPERS_PAGE: Final = "registers/papers.html"
PAPERS: Final = Words(
    "Чыгарылган жана кол коюлган нускалар", "Выпущенные и подписанные экземпляры", "Issued and signed copies"
)
_NOTE: Final = Words(
    "Чыгарылган ар бир PDF жана анын кол коюлуп кайткан нускалары. Колдогу файлды версиянын барагында же sapat verify FILE.pdf менен текшериңиз.",
    "Каждый выпущенный PDF и его вернувшиеся подписанные экземпляры. Файл проверяйте на странице версии или командой sapat verify FILE.pdf.",
    "Every issued PDF, and the copies of it that came back signed. Check a file on the page of its version, or by sapat verify FILE.pdf.",
)
_ISSUED: Final = Words("Чыгарылган PDF № {number}", "Выпущенный PDF № {number}", "Issued PDF No. {number}")
_AWAITS: Final = Words("кол күтүлөт: {roles}", "ожидаются подписи: {roles}", "awaits the signatures of: {roles}")
_WHOLE: Final = Words("баары кол койгон", "подписали все", "all have signed")
_WHAT: Final = Words("Эмне", "Что", "What")
_EVIDENCE: Final = Words("Далилдин классы", "Класс свидетельства", "Class of evidence")
_SCHEMA: Final = "signed-copy"
_DIGITS: Final = 12


def paper_pages(plan: Plan) -> Iterable[Page]:
    """What was issued and what came back, by document; no page where nothing was issued."""
    slugs = sorted({one.id.partition("/")[0] for one in plan.at.entries("renditions").values()})
    rows = [row for slug in slugs for row in _of_document(plan, slug)]
    if not rows:
        return ()
    schema = plan.at.schemas.get(_SCHEMA, {})
    heads = [label(schema, key, plan.lang) for key in ("document", "version")]
    heads += [_WHAT.say(plan.lang), *(label(schema, key, plan.lang) for key in ("date", "signatories"))]
    heads += [_EVIDENCE.say(plan.lang), *(label(schema, key, plan.lang) for key in ("verified", "original")), "SHA-256"]
    return split(plan, PAPERS_PAGE, PAPERS.say(plan.lang), _NOTE.say(plan.lang), heads, rows, "sp-filter")


def _of_document(plan: Plan, slug: str) -> Iterator[list[str]]:
    for one in issued(plan.at, slug):
        yield _issued(plan, slug, one)
        yield from (_copy(plan, slug, each) for each in copies(plan.at, slug) if each.text("rendition") == one.id)


def _issued(plan: Plan, slug: str, one: Issued) -> list[str]:
    record = next((each for each in plan.at.versions(slug) if str(each.version) == one.version), None)
    missing = unsigned(plan.at, record) if record is not None and record.is_sealed else ()
    said = ""
    if record is not None and record.is_sealed and copies(plan.at, slug, one.version):
        said = _WHOLE.say(plan.lang)
    if missing:
        said = _AWAITS.say(plan.lang, {"roles": ", ".join(plan.role(role) for role in missing)})
    made = day(one.entry.text("made")[:10])
    what = _ISSUED.say(plan.lang, {"number": one.number})
    return [*_named(plan, slug, one.version), text(what), day_html(made), text(said), "", "", "", _digest(one.sha256)]


def _copy(plan: Plan, slug: str, entry: Entry) -> list[str]:
    told = entry.on(plan.at.today)
    posts = "<br>".join(text(plan.role(role)) for role in signatories(entry, plan.at.today))
    kind = class_of(entry, plan.at.today)
    original = told.get("original")
    held: Mapping[str, object] = original if isinstance(original, Mapping) else {}
    where = [str(held.get("place", "")), plan.role(str(held["keeper"])) if "keeper" in held else ""]
    return [
        *_named(plan, slug, entry.text("version")),
        text(plan.value(_SCHEMA, "kind", entry.text("kind"))),
        day_html(day(told.get("date"))),
        posts,
        badge("expired" if kind == "none" else "in-force", EVIDENCE[kind].say(plan.lang)),
        text(plan.value(_SCHEMA, "verified", str(told.get("verified", "")))),
        text(", ".join(one for one in where if one)),
        "<br>".join(_digest(one.sha256) for one in files(entry)),
    ]


def _named(plan: Plan, slug: str, version: str) -> list[str]:
    """Code and version; the version leads to the page where a file is checked."""
    named = code(code_on(plan.at, slug))
    shown, working = plan.shown.get(slug), open_record(plan.at.versions(slug))
    known = {one.version for one in shown.editions if one.record is not None} if shown else set()
    known |= {str(working.version)} if working else set()  # issued, and not registered yet
    target = relative(PAPERS_PAGE, version_url(slug, version))
    document = link(relative(PAPERS_PAGE, plan.url_of(slug)), named) if shown else named
    return [document, link(target, text(version)) if version in known and not plan.draft else text(version)]


def _digest(told: str) -> str:
    return code(f"{told[:_DIGITS]}…")
