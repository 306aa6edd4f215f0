"""The objects of Git, hashed anew: those that are read here by us, all others by `git fsck`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.files import File
from sapat.model.proof import Damage
from sapat.model.snapshot import Origin
from sapat.read.git import Git
from sapat.read.source import Source, blob_id

_OBJECT: Final = re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")
_FILE: Final = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{38,62})")
_ROTTEN: Final = re.compile(r"corrupt|mismatch|garbage|inflate|unpack|bad object|truncated")
_WORSE: Final = ("broken", "missing", "damaged")
_IDLE: Final = ("warning", "notice", "dangling", "hint", "Checking", "unreachable")


class Rehashed:
    """A source whose every byte is hashed as it is read: what does not give its id is kept in `damages`."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.damages: dict[str, Damage] = {}

    def origin(self) -> Origin:
        return self._source.origin()

    def listing(self) -> list[File]:
        return self._source.listing()

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        for file, data in self._source.read(files):
            if blob_id(data, "sha256" if len(file.blob) == 64 else "sha1") != file.blob:
                self.damages[file.blob] = Damage("damaged", file.blob, file.path)
            yield file, data


def fsck(git: Git) -> tuple[Damage, ...]:
    """What `git fsck` finds wrong with the objects that the branches and tags lead to; each object once."""
    done = git.attempt("fsck", "--full", "--no-dangling", "--no-progress", "--no-reflogs")
    if done.returncode == 0:
        return ()
    found: dict[str, Damage] = {}
    for line in (done.stdout + done.stderr).decode(errors="replace").splitlines():
        text = line.strip()
        if not text or text.startswith(_IDLE):
            continue
        for name in _OBJECT.findall(_FILE.sub(r" \1\2", text)) or [text]:
            says = "damaged" if _ROTTEN.search(text) else "missing" if text.startswith("missing") else "broken"
            if name not in found or _WORSE.index(says) > _WORSE.index(found[name].says):
                found[name] = Damage(says, name if says != "broken" else text[:200])
    return tuple(found.values()) or (Damage("broken", f"git fsck: {done.returncode}"),)


def paths_of(git: Git, names: Sequence[str]) -> Mapping[str, str]:
    """Object -> a file of HEAD whose content it is, where the trees can still be read."""
    try:
        rows = git.run("ls-tree", "-r", "-z", "--full-tree", "HEAD").decode(errors="surrogateescape").split("\0")[:-1]
    except SapatError:
        return {}
    wanted = set(names)
    found: dict[str, str] = {}
    for row in rows:
        head, path = row.split("\t", 1)
        if (blob := head.split(" ")[2]) in wanted:
            found.setdefault(blob, path)
    return found
