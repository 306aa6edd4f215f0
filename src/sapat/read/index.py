"""The index: facts of immutable blobs, kept by id in the Git folder. It only saves time: without it all is read anew."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from sapat.model.files import EMPTY_SCAN, Facts, Link, Scan
from sapat.model.findings import Defect
from sapat.read.git import Git
from sapat.read.schemas import builtin_digest

_COMPACT: Final[Mapping[str, Any]] = {"ensure_ascii": False, "separators": (",", ":")}
# The decoder without its wrappers, which typeshed does not know: 50,000 small rows are read at once.
_decode = json.JSONDecoder().scan_once  # type: ignore[attr-defined]

# The sources whose change changes what is read out of a blob.
_READERS = ("facts.py", "frontmatter.py", "yamls.py", "plain.py", "schemas.py", "scan.py", "index.py", "signatures.py")
_PARSERS = ("anchors.py", "sshkeys.py", "sshsig.py")


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
        self._rules = rules
        self._path = path
        self._known: dict[str, Facts] = {}  # asked for in this run
        self._fresh: list[str] = []  # those of them the file does not hold
        self._rows: dict[str, str] = {}
        if path is not None and path.exists():
            try:
                with contextlib.closing(self._open(path)) as db:
                    held = db.execute("select value from meta where name = 'rules'").fetchone()
                    if held and held[0] == rules:
                        self._rows = dict(db.execute("select key, body from facts"))
            except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
                self.trouble = str(error)
                self._rows = {}

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
        if known is None and (row := self._rows.get(key)) is not None:
            try:
                known = self._known[key] = unpack(_decode(row, 0)[0])
            except (ValueError, TypeError, KeyError, IndexError, StopIteration):
                self.trouble = "a row cannot be read"
        return known

    def put(self, form: str, blob: str, facts: Facts) -> None:
        self._known[form + blob] = facts
        self._fresh.append(form + blob)

    def save(self) -> None:
        """Keep what was read anew; a locked, full or read-only place is named in `trouble`."""
        if self._path is None or not self._fresh:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.trouble:
                self._path.unlink(missing_ok=True)
            with contextlib.closing(self._open(self._path)) as db, db:
                self._write(db)
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

    def _write(self, db: sqlite3.Connection) -> None:
        db.execute("create table if not exists meta (name text primary key, value text)")
        held = db.execute("select value from meta where name = 'rules'").fetchone()
        if not held or held[0] != self._rules:
            db.execute("drop table if exists facts")
            db.execute("create table facts (key text primary key, body text)")
            db.execute("insert or replace into meta values ('rules', ?)", (self._rules,))
        stale = self._rows.keys() - self._known.keys()
        if len(stale) > len(self._known):  # blobs of former days outnumber those that are still read
            db.executemany("delete from facts where key = ?", ((key,) for key in stale))
        rows = ((key, json.dumps(pack(self._known[key]), **_COMPACT)) for key in self._fresh)
        db.executemany("insert or replace into facts values (?, ?)", rows)


def index_of(git: Git | None, rules: str) -> FactIndex:
    """The index of a repository; without Git, one that only lives in memory."""
    if git is None:
        return FactIndex(None, rules)
    done = git.attempt("rev-parse", "--git-common-dir")
    folder = (git.root / done.stdout.decode(errors="surrogateescape").rstrip("\n")).resolve()
    return FactIndex(folder / "sapat" / "facts.sqlite", rules)


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
    title, headings, anchors, links, words, letters, kyrgyz, *rest = seen
    rows = map(_rows, rest)
    return Scan(title, _rows(headings), tuple(anchors), tuple(map(Link._make, links)), words, letters, kyrgyz, *rows)


def _rows(lists: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(map(tuple, lists))
