"""The table of all rules, in order of their ids. An id is never renamed and never reused: auditors quote it."""

from __future__ import annotations

from typing import Final

from sapat.rules import (
    addenda,
    approval,
    authority,
    cards,
    checkpoints,
    codes,
    coverage,
    dates,
    dossiers,
    headings,
    identity,
    language,
    links,
    mainline,
    owners,
    paths,
    ranges,
    ratification,
    reading,
    records,
    registers,
    repository,
    reviewed,
    routes,
    safety,
    seals,
    time,
    versions,
    waivers,
)
from sapat.rules.rule import Rule

_ALL: Final[tuple[Rule, ...]] = (
    *reading.RULES,
    *codes.RULES,
    *identity.RULES,
    *owners.RULES,
    *versions.RULES,
    *records.RULES,
    *seals.RULES,
    *dossiers.RULES,
    *dates.RULES,
    *routes.RULES,
    *approval.RULES,
    *authority.RULES,
    *ratification.RULES,
    *time.RULES,
    *reviewed.RULES,
    *links.RULES,
    *cards.RULES,
    *coverage.RULES,
    *headings.RULES,
    *language.RULES,
    *registers.RULES,
    *addenda.RULES,
    *safety.RULES,
    *paths.RULES,
    *repository.RULES,
    *waivers.RULES,
    *mainline.RULES,
    *checkpoints.RULES,
    *ranges.RULES,
)
RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*_ALL, waivers.existence(rule.id for rule in _ALL)), key=lambda rule: rule.id)
)
