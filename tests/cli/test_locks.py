"""Locks: what is ours is cleared, what is somebody else's is told and left alone, and nothing is done twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from sapat.write.locks import free_abandoned, free_branch, locked
from tests.cli.test_writing import IDENTITY
from tests.support.repo import digest, git, repository, write
from tests.support.server import server
from tests.support.verbs import CODE, done, refused, tried

REVIEW = ("review", CODE, "--verdict", "unchanged", "--commit")


@pytest.fixture(autouse=True)
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in IDENTITY.items():
        monkeypatch.setenv(key, value)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def test_an_index_that_another_git_holds_is_told_and_brought_up_to_date_by_the_next_verb(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    before = head(root)
    (root / ".git/index.lock").touch()
    code, _, err = tried(root, *REVIEW)
    assert (code, "the index of Git could not be updated" in err) == (0, True)
    assert head(root) != before
    assert (root / ".git/index.lock").exists(), "it is not ours to take away"
    assert git(root, "status", "--porcelain") != ""
    (root / ".git/index.lock").unlink()
    _, _, err = tried(root, "add", "bodies", "--id", "senate", "--title.ky", "Сенат", "--chair", "rector", "--commit")
    assert "has been finished" in err
    assert git(root, "status", "--porcelain") == ""


def test_the_lock_of_a_branch_that_somebody_else_holds_is_named_and_stays(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    lock = root / ".git/refs/heads/main.lock"
    lock.write_text("0" * 40 + "\n", encoding="ascii")
    os.utime(lock, (1, 1))
    said = refused(root, *REVIEW)
    assert "another Git holds the branch" in said
    assert str(lock) in said
    assert lock.exists()
    lock.unlink()
    done(root, *REVIEW)


def test_only_the_beginning_of_our_own_commit_is_a_lock_of_ours(tmp_path: Path) -> None:
    made = "a1" * 20
    told = {"empty": "", "part": made[:11], "whole": made + "\n", "other": "b" * 40 + "\n", "longer": made + "00"}
    for name, content in told.items():
        lock = write(tmp_path, {name: content}) / name
        os.utime(lock, (1, 1))
    free_branch([tmp_path / name for name in told], made)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["longer", "other"]


def test_a_lock_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    lock = write(tmp_path, {"main.lock": ""}) / "main.lock"
    began = time.monotonic()
    free_branch([lock], "a1" * 20)
    assert time.monotonic() - began > 0.8
    assert not lock.exists()


def test_our_lock_is_held_as_long_as_a_git_process_of_a_killed_run_lives(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    with locked(root / ".git/sapat") as handle:
        orphan = subprocess.Popen(["sleep", "60"], pass_fds=(handle,))
    try:
        assert "another sapat is writing here" in refused(root, *REVIEW)
    finally:
        orphan.kill()
        orphan.wait()
    done(root, *REVIEW)


def test_a_command_cut_off_after_its_commit_is_not_carried_out_twice(tmp_path: Path) -> None:
    """The plan that a killed run leaves when only its answer was not told."""
    root = repository(tmp_path / "r")
    plan = root / ".git/sapat/plan.json"
    real, kept = Path.unlink, tmp_path / "plan.json"

    def spared(self: Path, missing_ok: bool = False) -> None:
        if self == plan:
            shutil.copy(plan, kept)
        real(self, missing_ok=missing_ok)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", spared)
        done(root, *REVIEW)
    made = head(root)
    shutil.copy(kept, plan)
    code, out, err = tried(root, *REVIEW)
    assert (code, out) == (0, "")
    assert "it was not carried out a second time" in err
    assert head(root) == made
    done(root, *REVIEW)
    assert head(root) != made, "told and asked again it is a second review"
    shutil.copy(kept, plan)
    _, _, err = tried(root, "review", CODE, "--verdict", "change", "--commit")
    assert "carried out a second time" not in err, "another command is another command"


def test_a_plan_whose_commit_never_came_is_taken_back(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    path = "registers/bodies/senate.yaml"
    text = "schema: body/1\ntitle: {ky: Сенат}\nchair: rector\n"
    write(root, {path: text})
    (root / ".git/sapat").mkdir()
    step = {"path": path, "new": digest(text.encode()), "old": ""}
    plan = {"command": "x", "commits": True, "made": "f" * 40, "steps": [step], "folders": []}
    (root / ".git/sapat/plan.json").write_text(json.dumps(plan), encoding="utf-8")
    _, _, err = tried(root, *REVIEW)
    assert "has been taken back and changed nothing" in err
    assert not (root / path).exists()


def test_a_server_clears_what_an_aborted_push_left_after_a_minute_and_says_so(tmp_path: Path) -> None:
    one = server(tmp_path)
    one.commit({"README.md": "x\n"})
    locks = [one.bare / "refs/heads/main.lock", one.bare / "HEAD.lock"]
    for lock in locks:
        lock.touch()
    passed, said = one.push("origin", "main")
    assert not passed, "who knows whether somebody is at work"
    assert all(lock.exists() for lock in locks)
    then = time.time() - 61
    for lock in locks:
        os.utime(lock, (then, then))
    passed, said = one.push("origin", "main")
    assert passed, said
    assert "Locks of an earlier push that was cut off were taken away: refs/heads/main.lock, HEAD.lock" in said
    assert not any(lock.exists() for lock in locks)


def test_no_name_in_a_push_leads_out_of_the_server(tmp_path: Path) -> None:
    bare, outside = tmp_path / "server.git", tmp_path / "x.lock"
    bare.mkdir()
    outside.touch()
    os.utime(outside, (1, 1))
    assert free_abandoned(bare, ["../x", "refs/../../x"]) == []
    assert outside.exists()
