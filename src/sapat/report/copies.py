"""Numbered copies as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from typing import Final

from sapat.model.approval import title
from sapat.model.copies import REGISTER, Copy
from sapat.model.names import label, value_name
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on
from sapat.model.words import Words
from sapat.report.tables import Table

_TITLE: Final = Words("Эсепке алынган нускалар, {day}", "Учтённые экземпляры, {day}", "Controlled copies, {day}")
_RECALL: Final = Words("кайтарылсын", "подлежит возврату", "to be recalled")
_KEYS: Final = ("document", "version", "number", "holder", "issued", "state")


def as_json(found: Sequence[Copy], overdue: Set[str], at: Snapshot) -> str:
    rows = [
        {
            "code": code_on(at, one.slug),
            "version": one.version,
            "number": one.number,
            "holder": one.holder,
            "issued": one.issued.isoformat() if one.issued else None,
            "state": one.state,
            "recall": one.entry.id in overdue,
        }
        for one in found
    ]
    return (
        json.dumps({"version": 1, "today": at.today.isoformat(), "copies": rows}, ensure_ascii=False, indent=2) + "\n"
    )


def as_table(found: Sequence[Copy], overdue: Set[str], at: Snapshot, lang: str) -> Table:
    schema = at.schemas.get(REGISTER, {})
    rows = []
    for one in found:
        state = _RECALL.say(lang) if one.entry.id in overdue else value_name(schema, "state", one.state, lang)
        holder = title(at, "units", one.holder).say(lang)
        day = one.issued.isoformat() if one.issued else ""
        rows.append((code_on(at, one.slug), one.version, one.number, holder, day, state))
    return Table(
        title=_TITLE.say(lang, {"day": at.today.isoformat()}),
        heads=tuple(label(schema, key, lang) for key in _KEYS),
        rows=tuple(rows),
    )
