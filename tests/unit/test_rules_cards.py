"""SAP119: what a card may not hold."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import findings, markdown, sound, write

CARD = "procedures/umu-sms-dp-2.16.md"
HELD = "{where: Архив, keeper: qa-head}"


def card(body: str) -> str:
    """The front matter of a card, and *body* below it."""
    return markdown("ҮМУ-СМС-ДП-2.16", held=HELD, body="-").rpartition("---\n")[0] + "---\n" + body


def test_a_card_with_a_text_is_found_at_its_key(tmp_path: Path) -> None:
    (found,) = findings(write(tmp_path, sound() | {CARD: card("# Аталышы\n\nЧектелген текст.\n")}), "SAP119")
    assert (found["path"], found["document"]) == (CARD, "ҮМУ-СМС-ДП-2.16")
    assert card("").split("\n")[found["line"] - 1].startswith("held:")


def test_a_card_with_a_file_beside_it_is_found_at_that_file(tmp_path: Path) -> None:
    beside = "procedures/umu-sms-dp-2.16/scan.pdf"
    (found,) = findings(write(tmp_path, sound() | {CARD: card(""), beside: "%PDF"}), "SAP119")
    assert found["path"] == beside


def test_a_card_without_a_text_and_a_text_without_a_card_are_right(tmp_path: Path) -> None:
    assert findings(write(tmp_path, sound() | {CARD: card("")}), "SAP119") == []
    assert findings(write(tmp_path, sound() | {CARD: markdown("ҮМУ-СМС-ДП-2.16", owner="nobody")}), "SAP119") == []
