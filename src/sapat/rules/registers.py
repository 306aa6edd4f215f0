"""SAP7: entries, references and addenda of registers."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
