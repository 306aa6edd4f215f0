"""`sapat show`: everything about one document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.repo import git, repository, sapat, sound
from tests.support.timeline import MAIN, answer, commit, procedure, timeline


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("show") / "r")


def shown(root: Path, code: str = MAIN, *args: str, today: str = "2026-07-10") -> dict[str, Any]:
    told: dict[str, Any] = answer(root, "show", code, *args, today=today)["document"]
    return told


def test_it_begins_with_the_row_of_the_register(root: Path) -> None:
    row = next(one for one in answer(root, "list")["documents"] if one["code"] == MAIN)
    told = shown(root)
    assert {key: told[key] for key in row} == row


def test_it_tells_versions_process_and_who_cites_it(root: Path) -> None:
    told = shown(root)
    assert [(one["version"], one["status"], one["effective"]) for one in told["versions"]] == [
        ("1.1", "in-force", "2026-06-01"),
        ("1.0", "in-force", "2026-03-15"),
    ]
    assert told["process"] == ["1.2"]
    assert told["cited_by"] == []
    assert [one["code"] for one in shown(root, "ҮМУ-СМС-ДП-2.10")["cited_by"]] == [MAIN]  # by code
    assert [one["code"] for one in shown(root, "ҮМУ-СМС-ДП-2.3")["cited_by"]] == [MAIN]  # by path
    assert shown(root, "ҮМУ-СМС-ДП-2.3")["ended_by"] == MAIN


def test_an_open_record_is_told_with_everything_it_lacks(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    record = f'schema: change/1\ndocument: {MAIN}\nversion: "1.1"\nkind: change\nsummary: Жаңы\n'
    commit(
        root,
        {
            "procedures/umu-sms-dp-2.17.md": procedure("17", "1.1", "# Жаңы\n"),
            "registers/changes/umu-sms-dp-2.17/1.1/record.yaml": record,
        },
    )
    told = shown(root, today="2026-04-01")
    assert (told["status"], told["version"], told["open"]["version"]) == ("revision", "1.0", "1.1")
    lacks = {one["what"] for one in told["open"]["missing"]}
    assert {"facts", "check", "agree", "act"} <= lacks
    assert "no check by: qa-specialist" in [one["message"] for one in told["open"]["missing"]]
    text = sapat(root, "show", MAIN, today="2026-04-01", lang="en")[1]
    assert "Open record: 1.1 (Change)" in text
    assert "missing: no check by: qa-specialist" in text
    assert shown(root, MAIN, "--as-of", "2026-03-31", today="2026-04-01")["open"] is None


def test_reviews_addenda_and_deadlines_are_told(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    text = (root / "registers/changes/umu-sms-dp-2.17/1.0/record.yaml").read_text().split("text: ")[1][:64]
    review = (
        f'schema: review/1\nversion: "1.0"\ntext: {text}\nverdict: change\ndate: 2026-05-05\nact_by: 2026-08-01\n'
        "by: {role: qa-head}\nnote: Термин эскирди\n"
    )
    commit(root, {"registers/reviews/umu-sms-dp-2.17/2026-05-05.yaml": review})
    told = shown(root)
    assert [one["verdict"] for one in told["reviews"]] == ["change"]
    assert [(one["what"], one["due"], one["state"]) for one in told["due"]] == [
        ("act-by", "2026-08-01", "due"),
        ("light-check", "2027-05-05", "ok"),
        ("review", "2029-03-15", "ok"),
    ]
    out = sapat(root, "show", MAIN, lang="en", today="2026-07-10")[1]
    assert "2026-05-05  1.0  A change is needed  qa-head  Термин эскирди" in out


@pytest.mark.parametrize(
    "typed",
    [MAIN, "umu-sms-dp-2.17", "UMU-SMS-DP-2.17", "ҮMУ-CMC-ДП-2.17", "YMУ-CMC-ДП-2.17", " ҮМУ-СМС-ДП-2.17 "],
)
def test_a_code_may_be_typed_in_look_alike_letters_or_as_its_slug(root: Path, typed: str) -> None:
    assert shown(root, typed)["code"] == MAIN


@pytest.mark.parametrize("verb", ["show", "history"])
def test_an_unknown_code_is_answered_with_the_nearest(root: Path, verb: str) -> None:
    code, out, err = sapat(root, verb, "ҮМУ-СМС-ДП-2.177")
    assert (code, out) == (2, "")
    assert f"did you mean {MAIN}" in err


def test_a_code_like_no_other_is_answered_with_where_to_look(root: Path) -> None:
    code, _, err = sapat(root, "show", "--", "-x")
    assert code == 2
    assert "sapat list" in err


def test_a_day_on_which_nothing_of_it_counts_is_told(root: Path) -> None:
    code, _, err = sapat(root, "show", "ҮМУ-СМС-ДП-2.6", "--as-of", "2026-04-01", today="2026-07-10")
    assert code == 2
    assert "nothing of ҮМУ-СМС-ДП-2.6 counts on 2026-04-01" in err


def test_text_is_readable_in_every_language(root: Path) -> None:
    for lang, words in {
        "ky": ("Статусу", "Күчүндө", "Версиялары"),
        "ru": ("Статус", "Действует", "Версии"),
        "en": ("Status", "In force", "Versions"),
    }.items():
        out = sapat(root, "show", MAIN, lang=lang, today="2026-07-10")[1]
        assert all(word in out for word in words)
    assert "1.0 → 2026-12-31: 2025-жылкылар үчүн" in out


def test_it_works_without_history(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    git(tmp_path, "clone", "-q", "--bare", str(root), "bare.git")
    assert shown(tmp_path / "shallow") == shown(root) == shown(tmp_path / "bare.git")


def test_a_working_text_edited_without_a_record_changes_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", dict(sound()))
    before = shown(root, today="2026-04-01")
    path = root / "procedures/umu-sms-dp-2.17.md"
    path.write_text(path.read_text().replace("Document control", "Other title"))
    assert shown(root, today="2026-04-01") == before
