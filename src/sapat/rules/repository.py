"""SAP9: whether the repository is fit."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
