"""The versions of a document as JSON, as a table and as text; who wrote and when it reached the main line are kept apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sapat.model.entries import Addendum
from sapat.model.history import Commit, VersionRow
from sapat.model.names import EVIDENCE, STATUSES, label, value_name
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.report.documents import act_json, day_json, day_text
from sapat.report.said import act_text, acts_text, addendum_text, by_text
from sapat.report.tables import Table, plain

_TITLE: Final = Words("{code}: версиялары", "{code}: версии", "{code}: versions")
_HEADS: Final[Mapping[str, Words]] = {
    "version": Words("Версиясы", "Версия", "Version"),
    "kind": Words("Түрү", "Вид", "Kind"),
    "status": Words("Статусу", "Статус", "Status"),
    "effective": Words("Күчүнө кирген күнү", "Дата введения", "Effective date"),
    "approved": Words("Чечим, буйрук", "Решение, приказ", "Decision, order"),
    "evidence": Words("Далил", "Доказательство", "Evidence"),
    "sealed": Words("Катталган", "Зарегистрировано", "Registered"),
    "late": Words("Кечигүү, күн", "Опоздание, дней", "Days late"),
    "by": Words("Каттаган", "Зарегистрировал", "Registered by"),
    "summary": Words("Кыскача мазмуну", "Содержание", "Summary"),
    "basis": Words("Негизи", "Основание", "Basis"),
    "reached": Words("Негизги бутакка жеткен", "Попало в основную ветвь", "Reached the main line"),
    "commit": Words("Коммит", "Коммит", "Commit"),
    "text": Words("Тексттин изи (SHA-256)", "Отпечаток текста (SHA-256)", "Text digest (SHA-256)"),
}
_ADDED: Final = Words("Кошумчалар", "Дополнения к записи", "Addenda")
_LATE: Final = Words(
    "{moment}, күчүнө киргенден {days} күн кийин",
    "{moment}, через {days} дн. после введения",
    "{moment}, {days} days after it came into force",
)
_WRITTEN: Final = Words(
    "Текстке жана жазууларга тийген коммиттер", "Кто писал (все коммиты)", "Who wrote (all commits)"
)
_FIRST: Final = ("version", "kind", "status", "effective", "approved", "sealed", "summary")


@dataclass(frozen=True, slots=True)
class Told:
    """The history of one document: its versions, the commits that brought them to the main line, and who wrote."""

    code: str
    versions: Sequence[VersionRow]
    reached: Mapping[str, Commit]  # by version
    written: Sequence[Commit]


def as_json(told: Told) -> str:
    body = {
        "version": 1,
        "code": told.code,
        "versions": [_version(told, row) for row in told.versions],
        "written": [{"commit": one.id, "author": one.author, "date": one.authored} for one in told.written],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _version(told: Told, row: VersionRow) -> dict[str, Any]:
    commit = told.reached.get(row.version)
    return {
        "version": row.version,
        "kind": row.record.kind or None,
        "status": row.status.value,
        "summary": row.summary or None,
        "basis": row.basis or None,
        "decision": act_json(row.decision),
        "order": act_json(row.order),
        "effective": day_json(row.record.effective),
        "sealed": row.sealed or None,
        "by": dict(row.by) or None,
        "evidence": row.evidence,
        "registered_late_days": row.record.late_days,
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "date": commit.committed if commit else None,
        "text_sha256": row.text or None,
        "addenda": [addendum_json(one) for one in row.addenda],
    }


def addendum_json(one: Addendum) -> dict[str, Any]:
    """What an addendum says, without the hashes that bind it."""
    return {"path": one.path} | {k: v for k, v in one.value.items() if k not in ("schema", "to", "previous")}


def as_table(at: Snapshot, told: Told, lang: str) -> Table:
    keys = tuple(_HEADS)
    cells = [_cells(at, told, row, lang) for row in told.versions]
    return Table(
        title=_TITLE.say(lang, {"code": told.code}),
        heads=tuple(head.say(lang) for head in _HEADS.values()),
        rows=tuple(tuple(row[key] for key in keys) for row in cells),
        first=tuple(keys.index(key) for key in _FIRST),
    )


def _cells(at: Snapshot, told: Told, row: VersionRow, lang: str) -> dict[str, str | int]:
    commit = told.reached.get(row.version)
    return {
        "version": row.version,
        "kind": value_name(at.schemas.get("change", {}), "kind", row.record.kind, lang),
        "status": STATUSES[row.status.value].say(lang),
        "effective": day_text(row.record.effective),
        "approved": acts_text(at, (row.decision, row.order), lang),
        "evidence": EVIDENCE[row.evidence].say(lang),
        "sealed": row.sealed,
        "late": row.record.late_days or "",
        "by": by_text(at, row.by, lang),
        "summary": row.summary,
        "basis": row.basis,
        "reached": commit.committed if commit else "",
        "commit": commit.id if commit else "",
        "text": row.text,
    }


def as_text(at: Snapshot, told: Told, lang: str) -> str:
    """For people: a block for each version, then who wrote."""
    lines = [_TITLE.say(lang, {"code": told.code})]
    for row in told.versions:
        lines += ["", *_block(at, told, row, lang)]
    if told.written:
        lines += ["", _WRITTEN.say(lang)]
        lines += [f"  {one.authored}  {one.id[:12]}  {one.author}" for one in told.written]
    return "".join(plain(line) + "\n" for line in lines)


def _block(at: Snapshot, told: Told, row: VersionRow, lang: str) -> list[str]:
    cells = _cells(at, told, row, lang)
    commit = told.reached.get(row.version)
    if row.record.late_days:
        cells["sealed"] = _LATE.say(lang, {"moment": row.sealed, "days": row.record.late_days})
    if commit:
        cells["reached"] = f"{commit.committed}  {commit.id[:12]}  {commit.author}"
    head = f"{cells['version']}  {cells['status']}  ({cells['kind']})"
    said = ("summary", "basis", "effective", "sealed", "by", "evidence", "reached", "text")
    facts = [(_HEADS[key].say(lang), str(cells[key])) for key in said]
    change = at.schemas.get("change", {})
    facts[2:2] = [
        (label(change, kind, lang), act_text(at, act, lang))
        for kind, act in (("decision", row.decision), ("order", row.order))
    ]
    facts += [(_ADDED.say(lang), addendum_text(at, one, lang)) for one in row.addenda]
    widest = max(len(name) for name, _ in facts)
    return [head, *(f"  {name.ljust(widest)}  {value}" for name, value in facts if value)]
