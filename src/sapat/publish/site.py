"""All pages of a site, as a function of what was read and the day: the one place that knows which pages there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.publish import copies, institution, overview, registers, safekeeping, signed_papers
from sapat.publish.converted import Converted
from sapat.publish.differences import difference_page, difference_url, pairs
from sapat.publish.documents import EMPTY, document_pages, level_url, section_of
from sapat.publish.facts import ACTS_PAGE
from sapat.publish.links import PROCESS_PAGE
from sapat.publish.notices import draft_mark
from sapat.publish.overview import RuleRow
from sapat.publish.page import NavGroup, NavItem, Page
from sapat.publish.plan import Plan
from sapat.publish.redline import Redline
from sapat.publish.sanitize import clean_page
from sapat.publish.words import LEVELS, say

INTRO = "docs/index.md"  # a text of the institution's own for the top of the home page


def pages(
    plan: Plan, texts: Mapping[str, Converted], redlines: Mapping[str, Redline], rules: Sequence[RuleRow]
) -> Iterator[Page]:
    """Every page, each body through the allow-list. Raises SapatError when two pages claim one address."""
    taken: dict[str, str] = {}
    for page in _made(plan, texts, redlines, rules):
        if page.url in taken:
            raise SapatError(
                Words(
                    "{url} дарегинде эки бет турмак: «{one}» жана «{other}»",
                    "по адресу {url} оказались бы две страницы: «{one}» и «{other}»",
                    "two pages would stand at {url}: «{one}» and «{other}»",
                ),
                do=Words(
                    "docs/ ичиндеги беттин же документтин бөлүгүнүн атын өзгөртүңүз",
                    "переименуйте страницу в docs/ или часть документа",
                    "rename the page under docs/ or the part of the document",
                ),
                url=page.url,
                one=taken[page.url],
                other=page.title,
            )
        taken[page.url] = page.title
        body = draft_mark(plan.lang) + page.body if plan.draft else page.body
        yield replace(page, body=clean_page(body), indexed=page.indexed and not plan.draft)


def _made(
    plan: Plan, texts: Mapping[str, Converted], redlines: Mapping[str, Redline], rules: Sequence[RuleRow]
) -> Iterator[Page]:
    yield overview.home(plan, texts.get(INTRO))
    for shown in plan.shown.values():
        yield from document_pages(plan, shown, texts)
        for pair in pairs(shown):
            yield difference_page(plan, pair, redlines[difference_url(pair)], section_of(plan, shown.row))
    yield from registers.level_pages(plan)
    yield from registers.document_register(plan)
    yield registers.process_register(plan)
    procedures = registers.procedures(plan)
    if procedures is not None:
        yield procedures
    yield institution.external_register(plan)
    yield institution.act_register(plan)
    yield institution.body_register(plan)
    yield institution.unit_register(plan)
    yield from copies.copy_pages(plan)
    yield from signed_papers.paper_pages(plan)
    yield from safekeeping.checkpoint_pages(plan)
    yield from safekeeping.backup_pages(plan)
    yield from overview.change_pages(plan)
    yield from overview.calendar(plan)
    yield overview.rule_page(plan, rules)
    for one in plan.plain:
        if one.path != INTRO:
            yield overview.plain_page(plan, one.path, one.url, one.title, texts.get(one.path, EMPTY))


def navigation(plan: Plan) -> tuple[NavGroup, ...]:
    """The navigation: levels and registers, never single documents, so no page grows with their number."""
    lang = plan.lang
    levels = sorted({t.level for t in plan.at.settings.types.values() if t.level})
    documents = [NavItem(level_url(one), LEVELS[one].say(lang), level_url(one)) for one in [*levels, 0]]
    documents.append(_item(plan, "ended", registers.ENDED_PAGE))
    listed = [_item(plan, "document_register", registers.DOCUMENTS_PAGE)]
    listed.append(_item(plan, "process_register", PROCESS_PAGE))
    if registers.procedures(plan) is not None:
        listed.append(_item(plan, "procedures", registers.PROCEDURES_PAGE))
    listed += [
        _item(plan, "change_sheet", overview.CHANGES_PAGE),
        _item(plan, "calendar", overview.CALENDAR_PAGE),
        _item(plan, "acts", ACTS_PAGE),
        _item(plan, "bodies", institution.BODIES_PAGE),
        _item(plan, "units", institution.UNITS_PAGE),
    ]
    kept = (
        ("distribution", copies.COPIES_PAGE, copies.COPIES),
        ("renditions", signed_papers.PAPERS_PAGE, signed_papers.PAPERS),
        ("checkpoints", safekeeping.CHECKPOINTS_PAGE, safekeeping.CHECKPOINTS),
        ("backups", safekeeping.BACKUPS_PAGE, safekeeping.BACKUPS),
    )
    listed += [NavItem(url, title.say(lang), url) for name, url, title in kept if plan.at.entries(name)]
    plain = [NavItem(one.url, one.title, one.url) for one in plan.plain if one.path != INTRO]
    return (
        NavGroup("", (_item(plan, "home", overview.HOME),)),
        NavGroup(say(lang, "documents"), tuple(documents)),
        NavGroup(say(lang, "registers"), tuple(listed)),
        NavGroup(say(lang, "information"), (*plain, _item(plan, "rules", overview.RULES_PAGE))),
    )


def _item(plan: Plan, key: str, url: str) -> NavItem:
    return NavItem(url, say(plan.lang, key), url)
