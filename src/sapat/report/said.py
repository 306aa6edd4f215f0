"""How facts are said in one line: acts, posts, kept editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sapat.model.approval import title
from sapat.model.entries import Addendum
from sapat.model.names import label, value_name
from sapat.model.records import Dossier
from sapat.model.rows import ActRow, DocumentRow, Kept, act_row
from sapat.model.signing import brought_back
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on
from sapat.model.words import LANGUAGES, Words, pick

_PROTOCOL: Final = Words("№ {number} протокол", "протокол № {number}", "minutes No. {number}")
_ORDER: Final = Words("№ {number} буйрук", "приказ № {number}", "order No. {number}")
_TITLED: Final = {"role": "roles", "unit": "units", "body": "bodies"}  # what is called by its title, not by its id
_BACK: Final = Words(
    "{code} {former} өз күнүнө чейин токтотулат, ошондуктан ал токтотмок болгон {ended} күчүндө калат же кайра күчүнө кирет. Ал токтотулсун десеңиз, ушул жазууда атаңыз: --ends {ended}",
    "{code} {former} останавливается до своего дня, поэтому {ended}, который она прекращала, остаётся в силе или снова вступает в силу. Если он должен быть прекращён, назовите его в этой записи: --ends {ended}",
    "{code} {former} is stopped before its day, so {ended}, which it was to end, stays in force or comes back. If that shall end all the same, name it in this record: --ends {ended}",
)
YES: Final = Words("ооба", "да", "yes")
NO: Final = Words("жок", "нет", "no")
_ITEM: Final = Words("{item}-пункт", "п. {item}", "item {item}")


def act_text(at: Snapshot, act: ActRow | None, lang: str) -> str:
    """A decision or order: who, number, day, item; its id where no register has it."""
    if act is None:
        return ""
    told = [title(at, "bodies", act.body).say(lang)] if act.body else []
    if act.number:
        told.append((_PROTOCOL if act.body else _ORDER).say(lang, {"number": act.number}))
    if act.date:
        told.append(act.date.isoformat())
    if not told:
        return act.id
    return ", ".join([*told, _ITEM.say(lang, {"item": act.item})] if act.item else told)


def acts_text(at: Snapshot, acts: Iterable[ActRow | None], lang: str) -> str:
    return "; ".join(told for act in acts if (told := act_text(at, act, lang)))


def role_text(at: Snapshot, role: str, lang: str) -> str:
    """What people call a post."""
    return title(at, "roles", role).say(lang) if role else ""


def back_text(at: Snapshot, record: Dossier, lang: str) -> tuple[str, ...]:
    """A sentence for each document that comes back because a record stops the version that was to end it."""
    return tuple(
        _BACK.say(lang, {"code": record.code, "former": former.version, "ended": code_on(at, slug)})
        for former, slug in brought_back(at, record)
    )


def by_text(at: Snapshot, by: Mapping[str, Any], lang: str) -> str:
    """Who did it: the post, and the person's id where the institution names persons."""
    told = [role_text(at, str(by.get("role", "")), lang), str(by.get("person", ""))]
    return ", ".join(one for one in told if one)


def version_text(row: DocumentRow) -> str:
    """The version in force and the former ones that go on for some: `1.1 (1.0 → 2029-06-30)`."""
    kept = ", ".join(kept_text(one) for one in row.also)
    return f"{row.version} ({kept})".strip() if kept else row.version


def kept_text(one: Kept) -> str:
    return f"{one.version} → {one.until.isoformat()}"


def type_text(at: Snapshot, type_: str, lang: str) -> str:
    known = at.settings.types.get(type_)
    return pick(known.label, lang) if known else type_


def addendum_text(at: Snapshot, one: Addendum, lang: str) -> str:
    """An addendum in one line: kind, from when, what it sets, why."""
    schema = at.schemas.get("addendum", {})
    told = [
        value_name(schema, "kind", one.kind, lang),
        one.since.isoformat() if one.since else "",
        values_text(at, one.set, lang),
        f"{one.value.get('lang', '')} {one.value.get('of_version', '')}".strip() if one.kind == "translation" else "",
        acts_text(at, (act_row(at, one, kind, at.today) for kind in ("decision", "order")), lang),
    ]
    told.append(str(one.value.get("why", "")))
    return "; ".join(part for part in told if part)


def values_text(at: Snapshot, told: Mapping[str, Any], lang: str) -> str:
    """The values an addendum to a record sets, each with the label of its field."""
    fields = {
        **at.schemas.get("document", {}).get("properties", {}),
        **at.schemas.get("change", {}).get("properties", {}),
    }
    schema = {"properties": fields}
    return "; ".join(f"{label(schema, k, lang)}: {field_text(at, fields.get(k, {}), v, lang)}" for k, v in told.items())


def field_text(at: Snapshot, field: Mapping[str, Any], told: Any, lang: str) -> str:
    """A value as people read it: its schema says what it refers to and what its values are called."""
    if isinstance(told, bool):
        return (YES if told else NO).say(lang)
    if isinstance(told, list):
        return "; ".join(field_text(at, field.get("items", {}), one, lang) for one in told)
    if isinstance(told, Mapping):
        return _mapping_text(at, field, told, lang)
    register = _TITLED.get(str(field.get("x-ref", "")))
    if register:
        return title(at, register, str(told)).say(lang)
    return value_name({"properties": {"it": field}}, "it", str(told), lang)


def _mapping_text(at: Snapshot, field: Mapping[str, Any], told: Mapping[str, Any], lang: str) -> str:
    if told and set(told) <= set(LANGUAGES):
        return field_text(at, {}, told.get(lang) or next(iter(told.values())), lang)
    known = field.get("properties", {})
    rest = field.get("additionalProperties")
    if isinstance(rest, Mapping):
        return "; ".join(f"{key}: {field_text(at, rest, one, lang)}" for key, one in told.items())
    return ", ".join(field_text(at, known.get(key, {}), one, lang) for key, one in told.items())
