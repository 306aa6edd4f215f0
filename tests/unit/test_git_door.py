"""The one door to Git on real repositories: nobody's configuration, no user text as an option, stored bytes only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sapat.read.git import environment
from sapat.read.repository import find_repository
from tests.support.repo import SETTINGS, checked, findings, git, markdown, repository, sapat, sound, write

KEPT = {
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
}
DOCUMENT = "procedures/umu-sms-dp-2.17.md"


def run(root: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`sapat` as a process of its own, so that the environment is the real one."""
    command = [sys.executable, "-c", "from sapat.cli import run; run()"]
    told = ["--repo", str(root), "--today", "2026-04-01", "--lang", "en", *args]
    return subprocess.run([*command, *told], env={**os.environ, **env}, capture_output=True, text=True, check=False)


def blobs(root: Path) -> dict[str, str]:
    return {file.path: file.blob for file in find_repository(root).source().listing()}


def test_variables_of_git_are_cleaned_except_what_hooks_need(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in (*KEPT, "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_SSH_COMMAND", "GIT_WORK_TREE", "GIT_NAMESPACE"):
        monkeypatch.setenv(key, "/x")
    ours = {"GIT_NO_REPLACE_OBJECTS", "GIT_TERMINAL_PROMPT", "GIT_OPTIONAL_LOCKS"}
    ours |= {"GIT_GRAFT_FILE", "GIT_ALLOW_PROTOCOL"}  # no history cut by a file, nothing fetched while reading
    config = {"GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"}
    made = environment()
    assert {key for key in made if key.startswith("GIT_")} == KEPT | ours | config
    assert made["GIT_CONFIG_GLOBAL"] == made["GIT_CONFIG_SYSTEM"] == os.devnull


def test_another_work_tree_in_the_environment_changes_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done = run(
        root,
        "check",
        GIT_WORK_TREE=str(tmp_path),
        GIT_CONFIG_COUNT="1",
        GIT_CONFIG_KEY_0="core.bare",
        GIT_CONFIG_VALUE_0="true",
    )
    assert (done.returncode, "Errors: 0." in done.stdout) == (0, True), done.stdout + done.stderr


def test_a_replaced_object_is_not_believed(tmp_path: Path) -> None:
    """`git replace` swaps the bytes of an approved text while everything stays green (findings: reliability, fact 4)."""
    root = repository(tmp_path / "r")
    forged = (
        subprocess.run(
            ["git", "-C", str(root), "hash-object", "-w", "--stdin"], input=b"forged", capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )
    git(root, "replace", git(root, "rev-parse", f"HEAD:{DOCUMENT}").strip(), forged)
    source = find_repository(root).source("HEAD")
    file = next(one for one in source.listing() if one.path == DOCUMENT)
    assert next(source.read([file]))[1].decode() == sound()[DOCUMENT]


@pytest.mark.parametrize("where", ["global", "local"])
def test_hostile_configuration_runs_nothing(tmp_path: Path, where: str) -> None:
    root = repository(tmp_path / "r")
    proof = tmp_path / "ran"
    trap = write(tmp_path, {"trap": f"#!/bin/sh\ntouch {proof}\n"}) / "trap"
    trap.chmod(0o755)
    hooks = write(tmp_path / "hooks", {"post-index-change": trap.read_text()})
    (hooks / "post-index-change").chmod(0o755)
    config = f'[core]\n\tfsmonitor = {trap}\n\thooksPath = {hooks}\n\tpager = {trap}\n[alias]\n\tls-files = "!{trap}"\n[diff]\n\texternal = {trap}\n'
    home = write(tmp_path / "home", {".gitconfig": config})
    if where == "local":
        with (root / ".git" / "config").open("a") as file:
            file.write(config)
    write(root, {DOCUMENT: sound()[DOCUMENT] + "\n"})
    done = run(
        root, "check", HOME=str(home), XDG_CONFIG_HOME=str(home), GIT_PAGER=str(trap), GIT_EXTERNAL_DIFF=str(trap)
    )
    assert done.returncode in (0, 1), done.stderr
    assert not proof.exists()


@pytest.mark.parametrize("revision", ["--output=x", "-h", "--upload-pack=touch x", "HEAD --all", "@{-1}..", ""])
def test_text_of_a_user_is_never_an_option(tmp_path: Path, revision: str) -> None:
    root = repository(tmp_path / "r")
    code, _, err = sapat(root, "list", "--at", revision)
    assert code == 2
    assert "Traceback" not in err
    assert not (root / "x").exists()
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["-rf.md", "Иш кагаз.md", "сап\nбузуу.md", 'тырмак"ча.md', "--output=x.md", "a\tb.md"])
def test_names_of_any_kind_are_read_and_named_back(tmp_path: Path, name: str) -> None:
    root = repository(tmp_path / "r")
    write(root, {f"procedures/{name}": markdown("ҮМУ-СМС-ДП-2.3")})
    for state in ("untracked", "added", "committed"):
        if state == "added":
            git(root, "add", "-A")
        if state == "committed":
            git(root, "commit", "-q", "-m", "odd")
        assert f"procedures/{name}" in blobs(root), state
        assert any(one["path"] == f"procedures/{name}" for one in findings(root)), state
    source = find_repository(root).source("HEAD")
    file = next(one for one in source.listing() if one.path == f"procedures/{name}")
    assert next(source.read([file]))[1].decode() == markdown("ҮМУ-СМС-ДП-2.3")


def test_a_checkout_with_crlf_is_judged_by_the_bytes_git_stores(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    clone = tmp_path / "crlf"
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", str(root), str(clone))
    write(
        clone,
        {path: content.replace("\n", "\r\n") for path, content in sound().items() if path.endswith((".md", ".yaml"))},
    )
    assert b"\r\n" in (clone / DOCUMENT).read_bytes()
    assert findings(clone) == []


def test_carriage_returns_that_git_would_store_are_found(tmp_path: Path) -> None:
    files: dict[str, Any] = {**sound(), ".gitattributes": "", DOCUMENT: sound()[DOCUMENT].replace("\n", "\r\n")}
    root = repository(tmp_path / "r", files)
    assert any(one["rule"] == "SAP002" and one["path"] == DOCUMENT for one in findings(root))


def test_a_clean_filter_is_applied_and_named(tmp_path: Path) -> None:
    """A filter lets the work tree hold another text with a clean `git status`: judged by what Git stores, and an error."""
    root = repository(tmp_path / "r", {**sound(), ".gitattributes": "* text=auto eol=lf\n*.md filter=swap\n"})
    git(root, "config", "filter.swap.clean", "sed s/КӨРҮНГӨН/көзөмөлдөйт/")
    git(root, "config", "filter.swap.smudge", "cat")
    write(root, {DOCUMENT: sound()[DOCUMENT].replace("көзөмөлдөйт", "КӨРҮНГӨН")})
    source = find_repository(root).source()
    file = next(one for one in source.listing() if one.path == DOCUMENT)
    assert next(source.read([file]))[1].decode() == sound()[DOCUMENT]
    assert [one for one in findings(root, "SAP9") if one["severity"] == "error"]


def test_a_repository_of_sha256_is_read(tmp_path: Path) -> None:
    root = tmp_path / "r"
    root.mkdir()
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    write(root, sound())  # type: ignore[arg-type]
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Documents")
    assert findings(root) == []
    write(root, {DOCUMENT: sound()[DOCUMENT] + "Дагы бир сүйлөм.\n"})
    assert any(one["rule"].startswith("SAP2") for one in findings(root))
    assert all(len(blob) == 64 for blob in blobs(root).values())


def test_a_file_hidden_from_git_status_is_read_and_named(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "update-index", "--skip-worktree", DOCUMENT)
    write(root, {DOCUMENT: sound()[DOCUMENT] + "Жашырын сүйлөм.\n"})
    assert git(root, "status", "--porcelain") == ""
    found = findings(root)
    assert any(one["rule"].startswith("SAP2") and one["path"] == DOCUMENT for one in found), (
        "the text on disk is judged"
    )
    assert any(one["rule"].startswith("SAP9") and one["path"] == DOCUMENT for one in found), "and the trick is named"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a repository to another owner")
def test_a_repository_of_another_owner_is_read(tmp_path: Path) -> None:
    """A server's hook and an auditor's share: Git would refuse with 'dubious ownership'."""
    root = repository(tmp_path / "r")
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    assert findings(root) == []


def test_a_bare_repository_is_read_from_its_commit(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    told = checked(bare)
    assert (told["documents"], told["findings"]) == (1, [])


def test_a_conflict_left_in_the_index_is_named(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "other")
    write(root, {"sapat.toml": SETTINGS + "\n# бир\n"})
    git(root, "commit", "-q", "-am", "one")
    git(root, "checkout", "-q", "main")
    write(root, {"sapat.toml": SETTINGS + "\n# эки\n"})
    git(root, "commit", "-q", "-am", "two")
    git(root, "merge", "-q", "other", check=False)
    write(root, {"sapat.toml": SETTINGS})
    assert any(one["rule"].startswith("SAP9") for one in findings(root))


@pytest.mark.parametrize(
    ("path", "content"), [("config", "[core"), ("HEAD", ""), ("HEAD", "nothing\n")], ids=["config", "empty", "HEAD"]
)
def test_git_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path, path: str, content: str) -> None:
    root = repository(tmp_path / "r", sound())
    (root / ".git" / path).write_text(content)
    code, out, err = sapat(root, "check")
    assert (code, out) == (2, "")
    assert "git fsck" in err
