"""`sapat review`: a look at the version in force on the day."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import markdown, repository, text_digest
from tests.support.verbs import CODE, SLUG, done, errors, refused

FOLDER = f"registers/reviews/{SLUG}"


def test_a_review_names_the_version_and_the_text_it_looked_at(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "review", CODE, "--verdict", "unchanged", "--note", "Баары туура", "--scope", "light")
    text = text_digest({f"{SLUG}.md": markdown().encode()})
    assert (root / FOLDER / "2026-04-01.yaml").read_text(encoding="utf-8") == (
        f'schema: review/1\nversion: "1.0"\ntext: {text}\nverdict: unchanged\nscope: light\ndate: 2026-04-01\n'
        "by: {role: qa-head}\nnote: Баары туура\n"
    )
    assert errors(root) == []


def test_a_second_review_of_a_day_gets_a_number_and_a_verdict_says_what_follows(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "review", CODE, "--verdict", "unchanged")
    out = done(root, "review", CODE, "--verdict", "new-edition", "--act-by", "2026-09-01")
    assert f"{FOLDER}/2026-04-01-2.yaml" in out
    assert f"sapat revise {CODE} --edition" in out


def test_only_what_was_in_force_can_be_reviewed(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "was in force on 2026-03-14" in refused(
        root, "review", CODE, "--verdict", "unchanged", "--date", "2026-03-14"
    )
    assert "has not come yet" in refused(root, "review", CODE, "--verdict", "unchanged", "--date", "2026-04-02")
    assert "--verdict" in refused(root, "review", CODE)
