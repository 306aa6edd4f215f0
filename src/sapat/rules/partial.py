"""A verdict on a whole tree from what was kept of a former one and a part judged anew: the same, to the last count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from sapat.model.findings import Finding
from sapat.model.kept import Kept
from sapat.model.reach import TooFar
from sapat.model.references import UNSURE, Known
from sapat.model.snapshot import Snapshot
from sapat.rules.judge import IDLE, Examination, applies, examine
from sapat.rules.repository import EMPTY
from sapat.rules.rule import Rule


def lasting(rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules whose counts can be kept: they look at files, not at history."""
    return [rule for rule in rules if not rule.with_history]


def keepable(rules: Sequence[Rule]) -> frozenset[str]:
    """The ids of rules whose findings can be kept: they judge files, neither the clone nor its history."""
    return frozenset(rule.id for rule in rules if not rule.afresh and not rule.with_history)


def whole(
    at: Snapshot,
    rules: Sequence[Rule],
    told: Examination | None,
    placed: Callable[[Sequence[Finding]], Sequence[Finding]],
    group_of: Callable[[str], str],
    *,
    stale: bool,
) -> Kept:
    """What is kept of a tree that was examined whole, by all rules (*told*; None: they are asked now)."""
    lone = [rule for rule in lasting(rules) if not rule.with_base]
    ranged = [rule for rule in lasting(rules) if rule.with_base]
    known = examine(replace(at, base=None), lone) if told is None else told
    own = examine(alone(at), ranged)
    kept, kept_ranged = {IDLE, *keepable(lone)}, keepable(ranged)
    found = [one for one in known.found if one.rule in kept]
    found += [one for one in own.found if one.rule in kept_ranged]
    counts = {rule.id: known.examined[rule.id] for rule in lone} | dict(own.examined)
    return Kept(
        findings=tuple((group_of(one.where.path), one) for one in placed(found)),
        examined={rule: count for rule, count in counts.items() if count is not None},
        documents=len(at.documents),
        names=at.once(Known).counts(),
        today=at.today,
        now=at.now,
        stale=stale,
    )


def alone(at: Snapshot) -> Snapshot:
    """A tree as a range that brings nothing."""
    return replace(at, base=replace(at, base=None), history=None, sightings={})


def counted(at: Snapshot, rules: Sequence[Rule]) -> dict[str, int]:
    """How many objects each rule has in a part of the tree that was kept."""
    own = alone(at)
    return {rule.id: sum(1 for _ in rule.over(own)) for rule in rules if applies(own, rule)}


def renewed(
    kept: Kept,
    former: Mapping[str, int],
    at: Snapshot,
    rules: Sequence[Rule],
    judged: Set[str],
    group_of: Callable[[str], str],
) -> Examination:
    """What the part *at* says of the groups judged anew, with the counts of the whole.

    Raises TooFar where only the whole can tell.
    """
    part = examine(at, rules)
    lasts = keepable(rules)
    fresh = [
        one
        for one in part.found
        if one.rule not in (IDLE, EMPTY) and (one.rule not in lasts or group_of(one.where.path) in judged)
    ]
    if any(UNSURE in one.args.values() for one in fresh):
        raise TooFar
    counts: dict[str, int | None] = {}
    for rule in rules:
        here = part.examined[rule.id]
        counts[rule.id] = here if here is None or rule.with_history else kept.examined[rule.id] + here - former[rule.id]
        if not counts[rule.id] and here is not None and rule.covers is not None and any(True for _ in rule.covers(at)):
            raise TooFar
    return Examination(fresh, counts)
