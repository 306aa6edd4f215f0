"""SAP1: codes, slugs, titles, owners."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
