"""The change sheet as JSON and as a table (R60, DOMAIN 4d.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sapat.model.names import value_name
from sapat.model.sheet import Line
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.report.documents import act_json
from sapat.report.said import acts_text, role_text, values_text
from sapat.report.tables import Cell, Table

TITLE: Final = Words(
    "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы, {day} абалы боюнча",
    "Лист регистрации изменений и дополнений на {day}",
    "Change and addition sheet as of {day}",
)
_HEADS: Final = (
    Words("№", "№", "No."),
    Words("Коду", "Код", "Code"),
    Words("Версиясы (мурунку → жаңы)", "Версия (было → стало)", "Version (from → to)"),
    Words("Түрү", "Вид", "Kind"),
    Words("Өзгөртүлгөн бөлүмдөр", "Изменённые разделы", "Changed sections"),
    Words("Кыскача мазмуну", "Содержание", "Summary"),
    Words("Негизи", "Основание", "Basis"),
    Words("Өзгөрүүнүн анализи", "Анализ", "Analysis"),
    Words("Киргизген", "Внёс", "Made by"),
    Words("Чечим же буйрук", "Решение, приказ", "Decision"),
    Words("Киргизилген күнү", "Дата внесения", "Date"),
    Words("Маалымдалды", "Оповещены", "Notified"),
    Words("Колу", "Подпись", "Signature"),
)
_FIRST: Final = (0, 10, 1, 2, 3, 5, 9)


def as_json(lines: Sequence[Line], on: date) -> str:
    entries = [_line(number, one) for number, one in enumerate(lines, 1)]
    body = {"version": 1, "register": "changes", "as_of": on.isoformat(), "entries": entries}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _line(number: int, one: Line) -> dict[str, Any]:
    return {
        "number": number,
        "code": one.code,
        "slug": one.slug,
        "from": one.former or None,
        "to": one.version or None,
        "what": one.what,
        "kind": one.kind,
        "sections": list(one.sections),
        "summary": one.summary or None,
        "set": dict(one.set),
        "basis": one.basis or None,
        "analysis": one.analysis or None,
        "made_by": list(one.made_by),
        "decision": act_json(one.decision),
        "order": act_json(one.order),
        "date": one.when.isoformat(),
        "path": one.path,
    }


def as_table(at: Snapshot, lines: Sequence[Line], on: date, lang: str) -> Table:
    """The printed form; who was told and the signature are filled in by hand on paper."""
    return Table(
        title=TITLE.say(lang, {"day": on.isoformat()}),
        heads=tuple(head.say(lang) for head in _HEADS),
        rows=tuple(_cells(at, number, one, lang) for number, one in enumerate(lines, 1)),
        first=_FIRST,
    )


def _cells(at: Snapshot, number: int, one: Line, lang: str) -> tuple[Cell, ...]:
    return (
        number,
        one.code,
        versions_text(one),
        value_name(at.schemas.get(one.what, {}), "verdict" if one.what == "review" else "kind", one.kind, lang),
        "; ".join(one.sections),
        "; ".join(told for told in (values_text(at, one.set, lang), one.summary) if told),
        one.basis,
        one.analysis,
        ", ".join(role_text(at, role, lang) for role in one.made_by),
        acts_text(at, (one.decision, one.order), lang),
        one.when.isoformat(),
        "",
        "",
    )


def versions_text(one: Line) -> str:
    """`1.0 → 1.1`; the first version alone, and a dash where no text follows."""
    return f"{one.former} → {one.version or '—'}" if one.former else one.version
