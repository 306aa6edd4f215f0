"""The first-parent history of registers, from one streamed `git log --raw`, folded by the model as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from sapat.model.append_only import dossier_of
from sapat.model.errors import SapatError
from sapat.model.mainline import RECORD, Mainline, Rewrite, Step, walked
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.facts import SEAL_LINE, FactReader
from sapat.read.git import Git
from sapat.read.schemas import Schemas

_FOLDER: Final = "registers"
_FEW: Final = 500  # paths that fit on a command line with room to spare


def first_parents(git: Git, tip: str) -> list[str]:
    """The commits of a line of first parents, newest first."""
    told = b"".join(git.stream("rev-list", "--first-parent", "--end-of-options", tip, "--"))
    return told.decode().split()


def mainline(git: Git, at: Snapshot, schemas: Schemas, since: str = "", texts: set[str] | None = None) -> Mainline:
    """What the main line has done to facts since a commit (else the one the settings name).

    In *texts* the ids of all blobs are gathered that stood as files of controlled folders.
    Raises SapatError where that cannot be asked: the settings name none, or the clone is cut off before it.
    """
    since = since or at.settings.history_since
    if not since:
        raise SapatError(
            Words(
                "sapat.toml тарых кайсы коммиттен бери сакталарын айтпайт",
                "sapat.toml не говорит, с какого коммита хранится история",
                "sapat.toml does not say since when history is held to",
            ),
            do=Words(
                "биринчи катталган жазуунун коммитин атаңыз: [history] since = …",
                "назовите коммит первой зарегистрированной записи: [history] since = …",
                "name the commit of the first registered record: [history] since = …",
            ),
        )
    if since not in first_parents(git, at.origin.commit):
        if at.origin.shallow:
            raise SapatError(
                Words(
                    "бул клон тайыз (shallow): {since} коммитинен берки тарых бул жерде жок",
                    "это неполный (shallow) клон: истории с {since} здесь нет",
                    "this clone is shallow: the history since {since} is not here",
                ),
                do=Words(
                    "калганын алыңыз: git fetch --unshallow",
                    "получите остальное: git fetch --unshallow",
                    "fetch the rest: git fetch --unshallow",
                ),
                since=since[:12],
            )
        return Mainline(since, known=False)
    if texts is None:
        steps = list(_steps(git, since, at.origin.commit))
    else:
        steps = list(_gathered(_steps(git, since, at.origin.commit, at.settings.controlled), texts))
        texts.update(standing(git, since, folders=at.settings.controlled).values())
    return _walked(git, since, standing(git, since), steps, schemas)


def _gathered(steps: Iterable[Step], texts: set[str]) -> Iterator[Step]:
    """The steps of the registers alone; the blobs that came elsewhere go into *texts*."""
    for step in steps:
        kept = {path: told for path, told in step.changes.items() if path.startswith(_FOLDER + "/")}
        texts.update(new for path, (_, new) in step.changes.items() if path not in kept)
        if kept:
            yield Step(step.commit, step.on, kept)


def pushed(git: Git, old: str, new: str, since: str, schemas: Schemas) -> Mainline:
    """What the commits of a push do to facts, whatever the last of them puts back.

    The line that becomes the main line must leave every fact alone, its own ones too: it stays readable for ever.
    Work merged into it may mend what it wrote itself, but not touch, even for a while, what stood where it began.
    The commit *since* stays on the line.
    """
    if since and not _on_line(git, since, old, new):
        return Mainline(since, known=False, pushed=True)
    facts: set[str] = set()
    rewrites: list[Rewrite] = []
    for base, tip in _lines(git, old, new):
        steps = list(_steps(git, base, tip))
        if not steps:
            continue
        stood = standing(git, base, {path for step in steps for path in step.changes})
        one = _walked(git, base, stood, steps, schemas)
        rewrites += [told for told in one.rewrites if tip == new or told.path in stood]
        facts.update(one.facts)
    return Mainline(old, tuple(sorted(facts)), tuple(rewrites), pushed=True)


def _on_line(git: Git, since: str, old: str, new: str) -> bool:
    """Whether a push leaves a commit on the line of first parents, if it was there."""
    ways = ("rev-list", "--first-parent", "--end-of-options")
    fresh = git.run(*ways, new, f"^{old}", "--").decode().split()
    below = git.attempt("rev-parse", "--verify", "--quiet", f"{fresh[-1]}^1") if fresh else None
    if below is not None and below.stdout.decode().strip() == old:
        return True
    was, stays = (since.encode() in git.run(*ways, tip, "--").split() for tip in (old, new))
    return stays or not was


def _lines(git: Git, old: str, new: str) -> Iterator[tuple[str, str]]:
    """The commits of a range as lines of first parents, the main one first: where each begins, and its last commit."""
    rows = git.run("rev-list", "--parents", "--end-of-options", new, f"^{old}").decode().splitlines()
    parents = {commit: told for commit, *told in (row.split() for row in rows)}
    tips = [new]
    while tips:
        tip = at = tips.pop(0)
        while at in parents:
            first, *others = parents.pop(at) or [""]
            tips += others
            at = first
        if at not in ("", tip):
            yield at, tip


def _walked(git: Git, since: str, stood: dict[str, str], steps: list[Step], schemas: Schemas) -> Mainline:
    """The steps folded by the model, with what it asks about the bytes of a fact."""
    reader = FactReader(schemas, ())

    def judged(path: str, data: bytes) -> tuple[bool, bool]:
        if dossier_of(path):
            return SEAL_LINE in data, True
        return False, not path.endswith(".yaml") or reader.read("yaml", data).readable

    # what stood before a change says whether the change was lawful: all of it is asked of Git at once
    former = {old: path for step in steps for path, (old, _) in step.changes.items() if old and _telling(path)}
    known = {blob: judged(former[blob], data) for blob, data in git.blobs(former)}

    def read(path: str, blob: str) -> tuple[bool, bool]:
        if blob not in known:
            known[blob] = judged(path, next(data for _, data in git.blobs([blob])))
        return known[blob]

    return walked(since, stood, steps, read)


def _telling(path: str) -> bool:
    """Whether the bytes of a file say what may become of it: records by their seal, entries by being one."""
    return path.endswith(RECORD) if dossier_of(path) else path.endswith(".yaml")


def length(git: Git) -> int:
    """The number of commits that can be reached here."""
    done = git.attempt("rev-list", "--count", "HEAD", "--")
    return int(done.stdout) if done.returncode == 0 else 0


def standing(
    git: Git, since: str, touched: Set[str] = frozenset(), folders: Sequence[str] = (_FOLDER,)
) -> dict[str, str]:
    """The files of *folders* at a commit: all, or where few are touched, those and their dossiers."""
    asked = {dossier_of(path) or path for path in touched}
    paths = sorted(asked) if 0 < len(asked) < _FEW else folders
    rows = git.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", since, "--", *paths).split(b"\0")
    found = {}
    for row in rows[:-1]:
        head, _, path = row.partition(b"\t")
        found[path.decode(errors="surrogateescape")] = head.split(b" ")[2].decode()
    return found


def _steps(git: Git, since: str, tip: str, more: Sequence[str] = ()) -> Iterator[Step]:
    """The commits of the main line, oldest first, each against its first parent: registers, and what is asked *more*."""
    shape = ("--first-parent", "-m", "--full-history", "--raw", "-z", "--no-renames", "--no-abbrev", "--reverse")
    head, changes, pending, rest = "", dict[str, tuple[str, str]](), b"", b""
    command = ("log", *shape, "--format=%x01%H %cI", "--end-of-options", f"{since}..{tip}", "--", _FOLDER, *more)
    for piece in git.stream(*command):
        *tokens, rest = (rest + piece).split(b"\0")
        for token in tokens:
            if pending:
                old, new = (one if one.strip("0") else "" for one in pending.decode().split(" ")[2:4])
                changes[token.decode(errors="surrogateescape")] = (old, new)
                pending = b""
            elif token.startswith(b"\x01"):
                if head:
                    yield _step(head, changes)
                head, changes = token[1:].decode().strip(), {}
            else:
                pending = token.strip(b"\n")
    if head:
        yield _step(head, changes)


def _step(head: str, changes: dict[str, tuple[str, str]]) -> Step:
    commit, _, on = head.partition(" ")
    return Step(commit, on, changes)
