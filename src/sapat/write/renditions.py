"""Set documents kept by the hash of everything they depend on, and PDF files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.render.job import Job, Outcome
from sapat.write.files import store_of

TOOLS: Final = ("typst", "pypandoc-binary", "lxml", "segno", "fontpkg-pt-sans", "fontpkg-pt-serif")
_SIGNING: Final = "pyhanko"  # has no hand in the export
_OURS: Final = (("sapat.render", ""), ("sapat.render", "typst"), ("sapat.write", "press.py"))
_MOST: Final = 4_000  # kept documents; the oldest go first


@cache
def tools() -> dict[str, str]:
    """The releases of everything that has a hand in the bytes, by package; recorded when a PDF is issued."""
    found = {}
    for name in TOOLS:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def issuing_tools() -> dict[str, str]:
    """Those, and what adds the fields of signatures."""
    with contextlib.suppress(PackageNotFoundError):
        return tools() | {_SIGNING: version(_SIGNING)}
    return dict(tools())


@cache
def fingerprint() -> str:
    """The digest of our part of the way from text to PDF, and of the tools: another one makes other bytes."""
    made = sha256(repr(sorted(tools().items())).encode())
    for package, name in _OURS:
        place = files(package).joinpath(name) if name else files(package)
        found = [place] if place.is_file() else sorted(place.iterdir(), key=lambda one: one.name)
        for one in found:
            if one.is_file():
                made.update(f"{one.name}\n".encode() + one.read_bytes())
    return made.hexdigest()


def key_of(job: Job) -> str:
    return sha256(fingerprint().encode() + job.packed()).hexdigest()


class Kept:
    """Outcomes by the key of their job. Losing them costs only time."""

    def __init__(self, git: Git | None) -> None:
        self._folder = store_of(git.root, git) / "pdf" if git is not None else None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key; what it is worth, `get` tells."""
        return self._folder is not None and bool(key) and (self._folder / key).is_file()

    def get(self, key: str) -> Outcome | None:
        if self._folder is None or not key:
            return None
        try:
            data = (self._folder / key).read_bytes()
            digest, _, body = data.partition(b"\n")
            return Outcome.unpacked(body) if sha256(body).hexdigest().encode() == digest else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, made: Outcome) -> None:
        """Keep a document that was set; refusals are tried again, since their reason may be the machine."""
        if self._folder is None or not made.pdf:
            return
        body = made.packed()
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _replaced(self._folder / key, sha256(body).hexdigest().encode() + b"\n" + body)

    def prune(self) -> None:
        """Only the newest stay."""
        if self._folder is None or not self._folder.is_dir():
            return
        with contextlib.suppress(OSError):
            held = sorted(os.scandir(self._folder), key=lambda one: one.stat().st_mtime, reverse=True)
            for one in held[_MOST:]:
                os.unlink(one.path)


def write_pdf(path: Path, data: bytes) -> None:
    """Write a PDF whole or not at all, also when the process is killed. Raises SapatError where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replaced(path, data)
    except OSError as error:
        raise SapatError(
            Words("{path} жазылган жок: {error}", "{path} не записан: {error}", "{path} was not written: {error}"),
            do=Words("башка жерди атаңыз: -o DIR", "назовите другое место: -o DIR", "name another place: -o DIR"),
            path=path,
            error=error.strerror or str(error),
        ) from None


def _replaced(path: Path, data: bytes) -> None:
    """All bytes stand under another name before the file gets its own."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".sapat-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
