"""The index: facts of immutable blobs, kept by id in the Git folder. It only saves time: without it all is read anew."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from sapat.model.files import EMPTY_SCAN, Facts, Link, Scan
from sapat.model.findings import Defect
from sapat.read.git import Git
from sapat.read.packed import decode, encode
from sapat.read.schemas import builtin_digest

# The sources whose change changes what is read out of a blob.
_READERS = (
    "facts.py",
    "frontmatter.py",
    "tree.py",
    "yamls.py",
    "plain.py",
    "schemas.py",
    "scan.py",
    "index.py",
    "letters.py",
    "packed.py",
    "signatures.py",
)
_PARSERS = ("anchors.py", "points.py", "sshkeys.py", "sshsig.py")


def rule_set(*more: str) -> str:
    """The digest of everything but the blob that facts depend on: our readers, schemas, and *more* of the repository."""
    made = sha256(builtin_digest().encode())
    here = files("sapat.read")
    for name in _READERS:
        made.update(here.joinpath(name).read_bytes())
    for name in _PARSERS:
        made.update(files("sapat.model").joinpath(name).read_bytes())
    for one in more:
        made.update(one.encode())
    return made.hexdigest()


class FactIndex:
    """Facts by (form, blob id). Any fault of the file is named in `trouble` and answered with an empty memory."""

    def __init__(self, path: Path | None, rules: str) -> None:
        self.trouble = ""
        self.crowded = False  # most rows are of blobs of former days: a run that reads all is due
        self._rules = rules
        self._path = path
        self._known: dict[str, Facts] = {}  # asked for in this run
        self._fresh: list[str] = []  # those of them the file does not hold
        self._rows: dict[str, str] = {}
        self._asked: set[str] = set()
        self._filled = path is None  # every row was read: those that no file asked for can be told

    def fill(self) -> None:
        """Read all rows at once: for a run that needs nearly all."""
        if not self._filled:
            self._filled = True
            self._rows = self._read("select key, body from facts", ())

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the rows of some keys: for a run that needs few."""
        asked = [] if self._filled else list(dict.fromkeys(key for key in keys if key not in self._asked))
        self._asked.update(asked)
        if asked:
            some = "select key, body from facts where key in (select value from json_each(?))"
            self._rows |= self._read(some, (json.dumps(asked),))

    def _read(self, query: str, args: tuple[str, ...]) -> dict[str, str]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            with contextlib.closing(self._open(self._path)) as db:
                held = db.execute("select value from meta where name = 'rules'").fetchone()
                return dict(db.execute(query, args)) if held and held[0] == self._rules else {}
        except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
            self.trouble = str(error)
            return {}

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=1.0)
        db.execute("pragma page_size = 16384")
        db.execute("pragma journal_mode = delete")
        return db

    def get(self, form: str, blob: str) -> Facts | None:
        """The facts kept for a blob; a row that cannot be understood counts as none."""
        key = form + blob
        known = self._known.get(key)
        if known is None and key not in self._asked:
            self.fetch((key,))
        if known is None and (row := self._rows.get(key)) is not None:
            try:
                known = self._known[key] = unpack(decode(row))
            except (ValueError, TypeError, KeyError, IndexError, StopIteration):
                self.trouble = "a row cannot be read"
        return known

    def put(self, form: str, blob: str, facts: Facts) -> None:
        self._known[form + blob] = facts
        self._fresh.append(form + blob)

    def save(self) -> None:
        """Keep what was read anew; a locked, full or read-only place is named in `trouble`."""
        if self._path is None or not (self._fresh or self._stale()):
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.trouble:
                self._path.unlink(missing_ok=True)
            with contextlib.closing(self._open(self._path)) as db, db:
                self._write(db)
            self._fresh.clear()
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

    def _stale(self) -> set[str]:
        """The rows of blobs of former days, once they outnumber those that are still read."""
        stale = self._rows.keys() - self._known.keys() if self._filled else set[str]()
        return stale if len(stale) > len(self._known) else set()

    def _write(self, db: sqlite3.Connection) -> None:
        db.execute("create table if not exists meta (name text primary key, value text)")
        held = db.execute("select value from meta where name = 'rules'").fetchone()
        if not held or held[0] != self._rules:
            db.execute("drop table if exists facts")
            db.execute("create table facts (key text primary key, body text)")
            db.execute("insert or replace into meta values ('rules', ?)", (self._rules,))
        stale = self._stale()
        db.executemany("delete from facts where key = ?", ((key,) for key in stale))
        for key in stale:
            del self._rows[key]
        rows = ((key, encode(pack(self._known[key]))) for key in self._fresh)
        db.executemany("insert or replace into facts values (?, ?)", rows)
        (many,) = db.execute("select count(*) from facts").fetchone()
        if self._filled:
            db.execute("insert or replace into meta values ('whole', ?)", (str(len(self._known)),))
        else:
            whole = db.execute("select value from meta where name = 'whole'").fetchone()
            self.crowded = whole is None or many > 2 * int(whole[0])


def index_of(git: Git | None, rules: str) -> FactIndex:
    """The index of a repository; without Git, one that only lives in memory."""
    if git is None:
        return FactIndex(None, rules)
    return FactIndex(git.common / "sapat" / "facts.sqlite", rules)


def pack(facts: Facts) -> list[Any]:
    scan = facts.scan
    seen = None if scan is EMPTY_SCAN else [getattr(scan, one.name) for one in fields(Scan)]
    defects = [[d.rule, d.says, d.line, d.column, d.args] for d in facts.defects]
    return [facts.sha256, facts.size, facts.value, facts.fenced, facts.readable, defects, seen, facts.facts_sha256]


def unpack(row: list[Any]) -> Facts:
    sha, size, value, fenced, readable, defects, seen, facts_sha = row
    if type(value) is not dict:
        raise TypeError("a value that is no mapping")
    told = tuple(Defect(*one) for one in defects) if defects else ()
    return Facts(sha, size, value, fenced, readable, told, _scan(seen) if seen else EMPTY_SCAN, facts_sha)


def _scan(seen: list[Any]) -> Scan:
    title, headings, anchors, links, worded, letters, kyrgyz, *rest = seen
    rows = map(_rows, rest)
    return Scan(title, _rows(headings), tuple(anchors), tuple(map(Link._make, links)), worded, letters, kyrgyz, *rows)


def _rows(lists: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(map(tuple, lists))
