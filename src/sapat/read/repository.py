"""Finding the repository a command works on, and opening a source of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git, open_git
from sapat.read.load import Reading, load
from sapat.read.settings import NAME
from sapat.read.source import Commit, Folder, Index, Source, WorkTree

_SECONDS: Final = 11  # digits of a moment before the year 5139: days are added to it


def clock() -> datetime:
    """The machine clock, or SOURCE_DATE_EPOCH (seconds) where tests and reproducible builds set it."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isascii() and told.isdigit():
        if len(told) > _SECONDS:
            raise SapatError(
                Words(
                    "SOURCE_DATE_EPOCH={told} календардан тышкары",
                    "SOURCE_DATE_EPOCH={told} за пределами календаря",
                    "SOURCE_DATE_EPOCH={told} lies beyond the calendar",
                ),
                do=Words(
                    "1970-жылдан берки секунддарды жазыңыз", "укажите секунды с 1970 года", "give seconds since 1970"
                ),
                told=told,
            )
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
            raise SapatError(
                Words("{root} папкасында Git тарыхы жок", "в {root} нет истории Git", "{root} has no Git history"),
                do=Words(
                    "клондо иштеңиз: git clone …", "работайте в клоне: git clone …", "work in a clone: git clone …"
                ),
                root=self.root,
            )
        return self.git

    def load(self, revision: str | None = None, *, today: date | None = None, staged: bool = False) -> Reading:
        return load(self.source(revision, staged=staged), self.git, today=today, now=clock())


def find_repository(start: Path) -> Repository:
    """The repository around *start*: the nearest folder up with `sapat.toml`, or a bare Git repository.

    Raises SapatError when there is none, or when `sapat.toml` is not at the top of its Git tree.
    """
    here = start.resolve()
    if not here.is_dir():
        raise SapatError(
            Words("{start} папка эмес", "{start} не папка", "{start} is not a folder"),
            do=Words(
                "документтердин папкасын атаңыз: --repo DIR",
                "назовите папку документов: --repo DIR",
                "name the folder of the documents: --repo DIR",
            ),
            start=start,
        )
    root = next((folder for folder in (here, *here.parents) if (folder / NAME).is_file()), None)
    git = open_git(root or here)
    if root is None:
        if git is not None and not (git.root / ".git").exists():
            return Repository(git.root, git, bare=True)
        raise SapatError(
            Words(
                "{here} папкасында да, андан жогору да {name} жок",
                "ни в {here}, ни выше нет {name}",
                "there is no {name} in {here} or above it",
            ),
            do=Words(
                "sapat буйругун документтердин репозиторийинде иштетиңиз же аны атаңыз: --repo DIR",
                "запустите sapat в репозитории документов или назовите его: --repo DIR",
                "run sapat in a document repository, or name it: --repo DIR",
            ),
            name=NAME,
            here=here,
        )
    if git is None:
        return Repository(root, None)
    if git.root.resolve() != root:
        raise SapatError(
            Words(
                "{name} {root} папкасында, ал эми Git дарагы {top} папкасынан башталат",
                "{name} лежит в {root}, а дерево Git начинается с {top}",
                "{name} lies in {root}, but the Git tree begins at {top}",
            ),
            do=Words(
                "{name} файлын Git дарагынын башында кармаңыз",
                "держите {name} в корне дерева Git",
                "keep {name} at the top of the Git tree",
            ),
            name=NAME,
            root=root,
            top=git.root,
        )
    return Repository(root, git)
