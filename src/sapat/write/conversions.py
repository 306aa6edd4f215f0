"""Converted texts and redlines kept by the hashes of their texts: each is made once. Losing the file costs only time."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from sapat.publish.converted import Converted, Heading, fingerprint
from sapat.publish.redline import Redline, Section
from sapat.read.git import Git

_TABLES: Final = ("texts", "redlines")
_Kept = TypeVar("_Kept")


class Conversions:
    """Converted texts by SHA-256 of their file. JSON, never pickle: others may write to the Git folder."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._mark = fingerprint()
        self._fresh: dict[str, dict[str, str]] = {name: {} for name in _TABLES}
        self.trouble = ""

    def get(self, wanted: Iterable[str]) -> dict[str, Converted]:
        """What is kept of the texts *wanted*; a row that cannot be understood counts as none."""
        return self._get("texts", set(wanted), _unpacked)

    def put(self, key: str, converted: Converted) -> None:
        self._fresh["texts"][key] = _packed(converted)

    def get_redlines(self, wanted: Iterable[str]) -> dict[str, Redline]:
        """What is kept of the redlines *wanted*."""
        return self._get("redlines", set(wanted), _unpacked_redline)

    def put_redline(self, key: str, made: Redline) -> None:
        self._fresh["redlines"][key] = _packed_redline(made)

    def _get(self, table: str, wanted: set[str], unpacked: Callable[[str], _Kept]) -> dict[str, _Kept]:
        found: dict[str, _Kept] = {}
        if self._path is None or not self._path.exists() or not wanted:
            return found
        try:
            with contextlib.closing(self._open()) as db:
                held = db.execute("select value from meta where name = 'mark'").fetchone()
                if not held or held[0] != self._mark:
                    return found
                for key, body in db.execute(f"select key, body from {table}"):  # noqa: S608  # one of our two names
                    if key in wanted:
                        found[key] = unpacked(body)
        except (sqlite3.Error, ValueError, TypeError) as error:
            self.trouble = str(error)
        return found

    def save(self) -> None:
        """Keep what was converted anew; a place that cannot be written is named in `trouble`."""
        if self._path is None or not any(self._fresh.values()):
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.trouble:
                self._path.unlink(missing_ok=True)
            with contextlib.closing(self._open()) as db, db:
                db.execute("create table if not exists meta (name text primary key, value text)")
                for table in _TABLES:
                    db.execute(f"create table if not exists {table} (key text primary key, body text) without rowid")
                held = db.execute("select value from meta where name = 'mark'").fetchone()
                if not held or held[0] != self._mark:
                    for table in _TABLES:
                        db.execute(f"delete from {table}")  # noqa: S608  # the same
                    db.execute("insert or replace into meta values ('mark', ?)", (self._mark,))
                for table, rows in self._fresh.items():
                    db.executemany(f"insert or replace into {table} values (?, ?)", rows.items())  # noqa: S608
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
    return Conversions(git.common / "sapat" / "pages.sqlite")


def _packed(one: Converted) -> str:
    headings = [[h.level, h.id, h.name] for h in one.headings]
    return json.dumps([one.html, headings], ensure_ascii=False, separators=(",", ":"))


def _unpacked(body: str) -> Converted:
    html, headings = json.loads(body)
    if not isinstance(html, str):
        raise TypeError("a kept text that is no text")
    return Converted(html, tuple(Heading(int(level), str(key), str(name)) for level, key, name in headings))


def _packed_redline(one: Redline) -> str:
    rows = [[s.name, s.level, s.id, s.state, s.plus, s.minus, s.moved] for s in one.sections]
    return json.dumps([one.html, rows], ensure_ascii=False, separators=(",", ":"))


def _unpacked_redline(body: str) -> Redline:
    html, rows = json.loads(body)
    if not isinstance(html, str):
        raise TypeError("a kept redline that is no text")
    return Redline(
        html,
        tuple(
            Section(str(name), int(level), str(key), str(state), int(plus), int(minus), int(moved))
            for name, level, key, state, plus, minus, moved in rows
        ),
    )
