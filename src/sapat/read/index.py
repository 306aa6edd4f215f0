"""The index: facts of immutable blobs, kept by id in the Git folder. It only saves time: without it all is read anew."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from sapat.model.files import EMPTY_SCAN, Facts, Link, Scan
from sapat.model.findings import Defect
from sapat.read.git import Git
from sapat.read.schemas import builtin_digest

# The sources whose change changes what is read out of a blob.
_READERS = ("facts.py", "frontmatter.py", "yamls.py", "schemas.py", "scan.py", "index.py")


def rule_set(*more: str) -> str:
    """The digest of everything but the blob that facts depend on: our readers, schemas, and *more* of the repository."""
    made = sha256(builtin_digest().encode())
    here = files("sapat.read")
    for name in _READERS:
        made.update(here.joinpath(name).read_bytes())
    made.update(files("sapat.model").joinpath("anchors.py").read_bytes())
    for one in more:
        made.update(one.encode())
    return made.hexdigest()


class FactIndex:
    """Facts by (form, blob id). Any fault of the file is named in `trouble` and answered with an empty memory."""

    def __init__(self, path: Path | None, rules: str) -> None:
        self.trouble = ""
        self._rules = rules
        self._path = path
        self._fresh: dict[str, Facts] = {}
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
        db.execute("pragma journal_mode = delete")
        return db

    def get(self, form: str, blob: str) -> Facts | None:
        """The facts kept for a blob; a row that cannot be understood counts as none."""
        row = self._rows.get(form + blob)
        if row is None:
            return None
        try:
            return unpack(json.loads(row))
        except (ValueError, TypeError, KeyError, IndexError):
            self.trouble = "a row cannot be read"
            return None

    def put(self, form: str, blob: str, facts: Facts) -> None:
        self._fresh[form + blob] = facts

    def save(self) -> None:
        """Keep what was read anew; a locked, full or read-only place is named in `trouble`."""
        if self._path is None or not self._fresh:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.trouble:
                self._path.unlink(missing_ok=True)
            with contextlib.closing(self._open(self._path)) as db, db:
                db.execute("create table if not exists meta (name text primary key, value text)")
                db.execute("create table if not exists facts (key text primary key, body text) without rowid")
                held = db.execute("select value from meta where name = 'rules'").fetchone()
                if not held or held[0] != self._rules:
                    db.execute("delete from facts")
                    db.execute("insert or replace into meta values ('rules', ?)", (self._rules,))
                db.executemany("insert or replace into facts values (?, ?)", self._packed())
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

    def _packed(self) -> Iterable[tuple[str, str]]:
        for key, facts in self._fresh.items():
            yield key, json.dumps(pack(facts), ensure_ascii=False, separators=(",", ":"))


def index_of(git: Git | None, rules: str) -> FactIndex:
    """The index of a repository; without Git, one that only lives in memory."""
    if git is None:
        return FactIndex(None, rules)
    done = git.attempt("rev-parse", "--git-common-dir")
    folder = (git.root / done.stdout.decode(errors="surrogateescape").rstrip("\n")).resolve()
    return FactIndex(folder / "sapat" / "facts.sqlite", rules)


def pack(facts: Facts) -> list[Any]:
    scan = facts.scan
    seen = None
    if scan is not EMPTY_SCAN:
        links = [[one.kind, one.target, one.line, one.column] for one in scan.links]
        seen = [
            scan.title,
            scan.headings,
            scan.anchors,
            links,
            scan.words,
            scan.letters,
            scan.kyrgyz,
            scan.mixed,
            scan.avoided,
            scan.html,
        ]
    defects = [[d.rule, d.says, d.line, d.column, d.args] for d in facts.defects]
    return [facts.sha256, facts.size, facts.value, facts.fenced, facts.readable, defects, seen, facts.facts_sha256]


def unpack(row: list[Any]) -> Facts:
    sha, size, value, fenced, readable, defects, seen, facts_sha = row
    if not isinstance(value, Mapping):
        raise TypeError("a value that is no mapping")
    return Facts(
        sha,
        size,
        value,
        fenced,
        readable,
        tuple(Defect(*one) for one in defects),
        EMPTY_SCAN if seen is None else _scan(seen),
        facts_sha,
    )


def _scan(seen: list[Any]) -> Scan:
    title, headings, anchors, links, words, letters, kyrgyz, mixed, avoided, html = seen
    return Scan(
        title,
        tuple(tuple(one) for one in headings),
        tuple(anchors),
        tuple(Link(*one) for one in links),
        words,
        letters,
        kyrgyz,
        tuple(tuple(one) for one in mixed),
        tuple(tuple(one) for one in avoided),
        tuple(tuple(one) for one in html),
    )
