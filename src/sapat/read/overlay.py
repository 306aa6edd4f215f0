"""A source over another: some files new, changed or gone. What a verb is about to write is judged before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sapat.model.files import REGULAR, File
from sapat.model.snapshot import Origin
from sapat.read.source import Source, blob_id


class Overlay:
    """*under* as it was listed in *files*, with *changed* on top (None: the file is gone)."""

    def __init__(self, under: Source, files: Mapping[str, File], changed: Mapping[str, bytes | None]) -> None:
        self._under = under
        self._changed = changed
        algorithm = "sha256" if any(len(file.blob) == 64 for file in files.values()) else "sha1"
        kept = {path: file for path, file in files.items() if path not in changed}
        for path, data in changed.items():
            if data is not None:
                former = files.get(path)
                known = former is not None and former.tracked
                kept[path] = File(path, former.mode if former else REGULAR, blob_id(data, algorithm), known)
        self.files = dict(sorted(kept.items()))

    def origin(self) -> Origin:
        return self._under.origin()

    def listing(self) -> list[File]:
        return list(self.files.values())

    def read(self, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
        yield from self._under.read([file for file in files if file.path not in self._changed])
        for file in files:
            data = self._changed.get(file.path)
            if data is not None:
                yield file, data
