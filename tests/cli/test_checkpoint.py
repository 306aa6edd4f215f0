"""`sapat checkpoint`: made on the main line over what is committed and sound, and proved by stock tools."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.checkpoints import checkpoint as by_hand
from tests.support.repo import git, repository, sound, write
from tests.support.sealed import RECORD
from tests.support.verbs import CODE, done, edit, errors, refused, save, tried

ONE = "registers/checkpoints/1.yaml"
UNIT = "registers/units/law.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = repository(tmp_path / "r")
    git(made, "config", "user.name", "Tester")
    git(made, "config", "user.email", "tester@example.org")
    return made


def held(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_it_is_what_the_specification_says_byte_for_byte(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD").strip()
    done(root, "checkpoint")
    files = {path: str(text) for path, text in sound().items()}
    wanted = by_hand(files, made="2026-04-01T14:00:00+06:00", commit=commit)
    assert {path: held(root, path) for path in wanted} == wanted
    assert errors(root) == []


def test_it_prints_what_is_kept_outside(root: Path) -> None:
    said = done(root, "checkpoint", "--commit")
    told = dict(line.split(None, 1) for line in said.splitlines() if line.startswith("  "))
    assert told["sapat"] == "checkpoint 1"
    assert told["state"].replace(" ", "") in held(root, ONE)
    assert len(told["file"].split()) == 8


def test_stock_sha256sum_proves_the_facts(root: Path) -> None:
    done(root, "checkpoint", "--commit")
    asked = ["sha256sum", "--check", "--strict", "--quiet", "registers/checkpoints/1.sha256"]
    assert subprocess.run(asked, cwd=root, check=False, capture_output=True).returncode == 0
    edit(root, "registers/acts/order-1.yaml", "1/0", "1/9")
    assert subprocess.run(asked, cwd=root, check=False, capture_output=True).returncode == 1


def test_the_second_lists_only_what_came_since_and_names_the_first(root: Path) -> None:
    done(root, "checkpoint", "--commit")
    write(root, {UNIT: held(root, "registers/units/bbsb.yaml")})
    save(root)
    done(root, "checkpoint", "--commit", today="2026-04-02")
    listed = [line[66:] for line in held(root, "registers/checkpoints/2.sha256").splitlines()]
    assert listed == ["registers/checkpoints/1.sha256", ONE, UNIT]
    assert errors(root, "2026-04-02") == []


def test_an_open_dossier_is_no_fact_yet(root: Path) -> None:
    done(root, "revise", CODE, "--summary", "Оңдоо", "--basis", "Аудит")
    save(root)
    done(root, "checkpoint", "--commit")
    assert "/1.1/" not in held(root, "registers/checkpoints/1.sha256")
    assert "/1.0/record.yaml" in held(root, "registers/checkpoints/1.sha256")


def test_a_commit_leaves_a_clean_tree_on_the_commit_it_digests(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD").strip()
    done(root, "checkpoint", "--commit")
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "rev-parse", "HEAD^").strip() == before
    assert before in held(root, ONE)


def test_another_branch_a_detached_head_and_no_git_are_refused(root: Path, tmp_path: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    assert "on the main line 'main' only" in refused(root, "checkpoint")
    git(root, "checkout", "-q", "--detach", "main")
    assert "on the main line 'main' only" in refused(root, "checkpoint")
    plain = write(tmp_path / "zip", dict(sound()))
    code, _, err = tried(plain, "checkpoint")
    assert (code, "has no Git history" in err) == (2, True)


def test_a_shallow_clone_is_refused(root: Path, tmp_path: Path) -> None:
    write(root, {"x.txt": "x"})
    save(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "s"))
    assert "shallow" in refused(tmp_path / "s", "checkpoint")


def test_facts_that_are_not_committed_are_named(root: Path) -> None:
    write(root, {UNIT: held(root, "registers/units/bbsb.yaml")})
    assert f"not committed: {UNIT}" in refused(root, "checkpoint")


def test_a_draft_in_the_work_tree_is_no_hindrance(root: Path) -> None:
    write(root, {"docs/note.md": "сөз\n"})
    done(root, "checkpoint", "--commit")


def test_a_broken_fact_is_never_chained(root: Path) -> None:
    edit(root, RECORD, "Биринчи текст", "Башка текст")
    save(root)
    said = refused(root, "checkpoint")
    assert "the facts that the checkpoint would hold have errors" in said
    assert "SAP211" in said


def test_nothing_is_chained_to_a_broken_checkpoint(root: Path) -> None:
    done(root, "checkpoint", "--commit")
    edit(root, ONE, "role: qa-head", "role: rector")
    save(root)
    done(root, "checkpoint", "--commit", today="2026-04-02")  # the first has nobody yet who vouches for it
    edit(root, ONE, "role: rector", "role: qa-head")
    save(root)
    assert "SAP921" in refused(root, "checkpoint", today="2026-04-03")


def test_a_clock_that_runs_behind_is_refused(root: Path) -> None:
    done(root, "checkpoint", "--commit")
    assert "is behind the former checkpoint" in refused(root, "checkpoint", today="2026-03-30")


def test_a_checkpoint_that_was_not_committed_is_written_anew_and_that_is_said(root: Path) -> None:
    assert "void" not in done(root, "checkpoint")
    said = done(root, "checkpoint", today="2026-04-02")
    assert (
        "Checkpoint 1 had not been committed and is written anew: its former numbers, if you printed them, are void"
        in said
    )
    save(root)
    assert "void" not in done(root, "checkpoint", today="2026-04-03")


def test_a_checkpoint_cut_off_before_its_commit_is_made_anew(root: Path) -> None:
    done(root, "checkpoint")
    done(root, "checkpoint", "--commit", today="2026-04-02")
    assert git(root, "status", "--porcelain") == ""
    assert held(root, "registers/checkpoints/1.yaml").count("2026-04-02") == 1


@pytest.mark.parametrize(
    ("lang", "words"), [("ky", "Репозиторийден тышкары сактаңыз"), ("ru", "Сохраните вне репозитория")]
)
def test_it_speaks_the_language_asked(root: Path, lang: str, words: str) -> None:
    assert words in tried(root, "checkpoint", lang=lang)[1]
