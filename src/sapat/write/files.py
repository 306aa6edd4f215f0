"""Writing a set of files whole or not at all, also when the process is killed half-way (findings: reliability §2, §4).

All new bytes and a plan are on disk before the first file moves. A failure puts everything back; after a kill the next
writing verb finishes the plan, so nobody ever works on with half of an approval.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git

_PLAN: Final = "plan.json"


def store_of(root: Path, git: Git | None) -> Path:
    """The folder of lock and plan: in the Git folder that all work trees share, else beside the documents."""
    if git is None:
        return root / ".sapat"
    told = git.run("rev-parse", "--git-common-dir").decode(errors="surrogateescape").rstrip("\n")
    return (root / told).resolve() / "sapat"


@contextlib.contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the one lock of all writing verbs. Raises SapatError when another one has it or the place is read-only."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        handle = os.open(store / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise _broken(error, store) from None
    try:
        try:
            _take(handle)
        except OSError:
            raise SapatError(
                Words(
                    "азыр бул жерде башка sapat жазып жатат",
                    "сейчас здесь пишет другой sapat",
                    "another sapat is writing here just now",
                ),
                do=Words(
                    "ал бүткөнчө күтүп, буйрукту кайра иштетиңиз",
                    "дождитесь её окончания и запустите команду ещё раз",
                    "wait until it has ended and run the command again",
                ),
            ) from None
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    """An advisory lock that dies with its process, so nothing stale can remain."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Writing:
    """One set of files on its way to the work tree of *root*."""

    def __init__(self, root: Path, store: Path) -> None:
        self._root = root
        same = os.stat(root).st_dev == os.stat(store).st_dev
        self._folder = store / "writing" if same else root / ".sapat-writing"

    def recover(self) -> list[str]:
        """Finish what a killed run had planned: the paths it was writing. Raises SapatError when one changed since."""
        if not self._folder.exists():
            return []
        plan = self._folder / _PLAN
        try:
            if not plan.exists():
                shutil.rmtree(self._folder)
                return []
            steps = json.loads(plan.read_bytes())
            for step in steps:
                if self._now(step["path"]) not in (step["new"], step["old"]):
                    raise SapatError(
                        f"an earlier command was cut off while writing {step['path']}, and the file changed since",
                        do=f"put it right by hand (the new bytes lie in {self._folder}), then delete that folder",
                    )
            for number, step in enumerate(steps):
                self._move(number, step)
            shutil.rmtree(self._folder)
        except OSError as error:
            raise _broken(error, self._folder) from None
        return [step["path"] for step in steps]

    @contextlib.contextmanager
    def placed(self, files: Mapping[str, bytes | None]) -> Iterator[None]:
        """All *files* stand (None: are gone) while the block runs; when it or the writing fails, all is as before.

        Raises SapatError for a full disk, a read-only folder, a folder where a file should be.
        """
        made: list[Path] = []
        steps: list[dict[str, Any]] = []
        moved = 0
        try:
            try:
                steps = self._prepared(files)
                for number, step in enumerate(steps):
                    made += self._folders(step["path"])
                    moved = number + 1
                    self._move(number, step)
            except OSError as error:
                raise _broken(error, self._root) from None
            yield
        except BaseException:
            self._undo(steps[:moved], made)
            raise
        with contextlib.suppress(OSError):
            (self._folder / _PLAN).unlink()
            shutil.rmtree(self._folder)

    def _prepared(self, files: Mapping[str, bytes | None]) -> list[dict[str, Any]]:
        """The steps, with new bytes and former bytes on disk; records go last, so that a seal never precedes its copy."""
        (self._folder / "new").mkdir(parents=True)
        (self._folder / "old").mkdir()
        steps: list[dict[str, Any]] = []
        for path in sorted(files, key=lambda one: (one.endswith("/record.yaml"), one)):
            self._refuse_strange(path)
            data, target, name = files[path], self._root / path, str(len(steps))
            if data is not None:
                _stored(self._folder / "new" / name, data)
            if target.exists():
                _stored(self._folder / "old" / name, target.read_bytes())
                shutil.copymode(target, self._folder / "old" / name)
                if data is not None:
                    shutil.copymode(target, self._folder / "new" / name)
            steps.append({"path": path, "new": of_bytes(data) if data is not None else "", "old": self._now(path)})
        spare = self._folder / (_PLAN + ".new")
        _stored(spare, json.dumps(steps).encode())
        os.replace(spare, self._folder / _PLAN)
        return steps

    def _refuse_strange(self, path: str) -> None:
        """Never follow a link out of the repository, never take a folder for a file."""
        here = self._root
        for part in path.split("/"):
            here = here / part
            if here.is_symlink():
                raise SapatError(f"{here} is a symbolic link", do="replace it by the file or folder itself")
        if here.exists() and not here.is_file():
            raise SapatError(f"{path} is not a file", do="move what stands there out of the way")

    def _now(self, path: str) -> str:
        target = self._root / path
        return of_bytes(target.read_bytes()) if target.is_file() else ""

    def _folders(self, path: str) -> list[Path]:
        """Make the folders above *path*; the ones made, outermost first."""
        missing = []
        folder = (self._root / path).parent
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for one in reversed(missing):
            one.mkdir()
        return missing[::-1]

    def _move(self, number: int, step: Mapping[str, Any]) -> None:
        """One step of the plan; a step done already changes nothing."""
        target, fresh = self._root / step["path"], self._folder / "new" / str(number)
        if not step["new"]:
            target.unlink(missing_ok=True)
            _prune(target.parent, self._root)
        elif fresh.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(fresh, target)

    def _undo(self, steps: list[dict[str, Any]], made: list[Path]) -> None:
        for number, step in reversed(list(enumerate(steps))):
            target = self._root / step["path"]
            with contextlib.suppress(OSError):
                if step["old"]:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    os.replace(self._folder / "old" / str(number), target)
                elif step["new"] and self._now(step["path"]) == step["new"]:
                    target.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        shutil.rmtree(self._folder, ignore_errors=True)


def _stored(path: Path, data: bytes) -> None:
    """Write bytes and wait until the disk has them: a power cut must not lose an approval that was told as done."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _prune(folder: Path, root: Path) -> None:
    """Remove folders that became empty: Git does not know them."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _broken(error: OSError, place: Path) -> SapatError:
    where = error.filename2 or error.filename or place
    return SapatError(
        Words(
            "{where} жазылбайт: {why}; эч нерсе өзгөргөн жок",
            "не удалось записать {where}: {why}; ничего не изменено",
            "cannot write {where}: {why}; nothing was changed",
        ),
        do=Words(
            "орун бошотуңуз же ал жакка жазуу укугун бериңиз",
            "освободите место или дайте право записи",
            "make room or give the right to write there",
        ),
        where=where,
        why=error.strerror,
    )
