"""The banners above a text: what a reader must know before relying on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sapat.model.due import deadlines_of
from sapat.model.rows import DocumentRow
from sapat.model.signing import ended_by
from sapat.model.status import Standing, Status, suspended_from, suspended_since
from sapat.model.words import pick
from sapat.publish.facts import document_link
from sapat.publish.markup import link, notice, plain_day, relative, text
from sapat.publish.plan import Edition, Plan, Shown
from sapat.publish.words import say


def notices(plan: Plan, shown: Shown, edition: Edition, page: str) -> str:
    """The banners of one page of a document."""
    if edition.state == "former":
        return _former(plan, shown, edition, page)
    if edition.state == "coming":
        return _coming(plan, shown, edition, page)
    return "".join(_current(plan, shown, page))


def draft_mark(lang: str) -> str:
    """The mark that no page of a preview can be read without: a band that stays, and the word across the page."""
    title, told = say(lang, "draft_title"), say(lang, "draft_text")
    return (
        f'<div class="sp-draft" role="note"><strong>{text(title)}</strong> {text(told)}</div>'
        f'<div class="sp-watermark" aria-hidden="true">{text(title)}</div>'
    )


def _former(plan: Plan, shown: Shown, edition: Edition, page: str) -> str:
    lang = plan.lang
    kept = next((one for one in shown.row.also if one.version == edition.version), None)
    read = link(relative(page, shown.current.url), text(say(lang, "read_current")))
    if shown.row.standing.in_force is None:
        read = link(relative(page, shown.current.url), text(say(lang, "back_to")))
    told = f"{read}. {text(say(lang, 'links_lead'))}"
    if kept is not None:
        words = say(
            lang,
            "is_former_still",
            version=edition.version,
            day=plain_day(kept.until),
            whom=pick(kept.whom, lang),
        )
        return notice("warn", words, told)
    return notice("danger", say(lang, "is_former", version=edition.version), told)


def _coming(plan: Plan, shown: Shown, edition: Edition, page: str) -> str:
    effective = edition.record.effective if edition.record else None
    read = link(relative(page, shown.current.url), text(say(plan.lang, "read_current")))
    told = f"{text(say(plan.lang, 'is_coming_text'))} {read}."
    return notice("warn", say(plan.lang, "is_coming", day=plain_day(effective)), told)


def _current(plan: Plan, shown: Shown, page: str) -> Iterator[str]:
    lang, row, found = plan.lang, shown.row, shown.row.standing
    if found.status in _ENDED:
        yield _ended(plan, shown, page)
    if found.status is Status.APPROVED:
        yield notice("warn", say(lang, "is_coming", day=plain_day(row.effective)), text(say(lang, "is_coming_text")))
    if found.in_force is None:
        return
    for one in shown.coming:
        when = plain_day(one.record.effective if one.record else None)
        read = link(relative(page, one.url), text(say(lang, "read_coming")))
        told = f"{text(say(lang, 'coming_text', version=str(found.in_force.version)))} {read}."
        yield notice("info", say(lang, "coming_title", version=one.version, day=when), told)
    yield from _ahead(plan, row, page)
    for kept in row.also:
        yield notice(
            "info",
            say(lang, "goes_on", version=kept.version, day=plain_day(kept.until), whom=pick(kept.whom, lang)),
        )
    if row.cycle.due and row.cycle.due < plan.at.today:
        yield notice("warn", say(lang, "overdue_title", day=plain_day(row.cycle.due)), text(say(lang, "overdue_text")))
    if found.status is Status.REVISION:
        yield notice("info", say(lang, "revision_title"))


def _ahead(plan: Plan, row: DocumentRow, page: str) -> Iterator[str]:
    """What is known to come over a document in force: its end, a suspension, a ratification still awaited."""
    lang, found = plan.lang, row.standing
    for record in found.coming:
        if record.is_withdrawal:
            yield notice("warn", say(lang, "over_later", day=plain_day(record.effective)))
    for record in ended_by(plan.at, row.slug):
        if record.effective and record.effective > plan.at.today:
            told = _in_its_place(plan, page, (record.slug,))
            yield notice("warn", say(lang, "over_later", day=plain_day(record.effective)), told)
    stop = suspended_from(found.in_force, found.on) if found.in_force else None
    if stop is not None:
        yield notice("warn", say(lang, "suspended_later", day=plain_day(stop)))
    for one in deadlines_of(plan.at, row):
        if one.what == "ratification":
            yield notice("warn" if one.days < 0 else "info", say(lang, "unratified", day=plain_day(one.due)))


def _in_its_place(plan: Plan, page: str, slugs: tuple[str, ...]) -> str:
    names = ", ".join(document_link(plan, page, plan.shown[slug].row) for slug in slugs if slug in plan.shown)
    return say(plan.lang, "successor", successor=names) if names else ""


_ENDED = {
    Status.WITHDRAWN: "withdrawn_title",
    Status.SUPERSEDED: "superseded_title",
    Status.EXPIRED: "expired_title",
    Status.SUSPENDED: "suspended_title",
}


def _ended(plan: Plan, shown: Shown, page: str) -> str:
    """The red banner of a document that is over, with the way to what stands in its place."""
    found = shown.row.standing
    stopped = found.status is Status.SUSPENDED
    told = text(say(plan.lang, "suspended_text" if stopped else "ended_text"))
    told = f"{told} {_in_its_place(plan, page, successors(plan, shown.row.slug))}".rstrip()
    when = plain_day(_end_day(found))
    return notice("danger", say(plan.lang, _ENDED[found.status], day=when), told)


def _end_day(found: Standing) -> date | None:
    if found.status is Status.SUPERSEDED:
        return found.ended_by.effective if found.ended_by else None
    if found.last is None:
        return None
    if found.status is Status.SUSPENDED:
        return suspended_since(found.last, found.on)
    return found.last.expires if found.status is Status.EXPIRED else found.last.effective


def successors(plan: Plan, slug: str) -> tuple[str, ...]:
    """The documents whose records ended this one and that have a page."""
    begun = (one for one in ended_by(plan.at, slug) if one.effective and one.effective <= plan.at.today)
    return tuple(dict.fromkeys(one.slug for one in begun if one.slug in plan.shown and one.slug != slug))
