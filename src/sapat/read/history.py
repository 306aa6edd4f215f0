"""History of all documents from one streamed `git log --raw`, keyed by slug: paths may change, a slug never does.

Two questions are kept apart. *Who wrote*: every commit whose own change touched the text or the dossier. *When it reached
the main line*: the first commit of the main line (first parents only) that has the writing commit among its ancestors;
that follows from the parents alone, so no merge need be compared, which would cost a quarter of the whole again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, cast

from sapat.model.errors import SapatError
from sapat.model.history import Commit
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.git import Git, environment

_FORMAT: Final = "--format=%x01%H%n%P%n%an%n%aI%n%cI"  # no name holds a line end; \x01 begins no raw line
_RAW: Final = (
    "--raw",
    "-z",
    "--root",
    "--no-renames",
    "--no-abbrev",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-mailmap",
    "--no-notes",
    "--no-show-signature",
    "--encoding=UTF-8",
    _FORMAT,
)
_CHANGES: Final = "registers/changes/"
_CHUNK: Final = 1 << 18

Keys = Callable[[str], str]  # path -> slug, or nothing


class Change(NamedTuple):
    """One file changed by one commit, as `--raw` tells it; ids in hexadecimal."""

    commit: int  # place in the log, newest first
    slug: str
    path: str
    old: bytes
    new: bytes


class Head(NamedTuple):
    """The heading of a commit in the log, undecoded: only a few of many are ever shown."""

    id: bytes
    parents: bytes
    author: bytes
    authored: bytes
    committed: bytes

    @property
    def commit(self) -> Commit:
        told = (one.decode(errors="replace") for one in (self.id, self.author, self.authored, self.committed))
        return Commit(*told)


@dataclass(slots=True)
class Log:
    """What the stream told: every commit, and the changes of files that belong to a document or could."""

    heads: list[Head] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def read(self, chunks: Iterable[bytes], keys: Keys) -> None:
        """Take in a stream of `git log --raw -z`: commits in any number of chunks, cut anywhere."""
        slugs: dict[bytes, tuple[str, str] | None] = {}
        place = len(self.heads) - 1
        tokens = _tokens(chunks)
        for token in tokens:
            if token[:1] == b"\x01":
                self.heads.append(Head(*token[1:].rstrip(b"\n").split(b"\n")))
                place += 1
                continue
            if not token:
                continue  # Git parts the changes of a merge from its heading by one more NUL
            path = next(tokens)
            if path not in slugs:
                slugs[path] = _key(path, keys)
            found = slugs[path]
            if found is not None:
                told = token.split(b" ")
                self.changes.append(Change(place, *found, told[-3], told[-2]))


def _tokens(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        parts = (rest + chunk).split(b"\0")
        rest = parts.pop()
        yield from parts
    if rest.strip():
        yield rest


def _key(path: bytes, keys: Keys) -> tuple[str, str] | None:
    """(slug, path) of a file that counts. A Markdown file of no known document is kept too: its folder may have moved."""
    name = path.decode(errors="surrogateescape")
    slug = keys(name)
    if slug or (name.endswith(".md") and not name.startswith("registers/")):
        return slug, name
    return None


def keys_of(at: Snapshot) -> Keys:
    """Which document a path of any time belongs to: by its dossier, by the working text of today, by the slug in its name."""
    now = {one.path: doc.slug for doc in at.documents for one in doc.files}
    now |= {path: doc.slug for doc in at.documents for paths in doc.translations.values() for path in paths}
    known = frozenset(at.slugs)

    def key(path: str) -> str:
        if path.startswith(_CHANGES):
            return path.split("/", 3)[2]
        if path.startswith("registers/"):
            return ""
        if path in now:
            return now[path]
        for part in path.split("/"):
            name = part.removesuffix(".md")
            if name in known:
                return name
            if name != part and name.rpartition(".")[0] in known:
                return name.rpartition(".")[0]
        return ""

    return key


@dataclass(frozen=True)
class History:
    """The history of all documents up to the commit read."""

    heads: Sequence[Head]
    changes: Sequence[Change]
    main: tuple[str, ...]  # the tips of the main line, here and as last fetched

    def written(self, slug: str) -> tuple[Commit, ...]:
        """Who wrote: the commits that touched the text or the dossier of a document, newest first."""
        return tuple(self.heads[place].commit for place in self._places.get(slug, ()))

    def reached(self, path: str, blob: str) -> Commit | None:
        """The commit that brought these bytes at this path to the main line; None while none has."""
        writers = self._writers.get((path, blob.encode()), ())
        for landing in self._landings:
            landed = [landing[place] for place in writers if place in landing]
            if landed:
                return self.heads[min(landed)[1]].commit
        return None

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        moved = self._moved()
        found: dict[str, set[int]] = {}
        for one in self.changes:
            slug = one.slug or next((s for folder, s in moved.items() if one.path.startswith(folder)), "")
            if slug:
                found.setdefault(slug, set()).add(one.commit)
        return {slug: sorted(places) for slug, places in found.items()}

    def _moved(self) -> dict[str, str]:
        """Folders where documents of many parts lay earlier: their `index.md` had the bytes of a control copy."""
        copies: dict[bytes, str] = {}
        for one in self.changes:
            if one.slug and one.path.startswith(_CHANGES) and one.path.endswith("/copy/index.md"):
                copies[one.new] = one.slug
        return {
            one.path.removesuffix("index.md"): copies[one.new]
            for one in self.changes
            if not one.slug and one.path.endswith("/index.md") and one.new in copies
        }

    @cached_property
    def _writers(self) -> Mapping[tuple[str, bytes], Sequence[int]]:
        found: dict[tuple[str, bytes], list[int]] = {}
        for one in self.changes:
            if one.path.endswith("/record.yaml"):
                found.setdefault((one.path, one.new), []).append(one.commit)
        return found

    @cached_property
    def _landings(self) -> Sequence[Mapping[int, tuple[int, int]]]:
        """Of each tip: commit -> (how far from the beginning, the commit of the main line that brought it)."""
        places = {head.id: place for place, head in enumerate(self.heads)}
        parents = [[places[one] for one in head.parents.split() if one in places] for head in self.heads]
        return [_landing(parents, places[tip.encode()]) for tip in self.main if tip.encode() in places]


def _landing(parents: Sequence[Sequence[int]], tip: int) -> dict[int, tuple[int, int]]:
    line = [tip]
    while parents[line[-1]]:
        line.append(parents[line[-1]][0])
    landed: dict[int, tuple[int, int]] = {}
    for number, place in enumerate(reversed(line)):
        waiting = [place]
        while waiting:
            one = waiting.pop()
            if one not in landed:
                landed[one] = (number, place)
                waiting += parents[one]
    return landed


def read_history(git: Git, at: Snapshot) -> History:
    """The history up to the commit of *at*. Raises SapatError in a shallow clone: what is cut off cannot be told."""
    if git.shape.shallow:
        raise SapatError(
            Words(
                "клон тайыз (shallow): тарыхтын бир бөлүгү бул жерде жок",
                "клон неполный (shallow): части истории здесь нет",
                "this clone is shallow: a part of the history is not here",
            ),
            do=Words(
                "калганын алыңыз: git fetch --unshallow",
                "получите остальное: git fetch --unshallow",
                "fetch the rest: git fetch --unshallow",
            ),
        )
    tip = at.origin.commit
    if not tip:
        return History((), (), ())
    names = (f"refs/heads/{at.settings.main}", f"refs/remotes/origin/{at.settings.main}")
    main = tuple(dict.fromkeys(one for name in names if (one := _commit(git, name)))) or (tip,)
    log = Log()
    keys = keys_of(at)
    tips = tuple(dict.fromkeys((tip, *main)))
    log.read(_stream(git, "--diff-merges=off", "--end-of-options", *tips, "--"), keys)
    if _merged_edits(log.changes, at):
        # bytes that came from nowhere: a merge made them itself, and the pass above tells nothing of merges
        merges = Log()
        merges.read(_stream(git, "--merges", "--diff-merges=combined", "--end-of-options", *tips, "--"), keys)
        places = {head.id: place for place, head in enumerate(log.heads)}
        log.changes += [one._replace(commit=places[merges.heads[one.commit].id]) for one in merges.changes]
    return History(log.heads, log.changes, main)


def _merged_edits(changes: Iterable[Change], at: Snapshot) -> bool:
    """Whether some bytes, former or present, were brought by no commit of its own."""
    made = {(one.path, one.new) for one in changes}
    if any((one.path, one.old) not in made and one.old.strip(b"0") for one in changes):
        return True
    texts = (one.path for doc in at.documents for one in doc.files)
    records = (one.path for versions in at.dossiers.values() for one in versions if one.record)
    held = (at.files[path] for path in (*texts, *records))
    return any(file.tracked and (file.path, file.blob.encode()) not in made for file in held)


def _commit(git: Git, name: str) -> str:
    done = git.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    return done.stdout.decode().strip()


def _stream(git: Git, *args: str) -> Iterator[bytes]:
    """The bytes `git log` prints, as they come. Raises SapatError with Git's own words when it fails."""
    with _own_environment():
        from git import Repo  # 0.1 s: only where history is asked

        repo = Repo(git.root, expand_vars=False)
        # GIT_FLUSH: not one write a commit, which would cost a fifth of the whole
        repo.git.update_environment(**_ours(), GIT_FLUSH="0")
        # --git-dir: GitPython expands `$NAME` in the folder it starts Git in, and would ask another repository
        process = repo.git(c=git.settings, git_dir=repo.git_dir).log(*_RAW, *args, as_process=True)
    yield from iter(lambda: cast(bytes, process.stdout.read(_CHUNK)), b"")
    said = process.stderr.read()
    if process.proc.wait():
        raise SapatError(
            Words("git log аткарылган жок: {said}", "git log не выполнен: {said}", "git log failed: {said}"),
            do=Words(
                "репозиторийди караңыз: git fsck",
                "осмотрите репозиторий: git fsck",
                "look at the repository with: git fsck",
            ),
            said=said.decode(errors="replace").strip() or "—",
        )
    repo.close()


@contextlib.contextmanager
def _own_environment() -> Iterator[None]:
    """Without the caller's `GIT_*` while GitPython starts a process: it can add variables, but takes none away."""
    foreign = {key: told for key, told in os.environ.items() if key.startswith("GIT_") and key not in _ours()}
    for key in foreign:
        del os.environ[key]
    try:
        yield
    finally:
        os.environ.update(foreign)


def _ours() -> dict[str, str]:
    return {key: told for key, told in environment().items() if key.startswith("GIT_")}
