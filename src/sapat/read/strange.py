"""What makes a clone show other files than those stored, or conceal that it does: looked for without trusting its index.

Bytes on disk are hashed here, not by Git: no filter, no monitor and no kept file time has a say in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sapat.model.append_only import Former, breaches, dossier_of, grouped
from sapat.model.files import EXECUTABLE, REGULAR, File
from sapat.model.proof import Strange
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.source import blob_id

_SETTINGS: Final = "sapat.toml"
_ATTRIBUTES: Final = ".gitattributes"
_NO: Final = ("false", "no", "off", "0", "")
_SPARSE: Final = "core.sparsecheckout"
# key (as Git prints it: lower case) -> which sentence names it; the value that is harmless is of the kind given
_HIDING: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "core.fsmonitor": ("monitor", _NO),
    "core.ignorestat": ("stat", _NO),
    "core.trustctime": ("stat", ("true", "yes", "on", "1")),
    "core.checkstat": ("stat", ("default",)),
    _SPARSE: ("sparse", _NO),
    "core.excludesfile": ("untracked", ("",)),
    "status.showuntrackedfiles": ("untracked", ("all", "normal", "true")),
    "diff.external": ("shown", ("",)),
}
_SHOWN: Final = re.compile(r"diff\..*\.(?:textconv|command)")
_PARTIAL: Final = re.compile(r"extensions\.partialclone|remote\..*\.promisor")


def settings(git: Git) -> Mapping[str, str]:
    """The configuration of the repository itself, and of this work tree of it."""
    told: dict[str, str] = {}
    for scope in ("--local", "--worktree"):
        done = git.attempt("config", scope, "--includes", "--list", "-z")
        rows = (row.partition("\n") for row in done.stdout.decode(errors="replace").split("\0")[:-1])
        told.update((key, value) for key, _, value in rows)
    return told


def partial(told: Mapping[str, str]) -> bool:
    """Whether objects may be left out of this clone."""
    return any(_PARTIAL.fullmatch(key) and value not in _NO for key, value in told.items())


def concealing(told: Mapping[str, str]) -> Iterator[Strange]:
    """Settings by which Git would not notice a change, or would show another one."""
    for key, value in told.items():
        says, harmless = _HIDING.get(key, ("", ()))
        if says and value.lower() not in harmless:
            yield Strange(says, key, value)
        elif _SHOWN.fullmatch(key):
            yield Strange("shown", key, value)
        elif key.startswith("fsck.") and not key.startswith("fsck.skiplist."):
            yield Strange("fsck", key, value)


def hidden(git: Git, told: Mapping[str, str]) -> tuple[list[tuple[str, str]], frozenset[str]]:
    """Notes of files that Git was told to overlook; and apart those that a sparse checkout leaves out: they are not there."""
    rows = git.attempt("ls-files", "-v", "-z").stdout.decode(errors="surrogateescape").split("\0")[:-1]
    marked = [row[2:] for row in rows if row[0] == "S" or row[0].islower()]
    sparse = told.get(_SPARSE, "").lower() not in _NO
    left_out = frozenset(path for path in marked if sparse and not os.path.lexists(git.root / path))
    return [("hidden", path) for path in marked if path not in left_out], left_out


def parted(git: Git, main: str) -> Iterator[tuple[str, str]]:
    """Notes of remote main lines that went another way than the one here: which, and how many commits each side has alone."""
    local = git.attempt("rev-parse", "--verify", "--quiet", f"refs/heads/{main}").stdout.decode().strip()
    asked = ("for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", f"refs/remotes/*/{main}")
    for row in git.run(*asked).decode(errors="replace").splitlines() if local else ():
        commit, _, name = row.partition(" ")
        done = git.attempt("rev-list", "--left-right", "--count", f"{local}...{commit}", "--")
        ours, _, theirs = done.stdout.decode().strip().partition("\t")
        if int(ours or 0) and int(theirs or 0):
            yield "parted", f"{name}\0{ours}/{theirs}"


def here(git: Git, at: Snapshot, left_out: frozenset[str]) -> tuple[list[Strange], int]:
    """How the files on disk differ from the commit: facts not as they were entered, and how many others differ."""
    committed = {path: file for path, file in at.files.items() if _watched(at, path) and path not in left_out}
    changed, removed = {}, set()
    for path, file in committed.items():
        if file.mode not in (REGULAR, EXECUTABLE):
            continue
        now = _blob(git.root / path, file)
        if now is None:
            removed.add(path)
        elif now != file.blob:
            changed[path] = now
    added = {path: "" for path in _lying(git.root, at) if path not in committed}
    register = {path: file.blob for path, file in committed.items() if path.startswith("registers/")}
    former = Former(
        register,
        grouped(register),
        sealed=lambda folder: bool(
            folder + "/record.yaml" in at.facts and at.facts[folder + "/record.yaml"].facts_sha256
        ),
        readable=lambda path: path not in at.facts or at.facts[path].readable,
    )
    mine = {path: blob for path, blob in changed.items() if path in register}
    broken = breaches(former, mine, removed & register.keys(), {})
    found = [Strange("changed" if one.says in ("changed", "agreement") else "removed", one.path) for one in broken]
    told = {one.name for one in found}
    folders = {dossier_of(path) for path in told if path in removed}
    others = sum(path not in told and dossier_of(path) not in folders for path in (*changed, *removed))
    return found, others + len(added)


def staged(git: Git, at: Snapshot) -> Iterator[Strange]:
    """Facts of the commit that the index holds with other bytes, or not at all: the next commit would take them away."""
    asked = ("diff-index", "--cached", "--raw", "-z", "--no-renames", "--end-of-options", at.origin.commit)
    rows = git.attempt(*asked).stdout.decode(errors="surrogateescape").split("\0")
    for head, path in zip(rows[::2], rows[1::2], strict=False):
        sealed = dossier_of(path) + "/record.yaml"
        fact = path in at.facts and path.startswith("registers/")
        if fact and head[-1] in "DMT" and (not dossier_of(path) or bool(at.facts[sealed].facts_sha256)):
            yield Strange("staged", path)


def _watched(at: Snapshot, path: str) -> bool:
    return (
        path == _SETTINGS
        or path.startswith("registers/")
        or at.settings.controls(path)
        or path.rpartition("/")[2] == _ATTRIBUTES
    )


def _blob(path: Path, file: File) -> str | None:
    """The id of the bytes on disk; that of the commit where only line ends differ, as on Windows. None: no file."""
    try:
        if path.is_symlink():
            return ""
        data = path.read_bytes()
    except OSError:
        return None
    algorithm = "sha256" if len(file.blob) == 64 else "sha1"
    made = blob_id(data, algorithm)
    if made != file.blob and b"\r\n" in data and blob_id(data.replace(b"\r\n", b"\n"), algorithm) == file.blob:
        return file.blob
    return made


def _lying(root: Path, at: Snapshot) -> Iterator[str]:
    """Every file on disk in the folders under control."""
    for top in ("registers", *at.settings.controlled):
        for folder, _, names in os.walk(root / top):
            base = Path(folder).relative_to(root).as_posix()
            yield from (f"{base}/{name}" for name in names)
