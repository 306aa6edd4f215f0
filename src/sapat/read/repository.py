"""Finding the repository a command works on, and opening a source of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sapat.model.errors import SapatError
from sapat.read.git import Git, open_git
from sapat.read.load import Reading, load
from sapat.read.settings import NAME
from sapat.read.source import Commit, Folder, Index, Source, WorkTree


def clock() -> datetime:
    """The machine clock, or SOURCE_DATE_EPOCH (seconds) where tests and reproducible builds set it."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdigit():
        return datetime.fromtimestamp(int(told), UTC)
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Repository:
    """A document repository: its root, and Git where there is one."""

    root: Path
    git: Git | None
    bare: bool = False

    def source(self, revision: str | None = None, *, staged: bool = False) -> Source:
        """The files of a commit, of the index, or of the work tree. Raises SapatError where there is none of it."""
        if revision is not None:
            return Commit(self.need_git(), revision)
        if staged:
            return Index(self.need_git())
        if self.git is None:
            return Folder(self.root)
        return Commit(self.git, "HEAD") if self.bare else WorkTree(self.git)

    def need_git(self) -> Git:
        if self.git is None:
            raise SapatError(f"{self.root} has no Git history", do="work in a clone: git clone …")
        return self.git

    def load(self, revision: str | None = None, *, today: date | None = None, staged: bool = False) -> Reading:
        return load(self.source(revision, staged=staged), self.git, today=today, now=clock())


def find_repository(start: Path) -> Repository:
    """The repository around *start*: the nearest folder up with `sapat.toml`, or a bare Git repository.

    Raises SapatError when there is none, or when `sapat.toml` is not at the top of its Git tree.
    """
    here = start.resolve()
    if not here.is_dir():
        raise SapatError(f"{start} is not a folder", do="name the folder of the documents: --repo DIR")
    root = next((folder for folder in (here, *here.parents) if (folder / NAME).is_file()), None)
    git = open_git(root or here)
    if root is None:
        if git is not None and not (git.root / ".git").exists():
            return Repository(git.root, git, bare=True)
        raise SapatError(
            f"there is no {NAME} in {here} or above it", do="run sapat in a document repository, or name it: --repo DIR"
        )
    if git is None:
        return Repository(root, None)
    if git.root.resolve() != root:
        raise SapatError(
            f"{NAME} lies in {root}, but the Git tree begins at {git.root}",
            do=f"keep {NAME} at the top of the Git tree",
        )
    return Repository(root, git)
