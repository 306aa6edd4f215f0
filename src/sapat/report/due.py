"""What falls due as JSON, as a table and as a calendar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit

from sapat.model.codes import slug_of
from sapat.model.due import Deadline
from sapat.model.names import DEADLINES, STATES
from sapat.model.settings import Settings
from sapat.model.words import Words, pick
from sapat.report.tables import Table

_TITLE: Final = Words("Мөөнөттөр, {day} абалы боюнча", "Сроки на {day}", "Deadlines as of {day}")
_CALENDAR: Final = Words(
    "Сапат документтеринин мөөнөттөрү", "Сроки документов качества", "Deadlines of quality documents"
)
_HEADS: Final = (
    Words("Коду", "Код", "Code"),
    Words("Эмне", "Что", "What"),
    Words("Мөөнөтү", "Срок", "Due"),
    Words("Калган күн", "Осталось дней", "Days left"),
    Words("Абалы", "Состояние", "State"),
)


def as_json(items: Sequence[Deadline], today: date) -> str:
    told = [
        {"code": one.code, "what": one.what, "due": one.due.isoformat(), "days": one.days, "state": one.state}
        for one in items
    ]
    return json.dumps({"version": 1, "today": today.isoformat(), "items": told}, ensure_ascii=False, indent=2) + "\n"


def as_table(items: Sequence[Deadline], today: date, lang: str) -> Table:
    return Table(
        title=_TITLE.say(lang, {"day": today.isoformat()}),
        heads=tuple(head.say(lang) for head in _HEADS),
        rows=tuple(
            (one.code, DEADLINES[one.what].say(lang), one.due.isoformat(), one.days, STATES[one.state].say(lang))
            for one in items
        ),
    )


def as_calendar(items: Sequence[Deadline], today: date, settings: Settings, lang: str) -> str:
    """An iCalendar of whole days (RFC 5545); the same facts give the same bytes, so a subscriber sees no false change."""
    from icalendar import Calendar, Event  # of the extra [tables]

    host = urlsplit(settings.site_url).hostname or slug_of(settings.org)
    made = Calendar()
    made.add("prodid", "-//sapat//due//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{_CALENDAR.say(lang)}: {pick(settings.name, lang)}")
    for one in items:
        event = Event()
        event.add("uid", f"{one.what}{one.of}.{one.slug}@{host}")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", one.due)
        event.add("dtend", one.due + timedelta(days=1))
        event.add("summary", f"{one.code}: {DEADLINES[one.what].say(lang)}")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return str(made.to_ical(), encoding="utf-8")
