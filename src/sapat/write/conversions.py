"""Converted texts kept by the hash of the text: an old version is rendered once. Losing the file costs only time."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sapat.publish.convert import Converted, Heading, fingerprint
from sapat.read.git import Git


class Conversions:
    """Converted texts by SHA-256 of their file. JSON, never pickle: others may write to the Git folder."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._mark = fingerprint()
        self._fresh: dict[str, Converted] = {}
        self.trouble = ""

    def get(self, wanted: Iterable[str]) -> dict[str, Converted]:
        """What is kept of the texts *wanted*; a row that cannot be understood counts as none."""
        if self._path is None or not self._path.exists():
            return {}
        found: dict[str, Converted] = {}
        asked = set(wanted)
        try:
            with contextlib.closing(self._open()) as db:
                held = db.execute("select value from meta where name = 'mark'").fetchone()
                if not held or held[0] != self._mark:
                    return {}
                for key, body in db.execute("select key, body from texts"):
                    if key in asked:
                        found[key] = _unpacked(body)
        except (sqlite3.Error, ValueError, TypeError) as error:
            self.trouble = str(error)
        return found

    def put(self, key: str, converted: Converted) -> None:
        self._fresh[key] = converted

    def save(self) -> None:
        """Keep what was converted anew; a place that cannot be written is named in `trouble`."""
        if self._path is None or not self._fresh:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.trouble:
                self._path.unlink(missing_ok=True)
            with contextlib.closing(self._open()) as db, db:
                db.execute("create table if not exists meta (name text primary key, value text)")
                db.execute("create table if not exists texts (key text primary key, body text) without rowid")
                held = db.execute("select value from meta where name = 'mark'").fetchone()
                if not held or held[0] != self._mark:
                    db.execute("delete from texts")
                    db.execute("insert or replace into meta values ('mark', ?)", (self._mark,))
                rows = ((key, _packed(one)) for key, one in self._fresh.items())
                db.executemany("insert or replace into texts values (?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

    def _open(self) -> sqlite3.Connection:
        assert self._path is not None
        db = sqlite3.connect(self._path, timeout=1.0)
        db.execute("pragma journal_mode = delete")
        db.execute("pragma synchronous = off")
        return db


def conversions_of(git: Git | None) -> Conversions:
    """The kept conversions of a repository; without Git, none."""
    if git is None:
        return Conversions(None)
    done = git.attempt("rev-parse", "--git-common-dir")
    folder = (git.root / done.stdout.decode(errors="surrogateescape").rstrip("\n")).resolve()
    return Conversions(folder / "sapat" / "pages.sqlite")


def _packed(one: Converted) -> str:
    headings = [[h.level, h.id, h.name] for h in one.headings]
    return json.dumps([one.html, headings], ensure_ascii=False, separators=(",", ":"))


def _unpacked(body: str) -> Converted:
    html, headings = json.loads(body)
    if not isinstance(html, str):
        raise TypeError("a kept text that is no text")
    return Converted(html, tuple(Heading(int(level), str(key), str(name)) for level, key, name in headings))
