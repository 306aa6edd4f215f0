"""SAP2: versions, dossiers, seals and chains."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
