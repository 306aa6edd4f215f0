"""The lines at the foot of the front page: since when, in whose place, whose, and what was added since the approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sapat.model.approval import former_of
from sapat.model.days import day
from sapat.model.entries import Addendum, administered
from sapat.model.records import Dossier
from sapat.model.rows import act_row
from sapat.publish import facts
from sapat.publish.markup import plain_day
from sapat.publish.words import say as site_say
from sapat.render.rendition import Rendition, Translated
from sapat.render.words import LANGUAGE_NAMES, say

_MOST: Final = 5  # addenda told on the front page; the change sheet has all
_BESIDE: Final = ("translation",)  # says nothing of the text that counts


def lines(one: Rendition) -> Iterator[tuple[str, str]]:
    """(name, what is told) of every line, in the order they are printed."""
    if one.translated is not None:
        yield from _of_translation(one, one.translated)
    yield from _dates(one)
    yield from _owned(one)
    if one.record is not None and one.purpose == "version":
        yield from _added(one, one.record)
    if one.purpose == "signature":
        yield say(one.lang, "digest"), one.digest


def translation_warning(lang: str, told: Translated) -> str:
    """Which language counts, at the foot of every page."""
    return f"{say(lang, 'translation_label')}. {_counts(lang, told)}"


def _counts(lang: str, told: Translated) -> str:
    names = (LANGUAGE_NAMES[name].say(lang) if name in LANGUAGE_NAMES else name for name in told.originals)
    return say(lang, "translation_counts", languages=", ".join(names))


def _of_translation(one: Rendition, told: Translated) -> Iterator[tuple[str, str]]:
    lang = one.lang
    yield say(lang, "translation_label"), _counts(lang, told)
    if told.current:
        outdated = say(lang, "translation_outdated", version=one.edition.version, current=told.current)
        yield say(lang, "translation_state"), outdated
    if told.lacking:
        yield say(lang, "translation_lacking"), "; ".join(told.lacking)


def _dates(one: Rendition) -> Iterator[tuple[str, str]]:
    lang, record = one.lang, one.record
    if record is None:
        return
    if one.purpose == "version":
        coming = one.row is not None and any(coming is record for coming in one.row.standing.coming)
        yield site_say(lang, "takes_effect" if coming else "effective"), plain_day(record.effective)
    if record.expires:
        yield site_say(lang, "expires"), plain_day(record.expires)
    yield from _origin(one, record)


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


def _owned(one: Rendition) -> Iterator[tuple[str, str]]:
    """Whose the document is and what it rests on: as it stands on the day, since an addendum may have set it anew."""
    plan, lang, record, front = one.plan, one.lang, one.record, one.edition.front
    if record is not None and one.purpose == "version":
        front = administered(front, record.addenda, plan.at.today)
    owner = front.get("owner")
    if owner:
        yield site_say(lang, "owner"), plan.role(str(owner))
    processes = front.get("process")
    if isinstance(processes, list) and processes:
        named = (f"{number} {plan.title('processes', str(number))}" for number in processes)
        yield site_say(lang, "process"), "; ".join(named)
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


def _added(one: Rendition, record: Dossier) -> Iterator[tuple[str, str]]:
    """What was added to the version since its approval, the newest last: who holds the paper must know it."""
    told = [added for added in record.addenda if added.kind not in _BESIDE]
    if len(told) > _MOST:
        yield say(one.lang, "added_label"), say(one.lang, "added_more", count=len(told) - _MOST)
    for added in told[-_MOST:]:
        yield one.plan.value("addendum", "kind", added.kind), _addendum(one, added)


def _addendum(one: Rendition, added: Addendum) -> str:
    """What an addendum sets, from when, by whose act, and why."""
    plan = one.plan
    acts = (act_row(plan.at, added, kind, plan.at.today) for kind in ("decision", "order"))
    told = [
        facts.described(plan, added.set),
        say(one.lang, "since", day=plain_day(added.since)) if added.since else "",
        *(facts.act_text(plan, act) for act in acts if act),
    ]
    why = str(added.value.get("why", ""))
    whole = ", ".join(part for part in told if part)
    return f"{whole} — {why}" if why and whole else whole or why
