"""Nested lists look on the site as on the forge, whatever indent their writer used."""

from __future__ import annotations

import pytest

from sapat.publish.convert import Converter
from sapat.publish.lists import settled

DEEP = "<ul><li>а<ul><li>б<ul><li>в</li></ul></li></ul></li><li>г</li></ul>"


def html(text: str) -> str:
    return Converter().convert(text).html.replace("\n", "")


@pytest.mark.parametrize("step", [2, 3, 4])
def test_two_three_and_four_spaces_nest(step: int) -> None:
    assert html(f"- а\n{' ' * step}- б\n{' ' * 2 * step}- в\n- г\n") == DEEP


def test_a_list_below_a_number_nests_by_the_width_of_the_number() -> None:
    assert html("1. а\n   - б\n2. в\n") == "<ol><li>а<ul><li>б</li></ul></li><li>в</li></ol>"
    assert html("10. а\n    - б\n11. в\n").count("<li>") == 3


def test_a_paragraph_of_an_item_stays_in_it() -> None:
    assert html("- а\n\n  уланды\n\n- б\n") == "<ul><li><p>а</p><p>уланды</p></li><li><p>б</p></li></ul>"


def test_what_is_no_list_stays_as_it_was() -> None:
    text = [
        "сөз",
        "",
        "    код - эмес",
        "",
        "* * *",
        "",
        "| а | б |",
        "|---|---|",
        "```",
        "  - код",
        "```",
        ": мааниси",
    ]
    assert settled(text) == text


def test_a_line_that_goes_on_lazily_belongs_to_its_item() -> None:
    told = html("- а\nуланды\n  - б\n")
    assert told.startswith("<ul><li>")
    assert "ауланды" in told
    assert told.endswith("<ul><li>б</li></ul></li></ul>")


def test_every_word_is_kept() -> None:
    text = "1. а\n   - б\n\n     в\n   - г\n     - д\n2. е\n\nж\n\n- з\n"
    assert sorted("".join(settled(text.split("\n"))).split()) == sorted(text.replace("\n", "").split())
    assert [line.strip() for line in settled(text.split("\n"))] == [line.strip() for line in text.split("\n")]
