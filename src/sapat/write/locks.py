"""Locks: our own, which dies with its holders, and those of Git that a killed run left, cleared with care.

A lock of Git names nobody. It is taken away only when it can be shown whose it was: the lock of the index carries our
own inode, the lock of a branch the id of the commit that was being made.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words

_STILL: Final = 1.0  # seconds: Git holds the lock of a branch for thousandths
_ABANDONED: Final = 60.0  # seconds: on a server, where the one who left it cannot be asked
_OWN: Final = "index.own"


@contextlib.contextmanager
def locked(store: Path) -> Iterator[int]:
    """Hold the one lock of all writing verbs; the handle, for the processes that write on its holder's behalf.

    Raises SapatError when another one has it or the place is read-only.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        handle = os.open(store / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise broken(error, store) from None
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
        yield handle
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    """An advisory lock that dies with its process and the Git processes it started, so nothing stale can remain."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def free_branch(locks: Iterable[Path], made: str) -> None:
    """Clear the locks that moving a branch to *made* left behind.

    Whoever calls holds our lock, so the Git process that took them is dead. One that says anything else than the
    beginning of that id, or that somebody touched within the last second, is another's and stays.
    """
    for lock in locks:
        with contextlib.suppress(OSError):
            while made.startswith(lock.read_text(encoding="ascii", errors="replace").strip()):
                age = time.time() - lock.stat().st_mtime
                if not 0 <= age < _STILL:
                    lock.unlink()
                    break
                time.sleep(_STILL - age)


def free_abandoned(root: Path, names: Iterable[str]) -> list[str]:
    """Clear locks of refs on a server that nobody has touched for a minute; their names."""
    found = []
    for name in names:
        if ".." in name:  # the server has not looked at the names yet
            continue
        lock = root / f"{name}.lock"
        with contextlib.suppress(OSError):
            if time.time() - lock.stat().st_mtime > _ABANDONED:
                lock.unlink()
                found.append(f"{name}.lock")
    return found


@contextlib.contextmanager
def index_locked(index: Path, store: Path) -> Iterator[bool]:
    """Hold Git's lock of an index by a hard link to a file of ours; False where somebody else holds it."""
    own, lock = store / _OWN, index.with_name(index.name + ".lock")
    free_index(lambda: index, store)
    try:
        own.touch()
        os.link(own, lock)
    except OSError:
        with contextlib.suppress(OSError):
            own.unlink(missing_ok=True)
        yield False
        return
    try:
        yield True
    finally:
        free_index(lambda: index, store)


def free_index(place: Callable[[], Path], store: Path) -> None:
    """Take away the lock of an index that is a link to our own file: nobody else can have made it."""
    own = store / _OWN
    with contextlib.suppress(OSError):
        if own.exists():
            index = place()  # where it lies is asked only then
            lock = index.with_name(index.name + ".lock")
            if lock.exists() and own.samefile(lock):
                lock.unlink()
            own.unlink()


def broken(error: OSError, place: Path) -> SapatError:
    """What to tell when the disk refuses."""
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
