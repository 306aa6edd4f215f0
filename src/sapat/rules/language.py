"""SAP6: lost Kyrgyz letters, words of two scripts, preferred terms."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
