"""What about a clone could mislead: noted for the rules of SAP9, by the fewest questions to Git."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sapat.model.reach import TooFar
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.source import Source
from sapat.rules.repository import controlled

Note = tuple[str, str]  # what, and of which path or name; an argument follows a NUL
_CHANGING: Final = (b"filter", b"ident", b"working-tree-encoding", b"export-ignore", b"export-subst", b"crlf")
_FSYNC: Final = re.compile(rb"(?mi)^[ \t]*fsync[ \t]*=[ \t]*([a-z,-]+)[ \t]*$")
_HOOK: Final = b"# sapat: "
# what Git is asked: `eol` is harmless unless it is crlf, and the old `crlf` unless it is an `input`
_ASKED: Final = ("filter", "ident", "working-tree-encoding", "export-ignore", "export-subst", "eol", "crlf")
_HARMLESS: Final = (("eol", "lf"), ("crlf", "input"))


def notes(git: Git, source: Source, at: Snapshot) -> tuple[Note, ...]:
    """Replaced objects, grafts, borrowed objects, changing attributes, and whether this is the main line."""
    head = git.attempt("rev-parse", "--symbolic-full-name", "HEAD").stdout.decode(errors="surrogateescape").strip()
    common = git.common
    found = [*_refs(git, at, head), *_folder(common), *_unsynced(git, common)]
    texts = [data for _, data in source.read([f for p, f in at.files.items() if _is_attributes(p)])]
    texts += [_content(common / "info" / "attributes"), _content(common / "config")]
    if any(name in text for text in texts[:-1] for name in _CHANGING) or b"attributesfile" in texts[-1].lower():
        if at.beyond:  # of a part; what Git changes must be asked of every file
            raise TooFar
        found += _attributes(git, at)
    return tuple(found)


def _refs(git: Git, at: Snapshot, head: str) -> Iterator[Note]:
    """Replacements, and whether HEAD is the main line: by its name, or detached at one of its tips."""
    main = at.settings.main
    kinds = ("refs/replace/", f"refs/heads/{main}", "refs/remotes/*/" + main)
    rows = git.run("for-each-ref", "--format=%(objectname) %(refname)", *kinds).decode(errors="replace").splitlines()
    for row in rows:
        commit, _, name = row.partition(" ")
        if name.startswith("refs/replace/"):
            yield "replace", name
        elif at.origin.commit == commit and head in ("HEAD", f"refs/heads/{main}"):
            yield "main", main


def _folder(common: Path) -> Iterator[Note]:
    if _content(common / "info" / "grafts").strip():
        yield "graft", str(common / "info" / "grafts")
    for line in _content(common / "objects" / "info" / "alternates").decode(errors="replace").splitlines():
        if line and not line.startswith("#"):
            yield "alternates", line


def _unsynced(git: Git, common: Path) -> Iterator[Note]:
    """Whether a power cut may take back what Git itself writes here: asked where facts are written or received."""
    hook = _content(common / "hooks" / "pre-receive")
    if not (common / "sapat" / "lock").exists() and _HOOK not in hook:
        return
    told = b"".join(_FSYNC.findall(_content(common / "config"))).decode(errors="replace")
    if not _lasting(told):
        told = Git(git.root, writing=True).attempt("config", "--get", "core.fsync").stdout.decode(errors="replace")
    if not _lasting(told):
        yield "fsync", told.strip() or "—"


def _lasting(told: str) -> bool:
    """Whether the value of `core.fsync` covers objects and references."""
    parts = {part.strip() for part in told.lower().split(",")}
    return bool(parts & {"all", "committed", "added"}) or parts >= {"objects", "reference"}


def _is_attributes(path: str) -> bool:
    return path == ".gitattributes" or path.endswith("/.gitattributes")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _attributes(git: Git, at: Snapshot) -> Iterator[Note]:
    """Controlled files whose bytes Git would change between store and disk, or leave out of an archive or change there.

    A folder left out takes its files along, which do not carry the attribute themselves: it is told of the first of them.
    """
    paths = [path for path in at.files if controlled(at, path)]
    first: dict[str, str] = {}
    for path in paths:
        for end in (place for place, letter in enumerate(path, 1) if letter == "/"):
            first.setdefault(path[:end], path)
    feed = "".join(f"{path}\0" for path in (*first, *paths)).encode(errors="surrogateescape")
    for path, name, value in _checked(git, at, feed):
        if value in ("unspecified", "unset") or (name, value) in _HARMLESS:
            continue
        if path not in first or name == "export-ignore":
            yield "attribute", f"{first.get(path, path)}\0{name}" + ("" if value == "set" else f"={value}")


def _checked(git: Git, at: Snapshot, feed: bytes) -> Iterable[tuple[str, str, str]]:
    """(path, attribute, value) as Git resolves them; a commit's attributes are read through an index of its own."""
    asked = ("check-attr", "-z", "--stdin")
    if at.origin.kind == "worktree":
        told = git.run(*asked, *_ASKED, feed=feed)
    else:
        with tempfile.TemporaryDirectory() as spare:
            own = {"GIT_INDEX_FILE": os.path.join(spare, "index")} if at.origin.kind == "commit" else {}
            if own:
                git.run("read-tree", at.origin.commit, extra=own)
            told = git.run(*asked, "--cached", *_ASKED, feed=feed, extra=own)
    parts = told.decode(errors="surrogateescape").split("\0")
    return zip(parts[::3], parts[1::3], parts[2::3], strict=False)
