"""The next free number of a type: by its grammar, never one that was used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sapat.model.allot import candidates, free_form, free_number, is_used
from sapat.model.settings import DocumentType
from sapat.model.snapshot import Snapshot
from sapat.read.repository import find_repository
from tests.support.repo import markdown, repository, sound

_TYPE = DocumentType("ДП", {}, 2, (), "", False, "none", 0, 0, False, (), False)


@pytest.mark.parametrize(
    ("number", "first"),
    [
        (r"[0-9]+", ["1", "2", "3"]),
        (r"2\.(1[0-8]|[1-9])", ["2.1", "2.2", "2.3"]),
        (r"3\.2\.[0-9]{1,2}", ["3.2.1", "3.2.2", "3.2.3"]),
        (r"[1-4]\.[0-9]", ["1.1", "1.2", "1.3"]),
        (r"x", []),
    ],
)
def test_candidates_follow_the_grammar(number: str, first: list[str]) -> None:
    found = candidates(replace(_TYPE, number=number))
    assert [one for _, one in zip(range(3), found, strict=False)] == first


def _snapshot(tmp_path: Path, *codes: str) -> Snapshot:
    files = sound() | {f"procedures/{n}.md": markdown(code) for n, code in enumerate(codes)}
    return find_repository(repository(tmp_path / "r", files)).load().snapshot


def test_numbers_go_on_after_the_last_and_then_fill_the_gaps(tmp_path: Path) -> None:
    at = _snapshot(tmp_path, "ҮМУ-СМС-ДП-2.18", "ҮМУ-СМС-ДП-2.1")
    assert free_number(at, at.settings.types["ДП"]) == "2.2"


def test_a_type_whose_numbers_are_all_taken_has_none_left(tmp_path: Path) -> None:
    at = _snapshot(tmp_path, *(f"ҮМУ-СМС-ДП-2.{n}" for n in range(1, 19)))
    assert free_number(at, at.settings.types["ДП"]) == ""


def test_forms_are_counted_per_document(tmp_path: Path) -> None:
    at = _snapshot(tmp_path, "ҮМУ-СМС-ДП-2.17-Ф07", "ҮМУ-СМС-ДП-2.1-Ф99")
    assert free_form(at, "ҮМУ-СМС-ДП-2.17") == "ҮМУ-СМС-ДП-2.17-Ф08"
    assert free_form(at, "ҮМУ-СМС-ДП-2.1") == ""
    assert is_used(at, "ҮМУ-СМС-ДП-2.17-Ф07")
    assert not is_used(at, "ҮМУ-СМС-ДП-2.17-Ф08")
