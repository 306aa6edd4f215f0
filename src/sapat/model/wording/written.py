"""Ways of writing one thing, made one before words are read: `И. О.`, `per cent`, `June 1`, `No. 5`, `14-00`, `ISO 9001 : 2015`."""

from __future__ import annotations

import re
from typing import Final

from sapat.model.wording.measures import DATES

_MONTHS: Final = "|".join(
    sorted({one for _, _, forms in DATES[:12] for one in re.findall(r"[a-z]{3,}", forms)}, key=len)
)
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTHS}|may)\b\.?[ \u00a0](\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d|[ \u00a0]\d)", re.IGNORECASE
)
_YEAR_APART: Final = re.compile(r"(?<=\d) ?: ?(?=(?:19|20)\d\d(?!\d))")  # ISO 9001: 2015
_EMPLOYED: Final = re.compile(r"\b(full|part|half)[ \u00a0]time\b", re.IGNORECASE)
_PER_CENT: Final = re.compile(r"\bper[ \u00a0]cent\b", re.IGNORECASE)
_HAS_TO: Final = re.compile(r"\b(has|have|had|is|are|was|were|fails?|failed)[ \u00a0]to\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\b(?:No\.|Nr\.|N[°º.]?|(?<=[a-z] )No(?= ))[ \u00a0]?(?=\d)")
_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[- \u00a0](?P<ky>жыл)(?:ы|дын)?|[ \u00a0]год[ау]?)\b"
)  # as in 2026 г.
_FULL_HOUR: Final = re.compile(r"(?<![\d.,/:-])([01]?\d|2[0-4])-00(?![\d-])")
_STANDING_IN: Final = re.compile(
    r"\b(?:(?P<time>[Вв]р\.?[ \u00a0]?[Ии]\.?[ \u00a0]?[Оо]\b\.?|[Вв]ременно исполняющ\w+ обязанности\b)"
    r"|(?P<for>(?:[Ии]\.?[ \u00a0]?[Оо]\b\.?|ИО|И\.[ \u00a0]?О\.)(?=[ \u00a0]+[а-яёөүң«])|[Ии]сполняющ\w+ обязанности\b)"
    r"|(?P<ky>м\.[ \u00a0]?а\b\.?|милдет(?:ин|терин)[ \u00a0]+(?:убактылуу[ \u00a0]+)?аткар\w+))"
)
_STANDS_IN: Final = {"time": "врио", "for": "и.о", "ky": "м.а"}
_LATIN: Final = re.compile("[A-Za-z]{2}")
_FULL_WORDS: Final = frozenset({"full-time", "part-time", "half-time", "и.о", "м.а", "врио"})
# One word, however it is written
WHOLE: Final = _FULL_WORDS | {
    f"{one}-to" for one in ("has", "have", "had", "is", "are", "was", "were", "fail", "fails", "failed")
}


def one_way(text: str) -> str:
    """A text with what can be written in several ways written in one; lines stay where they are."""
    text = _YEAR_APART.sub(":", text)
    if "-00" in text:
        text = _FULL_HOUR.sub(r"\1:00", text)
    if "N" in text:
        text = _NUMBERED.sub("№ ", text)
    if not text.isascii():
        if "20" in text or "19" in text:
            text = _YEAR.sub(lambda found: f"{found['year']}{'-ж' if found['ky'] else ' г'}", text)
        text = _STANDING_IN.sub(lambda found: _STANDS_IN[found.lastgroup or "for"], text)
        if not _LATIN.search(text):
            return text
    text = _HAS_TO.sub(r"\1-to", _PER_CENT.sub("percent", _EMPLOYED.sub(r"\1-time", text)))
    return _MONTH_FIRST.sub(r"\2 \1", text)
