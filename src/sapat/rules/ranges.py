"""SAP2 and SAP9 over two snapshots: what a change may not do."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
