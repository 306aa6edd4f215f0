"""A backup: one bundle with everything that Git holds here, and the proof that a repository comes out of it again.

The file gets its name only when it has been restored; a run that was cut off leaves none that could be taken for one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git

_PART: Final = ".part"
_LOCAL: Final = {"GIT_ALLOW_PROTOCOL": "file"}  # a bundle is a file; nothing else may be fetched
_CHUNK: Final = 1 << 20
_LOOK: Final = Words(
    "папканы жана репозиторийди текшериңиз: git fsck --full; git bundle verify {file}",
    "проверьте папку и репозиторий: git fsck --full; git bundle verify {file}",
    "look at the folder and the repository: git fsck --full; git bundle verify {file}",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle on disk that is not entered yet: under its own name, or under the one it has while it is proved."""

    place: Path  # the name it is to have
    file: Path  # the name it has

    def keep(self) -> None:
        """Give the bundle its name. Raises SapatError where that is taken meanwhile."""
        if self.file != self.place:
            if self.place.exists():
                raise taken(self.place)
            os.rename(self.file, self.place)
            _synced(self.place.parent)

    def drop(self) -> None:
        """Take away what was not proved; a bundle that was there before stays."""
        if self.file != self.place:
            for end in ("", ".lock"):
                with contextlib.suppress(OSError):
                    os.unlink(f"{self.file}{end}")


def bundled(git: Git, place: Path) -> Bundle:
    """Every ref, and all that they lead to, in one file; one that stands there already is only to be proved again.

    Raises SapatError where it cannot be written.
    """
    if place.is_file() and not place.is_symlink():
        return Bundle(place, place)
    if os.path.lexists(place):  # a folder, a link, a pipe: nothing that we made
        raise taken(place)
    made = Bundle(place, place.with_name(f".{place.name}{_PART}"))
    made.drop()
    done = git.attempt("bundle", "create", "--quiet", str(made.file), "--all")
    try:
        if done.returncode:
            raise _failed(place, done.stderr.decode(errors="replace"))
        with made.file.open("rb") as file:
            os.fsync(file.fileno())
    except OSError as error:
        made.drop()
        raise _failed(place, str(error)) from None
    except SapatError:
        made.drop()
        raise
    return made


def restored(bundle: Bundle, folder: Path) -> Git:
    """The repository that comes out of a bundle, in an empty folder. Raises SapatError where none does."""
    git = Git(folder.parent)
    asked = ("clone", "--quiet", "--mirror", "--template=", "--", str(bundle.file), str(folder))
    done = git.attempt(*asked, extra=_LOCAL)
    if done.returncode:
        raise (_failed if bundle.file != bundle.place else _damaged)(bundle.place, done.stderr.decode(errors="replace"))
    return Git(folder)


def refs(git: Git) -> Mapping[str, str]:
    """Every ref with its object."""
    rows = git.run("for-each-ref", "--format=%(refname) %(objectname)").decode(errors="surrogateescape").splitlines()
    return dict(row.split(" ", 1) for row in rows)


def measured(file: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read from the disk it lies on."""
    made = hashlib.sha256()
    with file.open("rb") as held:
        while piece := held.read(_CHUNK):
            made.update(piece)
        return made.hexdigest(), held.tell()


def taken(place: Path) -> SapatError:
    """The error for a name that another file has."""
    return SapatError(
        Words(
            "{place} мурунтан бар: камдык көчүрмө эч качан үстүнөн жазылбайт",
            "{place} уже есть: резервная копия никогда не перезаписывается",
            "{place} is there already: a backup is never written over",
        ),
        do=Words("башка папканы атаңыз", "назовите другую папку", "name another folder"),
        place=place,
    )


def _damaged(place: Path, why: str) -> SapatError:
    told = why.strip().splitlines() or ["git"]
    return SapatError(
        Words(
            "{file} мурунтан бар, бирок андан репозиторий калыбына келбейт ({why}): эч нерсе киргизилген жок",
            "{file} уже есть, но репозиторий из него не восстанавливается ({why}): ничего не внесено",
            "{file} is there already, but no repository comes out of it ({why}): nothing was entered",
        ),
        do=Words(
            "ал файлды башка жерге жылдырыңыз же башка папканы атаңыз, анан кайра жасаңыз",
            "уберите этот файл или назовите другую папку и повторите",
            "move that file away or name another folder, and try again",
        ),
        file=place,
        why=told[-1],
    )


def _failed(place: Path, why: str) -> SapatError:
    told = why.strip().splitlines() or ["git"]
    return SapatError(
        Words(
            "камдык көчүрмө жасалган жок ({file}): {why}",
            "резервная копия не создана ({file}): {why}",
            "no backup was made ({file}): {why}",
        ),
        do=_LOOK,
        file=place,
        why=told[-1],
    )


def _synced(folder: Path) -> None:
    """Wait until the disk knows the name; some file systems cannot be asked."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
