"""Everything about one document, as JSON and as text: where it stands, why, and what is still missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sapat.model.approval import missing
from sapat.model.codes import sort_key
from sapat.model.due import Deadline, deadlines_of
from sapat.model.entries import Entry
from sapat.model.history import VersionRow
from sapat.model.lacks import Lack
from sapat.model.links import references
from sapat.model.names import DEADLINES, EVIDENCE, STATES, STATUSES, value_name
from sapat.model.reviews import reviews_of
from sapat.model.rows import DocumentRow, document_row
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words, pick
from sapat.report.documents import HEADS, day_json, day_text, document_json
from sapat.report.history import addendum_json
from sapat.report.said import (
    act_text,
    addendum_text,
    by_text,
    kept_text,
    role_text,
    type_text,
    version_text,
)
from sapat.report.tables import plain

_W: Final = {
    "as_of": Words("{day} абалы боюнча", "на {day}", "as of {day}"),
    "former_codes": Words("Мурунку коддору", "Прежние коды", "Former codes"),
    "unit": Words("Бөлүм", "Подразделение", "Unit"),
    "decision": Words("Чечим", "Решение", "Decision"),
    "order": Words("Буйрук", "Приказ", "Order"),
    "expires": Words("Колдонуу мөөнөтү", "Срок действия", "Valid until"),
    "also": Words("Улантылган мурунку версия", "Продолжает действовать", "Goes on for some"),
    "coming": Words("Күчүнө кирет", "Вступит в силу", "Takes effect"),
    "ended": Words("Күчүн токтоткон документ", "Прекратил действие документ", "Ended by"),
    "process": Words("Процесс", "Процесс", "Process"),
    "iso": Words("ИСО пункттары", "Пункты ИСО", "ISO clauses"),
    "basis": Words("Ченемдик негизи", "Нормативное основание", "Basis"),
    "path": Words("Файлы", "Файл", "File"),
    "open": Words(
        "Ачык жазуу: {version} ({kind})", "Открытая запись: {version} ({kind})", "Open record: {version} ({kind})"
    ),
    "missing": Words("жетишпейт", "не хватает", "missing"),
    "complete": Words("баары даяр: sapat approve", "всё готово: sapat approve", "nothing is missing: sapat approve"),
    "versions": Words("Версиялары", "Версии", "Versions"),
    "reviews": Words("Кайра кароолор", "Пересмотры", "Reviews"),
    "addenda": Words("Кошумчалар", "Дополнения к записям", "Addenda"),
    "due": Words("Мөөнөттөр", "Сроки", "Deadlines"),
    "cited_by": Words("Шилтеме кылган документтер", "Ссылающиеся документы", "Cited by"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One document on a day."""

    row: DocumentRow
    versions: Sequence[VersionRow]
    lacks: Sequence[Lack]  # of its open record
    reviews: Sequence[Entry]
    due: Sequence[Deadline]
    cited_by: Sequence[DocumentRow]


def shown(at: Snapshot, row: DocumentRow, versions: Sequence[VersionRow]) -> Shown:
    """What there is to say of *row*; deadlines are those of today only."""
    on = row.standing.on
    owners = {one.owner for one in at.once(references) if one.slug == row.slug and one.owner != row.slug}
    citing = (document_row(at, slug, on) for slug in owners)
    return Shown(
        row=row,
        versions=versions,
        lacks=missing(at, row.slug, row.standing.open) if row.standing.open else (),
        reviews=reviews_of(at, row.slug, on),
        due=deadlines_of(at, row) if on == at.today else (),
        cited_by=sorted((one for one in citing if one is not None), key=lambda one: sort_key(one.code)),
    )


def as_json(told: Shown, lang: str) -> str:
    row = told.row
    front = {key: row.front.get(key) or [] for key in ("process", "iso", "basis", "compilers", "users")}
    record = row.standing.open
    more: dict[str, Any] = {
        "access": row.front.get("access"),
        **front,
        "former_codes": list(row.former_codes),
        "coming": [{"version": str(one.version), "effective": day_json(one.effective)} for one in row.standing.coming],
        "ended_by": row.standing.ended_by.code if row.standing.ended_by else None,
        "versions": [_version(one) for one in told.versions],
        "open": None
        if record is None
        else {
            "version": str(record.version),
            "kind": record.kind,
            "path": record.path,
            "missing": [{"what": one.topic, "message": one.words.say(lang, one.args)} for one in told.lacks],
        },
        "reviews": [{"path": one.path} | {k: v for k, v in one.value.items() if k != "schema"} for one in told.reviews],
        "addenda": [
            {"of_version": one.version} | addendum_json(added) for one in told.versions for added in one.addenda
        ],
        "due": [
            {"what": one.what, "due": one.due.isoformat(), "days": one.days, "state": one.state} for one in told.due
        ],
        "cited_by": [{"code": one.code, "slug": one.slug, "title": dict(one.title)} for one in told.cited_by],
    }
    body = {"version": 1, "as_of": row.standing.on.isoformat(), "document": document_json(row) | more}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _version(one: VersionRow) -> dict[str, Any]:
    return {
        "version": one.version,
        "kind": one.record.kind or None,
        "status": one.status.value,
        "effective": day_json(one.record.effective),
        "sealed": one.sealed or None,
        "evidence": one.evidence,
        "summary": one.summary or None,
    }


def as_text(at: Snapshot, told: Shown, lang: str) -> str:
    """For people: the facts first, then what is open, the versions, what falls due and who cites it."""
    row = told.row
    head = f"{row.code}  {pick(row.title, lang)}"
    lines = [head, _W["as_of"].say(lang, {"day": row.standing.on.isoformat()}), ""]
    lines += _aligned(_facts(at, row, lang))
    lines += _open(at, told, lang)
    lines += _part("versions", (_version_line(at, one, lang) for one in told.versions), lang)
    added = (f"{one.version}  {addendum_text(at, a, lang)}" for one in told.versions for a in one.addenda)
    lines += _part("addenda", added, lang)
    lines += _part("reviews", (_review_line(at, one, lang) for one in told.reviews), lang)
    due = (
        f"{one.due.isoformat()}  {DEADLINES[one.what].say(lang)}  ({STATES[one.state].say(lang)})" for one in told.due
    )
    lines += _part("due", due, lang)
    lines += _part("cited_by", (f"{one.code}  {pick(one.title, lang)}" for one in told.cited_by), lang)
    return "".join(plain(line) + "\n" for line in lines)


def _facts(at: Snapshot, row: DocumentRow, lang: str) -> list[tuple[str, str]]:
    level = f", {HEADS['level'].say(lang).lower()} {row.level}" if row.level is not None else ""
    unit = at.entries("units").get(row.unit)
    titles = unit.get("title") if unit else None
    lists = [(_W[key].say(lang), ", ".join(_texts(row.front.get(key)))) for key in ("process", "iso", "basis")]
    return [
        (HEADS["status"].say(lang), STATUSES[row.standing.status.value].say(lang)),
        (HEADS["version"].say(lang), version_text(row)),
        (_W["former_codes"].say(lang), ", ".join(row.former_codes)),
        (HEADS["type"].say(lang), type_text(at, row.type, lang) + level),
        (HEADS["owner"].say(lang), role_text(at, row.owner, lang)),
        (_W["unit"].say(lang), pick(titles, lang) if isinstance(titles, dict) else row.unit),
        (_W["decision"].say(lang), act_text(at, row.decision, lang)),
        (_W["order"].say(lang), act_text(at, row.order, lang)),
        (HEADS["effective"].say(lang), day_text(row.effective)),
        (_W["expires"].say(lang), day_text(row.expires)),
        (_W["also"].say(lang), "; ".join(f"{kept_text(one)}: {pick(one.whom, lang)}" for one in row.also)),
        (_W["coming"].say(lang), "; ".join(f"{one.version}: {day_text(one.effective)}" for one in row.standing.coming)),
        (_W["ended"].say(lang), row.standing.ended_by.code if row.standing.ended_by else ""),
        (HEADS["last_review"].say(lang), day_text(row.cycle.last)),
        (HEADS["next_review"].say(lang), day_text(row.cycle.due)),
        *lists,
        (HEADS["original"].say(lang), row.original.get("place", "")),
        (_W["path"].say(lang), row.path),
    ]


def _open(at: Snapshot, told: Shown, lang: str) -> list[str]:
    record = told.row.standing.open
    if record is None:
        return []
    kind = value_name(at.schemas.get("change", {}), "kind", record.kind, lang)
    lines = ["", _W["open"].say(lang, {"version": record.version, "kind": kind})]
    if not told.lacks:
        return [*lines, f"  {_W['complete'].say(lang)}"]
    return lines + [f"  {_W['missing'].say(lang)}: {one.words.say(lang, one.args)}" for one in told.lacks]


def _version_line(at: Snapshot, one: VersionRow, lang: str) -> str:
    kind = value_name(at.schemas.get("change", {}), "kind", one.record.kind, lang)
    told = (
        one.version,
        day_text(one.record.effective),
        STATUSES[one.status.value].say(lang),
        kind,
        f"({EVIDENCE[one.evidence].say(lang)})",
        one.summary,
    )
    return "  ".join(part for part in told if part)


def _review_line(at: Snapshot, one: Entry, lang: str) -> str:
    verdict = value_name(at.schemas.get("review", {}), "verdict", one.text("verdict"), lang)
    by = one.get("by")
    told = (one.text("date"), one.text("version"), verdict, by_text(at, by, lang) if isinstance(by, dict) else "")
    return "  ".join(part for part in (*told, one.text("note")) if part)


def _part(name: str, lines: Iterable[str], lang: str) -> list[str]:
    told = [f"  {line}" for line in lines]
    return ["", _W[name].say(lang), *told] if told else []


def _aligned(facts: Sequence[tuple[str, str]]) -> list[str]:
    held = [(name, value) for name, value in facts if value]
    widest = max(len(name) for name, _ in held)
    return [f"  {name.ljust(widest)}  {value}" for name, value in held]


def _texts(told: object) -> list[str]:
    return [str(one) for one in told] if isinstance(told, list) else []
