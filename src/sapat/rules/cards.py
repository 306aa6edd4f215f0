"""SAP119: a card says where a text is kept; it holds no text itself (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule


def _cards(at: Snapshot) -> Iterator[Document]:
    return (doc for doc in at.documents if doc.is_card)


def _text(at: Snapshot, card: Document) -> Iterable[Hit]:
    """What may not lie here would be published with the card."""
    for file in card.files:
        if file.scan.worded or file.path != card.path:
            yield Hit(Where(file.path, ("held",) if file.path == card.path else ()), "", {"file": file.relative})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP119",
        severity=ERROR,
        title=Words("Карточкада текст жок", "В карточке нет текста", "A card holds no text"),
        says={
            "": Words(
                "бул карточка (held), бирок {file} файлында текст бар",
                "это карточка (held), но в файле {file} есть текст",
                "this is a card (held), but the file {file} holds a text",
            )
        },
        do={
            "": Words(
                "текстти алып салыңыз, же ал ушул жерде сакталса, held ачкычын өчүрүңүз",
                "уберите текст или, если он хранится здесь, удалите ключ held",
                "take the text out or, if it is kept here, delete the key held",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=_cards,
        check=_text,
    ),
)
