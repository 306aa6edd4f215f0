"""Kills, tears and fails what sapat and Git write, at every point, and says what stands afterwards.

The library is compiled by the test run. It shares one page with us: how many writes there were, and at which to strike.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
COUNT, KILL, TORN, ONCE, FROM, CHILD = range(6)
NAMES: Final = {
    KILL: "killed",
    TORN: "torn",
    ONCE: "one call fails",
    FROM: "all fail from there",
    CHILD: "child killed",
}
IDENTITY: Final = {
    "GIT_AUTHOR_NAME": "Editor", "GIT_AUTHOR_EMAIL": "editor@example.org", "GIT_AUTHOR_DATE": "2026-04-01T12:00:00+06:00",
    "GIT_COMMITTER_NAME": "Editor", "GIT_COMMITTER_EMAIL": "editor@example.org", "GIT_COMMITTER_DATE": "2026-04-01T12:00:00+06:00",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def compiler() -> str | None:
    """The C compiler, without which none of this runs."""
    return shutil.which("cc") or shutil.which("gcc")


class State(ctypes.Structure):
    """The same layout as struct state in fault.c."""

    _fields_ = (
        ("count", ctypes.c_uint64), ("at", ctypes.c_uint64), ("seed", ctypes.c_uint64),
        ("mode", ctypes.c_uint32), ("error", ctypes.c_uint32), ("armed", ctypes.c_uint32), ("trace", ctypes.c_uint32),
        ("root", ctypes.c_char * 512), ("op", ctypes.c_char * 16), ("path", ctypes.c_char * 1024), ("log", ctypes.c_char * 512),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blow:
    """Where and how to strike."""

    mode: int = COUNT
    at: int = 0
    error: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended: its exit code (negative: the signal), what it said, how many writes there were, which was struck."""

    code: int
    out: str
    err: str
    points: int
    struck: str = ""
    trace: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


class Harness:
    """One library, one page, one process that runs everything."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        library, page = folder / "libfault.so", folder / "state"
        found = compiler()
        assert found
        made = [
            found,
            "-shared",
            "-fPIC",
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-o",
            str(library),
            str(HERE / "fault.c"),
            "-ldl",
        ]
        subprocess.run(made, check=True)
        page.write_bytes(bytes(mmap.PAGESIZE))
        with page.open("r+b") as file:
            self._state = State.from_buffer(mmap.mmap(file.fileno(), 0))
        env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        env |= {"LD_PRELOAD": str(library), "SAPAT_FAULT_STATE": str(page), "PYTHONPATH": os.pathsep.join(sys.path)}
        env |= {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        words = [sys.executable, str(HERE / "serve.py")]
        self._server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True)

    def close(self) -> None:
        assert self._server.stdin
        self._server.stdin.close()
        self._server.wait()

    def run(self, box: Path, words: Sequence[str], blow: Blow = Blow(), *, trace: bool = False) -> Ran:
        """Run words (`sapat …` or `git …`) with every write below *box* counted."""
        state, out, err, log = self._state, self._folder / "out", self._folder / "err", self._folder / "log"
        log.unlink(missing_ok=True)
        (box / "tmp").mkdir(exist_ok=True)
        state.count, state.at, state.seed, state.mode, state.error = 0, blow.at, blow.seed, blow.mode, blow.error
        state.root, state.log, state.op, state.path, state.trace = str(box).encode(), str(log).encode(), b"", b"", trace
        told = {"words": list(words), "env": {**IDENTITY, "TMPDIR": str(box / "tmp")}, "out": str(out), "err": str(err)}
        told["env"] |= {"SOURCE_DATE_EPOCH": "1775030400"}  # 2026-04-01, 14:00 in the institution
        assert self._server.stdin
        assert self._server.stdout
        state.armed = 1
        self._server.stdin.write(json.dumps(told) + "\n")
        self._server.stdin.flush()
        code = self._server.stdout.readline()
        state.armed = 0
        assert code, "the process that runs everything has ended"
        rows = log.read_text(errors="replace").splitlines() if trace else ()
        struck = f"{state.op.decode()} {state.path.decode(errors='replace')}".replace(str(box), "").strip()
        said = [one.read_text(encoding="utf-8", errors="replace") if one.exists() else "" for one in (out, err)]
        return Ran(int(code), said[0], said[1], state.count, struck, tuple(tuple(row.split("\t")) for row in rows))


def scratch() -> str | None:
    """A folder in memory, where there is one: what a killed process wrote survives it there as on a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@contextmanager
def harness() -> Iterator[Harness]:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        made = Harness(Path(folder))
        try:
            yield made
        finally:
            made.close()


def files(root: Path) -> dict[str, bytes]:
    """Every file of a work tree."""
    found = {}
    for folder, names, there in os.walk(root):
        if ".git" in names:
            names.remove(".git")
        for name in there:
            whole = Path(folder, name)
            found[str(whole.relative_to(root))] = whole.read_bytes()
    return found


def asked(root: Path, *words: str) -> str:
    """What Git answers, outside the sandbox's counting."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | IDENTITY | {"GIT_OPTIONAL_LOCKS": "0"}
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, env=env, check=False)
    return (done.stdout + (done.stderr if done.returncode else "")).strip()


def left_over(git: Path) -> list[str]:
    """Locks and plans that must not be there when nothing runs."""
    found = list(git.rglob("*.lock"))
    found += [
        one
        for name in ("plan.json", "back.json", "index", "index.own", "writing")
        for one in (git / "sapat").glob(name)
    ]
    return sorted(str(one.relative_to(git)) for one in found)


def copied(box: Path, to: Path) -> Path:
    """The same sandbox again; names lead to places relative to it."""
    if to.exists():
        shutil.rmtree(to)
    shutil.copytree(box, to, symlinks=True)
    return to
