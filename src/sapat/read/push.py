"""What a server hook asks Git before anything else: is what is pushed under control at all? Standard library only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.outside import strange, under
from sapat.model.push import Move
from sapat.model.words import Words
from sapat.read.git import Git

_SETTINGS: Final = "sapat.toml"
_REGISTERS: Final = "registers"
_MADE: Final = "CHANGELOG.md"  # computed from the records
_SITE: Final = "mkdocs.yml"  # says what runs when the site is built
_ATTRIBUTES: Final = ".gitattributes"  # change bytes of files they do not lie beside
_FEW: Final = 200  # names of refs that fit on a command line with room to spare


def main_line(git: Git) -> str:
    """The branch a bare repository calls its own: HEAD. Raises SapatError where HEAD names a commit."""
    done = git.attempt("symbolic-ref", "--quiet", "HEAD")
    if done.returncode:
        raise SapatError(
            Words(
                "серверде HEAD бутакты атабайт: негизги бутак белгисиз",
                "на сервере HEAD не называет ветку: основная ветка неизвестна",
                "HEAD names no branch on the server: the main line is unknown",
            ),
            do="git symbolic-ref HEAD refs/heads/main",
        )
    return done.stdout.decode(errors="surrogateescape").rstrip("\n")


def same_name(told: str, line: str) -> None:
    """The settings call the main line by the name HEAD has: otherwise another branch would be watched."""
    if line != f"refs/heads/{told}":
        raise SapatError(
            Words(
                "sapat.toml негизги бутакты {told} деп атайт, бирок серверде HEAD — {line}",
                "sapat.toml называет основной веткой {told}, а HEAD на сервере — {line}",
                "sapat.toml calls the main line {told}, but HEAD of the server is {line}",
            ),
            do=Words(
                'серверде: git symbolic-ref HEAD refs/heads/{told}; же sapat.toml ичинде: main = "{own}"',
                'на сервере: git symbolic-ref HEAD refs/heads/{told}; или в sapat.toml: main = "{own}"',
                'on the server: git symbolic-ref HEAD refs/heads/{told}; or in sapat.toml: main = "{own}"',
            ),
            told=told,
            line=line,
            own=line.removeprefix("refs/heads/"),
        )


def resolved(git: Git, moves: Sequence[Move], line: str) -> list[Move]:
    """The moves, each by the ref it really moves: a symbolic ref, left by a renaming, stands for another one.

    What does not exist yet stands for nothing, and the main line was followed to its end already.
    """
    asked = [move.ref for move in moves if move.ref != line and not move.created]
    if not asked:
        return list(moves)
    told = git.run("for-each-ref", "--format=%(refname) %(symref)", *(asked if len(asked) < _FEW else ()))
    rows = (row.partition(" ") for row in told.decode(errors="surrogateescape").splitlines())
    behind = {name: to for name, _, to in rows if to}
    return [replace(move, ref=behind.get(move.ref, move.ref)) for move in moves]


def unborn(git: Git, ref: str) -> bool:
    return git.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}").returncode != 0


def forward(git: Git, move: Move) -> bool:
    """Whether what was there is still there after the move."""
    return git.attempt("merge-base", "--is-ancestor", move.old, move.new).returncode == 0


def governed(git: Git, commit: str) -> bool:
    """Whether a commit has settings."""
    return git.attempt("cat-file", "-e", f"{commit}:{_SETTINGS}").returncode == 0


def touches(git: Git, move: Move) -> bool:
    """Whether a move of the main line changes anything that rules look at, in its result or in a commit of it.

    A file that goes away counts wherever it lay: a document may have linked to it.
    """
    told = tomllib.loads(git.run("cat-file", "blob", f"{move.old}:{_SETTINGS}").decode())
    folders = (_REGISTERS, *map(str, told["controlled"]))
    for status, mode, path in _changes(git, move):
        if status in "DT" or _controlled(path, folders) or strange(path, mode, folders):
            return True
    # a fact changed and put back leaves no trace in the result
    asked = ("rev-list", "--full-history", "--max-count=1", f"{move.old}..{move.new}", "--", _REGISTERS)
    return bool(git.run(*asked).strip())


def _controlled(path: str, folders: tuple[str, ...]) -> bool:
    if path in (_SETTINGS, _MADE, _SITE) or path.rpartition("/")[2] == _ATTRIBUTES:
        return True
    return under(path, folders)


def _changes(git: Git, move: Move) -> Iterator[tuple[str, int, str]]:
    """Status, present mode and path of every file that differs."""
    asked = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--end-of-options", move.old, move.new)
    rows = git.run(*asked).decode(errors="surrogateescape").split("\0")
    return ((head[-1], int(head[8:14], 8), path) for head, path in zip(rows[::2], rows[1::2], strict=False))
