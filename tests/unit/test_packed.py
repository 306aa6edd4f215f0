"""What is kept between runs: packed as the standard library would, and settings judged once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapat.read import packed, settings
from tests.support.repo import repository, sapat, sound

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates too: names that are no UTF-8
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_a_packed_value_is_the_json_of_the_standard_library_and_comes_back(value: object) -> None:
    told = packed.encode(value)
    assert told == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert packed.decode(told) == value


@pytest.mark.parametrize("row", ["", "[1,", "nothing"])
def test_a_row_that_is_no_json_is_an_error_that_readers_know(row: str) -> None:
    with pytest.raises((ValueError, StopIteration)):
        packed.decode(row)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An entry for each time that the schema of the settings was asked."""
    found: list[str] = []
    real = settings.Schemas.defects

    def noted(self: settings.Schemas, name: str, *args: object) -> object:
        found.extend([name] * (name == "settings"))
        return real(self, name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(settings.Schemas, "defects", noted)
    return found


def test_settings_without_fault_are_judged_once(tmp_path: Path, asked: list[str]) -> None:
    root = repository(tmp_path / "r")
    first = sapat(root, "check")
    assert asked == ["settings"]
    assert sapat(root, "check") == first
    assert asked == ["settings"]


def test_other_settings_are_judged_anew_and_faulty_ones_each_time(tmp_path: Path, asked: list[str]) -> None:
    root = repository(tmp_path / "r")
    sapat(root, "check")
    text = sound()["sapat.toml"]
    (root / "sapat.toml").write_text(f"unheard_of = 1\n{text}", encoding="utf-8")
    for times in (2, 3):
        code, _, said = sapat(root, "check", "--base", "HEAD")
        assert (code, len(asked)) == (2, times)
        assert "unheard_of" in said
    (root / "sapat.toml").write_text(text, encoding="utf-8")
    assert sapat(root, "check")[0] == 0


@pytest.mark.parametrize("held", [b"", b"\xff", b"0" * 64, "бузулган".encode()])
def test_a_memory_that_cannot_be_believed_counts_as_none(tmp_path: Path, asked: list[str], held: bytes) -> None:
    root = repository(tmp_path / "r")
    first = sapat(root, "check")
    (root / ".git" / "sapat" / "settings").write_bytes(held)
    assert sapat(root, "check") == first
    assert len(asked) == 2
