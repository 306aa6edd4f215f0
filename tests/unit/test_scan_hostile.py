"""The line scanner: what it sees, what code hides, and that no text makes it slow."""

from __future__ import annotations

import time

import pytest

from sapat.model.settings import Term
from sapat.read.scan import scan

PIECES = [
    "{a: ", "[", "[[", "[[a#", "[[a|", "[](<", "[](a", "](", "[a](b", "![a](", "[x [y] ", "<a", "<a@", "<a:", "</", "`",
    "``a`", "`a", "\\`", "# a" + " " * 50, "#", " ", "a ", "\t", "**", "{#a", "{:", "on ", "{on", "style ", "&#", "a@b",
    "http://", "аb ", "a.md", "аa@", "~~~", "> ", "- ", "[a]: ", "![a]", "|", "# a\n", "# a {#b}\n", "a\n=\n", "```\n",
    "```x\n", "````\n~~~\n", "[a\n", "<!-- ", "<a onx=", "\\[",
]  # fmt: skip


@pytest.mark.parametrize("before", ["", "# "])
def test_no_repeated_text_makes_the_scanner_slow(before: str) -> None:
    """100 KB of any of these is read in the time of 100 KB of prose: nobody can hold up a check with a file."""
    begun = time.process_time()
    for piece in PIECES:
        scan(before + piece * (100_000 // len(piece)), 1, [Term("а", ("шайкеш келбе[а-я]*",), "ky")])
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("`[a](x.md)`", []),
        ("``[a](x.md)` [b](y.md)``", []),
        ("`a` [b](y.md) `c`", ["y.md"]),
        ("``a` [b](y.md)", ["y.md"]),
        ("\\`[b](y.md)\\`", ["y.md"]),
        ("```\n[a](x.md)\n```\n[b](y.md)", ["y.md"]),
        ("~~~ md\n[a](x.md)\n```\n~~~~\n[b](y.md)", ["y.md"]),
        ("````\n```\n[a](x.md)\n````", []),
        ("```\n[a](x.md)\n", ["x.md"]),
        ("```\n[a](x.md)\n~~~\n[b](y.md)\n~~~\n[c](z.md)", ["x.md", "z.md"]),
        ("````\n[a](x.md)\n```\n[b](y.md)\n```\n[c](z.md)", ["x.md", "z.md"]),
        ("```[a](x.md)```\n[b](y.md)\n```\n[c](z.md)\n```", ["y.md"]),
        ("[a](b(1).md) ![p](<a b.png> 'т') [![p](p.png)](q.md)", ["b(1).md", "a b.png", "q.md", "p.png"]),
        ("[узун\nтекст](x.md)", ["x.md"]),
        ("[a]: x.md\n> [b]: y.md\n1. [c]: z.md\n[^1]: эскертүү", ["x.md", "y.md", "z.md"]),
        ("<https://a.kg> [[К-1]] [[К-2#а|текст]]", ["К-1", "К-2#а", "https://a.kg"]),
    ],
)
def test_a_link_is_seen_unless_it_is_code(text: str, seen: list[str]) -> None:
    assert [one.target for one in scan(text).links] == seen


@pytest.mark.parametrize(
    ("text", "headings", "anchors"),
    [
        ("# Бир ##\n## Эки {#eki}\n### Үч #4\n#", [(1, 1, "Бир"), (2, 2, "Эки"), (3, 3, "Үч #4"), (4, 1, "")],
         ["бир", "eki", "үч-4", "_1"]),
        ("Бир\n===\n\nЭки\n---\n\n- тизме\n---\n#жок", [(1, 1, "Бир"), (4, 2, "Эки")], ["бир", "эки"]),
        ("# А\n# А\n# А", [(1, 1, "А"), (2, 1, "А"), (3, 1, "А")], ["а", "а_1", "а_2"]),
        ("# [[К-1|Ат]] **жана** `код`\n# [ш](x.md) {x}", [(1, 1, "Ат жана код"), (2, 1, "ш {x}")], ["ат-жана-код", "ш-x"]),
        ("```\n# код\n```\n# Баш", [(4, 1, "Баш")], ["баш"]),
    ],
)  # fmt: skip
def test_headings_and_their_anchors(text: str, headings: list[tuple[int, int, str]], anchors: list[str]) -> None:
    found = scan(text)
    assert (list(found.headings), list(found.anchors)) == (headings, anchors)


def test_words_of_two_scripts_are_looked_for_in_what_people_read() -> None:
    text = "Бул Dataцентр [шилтеме](файл-a.md) https://сайтa.kg а@bб.kg [[ҮМУ-A|тeкст]] каталог/файлa.md"
    assert [(column, word) for _, column, word in scan(text).mixed] == [(5, "Dataцентр"), (69, "тeкст")]
