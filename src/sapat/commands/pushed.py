"""A push to the main line, judged as `sapat check --base` judges a branch: the same rules over the old tip and the new one."""

from __future__ import annotations

from dataclasses import replace

from sapat.commands.check import judged, noted, with_notes
from sapat.commands.renewal import Run, answered, keep_whole
from sapat.model.findings import Severity, Verdict
from sapat.model.mainline import Mainline
from sapat.model.push import Move
from sapat.model.reach import TooFar
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.load import Laws, Reading, load
from sapat.read.locate import Locator
from sapat.read.mainline import pushed
from sapat.read.push import governed, same_name
from sapat.read.repository import Repository, clock
from sapat.read.settings import NAME
from sapat.read.sightings import sightings
from sapat.read.source import Source
from sapat.report.refusals import FIRST, LATER, UNGOVERNED, of_loosening, said
from sapat.rules import outside
from sapat.rules.judge import examine
from sapat.rules.loosening import ALOUD
from sapat.rules.mainline import CHANGELOG
from sapat.rules.narrow import same
from sapat.rules.table import RULES


def judge(git: Git, move: Move, first: bool) -> tuple[Verdict, str]:
    """What the rules say of a push, and what to say of the rules.

    Settings and schemas are those of the old tip; only where it has none (*first*), those that are pushed. Where a push
    changes them, what it leaves behind must stand by the new ones too: or one push would lift the rules for the next.
    """
    if first and not governed(git, move.new):
        return Verdict((), {}, (), 0), said(UNGOVERNED)
    repository = Repository(git.root, git, bare=True)
    source = repository.source(move.new)
    then = None if first else repository.source(move.old)
    if then and (quick := answered(git, source, then, None, (), _run(repository, move))):
        return quick.verdict, _loosening(quick.verdict)
    before = load(then, git, now=clock()) if then else None
    after = load(source, git, now=clock(), ruled_by=before)
    at = _snapshot(repository, source, move, before, after)
    if then is None or before is None:
        same_name(at.settings.main, move.ref)
        return _first(source, at), said(FIRST)
    verdict = _verdict(source, at)
    keep_whole(git, then, before.snapshot)
    if _laws(before.snapshot) == _laws(at):
        return verdict, _loosening(verdict)
    # the next push is judged by these: what cannot be used is refused now, by SapatError
    own = load(source, git, now=clock())
    if own.snapshot.settings.main != before.snapshot.settings.main:
        same_name(own.snapshot.settings.main, move.ref)
    by_its_own = _verdict(source, _snapshot(repository, source, move, before, own))
    known = {same(one) for one in verdict.findings}
    loud = (one for one in by_its_own.findings if one.severity is Severity.ERROR or one.rule in ALOUD)
    verdict = replace(verdict, findings=(*verdict.findings, *(one for one in loud if same(one) not in known)))
    return verdict, said(LATER) + _loosening(verdict)


def _loosening(verdict: Verdict) -> str:
    return of_loosening([one for one in verdict.findings if one.rule in ALOUD])


def _verdict(source: Source, at: Snapshot) -> Verdict:
    verdict, _ = judged(at, (), examine(at, RULES))
    return replace(verdict, findings=Locator(source, at).placed(verdict.findings))


def _first(source: Source, at: Snapshot) -> Verdict:
    """The verdict on a push that brings everything, the files outside control among it."""
    verdict = _verdict(source, at)
    brought = examine(replace(at, base=replace(at, files={})), outside.RULES).found
    return replace(verdict, findings=(*verdict.findings, *brought))


def _run(repository: Repository, move: Move) -> Run:
    """A push by what was kept."""
    git = repository.need_git()

    def noted_in_part(source: Source, at: Snapshot, stale: bool | None) -> Snapshot:
        """To leave CHANGELOG.md behind is no error, so only a push that brings it is asked whether it is right: by all records."""
        if CHANGELOG in at.files:
            raise TooFar
        return _received(with_notes(repository, source, at))

    def walked(ruled: Laws) -> Mainline:
        return pushed(git, move.old, move.new, ruled.settings.history_since, ruled.schemas)

    def ranged(at: Snapshot, then: Snapshot, ruled: Laws) -> Snapshot:
        return replace(at, base=then, sightings=sightings(git, at, then, move.new))

    return Run(noted_in_part, walked, ranged)


def _laws(at: Snapshot) -> set[tuple[str, str]]:
    """The settings and the institution's schemas, by their bytes."""
    return {(path, file.blob) for path, file in at.files.items() if path == NAME or path.endswith("/schema.json")}


def _snapshot(repository: Repository, source: Source, move: Move, before: Reading | None, after: Reading) -> Snapshot:
    """The pushed commit with the old tip as its base, and what the commits between did to facts."""
    at = _received(noted(repository, source, after.snapshot))
    if before is None:
        return at
    since = before.snapshot.settings.history_since
    history = pushed(repository.need_git(), move.old, move.new, since, before.schemas)
    git = repository.need_git()
    seen = sightings(git, at, before.snapshot, move.new)
    return replace(at, base=before.snapshot, history=history, sightings=seen)


def _received(at: Snapshot) -> Snapshot:
    """A commit as it lies where it goes. It says when it was made, the server knows the day: a fact is later than neither."""
    notes = dict.fromkeys((*at.origin.notes, ("main", at.settings.main)))
    return replace(at, origin=replace(at.origin, notes=tuple(notes)), now=min(at.now, clock()))
