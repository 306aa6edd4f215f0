"""From a front-matter key to its line: only asked for findings, so that reading need not keep every place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sapat.model.files import EXECUTABLE, REGULAR, File
from sapat.model.findings import Finding, Key, Where
from sapat.model.snapshot import Snapshot
from sapat.read.frontmatter import cut, decode, read_front
from sapat.read.plain import line_of
from sapat.read.source import Source
from sapat.read.tomls import places


class Locator:
    """Lines of keys, and the text of lines, in the files of one source."""

    def __init__(self, source: Source, at: Snapshot) -> None:
        self._source = source
        self._files = dict(at.files)
        self._texts: dict[str, str] = {}
        self._places: dict[str, dict[Key, tuple[int, int]]] = {}
        self._known: dict[tuple[str, Key], tuple[int, int]] = {}

    def placed(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings with the lines of their keys, sorted by place."""
        asked = sorted({one.where.path for one in findings if one.where.key and not one.where.line})
        self._fetch(asked)
        return tuple(
            sorted((replace(one, where=self._where(one.where)) for one in findings), key=lambda one: one.order)
        )

    def add(self, files: Mapping[str, File]) -> None:
        """Files that findings point to without being in the snapshot, a part of the tree."""
        self._files = {**files, **self._files}

    def line(self, path: str, number: int) -> str:
        """The text of one line; nothing where there is none."""
        self._fetch([path])
        lines = self._texts.get(path, "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _fetch(self, paths: list[str]) -> None:
        wanted = [self._files[p] for p in paths if p in self._files and p not in self._texts]
        for file, data in self._source.read([f for f in wanted if f.mode in (REGULAR, EXECUTABLE)]):
            self._texts[file.path] = decode(data).text

    def _where(self, where: Where) -> Where:
        if where.line or not where.key or where.path not in self._texts:
            return where if where.line or where.path not in self._files else replace(where, line=1, column=1)
        found = self._known.get((where.path, where.key)) or self._found(where.path, where.key)
        self._known[where.path, where.key] = found
        return replace(where, line=found[0], column=found[1])

    def _found(self, path: str, key: Key) -> tuple[int, int]:
        if len(key) == 1 and (line := _plain_line(path, self._texts[path], str(key[0]))):
            return line, 1
        if path not in self._places:
            self._places[path] = _places_of(path, self._texts[path])
        places = self._places[path]
        while key and key not in places:
            key = key[:-1]
        return places.get(key, (1, 1))


def _plain_line(path: str, text: str, key: str) -> int:
    """The line of a key of the outermost mapping where that is plainly written; else 0."""
    if path.endswith(".md") and text.startswith("---\n"):
        line = line_of(text[4:].partition("\n---\n")[0], key)  # what is no plain mapping up to there is asked otherwise
        return line and line + 1  # the fence stands above
    return line_of(text, key) if path.endswith(".yaml") else 0


def _places_of(path: str, text: str) -> dict[Key, tuple[int, int]]:
    if path.endswith(".toml"):
        return places(text)
    if path.endswith(".md"):
        return read_front(cut(text)).places
    from sapat.read.yamls import read_yaml  # 10 ms of libyaml: most texts are of the plain forms

    return read_yaml(text).places
