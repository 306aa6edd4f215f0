"""Applying the table of rules to a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Final

from sapat.model.findings import Finding, Hit, Severity, Verdict, Where
from sapat.model.settings import Waiver
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import Rule

IDLE: Final = "SAP900"  # the engine's own: a rule that examined nothing
LONGEST_WAIVER: Final = timedelta(days=180)
# A waiver puts off what can be mended later. A fact changed or lost is not mended by waiting: history keeps it for ever.
NEVER_WAIVED: Final = frozenset({"SAP230", "SAP231", "SAP234", "SAP750", "SAP914", "SAP916"})


@dataclass(frozen=True, slots=True)
class Examination:
    """What the rules found, waived or not, and how many objects each looked at (None: not applicable here)."""

    found: Sequence[Finding]
    examined: Mapping[str, int | None]


def judge(at: Snapshot, rules: Sequence[Rule], prefixes: Sequence[str] = ()) -> Verdict:
    """Every finding of the rules whose ids begin with one of *prefixes* (none: all rules)."""
    return concluded(at, examine(at, asked(rules, prefixes)), len(at.documents))


def asked(rules: Sequence[Rule], prefixes: Sequence[str]) -> Sequence[Rule]:
    """The rules whose ids begin with one of *prefixes*; none: all rules."""
    return [rule for rule in rules if rule.id.startswith(tuple(prefixes))] if prefixes else rules


def examine(at: Snapshot, rules: Sequence[Rule]) -> Examination:
    """Every rule, applied to its objects."""
    found: list[Finding] = []
    examined: dict[str, int | None] = {}
    for rule in rules:
        if not applies(at, rule):
            examined[rule.id] = None
            continue
        over = list(rule.over(at))
        looked = over if rule.suspects is None else rule.suspects(at)
        found += [_finding(at, rule, hit) for hit in chain.from_iterable(map(partial(rule.check, at), looked))]
        examined[rule.id] = len(over)
        if not over and rule.covers is not None and any(True for _ in rule.covers(at)):
            found.append(_idle(rule))
    return Examination(found, examined)


def concluded(at: Snapshot, told: Examination, documents: int) -> Verdict:
    """The verdict: findings in order, apart from those that are waived."""
    kept, waived = _waive(at, told.found)
    return Verdict(tuple(sorted(kept, key=lambda one: one.order)), told.examined, tuple(waived), documents)


def applies(at: Snapshot, rule: Rule) -> bool:
    """Whether a rule can be judged here; one that cannot is told as not applicable, never as passed."""
    if (rule.with_base and at.base is None) or (rule.with_history and at.history is None):
        return False
    if rule.with_paper or (rule.with_proof and at.proof is None):
        return False
    return rule.applies(at.settings)


def _finding(at: Snapshot, rule: Rule, hit: Hit) -> Finding:
    document, do = hit.document or document_at(at, hit.where.path), rule.cure(hit.says)
    known = {"code": document or "…", "path": hit.where.path}  # so that a cure can be run as it stands
    asked = {key: told for key, told in known.items() if key not in hit.args and f"{{{key}}}" in do.en}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        where=hit.where,
        document=document,
        message=rule.sentence(hit.says),
        do=do,
        args={**hit.args, **asked} if asked else hit.args,
        source=rule.source,
    )


def document_at(at: Snapshot, path: str) -> str:
    """The code of the document a path belongs to: its text, or its dossier."""
    return at.codes_of_paths.get(path, "")


def _idle(rule: Rule) -> Finding:
    return Finding(
        rule=IDLE,
        severity=Severity.ERROR,
        where=Where("sapat.toml", line=1, column=1),
        document="",
        message=Words(
            "{rule} эрежеси бир да объектти текшерген жок, бирок текшере турган объекттер бар",
            "правило {rule} не проверило ни одного объекта, хотя объекты для него есть",
            "rule {rule} examined nothing although objects for it exist",
        ),
        do=Words(
            "программанын катасы катары билдириңиз; буга чейин текшерүүгө таянбаңыз",
            "сообщите об ошибке программы; до исправления на проверку не полагайтесь",
            "report it as a defect of the program; do not rely on the check until it is mended",
        ),
        args={"rule": rule.id},
        source="ISO 9001:2015 9.1.1",
    )


def _waive(at: Snapshot, found: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    """Findings apart from those set aside by a waiver that has not ended, is not longer than allowed and may be given."""
    asked = (w for w in at.settings.waivers if w.rule not in NEVER_WAIVED)
    good = [w for w in asked if at.today <= w.until <= at.today + LONGEST_WAIVER]
    kept: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for one in found:
        held = next((w for w in good if w.rule == one.rule and one.document and w.document == one.document), None)
        if held is None:
            kept.append(one)
        else:
            waived.append((one, held))
    return kept, waived
