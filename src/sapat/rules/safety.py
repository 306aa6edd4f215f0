"""SAP8: raw HTML, links, modes and names that can do harm."""

from __future__ import annotations

from sapat.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
