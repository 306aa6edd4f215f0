"""One pass over the lines of a Markdown text: what it sees, and what it passes over."""

from __future__ import annotations

import re

import pytest

from sapat.model.settings import Term
from sapat.read.facts import FactReader
from sapat.read.frontmatter import cut, decode
from sapat.read.scan import scan
from sapat.read.schemas import Schemas


def test_headings_of_both_forms_have_lines_levels_and_anchors() -> None:
    seen = scan("# Бир *эки*\n\nҮч\n---\n\n## Бир эки\n### `код` {#own}\n", first_line=10)
    assert seen.headings == ((10, 1, "Бир эки"), (12, 2, "Үч"), (15, 2, "Бир эки"), (16, 3, "код"))
    assert seen.anchors == ("бир-эки", "үч", "бир-эки_1", "own")
    assert seen.title == "Бир эки"


@pytest.mark.parametrize(
    "text", ["Абзац\n\n---\n", "- тизме\n---\n", "```\nкод\n---\n```\n", "# Баш\n---\n", "| а |\n---\n"]
)
def test_a_line_under_something_else_makes_no_heading(text: str) -> None:
    assert [one for one in scan(text).headings if one[1] == 2] == []


def test_code_is_no_text() -> None:
    seen = scan("```\n# no [link](x.md) <script> өөө\n```\nсөз `[a](b.md) өө` сөз\n\n~~~~\n```\nөө\n~~~~\n")
    assert (seen.headings, seen.links, seen.html, seen.worded, seen.kyrgyz) == ((), (), (), True, 2)


def test_links_of_every_kind_have_their_place() -> None:
    seen = scan(
        "[[ҮМУ-СМС-ДП-2.17#көлөмү|текст]] ![сүрөт](a(1).png) <https://x.kg>\n\n[бир]: <../b.md>\n[![x](y.png)](z.md)\n"
    )
    assert [(one.kind, one.target, one.line, one.column) for one in seen.links] == [
        ("code", "ҮМУ-СМС-ДП-2.17#көлөмү", 1, 1),
        ("image", "a(1).png", 1, 34),
        ("link", "https://x.kg", 1, 53),
        ("link", "../b.md", 3, 1),
        ("link", "z.md", 4, 1),
        ("image", "y.png", 4, 2),
    ]


def test_letters_and_words_are_counted() -> None:
    seen = scan("Үч сөз, 12 бар: ab-cd\n")
    assert (seen.worded, seen.letters, seen.kyrgyz) == (True, 8, 2)


def test_a_word_of_two_scripts_is_placed_and_addresses_are_passed_over() -> None:
    seen = scan("Таза сап https://сайт.kg/aб x@б.kg\n\nбул Cапат сөз\n")
    assert seen.mixed == ((3, 5, "Cапат"),)


def test_avoided_terms_are_found_in_any_case_with_the_preferred_one() -> None:
    terms = [Term("СМС", (r"\bсмк(?:[а-яөүң]*)\b",), "ky"), Term("алтын", ("бир|эки", "күмүш[а-я]*"), "ky")]
    seen = scan("СМК жана смктын\n\nКүмүштөр эки\n", terms=terms)
    assert seen.avoided == (
        (1, 1, "смк", "СМС"),
        (1, 10, "смктын", "СМС"),
        (3, 10, "эки", "алтын"),
        (3, 1, "күмүшт", "алтын"),
    )


@pytest.mark.parametrize(
    "text", ["<script>x</script>", '<b onclick="x">', "<iframe src=x", "<!DOCTYPE x>", "а {onclick=x}"]
)
def test_html_that_can_run_is_noted(text: str) -> None:
    assert scan(text).html


@pytest.mark.parametrize(
    "text", ["a<br>b", "<b>қалың</b>", "<!-- түшүндүрмө -->", "<https://x.kg>", "<a@b.kg>", "3 < 4"]
)
def test_plain_formatting_is_not_noted(text: str) -> None:
    assert not scan(text).html


@pytest.mark.parametrize("latin", [0, 1, 199, 200, 201, 5_000])
@pytest.mark.parametrize("word", ["сөз", "word", "cөз", "өзc", "wordсөз", "аb"])
def test_a_word_of_two_scripts_is_found_however_many_latin_letters_there_are(latin: int, word: str) -> None:
    """Few Latin letters are looked at one by one, many are not: the same is found."""
    for text in (f"{'сөз x1 ' * latin}{word}", f"{word} {'x-сөз ' * latin}"):
        both = re.search("[a-z]", word) and re.search("[а-яөүң]", word)
        assert [one[2] for one in scan(text).mixed] == ([word] if both else [])


def test_a_text_of_signs_alone_says_nothing() -> None:
    assert [scan(text).worded for text in ("", "\n\n", "12 — 34\n***\n", "`өө`\n", "я\n")] == [False] * 4 + [True]


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "---\ncode: ҮМУ\n---\n", "---\r\ncode: ү\r\n---\r\n", "---\ncode: [\n"]
)
@pytest.mark.parametrize(
    "body", ["", "Үч `өө` сөз\n", "cөз\r\nсөз\n", "сөз өзc\n", "сөз\u200b өз\n", "\u0438\u0306 c\n"]
)
def test_a_file_and_its_body_alone_are_scanned_alike(start: str, body: str) -> None:
    """What is at hand as bytes is not made anew from the text; the counts are the same."""
    facts = FactReader(Schemas(), ()).read("md", (start + body).encode())
    alone = cut(decode((start + body).encode()).text)
    assert facts.scan == scan(alone.body, alone.body_line)
