"""A check that judges only what changed since the last one: the same verdict, at the cost of the change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.fabric import Fabric, fabric
from sapat.model.files import File
from sapat.model.findings import Finding, Verdict
from sapat.model.groups import DOSSIERS, ENTRY, PLAIN
from sapat.model.kept import Kept
from sapat.model.mainline import Mainline
from sapat.model.reach import TooFar
from sapat.model.references import Known
from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.load import Laws
from sapat.read.locate import Locator
from sapat.read.part import Part
from sapat.read.repository import clock
from sapat.read.source import Source, Tracked
from sapat.read.world import Place, World, forget, keep, mend, open_world, program, world_path
from sapat.rules.judge import IDLE, Examination, asked, concluded
from sapat.rules.mainline import CHANGELOG
from sapat.rules.narrow import narrowed
from sapat.rules.partial import alone, counted, keepable, lasting, renewed, whole
from sapat.rules.repository import EMPTY
from sapat.rules.rule import Rule
from sapat.rules.table import RULES

_FAR: Final = 200  # paths from which on a world is told by the newer commit
_RECORDS: Final = (DOSSIERS, ENTRY, PLAIN + CHANGELOG)  # the groups that CHANGELOG.md is made of, and itself


@dataclass(frozen=True, slots=True)
class Run:
    """What a kind of run adds to the part of a tree it looks at."""

    noted: Callable[[Source, Snapshot, bool | None], Snapshot]  # what is noted about the clone
    walked: Callable[[Laws], Mainline | None] | None = None  # what the commits of a range did to facts
    ranged: Callable[[Snapshot, Snapshot, Laws], Snapshot] | None = None  # a tree with the one its range began at


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its lines, how many findings a range does not answer for, and what they were found in."""

    verdict: Verdict
    outside: int
    at: Snapshot
    locator: Locator
    trouble: str = ""  # of the index


def answered(
    git: Git, source: Source, base: Source | None, today: date | None, prefixes: Sequence[str], run: Run
) -> Answer | None:
    """The verdict from the world that is kept; None where everything must be judged."""
    if not isinstance(source, Tracked) or not isinstance(base, Tracked | None):
        return None
    world = open_world(world_path(git), program())
    if world is None:
        return None
    try:
        made = _Renewal(git, world, source, base, today, asked(RULES, prefixes), run)
        found = made.answer()
        mended = made.mended() if not prefixes else None
    except (TooFar, SapatError, sqlite3.Error, ValueError, KeyError, TypeError):
        return None  # whatever is wrong, the whole way finds it, or says it
    finally:
        world.close()
    if made.crowded:
        forget(world_path(git))
    elif mended is not None:
        mend(world_path(git), program(), world, mended.place, mended.changed, mended.kept, mended.judged, mended.gone)
    return found


class _Renewal:
    """One run over a part: of the tree that is checked (0) and, where a range is, of the tree it began at (1)."""

    def __init__(
        self,
        git: Git,
        world: World,
        source: Tracked,
        base: Tracked | None,
        today: date | None,
        rules: Sequence[Rule],
        run: Run,
    ) -> None:
        self._sources = [source] if base is None else [source, base]
        self._world, self._rules = world, rules
        self._part = part = Part(git, world, self._sources, clock(), today, run.walked)
        self._base = part.snapshot(1) if base is not None else None
        at = replace(run.noted(source, part.snapshot(0), self._stale(0)), history=part.history)
        self._at = run.ranged(at, self._base, part.laws) if run.ranged and self._base else at
        same = next((at for at, tree in zip((self._at, self._base), part.trees, strict=False) if not tree.delta), None)
        self._known = same or part.known()
        self._former = counted(self._known, lasting(rules))
        if world.counts().keys() & {IDLE, EMPTY}:
            raise TooFar
        self._locator = Locator(source, self._at)

    def _stale(self, number: int) -> bool | None:
        """Whether CHANGELOG.md is out of date; None where only all records could tell."""
        changed = {self._part.group_now(path, number) for path in self._part.trees[number].delta}
        return None if any(group.startswith(_RECORDS) for group in changed) else self._world.kept.stale

    def _examined(self, at: Snapshot, number: int, rules: Sequence[Rule]) -> Examination:
        """What the rules say anew of one of the trees, with the counts of the whole."""
        part = self._part
        if self._documents(at) <= 0:
            raise TooFar
        judged, kept = part.reach.judged, self._world.kept
        return renewed(kept, self._former, at, rules, judged, lambda path: part.group_now(path, number))

    def _stays(self, told: Examination, found: Iterable[tuple[str, Finding]]) -> list[Finding]:
        """What of *found* is about other groups than those judged anew, by the rules that apply."""
        judged = self._part.reach.judged
        return [one for group, one in found if group not in judged and told.examined.get(one.rule) is not None]

    @property
    def crowded(self) -> bool:
        """Whether the index of facts is due to be cleared of what no tree here needs."""
        return self._part.laws.index.crowded

    def _documents(self, at: Snapshot) -> int:
        return self._world.kept.documents + len(at.documents) - len(self._known.documents)

    def answer(self) -> Answer:
        """The verdict on the whole, of a range what it answers for."""
        told = self._examined(self._at, 0, self._rules)
        fresh = self._locator.placed(told.found)
        if self._base is not None:
            return self._answered(replace(told, found=fresh), self._base)
        verdict = concluded(
            self._at,
            replace(told, found=[*self._stays(told, self._world.findings()), *fresh]),
            self._documents(self._at),
        )
        self._locator.add(self._world.files_at(one.where.path for one in verdict.findings))
        return Answer(verdict, 0, self._at, self._locator, self._part.laws.index.trouble)

    def _answered(self, told: Examination, base: Snapshot) -> Answer:
        """What a range answers for. Of what stays that can only be what is said of documents it reaches, and what no tree
        alone shows.
        """
        at = self._at
        documents = {waiver.document for waiver in at.settings.waivers} | self._part.codes()
        ranged = [rule.id for rule in self._rules if rule.with_base]
        stays = self._stays(told, self._world.findings_of(documents, ranged))
        others = self._world.counts(self._part.reach.judged)
        outside = sum(many for rule, many in others.items() if told.examined.get(rule) is not None) - len(stays)
        verdict = concluded(at, replace(told, found=[*stays, *told.found]), self._documents(at))
        if verdict.findings:
            asked = {one.rule for one in verdict.findings}
            then = self._examined(base, 1, [rule for rule in self._rules if rule.id in asked])
            held = [one for one in stays if then.examined.get(one.rule) is not None]
            former = concluded(base, replace(then, found=[*held, *then.found]), self._documents(base))
            verdict, more = narrowed(at, verdict, former)
            outside += more
        self._locator.add(self._world.files_at(one.where.path for one in verdict.findings))
        return Answer(verdict, outside, at, self._locator, self._part.laws.index.trouble)

    def mended(self) -> Mend | None:
        """What the world is to become, the tree a range began at before one that is only proposed; None where it stays."""
        number = len(self._sources) - 1
        source, tree, former = self._sources[number], self._part.trees[number], self._world.kept
        place = place_of(source, tree.overlay, former_place := self._world.place)
        if place is None or (not tree.delta and (number or place == former_place)):
            return None
        at, rules = replace(self._base or self._at, base=None), lasting(self._rules)
        lone = self._examined(at, number, [one for one in rules if not one.with_base])
        ranged = self._examined(alone(at), number, [one for one in rules if one.with_base])
        lasts = keepable(rules)
        found = [one for one in (*lone.found, *ranged.found) if one.rule in lasts]
        names, known = at.once(Known).counts(), self._known.once(Known).counts()
        made, gone = self._part.mended(number)
        counts = {**lone.examined, **ranged.examined}
        placed = Locator(source, at).placed(found)
        kept = Kept(
            findings=tuple((self._part.group_now(one.where.path, number), one) for one in placed),
            examined={**former.examined, **{rule: many for rule, many in counts.items() if many is not None}},
            documents=self._documents(at),
            names={kind: many + names[kind] - known[kind] for kind, many in former.names.items()},
            today=former.today,
            now=min(former.now, at.now),
            stale=self._stale(number),
        )
        return Mend(place, made, kept, self._part.reach.judged, gone)


@dataclass(frozen=True, slots=True)
class Mend:
    """A world after a change: its place, the groups that changed, what is said of it, and the paths that are gone."""

    place: Place
    changed: Fabric
    kept: Kept
    judged: frozenset[str]
    gone: set[str]


def place_of(source: Tracked, overlay: dict[str, File | None], former: Place) -> Place | None:
    """Where a tree is found again: by its own commit, by HEAD where it has gone far from the *former* place, else by that."""
    origin = source.origin()
    if origin.kind == "commit":
        return Place(origin.commit, {})
    if len(overlay) > _FAR and origin.commit and origin.commit != former.commit:
        fresh = source.since(origin.commit)
        return Place(origin.commit, fresh) if fresh is not None else None
    return Place(former.commit, overlay)


def keep_whole(
    git: Git, source: Source, at: Snapshot, told: Examination | None = None, locator: Locator | None = None
) -> None:
    """Keep a tree that was read whole, judged by all rules (*told*, with what was located) or not yet, for the next run."""
    commit = at.origin.commit
    overlay = source.since(commit) if commit and isinstance(source, Tracked) else None
    made = fabric(at) if overlay is not None else None
    if overlay is None or made is None:
        return
    groups = {file.path: group for group, files in made.groups.items() for file in files}
    stale, placed = ("changelog", CHANGELOG) in at.origin.notes, (locator or Locator(source, at)).placed
    kept = whole(at, RULES, told, placed, lambda path: groups.get(path, ""), stale=stale)
    keep(world_path(git), program(), Place(commit, overlay), made, kept)
