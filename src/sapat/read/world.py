"""The world: one tree that was judged, its groups and the names that hold them together, kept in the Git folder.

Like the index of facts it only saves time: missing, broken, of other rules or of another day, everything is judged anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from sapat.model.fabric import CROWD, Fabric, is_small
from sapat.model.files import File
from sapat.model.findings import Finding, Severity, Where
from sapat.model.groups import AT, fold, register_group
from sapat.model.kept import Kept
from sapat.model.reach import TooFar
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.packed import encode

_TABLES: Final = {
    "meta": "name text primary key, value text",
    "groups": "name text primary key, files text, small integer",
    "paths": "path text primary key, name text",  # of files outside registers, whose group their path does not tell
    "folds": "fold text primary key, paths text",  # of paths that are not their own folded form
    "owners": "token text primary key, groups text",
    "namers": "token text primary key, groups text",
    "claims": "name text primary key, day text, moment text",  # of facts of a group: held against the clock
    "findings": "number integer primary key, name text, rule text, document text, near integer, body text",
}
Overlay = Mapping[str, File | None]


@cache
def program() -> str:
    """What the program is made of: with any other the verdict may be another."""
    here = str(files("sapat"))
    told = []
    for folder, names, held in os.walk(here):
        names[:] = [name for name in names if name != "__pycache__"]
        for name in held:
            seen = os.stat(os.path.join(folder, name))
            told.append(f"{folder}/{name} {seen.st_size} {seen.st_mtime_ns}")
    return sha256("\n".join(sorted(told)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tree of a world is found again: a commit, and what differed from it."""

    commit: str
    overlay: Overlay


class World:
    """A world that is there to be asked. Questions about names raise TooFar where too many answer."""

    def __init__(self, db: sqlite3.Connection, meta: str) -> None:
        told = json.loads(meta)
        self._db, self.meta = db, meta
        self.place = Place(told["commit"], {path: _file(path, row) for path, row in told["overlay"].items()})
        self.kept = Kept(
            findings=(),  # asked for below, since there may be very many
            examined=told["examined"],
            documents=told["documents"],
            names=told["names"],
            now=datetime.fromisoformat(told["now"]),
            stale=told["stale"],
            today=date.fromisoformat(told["today"]),
        )
        self.small = frozenset(name for (name,) in db.execute("select name from groups where small"))

    def findings(self) -> list[tuple[str, Finding]]:
        """Every finding with its group, in the order of telling."""
        rows = self._db.execute("select name, body from findings order by number")
        return [(name, _finding(json.loads(body))) for name, body in rows]

    def findings_of(self, documents: Iterable[str], rules: Iterable[str]) -> list[tuple[str, Finding]]:
        """Those about some documents, and those of some rules."""
        some = "select value from json_each(?)"
        asked = f"select name, body from findings where document in ({some}) or rule in ({some}) order by number"  # noqa: S608
        rows = self._db.execute(asked, (json.dumps(list(documents)), json.dumps(list(rules))))
        return [(name, _finding(json.loads(body))) for name, body in rows]

    def ahead(self, day: str, moment: str) -> set[str]:
        """The groups with a fact that claims a later day or moment."""
        rows = self._db.execute("select name from claims where day > ? or moment > ?", (day, moment))
        return {name for (name,) in rows}

    def near(self) -> set[str]:
        """The groups of findings that propose a near name, or say that there is none."""
        return {name for (name,) in self._db.execute("select name from findings where near")}

    def counts(self, judged: Iterable[str] = ()) -> dict[str, int]:
        """How many findings of each rule there are of other groups than those *judged* anew."""
        found = dict(self._db.execute("select rule, count(*) from findings group by rule"))
        those = "select rule, count(*) from findings where name in (select value from json_each(?)) group by rule"
        for rule, many in self._db.execute(those, (json.dumps(list(judged)),)):
            found[rule] -= many
        return found

    def group_of(self, path: str) -> str:
        """The group of a file that was there; of registers also of one that was not."""
        if path.startswith("registers/"):
            return register_group(path)
        row = self._db.execute("select name from paths where path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def files(self, groups: Iterable[str]) -> dict[str, list[File]]:
        """The files of groups, by group; of one that is not there, none."""
        rows = self._rows("select name, files from groups where name in", groups)
        return {name: [File(*row) for row in json.loads(told)] for name, told in rows}

    def files_at(self, paths: Iterable[str]) -> dict[str, File]:
        """The files of some paths, as far as they were there."""
        asked = set(paths)
        held = self.files({self.group_of(path) for path in asked})
        return {file.path: file for files in held.values() for file in files if file.path in asked}

    def below(self, folder: str) -> list[str]:
        """The files outside registers that lie below a folder."""
        asked = "select path from paths where path > ? and path < ?"
        return [str(path) for (path,) in self._db.execute(asked, (folder + "/", folder + "0"))]

    def owners(self, tokens: Iterable[str]) -> set[str]:
        asked = list(tokens)
        rows = self._rows("select token, groups from owners where token in", asked)
        found = {group for _, told in rows for group in json.loads(told)}
        paths = [one[len(AT) :] for one in asked if one[:2] == AT]
        rows = self._rows("select fold, paths from folds where fold in", paths)
        every = [*paths, *(path for _, told in rows for path in json.loads(told))]
        found.update(register_group(path) for path in every if path.startswith("registers/"))
        found.update(name for _, name in self._rows("select path, name from paths where path in", every))
        return found

    def namers(self, tokens: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for _, told in self._rows("select token, groups from namers where token in", tokens):
            if (groups := json.loads(told)) is None:
                raise TooFar
            found.update(groups)
        return found

    def _rows(self, query: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        return self._db.execute(f"{query} (select value from json_each(?))", (json.dumps(list(keys)),))  # noqa: S608

    def close(self) -> None:
        self._db.close()


def world_path(git: Git) -> Path:
    """Where the world of a repository is kept: beside the index of facts."""
    return git.common / "sapat" / "world.sqlite"


def open_world(path: Path, key: str) -> World | None:
    """The world kept at *path* under just this key; None where there is none that can be believed."""
    if not path.exists():
        return None
    db = None
    try:
        db = sqlite3.connect(path, timeout=1.0, isolation_level=None)
        db.execute("begin")  # one state of the file, whoever writes meanwhile
        row = db.execute("select value from meta where name = ?", (key,)).fetchone()
        if row is not None:
            return World(db, row[0])
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError):
        pass  # then all is judged anew, and kept anew
    if db is not None:
        db.close()
    return None


def keep(path: Path, key: str, place: Place, made: Fabric, kept: Kept) -> None:
    """Put a world in place of what is there. Where that cannot be done, the next run finds none."""

    def written(db: sqlite3.Connection) -> None:
        for name, columns in _TABLES.items():
            db.execute(f"drop table if exists {name}")
            db.execute(f"create table {name} ({columns})" + ("" if name == "findings" else " without rowid"))
        db.execute("create index small on groups (name) where small")
        db.execute("create index of_group on findings (name)")
        db.execute("create index of_rule on findings (rule)")
        _put_groups(db, made.groups)
        for table, told in (("owners", made.owners), ("namers", made.namers)):
            rows = ((token, encode(sorted(groups) if groups is not None else None)) for token, groups in told.items())
            db.executemany(f"insert into {table} values (?, ?)", rows)  # noqa: S608
        _put_claims(db, made)
        _put_findings(db, kept)
        _put_meta(db, key, place, kept)

    _write(path, written)


def forget(path: Path) -> None:
    """Take the world away: the next run judges everything."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def mend(
    path: Path,
    key: str,
    former: World,
    place: Place,
    changed: Fabric,
    kept: Kept,
    judged: Iterable[str],
    gone: Iterable[str],
) -> None:
    """Bring a world up to date: the groups of *changed* as they are now (without files: gone), the paths in *gone* away;
    *kept* has the findings of the groups *judged* anew.

    Where another run has meanwhile made something else of *former*, what was worked out no longer fits: its work stays.
    Names are only added: one that is used no more makes a later change reach further than it must, never less far.
    """

    def written(db: sqlite3.Connection) -> None:
        if db.execute("select value from meta where name = ?", (key,)).fetchone() != (former.meta,):
            return
        db.executemany("delete from groups where name = ?", ((group,) for group in changed.groups))
        db.executemany("delete from paths where path = ?", ((one,) for one in gone))
        _put_groups(db, {group: held for group, held in changed.groups.items() if held})
        for token, owners in changed.owners.items():
            _add(db, "owners", token, owners, sys.maxsize)
        for token, namers in changed.namers.items():
            _add(db, "namers", token, namers, CROWD)
        db.executemany("delete from claims where name = ?", ((group,) for group in changed.groups))
        _put_claims(db, changed)
        db.executemany("delete from findings where name = ?", ((group,) for group in judged))
        _put_findings(db, kept)
        _put_meta(db, key, place, kept)

    _write(path, written)


def _add(db: sqlite3.Connection, table: str, token: str, groups: set[str] | None, most: int) -> None:
    row = db.execute(f"select groups from {table} where token = ?", (token,)).fetchone()  # noqa: S608
    known = json.loads(row[0]) if row else []
    both = None if known is None or groups is None else sorted({*known, *groups})
    if both is not None and len(both) > most:
        both = None
    if both != known:
        db.execute(f"insert or replace into {table} values (?, ?)", (token, encode(both)))  # noqa: S608


def _write(path: Path, work: Callable[[sqlite3.Connection], None]) -> None:
    """Let *work* change the file, whole or not at all; one that cannot be written is left as it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(path, timeout=1.0)) as db, db:
            db.execute("begin immediate")
            work(db)
    except (OSError, sqlite3.OperationalError, UnicodeError):  # a path that is no UTF-8 cannot be kept
        return
    except sqlite3.DatabaseError:  # no database at all
        path.unlink(missing_ok=True)


def _put_groups(db: sqlite3.Connection, groups: Mapping[str, Sequence[File]]) -> None:
    rows = (
        (name, encode([[f.path, f.mode, f.blob, f.tracked] for f in held]), is_small(name))
        for name, held in groups.items()
    )
    db.executemany("insert into groups values (?, ?, ?)", rows)
    others = [(f.path, name) for name, held in groups.items() for f in held if not f.path.startswith("registers/")]
    db.executemany("insert or replace into paths values (?, ?)", others)
    folded: dict[str, list[str]] = {}
    for held in groups.values():
        for file in held:
            if (shape := fold(file.path)) != file.path:
                folded.setdefault(shape, []).append(file.path)
    for shape, paths in folded.items():
        row = db.execute("select paths from folds where fold = ?", (shape,)).fetchone()
        both = sorted({*paths, *(json.loads(row[0]) if row else ())})
        db.execute("insert or replace into folds values (?, ?)", (shape, encode(both)))


def _put_claims(db: sqlite3.Connection, made: Fabric) -> None:
    db.executemany("insert into claims values (?, ?, ?)", ((name, *told) for name, told in made.claims.items()))


def _put_findings(db: sqlite3.Connection, kept: Kept) -> None:
    rows = ((group, one.rule, one.document, int("near" in one.args), encode(_row(one))) for group, one in kept.findings)
    db.executemany("insert into findings (name, rule, document, near, body) values (?, ?, ?, ?, ?)", rows)


def _put_meta(db: sqlite3.Connection, key: str, place: Place, kept: Kept) -> None:
    db.execute("delete from meta")
    told = {
        "commit": place.commit,
        "overlay": {
            path: [file.mode, file.blob, file.tracked] if file else None for path, file in place.overlay.items()
        },
        "today": kept.today.isoformat(),
        "examined": kept.examined,
        "documents": kept.documents,
        "names": kept.names,
        "now": kept.now.isoformat(),
        "stale": kept.stale,
    }
    db.execute("insert into meta values (?, ?)", (key, encode(told)))


def _file(path: str, row: list[Any] | None) -> File | None:
    return File(path, *row) if row is not None else None


def _row(one: Finding) -> list[Any]:
    where, words = one.where, (one.message, one.do)
    told = [[text.ky, text.ru, text.en] for text in words]
    args = {name: _arg(value) for name, value in one.args.items()}
    place = [where.path, list(where.key), where.line, where.column]
    return [one.rule, one.severity.value, place, one.document, *told, args, one.source]


def _arg(value: object) -> object:
    """An argument as its sentence shows it: words in each language, numbers and texts as they are."""
    if isinstance(value, Words):
        return [value.ky, value.ru, value.en]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _finding(row: list[Any]) -> Finding:
    rule, severity, (path, key, line, column), document, message, do, args, source = row
    return Finding(
        rule=rule,
        severity=Severity(severity),
        where=Where(path, tuple(key), line, column),
        document=document,
        message=Words(*message),
        do=Words(*do),
        args={name: Words(*value) if isinstance(value, list) else value for name, value in args.items()},
        source=source,
    )
