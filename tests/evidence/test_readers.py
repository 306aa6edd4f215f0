"""The readers of `verify.py` are a second implementation: where they answer, libyaml and tomllib answer the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapat.read.frontmatter import cut
from sapat.read.yamls import read_yaml as strictly
from sapat.report.facts_text import emit
from sapat.verifier.tomls import read_toml
from sapat.verifier.yamls import Unreadable, front_matter, read_yaml
from tests.support.repo import SETTINGS, markdown, sound
from tests.unit.test_plain import ALTERATIONS

ROOT: Final = Path(__file__).parents[2]
OTHERS: Final = [
    "a:\n  - b: c\n    d: [e, {f: g}]\n  - h: |-\n      i\n\n      j\n  - k\nl: >-\n  m\n  n\n# o\np: 'it''s' # q\n",
    'a: "b\\u00e9\\n\\"c\\""\nd: e f\n  g h\ni: [j,\n    k, "l"]\nm: {n: {o: [p]}}\n',
    "a:\n- b\n- c\nd:\n    e:\n        f: g\n",
    "a:\n  \"'2'\": [b]\n  '\"': c\n",
]
TEXTS: Final = [
    *(text for path, text in sound().items() if path.endswith(".yaml")),
    cut(markdown()).yaml or "",
    *OTHERS,
]


def mine(text: str) -> dict[str, Any] | None:
    try:
        return read_yaml(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return None


@pytest.mark.parametrize("text", ["a: {b: c:?d}\n", "a: [b:?c]\n"])
def test_a_colon_that_the_strict_reader_refuses_in_brackets_is_refused(text: str) -> None:
    assert not strictly(text).ok
    assert mine(text) is None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_altered_both_readers_of_yaml_agree(seed: int) -> None:
    random = Random(seed)
    answered = 0
    for _ in range(5_000):
        text = random.choice(TEXTS)
        text = text[: random.randrange(10, 400)] if random.random() < 0.6 else text
        for _ in range(random.randrange(1, 5)):
            start = random.randrange(len(text) + 1)
            text = text[:start] + random.choice(["", *ALTERATIONS]) + text[start + random.choice((0, 0, 1, 1, 2, 5)) :]
        found = mine(text)
        if found is None:
            continue
        answered += 1
        strict = strictly(text)
        assert strict.ok, text
        assert not [one for one in strict.defects if one.rule not in ("SAP006", "SAP007")], text
        assert repr(strict.value) == repr(found), text
    assert answered > 300, "the comparison must compare something"


SCALARS: Final = (
    st.text(st.sampled_from("abcЖө09 :#-\"'[]{},&*!|>%@`~?.\n\t\\é–«»№()"), min_size=1, max_size=20) | st.integers()
)
VALUES: Final = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUES, min_size=1, max_size=4))
def test_whatever_our_writer_writes_is_read_as_libyaml_reads_it(value: dict[str, Any]) -> None:
    text = emit(value)
    strict = strictly(text)
    if not strict.ok:
        return  # deeper than facts may be, or a list of lists: no verb writes it
    found = mine(text)
    if found is not None:
        assert found == strict.value, text


def test_every_fact_of_this_project_is_read_and_means_the_same() -> None:
    for path in sorted((ROOT / "registers").rglob("*.yaml")):
        assert read_yaml(path.read_bytes()) == strictly(path.read_text(encoding="utf-8")).value, path
    for path in sorted((ROOT / "registers").rglob("*.md")):
        yaml = cut(path.read_text(encoding="utf-8")).yaml
        assert front_matter(path.read_bytes()) == (strictly(yaml).value if yaml else {}), path


@pytest.mark.parametrize(
    "text",
    [
        *("a: 1\na: 2\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "--- \na: b\n", "a: b\n...\n", "a: b: c\n", "a: [b\n"),
        *("a: ~\n", "a:\n", "a: null\n", "- a\n", "a\n", "", "\ta: b\n", "a: 'b\n", 'a: "\\q"\n', "? a\n: b\n"),
        *("a: {b: c, b: d}\n", "a: b\r\n", "\ufeffa: b\n", "a: b\n   c: d\n", "<<: {a: b}\n", "a: |2\n   b\n"),
        *("a: b # c\n  d\n", "a: [b, ]\n", "a: {b}\n", "a: b\n\u2028c: d\n", "a: " + "[" * 60 + "]" * 60 + "\n"),
    ],
)
def test_what_can_be_read_two_ways_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_yaml(text.encode())


def test_the_settings_mean_what_tomllib_reads() -> None:
    for text in (SETTINGS, (ROOT / "sapat.toml").read_text(encoding="utf-8")):
        assert read_toml(text.encode()) == tomllib.loads(text)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_altered_both_readers_of_toml_agree(seed: int) -> None:
    random = Random(seed)
    marks = [*"[]{}=,.\"'#\n \t\\01a-", '"""', "[[x]]\n", "[a.b]\n", "a = 1\n", "true", "\\u0041", "2026-01-01"]
    rows = SETTINGS.splitlines(keepends=True)
    answered = 0
    for _ in range(3_000):
        start = random.randrange(len(rows))
        text = "".join(rows[start : start + random.randrange(1, 12)])
        for _ in range(random.randrange(1, 4)):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(["", *marks]) + text[at + random.choice((0, 0, 1, 2)) :]
        try:
            found = read_toml(text.encode())
        except ValueError:
            continue
        answered += 1
        told = tomllib.loads(text)
        assert repr(found) == repr(_plain(told)), text
    assert answered > 200, "the comparison must compare something"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | str) else value.isoformat()
