"""The document register as JSON and as a table (DOMAIN 4d.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sapat.model.names import EVIDENCE, STATUSES
from sapat.model.rows import ActRow, DocumentRow
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words, pick
from sapat.report.said import acts_text, role_text, type_text, version_text
from sapat.report.tables import Table

_TITLE: Final = Words(
    "Документтердин реестри, {day} абалы боюнча", "Реестр документов на {day}", "Document register as of {day}"
)
HEADS: Final[Mapping[str, Words]] = {
    "code": Words("Коду", "Код", "Code"),
    "title": Words("Аталышы", "Наименование", "Title"),
    "type": Words("Түрү", "Вид", "Type"),
    "level": Words("Деңгээли", "Уровень", "Level"),
    "version": Words("Версиясы", "Версия", "Version"),
    "status": Words("Статусу", "Статус", "Status"),
    "approved": Words("Бекитилген (чечим, буйрук)", "Утверждён (решение, приказ)", "Approved (decision, order)"),
    "effective": Words("Күчүнө кирген күнү", "Дата введения", "Effective date"),
    "owner": Words("Жооптуу", "Ответственный", "Owner"),
    "last_review": Words("Акыркы кароо", "Последний пересмотр", "Last review"),
    "next_review": Words("Кийинки кароо", "Следующий пересмотр", "Next review"),
    "original": Words("Түп нусканын жери", "Место подлинника", "Original"),
    "evidence": Words("Далил", "Доказательство", "Evidence"),
}
_FIRST: Final = ("code", "status", "version", "title", "effective", "next_review", "owner")


def as_json(rows: Sequence[DocumentRow], on: date) -> str:
    body = {"version": 1, "as_of": on.isoformat(), "documents": [document_json(row) for row in rows]}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_table(at: Snapshot, rows: Sequence[DocumentRow], on: date, lang: str) -> Table:
    keys = tuple(HEADS)
    return Table(
        title=_TITLE.say(lang, {"day": on.isoformat()}),
        heads=tuple(head.say(lang) for head in HEADS.values()),
        rows=tuple(tuple(_cells(at, row, lang)[key] for key in keys) for row in rows),
        first=tuple(keys.index(key) for key in _FIRST),
    )


def _cells(at: Snapshot, row: DocumentRow, lang: str) -> dict[str, str]:
    return {
        "code": row.code,
        "title": pick(row.title, lang),
        "type": type_text(at, row.type, lang),
        "level": "" if row.level is None else str(row.level),
        "version": version_text(row),
        "status": STATUSES[row.standing.status.value].say(lang),
        "approved": acts_text(at, (row.decision, row.order), lang),
        "effective": day_text(row.effective),
        "owner": role_text(at, row.owner, lang),
        "last_review": day_text(row.cycle.last),
        "next_review": day_text(row.cycle.due),
        "original": row.original.get("place", ""),
        "evidence": EVIDENCE[row.evidence].say(lang) if row.shown else "",
    }


def document_json(row: DocumentRow) -> dict[str, Any]:
    """The row in the shape of DESIGN 5; null is the only "nothing"."""
    held = {key: row.original[key] for key in ("place", "keeper") if key in row.original}
    return {
        "code": row.code,
        "slug": row.slug,
        "title": dict(row.title),
        "type": row.type or None,
        "level": row.level,
        "version": row.version or None,
        "status": row.standing.status.value,
        "owner": row.owner or None,
        "unit": row.unit or None,
        "decision": act_json(row.decision),
        "order": act_json(row.order),
        "effective": day_json(row.effective),
        "expires": day_json(row.expires),
        "last_review": day_json(row.cycle.last),
        "next_review": day_json(row.cycle.due),
        "path": row.path or None,
        "also": [{"version": k.version, "until": k.until.isoformat(), "for": dict(k.whom)} for k in row.also],
        "original": held or None,
        "evidence": row.evidence if row.shown else None,
    }


def act_json(act: ActRow | None) -> dict[str, str | None] | None:
    if act is None:
        return None
    return {
        "id": act.id,
        "item": act.item or None,
        "number": act.number or None,
        "date": day_json(act.date),
        "body": act.body or None,
    }


def day_json(told: date | None) -> str | None:
    return told.isoformat() if told else None


def day_text(told: date | None) -> str:
    return told.isoformat() if told else ""
