"""Writing a set of files whole or not at all, also when the process is killed half-way (findings: reliability §2, §4).

All new bytes, all former bytes and a plan are on disk before the first file moves. A failure puts everything back. After
a kill the next writing verb finishes the plan, or takes it back where a commit was to be made and the branch has not
moved, so nobody ever works on with half of an approval. The plan stays until the answer was told: a command that was
cut off and is given again is not done twice.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.write.locks import broken

_PLAN: Final = "plan.json"
_BACK: Final = "back.json"  # a plan that failed and is being taken back
_NO_FOLDER_SYNC: Final = (errno.EINVAL, errno.ENOTSUP)  # file systems that know no such thing
_LINK: Final = (
    Words("{path} символдук шилтеме", "{path} — символическая ссылка", "{path} is a symbolic link"),
    Words(
        "ордуна файлдын же папканын өзүн коюңуз",
        "замените её самим файлом или папкой",
        "replace it by the file or folder itself",
    ),
)
_NO_FILE: Final = (
    Words("{path} файл эмес", "{path} не файл", "{path} is not a file"),
    Words(
        "ал жерде турган нерсени башка жакка жылдырыңыз",
        "уберите то, что там лежит",
        "move what stands there out of the way",
    ),
)


@dataclass(frozen=True, slots=True)
class CutOff:
    """What became of a command that was cut off: finished, or taken back as if it had never been given."""

    command: str
    paths: tuple[str, ...]
    made: str  # the commit that was or was to be made
    finished: bool


def store_of(root: Path, git: Git | None) -> Path:
    """The folder of lock and plan: in the Git folder that all work trees share, else beside the documents."""
    if git is None:
        return root / ".sapat"
    return git.common / "sapat"


class Writing:
    """One set of files on its way to the work tree of *root*, for the *command* that holds the lock *held*."""

    def __init__(self, root: Path, store: Path, command: str = "", held: int | None = None) -> None:
        same = os.stat(root).st_dev == os.stat(store).st_dev
        self.store = store
        self.held = held
        self._root = root
        self._folder = store / "writing" if same else root / ".sapat-writing"
        self._plan = store / _PLAN
        self._told: dict[str, Any] = {"command": command, "commits": False, "made": "", "steps": [], "folders": []}

    def recover(self, stands: Callable[[str], bool]) -> CutOff | None:
        """Finish or take back what a killed run had planned; *stands* says whether the branch moved to its commit.

        Raises SapatError when a file was changed since. The plan stays until `close`.
        """
        try:
            plan = next((one for one in (self._plan.with_name(_BACK), self._plan) if one.exists()), None)
            if plan is None:
                self._clear()
                return None
            told = self._understood(plan)
            finished = plan == self._plan and (not told["commits"] or bool(told["made"] and stands(told["made"])))
            for step in told["steps"]:
                if self._now(step["path"]) not in (step["new"], step["old"]):
                    raise self._changed(step["path"])
            if finished:
                for number, step in enumerate(told["steps"]):
                    self._move(number, step)
                _synced(self._root / step["path"] for step in told["steps"])
            else:
                self._back(told)
            self._clear()
        except OSError as error:
            raise broken(error, self._folder) from None
        return CutOff(told["command"], tuple(step["path"] for step in told["steps"]), told["made"], finished)

    def _understood(self, plan: Path) -> dict[str, Any]:
        try:
            told: dict[str, Any] = self._told | json.loads(plan.read_bytes())
            assert all(step.keys() >= {"path", "new", "old"} for step in told["steps"])
        except (ValueError, TypeError, AttributeError, AssertionError):
            raise SapatError(
                Words(
                    "{plan} окулбайт: үзүлүп калган буйруктун планы бузулган",
                    "{plan} не читается: план прерванной команды повреждён",
                    "{plan} cannot be read: the plan of a command that was cut off is damaged",
                ),
                do=Words(
                    "файлдарды git status менен карап, андан кийин ал файлды өчүрүңүз",
                    "проверьте файлы через git status, затем удалите этот файл",
                    "look at the files with git status, then delete that file",
                ),
                plan=plan,
            ) from None
        return told

    def _changed(self, path: str) -> SapatError:
        return SapatError(
            Words(
                "мурунку буйрук {path} жазылып жатканда үзүлүп калган, андан бери файл өзгөргөн",
                "прежняя команда прервалась при записи {path}, и с тех пор файл изменился",
                "an earlier command was cut off while writing {path}, and the file changed since",
            ),
            do=Words(
                "файлды колуңуз менен оңдоңуз (жаңы байттар {folder} ичинде), андан кийин {plan} файлын өчүрүңүз",
                "поправьте файл вручную (новые байты лежат в {folder}), затем удалите {plan}",
                "put it right by hand (the new bytes lie in {folder}), then delete {plan}",
            ),
            path=path,
            folder=self._folder,
            plan=self._plan,
        )

    @contextlib.contextmanager
    def placed(self, files: Mapping[str, bytes | None], *, commits: bool = False) -> Iterator[None]:
        """All *files* stand (None: are gone) while the block runs; when it or the writing fails, all is as before.

        With *commits* the block moves a branch: until it has, a killed run is taken back, not finished.
        Raises SapatError for a full disk, a read-only folder, a folder where a file should be.
        """
        self._told["commits"] = commits
        try:
            try:
                self._prepare(files)
                for number, step in enumerate(self._told["steps"]):
                    self._move(number, step)
                _synced(self._root / step["path"] for step in self._told["steps"])
            except OSError as error:
                raise broken(error, self._root) from None
            yield
        except SapatError:
            self._undo()
            raise
        except BaseException:
            if not self._told["made"]:  # else only Git knows whether the branch moved: the next run asks it
                self._undo()
            raise
        with contextlib.suppress(OSError):
            self._clear()

    def announce(self, made: str) -> None:
        """Write down the commit about to be made: by it a later run knows whether the branch moved. Raises SapatError."""
        self._told["made"] = made
        try:
            self._note()
        except OSError as error:
            raise broken(error, self.store) from None

    def leave(self) -> None:
        """All stands but the index: the next run brings it up to date, and is not taken for this command again."""
        self._told["command"] = ""
        with contextlib.suppress(OSError):
            self._note()

    def close(self) -> None:
        """The answer was told: forget the plan, and after it write nothing."""
        for name in (_BACK, _PLAN):
            with contextlib.suppress(OSError):
                (self.store / name).unlink(missing_ok=True)

    def _prepare(self, files: Mapping[str, bytes | None]) -> None:
        """New and former bytes, then the plan, on disk; records go last, so that a seal never precedes its copy."""
        (self._folder / "new").mkdir(parents=True)
        (self._folder / "old").mkdir()
        steps: list[dict[str, str]] = []
        folders: dict[str, None] = {}
        for path in sorted(files, key=lambda one: (one.endswith("/record.yaml"), one)):
            self._refuse_strange(path)
            data, target, name = files[path], self._root / path, str(len(steps))
            if data is not None:
                _stored(self._folder / "new" / name, data)
                folders |= dict.fromkeys(self._missing(path))
            if target.exists():
                _stored(self._folder / "old" / name, target.read_bytes())
                shutil.copymode(target, self._folder / "old" / name)
                if data is not None:
                    shutil.copymode(target, self._folder / "new" / name)
            steps.append({"path": path, "new": of_bytes(data) if data is not None else "", "old": self._now(path)})
        _synced((self._folder / "new" / "0", self._folder / "old" / "0", self._folder / "new"))
        self._told |= {"steps": steps, "folders": list(folders)}
        self._note()

    def _note(self) -> None:
        spare = self._plan.with_name(_PLAN + ".new")
        _stored(spare, json.dumps(self._told).encode())
        os.replace(spare, self._plan)
        _synced((self._plan,))

    def _refuse_strange(self, path: str) -> None:
        """Never follow a link out of the repository, never take a folder for a file."""
        here = self._root
        for part in path.split("/"):
            here = here / part
            if here.is_symlink():
                raise SapatError(_LINK[0], do=_LINK[1], path=here)
        if here.exists() and not here.is_file():
            raise SapatError(_NO_FILE[0], do=_NO_FILE[1], path=path)

    def _now(self, path: str) -> str:
        target = self._root / path
        return of_bytes(target.read_bytes()) if target.is_file() else ""

    def _missing(self, path: str) -> list[str]:
        """The folders above *path* that are not there yet, outermost first."""
        parts = path.split("/")[:-1]
        every = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        return [one for one in every if not (self._root / one).exists()]

    def _move(self, number: int, step: Mapping[str, str]) -> None:
        """One step of the plan; a step done already changes nothing."""
        target, fresh = self._root / step["path"], self._folder / "new" / str(number)
        if not step["new"]:
            target.unlink(missing_ok=True)
            _prune(target.parent, self._root)
        elif fresh.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(fresh, target)

    def _undo(self) -> None:
        """Take everything back; where the disk refuses even that, the next run goes on from here."""
        with contextlib.suppress(OSError):
            if self._plan.exists():
                os.replace(self._plan, self._plan.with_name(_BACK))
            self._back(self._told)
            self._clear()
            self.close()

    def _back(self, told: Mapping[str, Any]) -> None:
        """Every file of a plan as it was before; a file that is so already stays."""
        for number, step in reversed(list(enumerate(told["steps"]))):
            target = self._root / step["path"]
            if self._now(step["path"]) in (step["old"], step["new"]) and step["new"] != step["old"]:
                if not step["old"]:
                    target.unlink(missing_ok=True)
                elif self._now(step["path"]) != step["old"]:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    os.replace(self._folder / "old" / str(number), target)
        _synced(self._root / step["path"] for step in told["steps"])
        for one in reversed(told["folders"]):
            with contextlib.suppress(OSError):
                (self._root / one).rmdir()

    def _clear(self) -> None:
        """Remove the spare bytes; the plan stands alone."""
        if self._folder.exists():
            shutil.rmtree(self._folder)


def _stored(path: Path, data: bytes) -> None:
    """Write bytes and wait until the disk has them: a power cut must not lose an approval that was told as done."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _synced(paths: Iterable[Path]) -> None:
    """Wait until the disk knows the names: bytes without a name are lost too."""
    for folder in {path.parent for path in paths}:
        synced_folder(folder)


def synced_folder(folder: Path) -> None:
    """Raises OSError where the disk fails; a folder that cannot be opened (gone, Windows) has nothing to wait for."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _prune(folder: Path, root: Path) -> None:
    """Remove folders that became empty: Git does not know them."""
    while folder != root and not (folder.exists() and any(folder.iterdir())):
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
        folder = folder.parent
