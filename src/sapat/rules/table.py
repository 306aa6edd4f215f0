"""The table of all rules, in order of their ids. An id is never renamed and never reused: auditors quote it."""

from __future__ import annotations

from typing import Final

from sapat.rules import (
    approval,
    identity,
    language,
    links,
    ranges,
    reading,
    registers,
    repository,
    safety,
    time,
    versions,
)
from sapat.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (
            *reading.RULES,
            *identity.RULES,
            *versions.RULES,
            *approval.RULES,
            *time.RULES,
            *links.RULES,
            *language.RULES,
            *registers.RULES,
            *safety.RULES,
            *repository.RULES,
            *ranges.RULES,
        ),
        key=lambda rule: rule.id,
    )
)
