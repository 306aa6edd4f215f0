"""SAP5: links between documents, and processes and procedures that cover each other."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
