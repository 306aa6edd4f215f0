"""A server as an institution has it: a bare repository with our hook, a clone, and real pushes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.repo import git, repository, sound, write
from tests.support.samples import Files
from tests.support.verbs import tried

DAY = "2026-04-01T12:00:00+06:00"


@dataclass(frozen=True)
class Server:
    """The bare repository and somebody's clone of it."""

    bare: Path
    clone: Path

    def state(self) -> str:
        """Every ref and every object: what a refused push must leave as it was."""
        return git(self.bare, "for-each-ref") + git(self.bare, "cat-file", "--batch-all-objects", "--batch-check")

    def push(self, *args: str) -> tuple[bool, str]:
        """Whether a push got in, and what the server said, line by line as it was written."""
        command = ["git", "-C", str(self.clone), "push", *args]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        rows = [row.removeprefix("remote: ").rstrip() for row in done.stderr.splitlines() if row.startswith("remote: ")]
        return done.returncode == 0, "\n".join(rows) if rows else done.stderr

    def commit(self, files: Mapping[str, str | bytes | None], day: str = DAY) -> str:
        """Commit files in the clone (None: gone); the id of the commit."""
        for path, content in files.items():
            if content is None:
                (self.clone / path).unlink()
            else:
                write(self.clone, {path: content})
        git(self.clone, "add", "-A")
        git(self.clone, "commit", "-q", "--allow-empty", "-m", "change", day=day)
        return git(self.clone, "rev-parse", "HEAD").strip()


def empty(root: Path, main: str = "main") -> Path:
    """An empty bare repository with the hook."""
    root.mkdir(parents=True)
    git(root, "init", "-q", "--bare", "-b", main)
    code, _, err = tried(root, "hook", "install", str(root))
    assert code == 0, err
    return root


def server(root: Path, base: Files | None = None) -> Server:
    """A server that holds the sound repository with *base*, taken over by its first push, and a clone."""
    bare = empty(root / "server.git")
    files = {path: told for path, told in (sound() | (base or {})).items() if told is not None}
    made = Server(bare, repository(root / "clone", files))
    git(made.clone, "remote", "add", "origin", "../server.git")
    passed, told = made.push("origin", "main")
    assert passed, told
    return made


def copied(one: Server, root: Path) -> Server:
    """The same again for another test."""
    shutil.copytree(one.bare, root / "server.git")
    shutil.copytree(one.clone, root / "clone")
    return Server(root / "server.git", root / "clone")
