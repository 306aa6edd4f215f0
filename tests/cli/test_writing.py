"""The write door: whole or not at all, whatever the disk, the process or a neighbour does; commits by plumbing."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repo import git, repository, sound, write
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, epoch, errors, refused, save, state, tried

PATH = f"procedures/{SLUG}.md"
FACTS = ("--summary", "Эмне өзгөрдү", "--basis", "Негизи", "--analysis", "Таасири аз")
IDENTITY = {
    "GIT_AUTHOR_NAME": "Editor", "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "Editor", "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def _ready(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    """A repository whose document is ready to be approved, and the words that approve it."""
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS)
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    flags = add_acts(root, CODE)
    save(root)
    return root, ("approve", CODE, *flags, "--effective", "2026-04-02")


def _tree(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file() and ".git" not in p.parts
    }


def test_a_file_where_a_folder_should_be_leaves_all_as_it_was(tmp_path: Path) -> None:
    root, words = _ready(tmp_path)
    (root / f"registers/changes/{SLUG}/1.1/copy").write_text("x", encoding="utf-8")
    before = _tree(root)
    code, _, err = tried(root, *words)
    assert code in (1, 2)
    assert "Traceback" not in err
    assert _tree(root) == before


def test_a_folder_where_a_file_should_be_leaves_all_as_it_was(tmp_path: Path) -> None:
    root, words = _ready(tmp_path)
    (root / f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md").mkdir(parents=True)
    before = _tree(root)
    code, _, err = tried(root, *words)
    assert code == 2
    assert "is not a file" in err
    assert _tree(root) == before


def test_a_symbolic_link_is_never_followed_out_of_the_repository(tmp_path: Path) -> None:
    root, words = _ready(tmp_path)
    (tmp_path / "outside").mkdir()
    (root / f"registers/changes/{SLUG}/1.1/copy").symlink_to(tmp_path / "outside")
    refused(root, *words)
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize("fails", range(1, 4))
def test_a_rename_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    root, words = _ready(tmp_path)
    before, real, count = _tree(root), os.replace, 0

    def replace(source: object, target: object) -> None:
        nonlocal count
        count += 1
        if count == fails:
            raise OSError(28, "No space left on device", str(target))
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace)
    code, out, err = tried(root, *words)
    monkeypatch.undo()
    assert (code, out) == (2, "")
    assert "No space left on device; nothing was changed" in err
    assert _tree(root) == before
    assert state(root) == ""
    done(root, *words)
    assert errors(root) == []


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="a full disk needs a small tmpfs")
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        root, words = _ready(place)
        with (place / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while True:
                ballast.write(bytes(512))
        before = _tree(root)
        code, _, err = tried(root, *words)
        assert code == 2
        assert "Traceback" not in err
        assert _tree(root) == before
        (place / "ballast").unlink()
        done(root, *words)
        assert errors(root) == []
    finally:
        subprocess.run(["umount", "-l", place], check=True)


_KILLER = """
import os, signal, sys
from sapat.cli import main
count = 0
def counted(real):
    def call(*args, **more):
        global count
        count += 1
        if count == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call
for name in ("replace", "fsync", "mkdir", "unlink", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
sys.exit(main(sys.argv[2:]))
"""


def _killed(root: Path, at: int, *words: str) -> int:
    """Run a verb that dies by SIGKILL at its nth call to the disk; its return code."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | IDENTITY
    env |= {"SOURCE_DATE_EPOCH": str(epoch("2026-04-01")), "PYTHONPATH": os.pathsep.join(sys.path)}
    args = [sys.executable, "-c", _KILLER, str(at), "--repo", str(root), "--today", "2026-04-01", *words]
    return subprocess.run(args, env=env, capture_output=True, check=False).returncode


def test_a_kill_at_any_point_leaves_all_or_nothing_after_the_next_verb(tmp_path: Path) -> None:
    first, words = _ready(tmp_path)
    wanted = None
    outcomes = set()
    for at in range(1, 40):
        root = tmp_path / f"k{at}"
        shutil.copytree(first, root, symlinks=True)
        before = _tree(root)
        returned = _killed(root, at, *words)
        done(root, "add", "bodies", "--id", "senate", "--title.ky", "Сенат", "--chair", "rector")  # any next verb
        (root / "registers/bodies/senate.yaml").unlink()
        now = _tree(root)
        assert errors(root) == []
        if wanted is None:
            whole = tmp_path / "whole"
            shutil.copytree(first, whole, symlinks=True)
            done(whole, *words)
            wanted = _tree(whole)
        assert now in (before, wanted), at
        outcomes.add(now == wanted)
        if returned == 0:
            break
        assert returned == -signal.SIGKILL
    else:
        pytest.fail("the verb never came to its end")
    assert outcomes == {True, False}


def test_a_change_made_after_a_kill_is_not_overwritten(tmp_path: Path) -> None:
    root, _ = _ready(tmp_path)
    store = root / ".git/sapat/writing"
    (store / "new").mkdir(parents=True)
    (store / "new/0").write_text("new", encoding="utf-8")
    plan = store.with_name("plan.json")
    plan.write_text(f'{{"steps": [{{"path": "{PATH}", "new": "aa", "old": "bb"}}]}}', encoding="utf-8")
    assert "changed since" in refused(root, "review", CODE, "--verdict", "unchanged")
    for damaged in ("{", "[]", '{"steps": [{}]}'):
        plan.write_text(damaged, encoding="utf-8")
        assert "is damaged" in refused(root, "review", CODE, "--verdict", "unchanged")


def test_two_verbs_do_not_write_at_once(tmp_path: Path) -> None:
    import fcntl

    root, words = _ready(tmp_path)
    with (root / ".git/sapat/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another sapat is writing" in refused(root, *words)
    done(root, *words)


def test_a_repository_without_git_can_be_written_but_not_committed(tmp_path: Path) -> None:
    root = write(tmp_path / "r", dict(sound()))
    done(root, "revise", CODE, *FACTS)
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-02")
    assert errors(root) == []
    before = _tree(root)
    code, _, err = tried(root, "review", CODE, "--verdict", "unchanged", "--commit")
    assert code == 2
    assert "no Git here" in err
    assert _tree(root) == before


def test_a_bare_repository_is_not_written(tmp_path: Path) -> None:
    root, _ = _ready(tmp_path)
    git(tmp_path, "clone", "-q", "--bare", str(root), "bare.git")
    code, _, err = tried(tmp_path / "bare.git", "review", CODE, "--verdict", "unchanged")
    assert code == 2
    assert "bare" in err


# --commit


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in IDENTITY.items():
        monkeypatch.setenv(key, value)


@pytest.mark.usefixtures("editor")
def test_a_commit_has_just_the_files_written_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    root, words = _ready(tmp_path)
    write(root, {"staged.txt": "s", "loose.txt": "l"})
    git(root, "add", "staged.txt")
    former = git(root, "rev-parse", "HEAD").strip()
    out = done(root, *words, "--commit")
    assert f"{CODE} 1.1: change" in out
    assert git(root, "log", "-1", "--format=%P|%an|%s").strip() == f"{former}|Editor|{CODE} 1.1: change"
    assert git(root, "-c", "core.quotepath=off", "show", "--name-only", "--format=").split() == [
        f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md", f"registers/changes/{SLUG}/1.1/record.yaml",
    ]  # fmt: skip
    assert git(root, "status", "--porcelain").split("\n") == ["A  staged.txt", "?? loose.txt", ""]
    assert git(root, "fsck", "--strict") == ""


@pytest.mark.usefixtures("editor")
def test_a_seal_is_never_committed_without_what_it_vouches_for(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS, "--commit")
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    flags = add_acts(root, CODE)
    done(root, "approve", CODE, *flags, "--effective", "2026-04-02", "--commit")
    assert git(root, "status", "--porcelain") == ""
    git(tmp_path, "clone", "-q", str(root), "clone")
    assert errors(tmp_path / "clone") == []


@pytest.mark.usefixtures("editor")
def test_a_repository_of_sha256_objects_is_written_the_same(tmp_path: Path) -> None:
    root = write(tmp_path / "r", dict(sound()))
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    save(root)
    done(root, "revise", CODE, *FACTS, "--commit")
    done(root, "revise", CODE, "--drop", "--commit")
    assert git(root, "diff", "--stat", "HEAD~2", "HEAD") == ""
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.usefixtures("editor")
def test_a_message_may_be_given_and_removed_files_are_committed_too(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS, "--commit", "-m", "Кайра иштетүү башталды")
    assert git(root, "log", "-1", "--format=%s").strip() == "Кайра иштетүү башталды"
    done(root, "revise", CODE, "--drop", "--commit")
    assert git(root, "diff", "--stat", "HEAD~2", "HEAD") == ""
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.usefixtures("editor")
def test_a_refused_commit_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, words = _ready(tmp_path)
    assert "-m belongs to --commit" in refused(root, *words, "-m", "x")
    (root / ".git/MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"), encoding="utf-8")
    assert "not finished" in refused(root, *words, "--commit")
    (root / ".git/MERGE_HEAD").unlink()
    (root / ".git/refs/heads/main.lock").touch()
    before = _tree(root)
    assert tried(root, *words, "--commit")[0] == 2
    assert _tree(root) == before
    (root / ".git/refs/heads/main.lock").unlink()
    for key in IDENTITY:
        monkeypatch.delenv(key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "Git does not know your" in refused(root, *words, "--commit")


@pytest.mark.usefixtures("editor")
def test_the_first_commit_of_a_repository_may_be_a_verbs(tmp_path: Path) -> None:
    root = write(tmp_path / "r", dict(sound()))
    git(root, "init", "-q", "-b", "main")
    done(root, "review", CODE, "--verdict", "unchanged", "--commit")
    assert git(root, "rev-list", "--count", "HEAD").strip() == "1"


# branches


def test_twenty_branches_change_twenty_documents_without_conflict(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    codes = []
    for number in range(20):
        out = done(root, "new", "ФР", "--title", f"Форма {number}", "--owner", "qa-head", "--parent", CODE)
        codes.append(next(word for word in out.split() if word.startswith(f"{CODE}-Ф")).rstrip(";"))
    save(root)
    for code in codes:
        git(root, "switch", "-q", "-c", f"b-{code[-2:]}", "main")
        done(root, "revise", code, "--summary", "Биринчи", "--basis", "Негизи")
        agree(root, code)
        done(root, "approve", code, *add_acts(root, code, name=code[-2:]), "--effective", "2026-04-02")
        save(root)
    git(root, "switch", "-q", "main")
    for code in codes:
        git(root, "merge", "-q", "--no-ff", "-m", "Merge", f"b-{code[-2:]}")
    assert errors(root) == []
    assert len(list((root / "registers/changes").glob("*/1.0/copy/*"))) == 21


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_where_a_part_of_the_facts_is_not_on_disk_nothing_is_written(tmp_path: Path, lang: str) -> None:
    """Else a sealed record that a sparse checkout leaves out would be opened as if it had never been."""
    root = repository(tmp_path / "r")
    git(root, "sparse-checkout", "set", "procedures")
    assert not (root / "registers").exists()
    told = ("revise", CODE, "--kind", "change", "--summary", "x", "--basis", "y", "--analysis", "z")
    code, out, err = tried(root, *told, lang=lang)
    assert (code, out) == (2, "")
    assert "git sparse-checkout disable" in err
    assert "registers/acts/council-1.yaml" in err
    assert not (root / "registers").exists()
    git(root, "sparse-checkout", "disable")
    assert tried(root, *told, lang=lang)[0] == 0
