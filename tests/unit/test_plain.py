"""The quick reading of YAML answers only what the strict one would answer, and says nothing where that one remarks."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

import pytest

from sapat.model.findings import Key
from sapat.read.frontmatter import cut
from sapat.read.plain import line_of, read_plainly
from sapat.read.tree import Tree
from sapat.read.yamls import read_yaml
from tests.support.repo import markdown, people, sound

TEXTS: Final = [
    *(text for path, text in {**sound(), **people()}.items() if path.endswith(".yaml")),
    cut(markdown()).yaml or "",
    'schema: act/1\nkind: order\nnumber: "1/0"\ndate: 2026-03-09\nitems:\n  - {path: a.md, sha256: ab}\nby:\n  role: x\n  more:\n  - b\n',
    "schema: change/1\nsummary: 'Бул «а»: б'\nseal:\n  files: []\n  acts:\n  - path: a.md\n    sha256: ab\n    by: {role: x}\n  - path: b\n  sealed: ''\n",
    'schema: act/1\nitems:\n  "2": [ҮМУ-СМС-СТР-1, b]\n  "10":\n  - a\n  - k:\n      "1": v\n    l: w\ncopy: {place: c}\n',
]
ALTERATIONS: Final = [
    *"{}[],:#'\"\\&*!|>%@`? -\n\t~.=<abАтRтnull01\u00a0\u2028\x01\x85\ufeff",
    *("- ", "  ", "\n  ", "\n- ", ": ", "null", "TODO", "---\n", "\n...\n", "version: 1.0\n", 'version: "1.0"\n'),
    *(' "a, b" ', '"a"', "{a: b}", "[a, b]", "{a: {b: c}}", " # remark", "key:\n"),
    *(" 'a: b' ", "''", "'it''s'", "[]", "{}", '"2": ', "'2': ", "- k: v\n", "-  k:\n", "- - a\n", '\n  "2": x\n'),
]


def outermost(tree: Tree) -> dict[Key, tuple[int, int]]:
    return {key: place for key, place in tree.places.items() if len(key) == 1}


def test_our_own_files_are_read_quickly() -> None:
    assert sum(read_plainly(text) is not None for text in TEXTS) >= len(TEXTS) - 2
    held = [one.read_text(encoding="utf-8") for one in (Path(__file__).parents[2] / "registers").rglob("*.yaml")]
    assert sum(read_plainly(text) is not None for text in held) > 0.97 * len(held)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_altered_both_readings_agree(seed: int) -> None:
    random = Random(seed)
    answered = 0
    for _ in range(5_000):
        text = random.choice(TEXTS)
        text = text[: random.randrange(40, 400)] if random.random() < 0.7 else text
        for _ in range(random.randrange(1, 5)):
            start = random.randrange(len(text) + 1)
            text = text[:start] + random.choice(["", *ALTERATIONS]) + text[start + random.choice((0, 0, 1, 1, 2, 5)) :]
        quick = read_plainly(text)
        if quick is None:
            continue
        answered += 1
        for first_line in (1, 2):
            strict = read_yaml(text, first_line)
            assert strict.ok, text
            assert strict.defects == [], text
            assert repr(strict.value) == repr(quick), text
            if first_line == 1:
                assert {(key,): (line_of(text, key), 1) for key in quick} == outermost(strict), text
    assert answered > 300, "the comparison must compare something"


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: ~\n",
        "a:\n",
        "version: 1.0\n",
        "a: &x b\n",
        "a: TODO\n",
        "a: b\n c\n",
        "- a\n",
        "a: !t b\n",
        "a: b: c\n",
        "",
    ],
)
def test_what_needs_a_remark_is_left_to_the_strict_reader(text: str) -> None:
    assert read_plainly(text) is None


def test_the_repository_of_this_project_is_read_alike() -> None:
    for path in sorted((Path(__file__).parents[2] / "registers").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        quick = read_plainly(text)
        strict = read_yaml(text)
        assert quick is None or repr(quick) == repr(strict.value), path
        assert quick is None or {(key,): (line_of(text, key), 1) for key in quick} == outermost(strict), path


@pytest.mark.parametrize(("text", "key"), [("a: b\n", "c"), ("b:\n  a: c\n", "a"), ("b: a\n", "a.b"), ("a: ~\n", "a")])
def test_a_line_is_told_only_of_a_key_that_stands_outermost_in_a_plain_text(text: str, key: str) -> None:
    assert line_of(text, key) == 0
