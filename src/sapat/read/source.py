"""Where files come from: work tree, index, commit, or a plain folder. One shape for all, so checking last year is the same code."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from sapat.model.errors import SapatError
from sapat.model.files import EXECUTABLE, REGULAR, SUBMODULE, SYMLINK, File
from sapat.model.snapshot import Origin
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.moments import moment

# Folders at the root that tools make: no one's documents. Below the root every folder is looked into.
_CHANGED: Final = Words(
    "{path} окулуп жатканда өзгөрдү", "{path} изменился во время чтения", "{path} changed while it was read"
)
_AGAIN: Final = Words("буйрукту кайра иштетиңиз", "запустите команду ещё раз", "run the command again")
_TOOLS: Final = (".git", ".venv", "site", "build", "dist", "node_modules")
_READ: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE: Final = 1 << 16  # bytes
_PASSED: Final = tuple(f"--exclude=/{name}/" for name in _TOOLS)


class Source(Protocol):
    """Files at one moment."""

    def origin(self) -> Origin: ...

    def listing(self) -> list[File]:
        """Every file, by path."""

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        """The bytes of each file as Git stores them."""


_HASHES: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}  # the object formats of Git


def blob_id(data: bytes, algorithm: str) -> str:
    """The id Git gives these bytes."""
    return _HASHES[algorithm](b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class WorkTree:
    """The files on disk, judged by the bytes Git would store: unchanged ones by the index, others by `hash-object`."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._notes: list[tuple[str, str]] = []
        self._unknown: list[str] | None = None
        self._head: str | None = None

    def origin(self) -> Origin:
        if self._head is None:
            self._head = self._git.attempt("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()
        return Origin("worktree", self._head, None, self._git.shape.shallow, tuple(self._notes))

    def listing(self) -> list[File]:
        known: dict[str, File] = {}
        doubtful: set[str] = set()
        for row in _rows(self._git.run("ls-files", "-s", "-v", "-z")):
            head, path = row.split("\t", 1)
            tag, mode, blob, stage = head.split(" ")
            known[path] = File(path, int(mode, 8), blob)
            if stage != "0":
                self._notes.append(("unmerged", path))
            if tag == "S" or tag.islower():
                self._notes.append(("hidden", path))
                doubtful.add(path)
        changed = _rows(self._git.run("diff-files", "--raw", "-z", "--no-renames"))
        for head, path in zip(changed[::2], changed[1::2], strict=True):
            if head.endswith("D"):
                known.pop(path, None)
            else:
                doubtful.add(path)
        for path in doubtful & set(known):
            if not os.path.lexists(self._git.root / path):
                del known[path]
        others = self._others()
        fresh = [path for path in doubtful if path in known]
        for path, file in self._hashed(fresh, tracked=True) + self._hashed(others, tracked=False):
            known[path] = file
        return sorted(known.values(), key=lambda file: file.path)

    def since(self, commit: str) -> dict[str, File | None] | None:
        """What differs from a commit (None: gone), or None where the whole listing must tell."""
        tags = self._tags()
        if tags is None or (tags and (tags[:2] != b"H " or tags.count(b"\0H ") != tags.count(b"\0") - 1)):
            return None  # not all plain: unmerged, or hidden from Git: to be noted, and hashed whatever Git says
        told = self._git.run("diff-index", "--raw", "-z", "--no-renames", "--no-abbrev", commit, "--")
        found, others = _differing(told), self._others()
        if found is None or SUBMODULE in {file.mode for file in found.values() if file}:
            return None
        doubtful = [path for path, file in found.items() if file is not None and not file.blob.strip("0")]
        for _, file in self._hashed(doubtful, tracked=True) + self._hashed(others, tracked=False):
            found[file.path] = file  # Git tells of another repository as of a folder
        before = _differing(told, former=True) or {}
        return {path: file for path, file in found.items() if file is None or not file.same(before.get(path))}

    def _tags(self) -> bytes | None:
        """The rows of all that Git knows, each with its tag, and at once what it does not know; None where they are mixed."""
        if self._unknown is not None:
            return self._git.run("ls-files", "-v", "-z")
        told = self._git.run("ls-files", "-v", "-c", "-o", "-z", *_PASSED)
        last = -1 if told[:2] != b"? " and b"\0? " not in told else told.rfind(b"\0? ") + 1
        start = told.index(b"\0", last) + 1 if last >= 0 else 0  # of what Git knows: it tells of the others first
        unknown = _rows(told[:start])
        if any(row[:2] != "? " for row in unknown):
            return None
        self._unknown = [row[2:] for row in unknown]
        return told[start:]

    def _others(self) -> list[str]:
        """The files that Git does not know, as they were when first asked for: Git walks through every folder."""
        if self._unknown is None:
            self._unknown = _rows(self._git.run("ls-files", "-o", "-z", *_PASSED))
        return self._unknown

    def _hashed(self, paths: Sequence[str], *, tracked: bool) -> list[tuple[str, File]]:
        modes = {path: _mode(self._git.root / path) if not path.endswith("/") else SUBMODULE for path in paths}
        regular = [path for path in paths if modes[path] in (REGULAR, EXECUTABLE)]
        plain = [path for path in regular if "\n" not in path and path[0] != '"']  # else Git reads a quoted name
        fed = "".join(f"{path}\n" for path in plain).encode(errors="surrogateescape")
        ids = self._git.run("hash-object", "--stdin-paths", feed=fed).decode().split() if plain else []
        if len(ids) != len(plain):
            raise SapatError(
                Words(
                    "окулуп жатканда кээ бир файлдар өзгөрдү",
                    "некоторые файлы изменились во время чтения",
                    "some files changed while they were read",
                ),
                do=_AGAIN,
            )
        found = dict(zip(plain, ids, strict=True))
        for path in set(regular) - set(plain):
            found[path] = self._git.run("hash-object", "--", path).decode().strip()
        return [(path, File(path.rstrip("/"), modes[path], found.get(path, ""), tracked)) for path in paths]

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        stored: list[File] = []
        root, algorithm = str(self._git.root), self._git.shape.algorithm
        for file in files:
            try:
                raw = _whole(f"{root}/{file.path}")
            except OSError:
                stored.append(file)
                continue
            if blob_id(raw, algorithm) == file.blob:
                yield file, raw
            elif b"\r\n" in raw and blob_id(bare := raw.replace(b"\r\n", b"\n"), algorithm) == file.blob:
                yield file, bare
            else:
                stored.append(file)
        yield from self._stored(stored)

    def _stored(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        """Bytes that only Git's own filters can make: written to objects of a throw-away folder, never to the repository."""
        if not files:
            return
        with tempfile.TemporaryDirectory() as spare:
            own = self._git.run("rev-parse", "--git-path", "objects").decode().strip()
            extra = {
                "GIT_OBJECT_DIRECTORY": spare,
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((self._git.root / own).resolve()),
            }
            for file in files:
                if (self._git.root / file.path).is_file():
                    made = self._git.run("hash-object", "-w", "--", file.path, extra=extra).decode().strip()
                    if made != file.blob:
                        raise SapatError(_CHANGED, do=_AGAIN, path=file.path)
                yield file, self._git.run("cat-file", "blob", file.blob, extra=extra)


class Index:
    """What would be committed now."""

    def __init__(self, git: Git) -> None:
        self._git = git

    def origin(self) -> Origin:
        return Origin("index", self._git.attempt("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip())

    def listing(self) -> list[File]:
        found = []
        for row in _rows(self._git.run("ls-files", "-s", "-z")):
            head, path = row.split("\t", 1)
            mode, blob, _ = head.split(" ")
            found.append(File(path, int(mode, 8), blob))
        return found

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        return _from_git(self._git, files)


class Commit:
    """One commit, in a clone or a bare repository."""

    def __init__(self, git: Git, revision: str, *, known: bool = False) -> None:
        """*known* is the id of a commit that Git has just told. Raises SapatError where there is no such commit."""
        self._git = git
        self.id = revision if known else git.commit(revision)
        self._origin: Origin | None = None

    def origin(self) -> Origin:
        if self._origin is None:
            self._origin = self._asked()
        return self._origin

    def _asked(self) -> Origin:
        told = self._git.run("show", "-s", "--format=%cI", "--end-of-options", self.id).decode().strip()
        return Origin("commit", self.id, moment(told), self._git.shape.shallow)

    def listing(self) -> list[File]:
        found = []
        for row in _rows(self._git.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", self.id)):
            head, path = row.split("\t", 1)
            mode, _, blob = head.split(" ")
            found.append(File(path, int(mode, 8), blob))
        return found

    def since(self, commit: str, *paths: str) -> dict[str, File | None] | None:
        """What differs from another commit (None: gone), of some files or of all; None where that commit is not here."""
        if commit == self.id:
            return {}
        asked = ("diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--end-of-options")
        done = self._git.attempt(*asked, commit, self.id, "--", *paths)
        return None if done.returncode else _differing(done.stdout)

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        return _from_git(self._git, files)


Tracked = WorkTree | Commit  # what can be held against a commit


class Folder:
    """A folder without Git, such as an unpacked ZIP."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def origin(self) -> Origin:
        return Origin("folder")

    def listing(self) -> list[File]:
        found = []
        for folder, names, files in os.walk(self._root):
            names[:] = sorted(name for name in names if folder != str(self._root) or name not in _TOOLS)
            for name in sorted(files + [n for n in names if os.path.islink(os.path.join(folder, n))]):
                whole = Path(folder, name)
                path = whole.relative_to(self._root).as_posix()
                mode = _mode(whole)
                data = whole.read_bytes() if mode in (REGULAR, EXECUTABLE) else b""
                found.append(File(path, mode, blob_id(data, "sha1")))
        return sorted(found, key=lambda file: file.path)

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        for file in files:
            yield file, (self._root / file.path).read_bytes()


def _whole(path: str) -> bytes:
    """The bytes of a file. Raises OSError. A file object would ask for its size, its place and its end, too."""
    held = os.open(path, _READ)
    try:
        first = os.read(held, _PIECE)
        pieces = [first]
        while first and (piece := os.read(held, _PIECE)):  # some file systems give less than was asked for
            pieces.append(piece)
        return first if len(pieces) == 1 else b"".join(pieces)
    finally:
        os.close(held)


def _rows(listing: bytes) -> list[str]:
    return listing.decode(errors="surrogateescape").split("\0")[:-1]


def _differing(raw: bytes, *, former: bool = False) -> dict[str, File | None] | None:
    """Path -> file of each row of a raw difference, or the *former* one; None where Git could not settle one."""
    rows = _rows(raw)
    found: dict[str, File | None] = {}
    for head, path in zip(rows[::2], rows[1::2], strict=True):
        old_mode, mode, old, blob, status = head[1:].split(" ")
        if status == "U":
            return None
        if former:
            found[path] = None if status == "A" else File(path, int(old_mode, 8), old)
        else:
            found[path] = None if status == "D" else File(path, int(mode, 8), blob)
    return found


def _mode(path: Path) -> int:
    told = os.lstat(path).st_mode
    if stat.S_ISLNK(told):
        return SYMLINK
    if stat.S_ISREG(told):
        return EXECUTABLE if told & stat.S_IXUSR else REGULAR
    return stat.S_IFMT(told)


def _from_git(git: Git, files: Iterable[File]) -> Iterator[tuple[File, bytes]]:
    wanted = list(files)
    yield from zip(wanted, (data for _, data in git.blobs(file.blob for file in wanted)), strict=True)
