"""YAML we write is YAML we read: the strict reader gives back what the emitter was given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapat.read.yamls import read_yaml
from sapat.report.facts_text import emit
from sapat.write.edit import edited_facts, edited_front

_TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=200)
_AWKWARD = st.sampled_from(
    ["", "~", "null", "yes", "1.10", "0x1f", "1e5", "- a", "# x", "a # b", "a: b", "a:", "[x", "{", "&a", "*a", "!t", "%d",
     "@x", "`x", "'", '"', "\\", "a\nb", "a\n\nb\n", " a", "a ", "\ta", "a\tb", "\u2028", "\x85", "\ufeff", "\x00", "<<", "---",
     "...", "a\n b", "\n", " \n ", "?", "? a", "ө ү ң", "«Сапат»", "2026-11-12", "2026-11-12T10:15:00+06:00", "a" * 300]
)  # fmt: skip
_SCALAR = st.one_of(_TEXT, _AWKWARD)
_VALUE = st.recursive(
    _SCALAR,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_SCALAR, inner, max_size=3)),
    max_leaves=6,
)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((_depth(one) for one in value.values()), default=0)
    return 1 + max((_depth(one) for one in value), default=0) if isinstance(value, list) else 0


@given(st.dictionaries(_SCALAR.filter(lambda key: key != "<<"), _VALUE, min_size=1, max_size=4))
def test_what_is_written_is_read_back_the_same(value: dict[str, Any]) -> None:
    if _depth(value) > 6:
        return
    tree = read_yaml(emit(value))
    assert tree.ok, tree.defects
    assert tree.value == value


@given(st.dictionaries(st.sampled_from(["a", "bb", "c-d", "ө"]), _VALUE, max_size=4),
       st.dictionaries(st.sampled_from(["a", "bb", "new"]), st.one_of(st.none(), _VALUE), min_size=1, max_size=3))  # fmt: skip
def test_editing_keys_changes_those_keys_alone(held: dict[str, Any], change: dict[str, Any]) -> None:
    if _depth(held) > 6 or _depth(change) > 6 or not held:
        return
    made = edited_facts("x.yaml", emit(held), change)
    wanted = {k: v for k, v in held.items() if k not in change} | {k: v for k, v in change.items() if v is not None}
    assert (read_yaml(made).value or {}) == wanted


def test_integers_truth_values_and_quoted_numbers_keep_their_kind() -> None:
    assert emit({"round": 2, "urgent": True, "version": "1.10", "number": "7"}) == (
        'round: 2\nurgent: true\nversion: "1.10"\nnumber: "7"\n'
    )


def test_an_edit_keeps_comments_blank_lines_and_the_order_of_keys() -> None:
    text = (
        "# head\na: 1\n\n# about b\nb: [x,\n  y]  # gone with it\n# tail of c\nc: |\n  one\n\n  two\nd: last # stays\n"
    )
    made = edited_facts("x.yaml", text, {"b": "z", "d": "new", "e": ["k"]})
    assert made == "# head\na: 1\n\n# about b\nb: z\n# tail of c\nc: |\n  one\n\n  two\nd: new # stays\ne: [k]\n"


def test_an_edit_of_front_matter_keeps_the_body_byte_for_byte() -> None:
    text = '---\ntitle: {ky: А}\nversion: "1.0"  # version\nowner: a\n---\n# А\n\n---\nversion: "1.0"\n'
    made = edited_front("x.md", text, {"version": "1.1", "owner": "b"})
    assert made == text.replace('"1.0"  # version', '"1.1"  # version').replace("owner: a", "owner: b")


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "a: 1\na: 2\n"])
def test_a_layout_that_lines_cannot_edit_is_refused(text: str) -> None:
    from sapat.model.errors import SapatError

    with pytest.raises(SapatError, match="line by line"):
        edited_facts("x.yaml", text, {"b": "3"})
