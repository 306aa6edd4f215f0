"""Our cut and python-frontmatter's agree wherever ours accepts a text; where they would differ, ours refuses."""

from __future__ import annotations

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapat.read.frontmatter import cut, read_front

LINES = st.lists(
    st.sampled_from(
        ["---", "--- ", "----", "...", "", "a: b", "c: [d, e]", "# Сапат", "текст --- текст", " ---", "-- -"]
    ),
    max_size=9,
)


@given(LINES)
def test_what_we_accept_python_frontmatter_reads_the_same(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, ""])
    found = cut(text)
    if found.defects or not found.yaml:
        return
    tree = read_front(found)
    if not tree.ok:
        return
    theirs = frontmatter.loads(text)
    assert tree.value == theirs.metadata
    assert found.body.strip() == theirs.content
    assert text.split("\n")[found.body_line - 1 :] == found.body.split("\n")


@pytest.mark.parametrize("close", ["----", "...", " ---", "-- -", ""])
def test_only_three_hyphens_close_a_block(close: str) -> None:
    assert [one.says for one in cut(f"---\ncode: x\n{close}\n# Сапат\n").defects] == ["unclosed"]


def test_a_longer_fence_inside_a_block_is_refused_since_others_would_cut_there() -> None:
    assert [one.says for one in cut("---\ncode: x\n----\ntitle: y\n---\n# Сапат\n").defects] == ["unclosed"]
