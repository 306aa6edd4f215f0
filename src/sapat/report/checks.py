"""The answer of `sapat check` in each format: a function of the verdict, the language and, for text, the source lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sapat.model.findings import Finding, Severity, Verdict
from sapat.model.words import Words

LineOf = Callable[[str, int], str]

SEVERITIES: Final[Mapping[Severity, Words]] = {
    Severity.ERROR: Words("КАТА", "ОШИБКА", "ERROR"),
    Severity.WARNING: Words("ЭСКЕРТҮҮ", "ПРЕДУПРЕЖДЕНИЕ", "WARNING"),
    Severity.INFO: Words("МААЛЫМАТ", "СВЕДЕНИЕ", "NOTE"),
}
_LAST: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)
_TOTAL: Final = Words(
    "Документ: {documents}. Ката: {errors}. Эскертүү: {warnings}. Маалымат: {infos}. Өткөрүп жиберилген (waiver): {waived}.",
    "Документов: {documents}. Ошибок: {errors}. Предупреждений: {warnings}. Сведений: {infos}. Отложено (waiver): {waived}.",
    "Documents: {documents}. Errors: {errors}. Warnings: {warnings}. Notes: {infos}. Waived: {waived}.",
)
_WAIVED: Final = Words(
    "өткөрүлдү {until} чейин: {rule} {document} — {reason}",
    "отложено до {until}: {rule} {document} — {reason}",
    "waived until {until}: {rule} {document} — {reason}",
)
_OUTSIDE: Final = Words(
    "Бул өзгөртүүгө тиешеси жок дагы {count} табылга бар (sapat check аларды көрсөтөт).",
    "Ещё находок, не относящихся к этому изменению: {count} (их покажет sapat check).",
    "Findings that this change neither brings nor touches: {count} (sapat check shows them).",
)


def as_text(verdict: Verdict, lang: str, today: date, line_of: LineOf, outside: int = 0) -> str:
    """For people: place, sentence, the source line itself, what to do and the clause; errors last, where a terminal stops."""
    told: list[str] = []
    for one in sorted(verdict.findings, key=lambda found: _LAST.index(found.severity)):
        told.append(f"{_place(one)}  {SEVERITIES[one.severity].say(lang)} {one.rule}")
        told.append(f"    {one.message.say(lang, one.args)}" + (f"  [{one.document}]" if one.document else ""))
        shown = line_of(one.where.path, one.where.line).strip() if one.where.line else ""
        if shown:
            told.append(f"    | {shown[:160]}")
        told.append(f"    → {one.do.say(lang, one.args)}  ({one.source})")
    for found, waiver in verdict.waived:
        args = {"until": waiver.until, "rule": found.rule, "document": found.document, "reason": waiver.reason}
        told.append(_WAIVED.say(lang, args))
    if outside:
        told.append(_OUTSIDE.say(lang, {"count": outside}))
    told.append(total(verdict, lang))
    return "\n".join(told) + "\n"


def total(verdict: Verdict, lang: str) -> str:
    return _TOTAL.say(
        lang,
        {
            "documents": verdict.documents,
            "errors": verdict.count(Severity.ERROR),
            "warnings": verdict.count(Severity.WARNING),
            "infos": verdict.count(Severity.INFO),
            "waived": len(verdict.waived),
        },
    )


def as_json(verdict: Verdict, lang: str, today: date, line_of: LineOf, outside: int = 0) -> str:
    body = {
        "version": 1,
        "today": today.isoformat(),
        "documents": verdict.documents,
        "examined": dict(verdict.examined),
        "findings": [_row(one, lang) for one in verdict.findings],
        "waived": [_row(one, lang) | {"reason": w.reason, "until": w.until.isoformat()} for one, w in verdict.waived],
        "outside": outside,
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_github(verdict: Verdict, lang: str, today: date, line_of: LineOf, outside: int = 0) -> str:
    """Workflow commands: the forge shows each finding beside its line."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    told = []
    for one in verdict.findings:
        text = f"{one.message.say(lang, one.args)} → {one.do.say(lang, one.args)} ({one.source})"
        where = f"file={_property(one.where.path)},line={max(1, one.where.line)},col={max(1, one.where.column)}"
        told.append(f"::{kinds[one.severity]} {where},title={one.rule}::{_data(text)}")
    return "".join(line + "\n" for line in [*told, total(verdict, lang)])


def _row(one: Finding, lang: str) -> dict[str, object]:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "path": one.where.path,
        "line": one.where.line,
        "column": one.where.column,
        "document": one.document,
        "message": one.message.say(lang, one.args),
        "do": one.do.say(lang, one.args),
        "source": one.source,
    }


def _place(one: Finding) -> str:
    return f"{one.where.path}:{one.where.line}:{one.where.column}" if one.where.line else one.where.path


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[Mapping[str, Callable[[Verdict, str, date, LineOf, int], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
