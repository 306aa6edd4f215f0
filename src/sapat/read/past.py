"""The trees of former checkpoints, read anew: what their states were, and which facts stood there."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping
from typing import Final

from sapat.model.append_only import dossier_of, is_fact
from sapat.model.checkpoints import FOLDER, chain, state_of
from sapat.model.digests import of_bytes
from sapat.model.files import EXECUTABLE, REGULAR, File
from sapat.model.proof import Damage, Past
from sapat.model.snapshot import Snapshot
from sapat.read.facts import SEAL_LINE
from sapat.read.git import Git
from sapat.read.objects import Rehashed
from sapat.read.settings import NAME
from sapat.read.source import Commit

_RECORD: Final = "/record.yaml"


class Pasts:
    """Digests by blob, known from the present snapshot or read when a former tree has others; each blob once."""

    def __init__(self, git: Git, at: Snapshot) -> None:
        self._git = git
        self._at = at
        self._sha256 = {at.files[path].blob: told.sha256 for path, told in at.facts.items()}
        self._sealed = {
            at.files[p].blob: bool(told.facts_sha256) for p, told in at.facts.items() if p.endswith(_RECORD)
        }
        self._folders: dict[str, tuple[str, ...]] = {}
        self.damages: dict[str, Damage] = {}

    def all(self, line: Mapping[str, int]) -> dict[str, Past]:
        """The past of every checkpoint by its path; *line* gives the place of each commit of the main line."""
        found = {}
        for one in chain(self._at):
            position = line.get(one.commit, -1)
            found[one.path] = self._past(one.commit, position) if position >= 0 else Past(position)
        return found

    def _past(self, commit: str, position: int) -> Past:
        source = Rehashed(Commit(self._git, commit))
        files = {file.path: file for file in source.listing()}
        folders = ("registers/", *self._controlled(source, files))
        held = [file for path, file in files.items() if file.mode in (REGULAR, EXECUTABLE) and path.startswith(folders)]
        self._learn(source, held)
        digests = {file.path: self._sha256[file.blob] for file in held}
        sealed = {dossier_of(file.path) for file in held if self._sealed.get(file.blob)} | {""}
        state = {path: digest for path, digest in digests.items() if not path.startswith(FOLDER)}
        lasting = {path: d for path, d in digests.items() if is_fact(path) and dossier_of(path) in sealed}
        return Past(position, state_of(state), len(state), lasting)

    def _controlled(self, source: Rehashed, files: Mapping[str, File]) -> tuple[str, ...]:
        """The folders that tree's own settings put under control, however else their form has changed since."""
        file = files.get(NAME)
        blob = file.blob if file else ""
        if blob not in self._folders:
            folders: object = None
            if file is not None:
                with contextlib.suppress(tomllib.TOMLDecodeError):
                    text = next(data for _, data in source.read([file])).decode(errors="replace")
                    folders = tomllib.loads(text).get("controlled")
            known = folders if isinstance(folders, list) else self._at.settings.controlled
            self._folders[blob] = tuple(f"{folder}/" for folder in known)
        return self._folders[blob]

    def _learn(self, source: Rehashed, held: list[File]) -> None:
        unknown = {f.blob: f for f in held if f.blob not in self._sha256 or self._is_new_record(f)}
        for file, data in source.read(list(unknown.values())):
            self._sha256[file.blob] = of_bytes(data)
            if file.path.endswith(_RECORD):
                self._sealed[file.blob] = SEAL_LINE in data
        self.damages |= source.damages

    def _is_new_record(self, file: File) -> bool:
        return file.path.endswith(_RECORD) and file.blob not in self._sealed
