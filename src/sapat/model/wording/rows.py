"""Rows of the word tables: (kind, lemma, regular expression of the whole word in lower case, ё written е)."""

from __future__ import annotations

from typing import Final

Row = tuple[str, str, str]

ANY: Final = "[а-яөүң]*"  # endings of a stem long enough to be known by itself
# Kyrgyz case, person and number behind a short stem
KY: Final = (
    "(?:(?:л|д|т)[аеоө]р)?(?:[ыиуү]м|[ыиуү]ң|с?[ыиуү])?(?:н?[ыиуү]н|[дтн][аеоө]н?|[гк][аеоө]|н?[аеоө]|[дтн][ыиуү])?"
)
RU: Final = "(?:а|у|ы|и|е|о|ой|ою|ом|ем|ам|ям|ами|ями|ах|ях|ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ых|их|ыми|ими|ую|юю|ь|ью|ей|ю|я)?"


def rows(kind: str, told: str) -> list[Row]:
    """One row of a table a line: the lemma, a space, and the forms."""
    return [(kind, *line.split(" ", 1)) for line in told.strip().split("\n")]  # type: ignore[misc]
