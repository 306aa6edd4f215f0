"""A push to the main line, judged as `sapat check --base` judges a branch: the same rules over the old tip and the new one."""

from __future__ import annotations

from dataclasses import replace

from sapat.commands.check import judged, noted
from sapat.model.findings import Verdict
from sapat.model.push import Move
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.load import Reading, load
from sapat.read.locate import Locator
from sapat.read.mainline import pushed
from sapat.read.push import governed
from sapat.read.repository import Repository, clock
from sapat.read.settings import NAME
from sapat.read.sightings import sightings
from sapat.read.source import Source
from sapat.report.refusals import FIRST, LATER, UNGOVERNED, said


def judge(git: Git, move: Move, first: bool) -> tuple[Verdict, str]:
    """What the rules say of a push, and what to say of the rules.

    Settings and schemas are those of the old tip; only where it has none (*first*), those that are pushed.
    """
    if first and not governed(git, move.new):
        return Verdict((), {}, (), 0), said(UNGOVERNED)
    repository = Repository(git.root, git, bare=True)
    before = None if first else repository.load(move.old)
    source = repository.source(move.new)
    after = load(source, git, now=clock(), ruled_by=before)
    at = _snapshot(repository, source, move, before, after)
    verdict, _ = judged(at, ())
    verdict = replace(verdict, findings=Locator(source, at).placed(verdict.findings))
    if before is None:
        return verdict, said(FIRST)
    if _laws(before.snapshot) == _laws(at):
        return verdict, ""
    repository.load(move.new)  # the next push is judged by these: what cannot be used is refused now, by SapatError
    return verdict, said(LATER)


def _laws(at: Snapshot) -> set[tuple[str, str]]:
    """The settings and the institution's schemas, by their bytes."""
    return {(path, file.blob) for path, file in at.files.items() if path == NAME or path.endswith("/schema.json")}


def _snapshot(repository: Repository, source: Source, move: Move, before: Reading | None, after: Reading) -> Snapshot:
    """The pushed commit with the old tip as its base, and what the commits between did to facts.

    The commit says when it was made, the server knows the day: a fact cannot be later than either.
    """
    at = noted(repository, source, after.snapshot)
    notes = dict.fromkeys((*at.origin.notes, ("main", at.settings.main)))  # where it goes, not where it lies yet
    at = replace(at, origin=replace(at.origin, notes=tuple(notes)), now=min(at.now, clock()))
    if before is None:
        return at
    since = before.snapshot.settings.history_since
    history = pushed(repository.need_git(), move.old, move.new, since, before.schemas)
    git = repository.need_git()
    seen = sightings(git, at, before.snapshot, move.new)
    return replace(at, base=before.snapshot, history=history, sightings=seen)
