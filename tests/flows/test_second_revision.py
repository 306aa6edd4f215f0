"""Something urgent while a revision is open: it takes the number, the draft is kept on a branch, nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.support.repo import git, repository, sapat, sound, write
from tests.support.verbs import CODE, SLUG, TODAY, add_acts, agree, done, edit, epoch, errors, refused, save, tried

PATH: Final = f"procedures/{SLUG}.md"
FOLDER: Final = f"registers/changes/{SLUG}/1.1"
RECORD: Final = f"{FOLDER}/record.yaml"
BRANCH: Final = f"draft/{SLUG}"
URGENT: Final = (
    "revise",
    CODE,
    "--urgent",
    "--summary",
    "Коопсуздук",
    "--basis",
    "Буйрук",
    "--analysis",
    "Аз",
    "--commit",
)
PLANNED: Final = "Пландалган жаңы сүйлөм."
TEXT: Final = str(sound()[PATH])


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom Git knows."""
    for key, told in (("NAME", "Tester"), ("EMAIL", "tester@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{key}", told)
        monkeypatch.setenv(f"GIT_COMMITTER_{key}", told)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A revision agreed and saved, with one more edit and a new picture that nobody has committed."""
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--summary", "Пландуу", "--basis", "Кароо", "--analysis", "Орто")
    edit(root, PATH, "көзөмөлдөйт.", f"көзөмөлдөйт. {PLANNED}")
    agree(root, CODE)
    save(root)
    edit(root, PATH, PLANNED, PLANNED + " Дагы бири.")
    write(root, {f"procedures/{SLUG}/plan.png": b"png", "docs/other.md": "# Башка иш\n"})
    return root


def at(root: Path, where: str, path: str) -> str:
    return git(root, "show", f"{where}:{path}", check=False)


def test_an_urgent_change_takes_the_number_and_the_draft_is_kept(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD").strip()
    out = done(root, *URGENT)
    assert f"kept on the branch {BRANCH}" in out
    assert f"git restore --source={BRANCH} -- {PATH}" in out
    assert git(root, "rev-parse", f"{BRANCH}^").strip() == head
    assert git(root, "rev-parse", "--abbrev-ref", "HEAD").strip() == "main"
    assert PLANNED + " Дагы бири." in at(root, BRANCH, PATH)
    assert at(root, BRANCH, f"procedures/{SLUG}/plan.png") == "png"
    assert "summary: Пландуу" in at(root, BRANCH, RECORD)
    assert "role: lawyer" in at(root, BRANCH, f"{FOLDER}/agreements/lawyer.yaml")
    assert (root / PATH).read_text(encoding="utf-8") == TEXT.replace('version: "1.0"', 'version: "1.1"')
    assert at(root, "HEAD", PATH) == TEXT.replace('version: "1.0"', 'version: "1.1"')
    assert "urgent: true" in at(root, "HEAD", RECORD)
    assert at(root, "HEAD", f"{FOLDER}/agreements/lawyer.yaml") == ""
    assert git(root, "status", "--porcelain") == "?? docs/\n", "what else lies in the work tree is left alone"
    assert errors(root) == []


def test_the_whole_way_of_an_urgent_change_and_the_draft_after_it(root: Path) -> None:
    done(root, *URGENT)
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Шашылыш эскертүү.")
    assert "no check by" in refused(root, "approve", CODE, *add_acts(root, CODE)[2:], "--effective", TODAY)
    done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    done(root, "approve", CODE, "--order", "order-2", "--effective", TODAY, "--commit")
    save(root)
    assert "ratify_by: 2026-05-31" in (root / RECORD).read_text(encoding="utf-8")
    done(root, "revise", CODE, "--summary", "Пландуу", "--basis", "Кароо", "--analysis", "Орто")
    git(root, "restore", f"--source={BRANCH}", "--", PATH)
    assert 'version: "1.1"' in (root / PATH).read_text(encoding="utf-8")
    done(root, "revise", CODE)
    text = (root / PATH).read_text(encoding="utf-8")
    assert 'version: "1.2"' in text
    assert PLANNED in text
    assert errors(root) == []


def test_a_pull_request_in_which_one_record_made_way_for_another_is_clean(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    done(root, *URGENT)
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Шашылыш эскертүү.")
    done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    save(root)
    code, out, err = tried(root, "check", "--base", base)
    assert code == 0, out + err


def test_an_answer_changed_in_a_record_that_stayed_is_still_found(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    edit(root, f"{FOLDER}/agreements/lawyer.yaml", "evidence: paper", "evidence: none")
    save(root)
    code, out, _ = tried(root, "check", "--base", base)
    assert code == 1
    assert "SAP231" in out


def test_a_withdrawal_takes_the_number_too_and_its_text_is_the_registered_one(root: Path) -> None:
    done(root, "withdraw", CODE, "--summary", "Керексиз", "--basis", "Кароо", "--commit")
    assert "kind: withdrawal" in at(root, "HEAD", RECORD)
    assert (root / PATH).read_text(encoding="utf-8") == TEXT
    assert PLANNED in at(root, BRANCH, PATH)
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", TODAY, "--commit")
    save(root)
    assert errors(root) == []


def test_an_open_withdrawal_makes_way_as_well(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "withdraw", CODE, "--summary", "Керексиз", "--basis", "Кароо")
    assert "is open" in refused(root, "withdraw", CODE)
    done(root, *URGENT)
    assert "kind: withdrawal" in at(root, BRANCH, RECORD)
    assert "kind: change" in at(root, "HEAD", RECORD)
    assert errors(root) == []


def test_without_commit_or_git_it_says_what_is_not_possible(root: Path, tmp_path: Path) -> None:
    for verb in (URGENT[:-1], ("withdraw", CODE, "--summary", "а", "--basis", "б")):
        said = refused(root, *verb)
        assert "add --commit" in said
        assert f"sapat revise {CODE} --drop --restore 1.0" in said
    assert git(root, "branch", "--list", "draft/*") == ""
    plain = tmp_path / "plain"
    shutil.copytree(root, plain, ignore=shutil.ignore_patterns(".git"))
    code, _, err = sapat(plain, *URGENT, today=TODAY, epoch=epoch(TODAY))
    assert code == 2
    assert "without Git there is no branch" in err
    assert PLANNED in (plain / PATH).read_text(encoding="utf-8")


def test_another_draft_on_the_branch_is_never_written_over(root: Path) -> None:
    git(root, "checkout", "-q", "-b", BRANCH)
    git(root, "commit", "-q", "--allow-empty", "-m", "Somebody's draft")
    git(root, "checkout", "-q", "main")
    there = git(root, "rev-parse", BRANCH)
    assert f"git branch -m {BRANCH} {BRANCH}-2" in refused(root, *URGENT)
    assert git(root, "rev-parse", BRANCH) == there
    git(root, "branch", "-q", "-m", BRANCH, BRANCH + "-2")
    done(root, *URGENT)
    assert git(root, "rev-parse", BRANCH + "-2") == there


def test_a_branch_that_the_main_line_has_taken_in_goes_on(root: Path) -> None:
    git(root, "branch", "-q", BRANCH, "HEAD~1")
    done(root, *URGENT)
    assert PLANNED in at(root, BRANCH, PATH)


def test_nobody_works_on_the_branch_of_a_draft_meanwhile(root: Path) -> None:
    git(root, "stash", "-q", "-u")
    git(root, "checkout", "-q", "-b", BRANCH)
    git(root, "stash", "pop", "-q")
    assert "somebody works on it" in refused(root, *URGENT)


def test_a_run_refused_by_the_rules_leaves_no_branch(root: Path) -> None:
    assert "SAP701" in refused(root, *URGENT[:3], "--ends", "ҮМУ-СМС-ДП-2.5", "--commit")
    assert git(root, "branch", "--list", "draft/*") == ""


def test_an_urgent_record_opened_first_is_completed_not_replaced(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--urgent", "--summary", "Бир")
    done(root, "revise", CODE, "--urgent", "--summary", "Эки")
    assert "summary: Эки" in (root / RECORD).read_text(encoding="utf-8")
    assert git(root, "branch", "--list", "draft/*") == ""


KILLED: Final = """
import os, signal, sys
from sapat.read import git as door
from sapat.cli import main
count = int(sys.argv[1])
def step(told):
    def wrapped(*args, **more):
        global count
        count -= 1
        if count == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return told(*args, **more)
    return wrapped
plain = door.Git.attempt
counted = step(plain)
def attempt(self, *args, **more):
    return (counted if {"update-ref", "commit-tree", "reset"} & {*args} else plain)(self, *args, **more)
door.Git.attempt = attempt
os.replace, os.unlink, os.mkdir = step(os.replace), step(os.unlink), step(os.mkdir)
sys.exit(main(sys.argv[2:]))
"""


def test_killed_anywhere_the_draft_is_whole_and_the_same_command_completes_it(root: Path, tmp_path: Path) -> None:
    """All or nothing: after each kill the draft is in the work tree or on its branch, and a re-run brings the rest."""
    met = 0
    for point in range(1, 80, 4):
        place = tmp_path / f"k{point}"
        shutil.copytree(root, place)
        env = os.environ | {"SOURCE_DATE_EPOCH": str(epoch(TODAY))}
        told = ["--repo", str(place), "--today", TODAY, *URGENT]
        run = subprocess.run(
            [sys.executable, "-c", KILLED, str(point), *told], env=env, capture_output=True, check=False
        )
        if run.returncode != -signal.SIGKILL:
            assert run.returncode == 0, run.stderr
            break
        met += 1
        kept = PLANNED + " Дагы бири."
        assert kept in at(place, BRANCH, PATH) or kept in (place / PATH).read_text(encoding="utf-8")
        code, out, err = tried(place, *URGENT)
        assert code == 0, (point, out, err)
        assert kept in at(place, BRANCH, PATH), point
        assert errors(place) == [], point
        assert "urgent: true" in (place / RECORD).read_text(encoding="utf-8"), point
        shutil.rmtree(place)
    assert met > 3
