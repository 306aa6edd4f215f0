"""Any register as JSON and as a table: labels, columns and names of values stand in its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sapat.model.codes import sort_key
from sapat.model.days import day
from sapat.model.due import external_check
from sapat.model.entries import Entry, Register
from sapat.model.links import references
from sapat.model.names import label
from sapat.model.reviews import cycle
from sapat.model.rows import document_rows
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, standing
from sapat.model.words import Words, pick
from sapat.report.documents import day_text
from sapat.report.history import addendum_json
from sapat.report.said import addendum_text, field_text
from sapat.report.tables import Table

_TITLE: Final = Words("{title}, {day} абалы боюнча", "{title} на {day}", "{title} as of {day}")
_ID: Final = Words("Белгиси", "Обозначение", "Id")
_ADDED: Final = Words("Кошумчалар", "Дополнения", "Addenda")

Values = Mapping[str, list[str]]  # entry id -> values


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that no file holds: where it stands (before which key; "" at the end) and what is in it on a day."""

    key: str
    head: Words
    before: str
    make: Callable[[Snapshot, Register, date], Values]


def documents_of_reviews(at: Snapshot, register: Register, on: date) -> Values:
    return {key: [code_on(at, key.rpartition("/")[0], on)] for key in register.entries}


def next_looks(at: Snapshot, register: Register, on: date) -> Values:
    """When a document was to be looked at next, as its cycle stood on the day of the review."""
    found: dict[str, list[str]] = {}
    for key, entry in register.entries.items():
        held = day(entry.on(on).get("date"))
        then = standing(at, key.rpartition("/")[0], held) if held else None
        if then is not None:
            dates = cycle(at, then)
            found[key] = [day_text(dates.light_due if entry.get("scope") == "light" else dates.due)]
    return found


def covering(at: Snapshot, register: Register, on: date) -> Values:
    """The documents that say they serve a process (R23, R26)."""
    numbers = {entry.text("number") or key: key for key, entry in register.entries.items()}
    found: dict[str, list[str]] = {}
    for row in document_rows(at, on):
        told = row.front.get("process")
        for number in told if isinstance(told, list) else ():
            found.setdefault(numbers.get(str(number), str(number)), []).append(row.code)
    return found


def next_checks(at: Snapshot, register: Register, on: date) -> Values:
    return {key: [day_text(external_check(at, entry, on))] for key, entry in register.entries.items()}


def citing(at: Snapshot, register: Register, on: date) -> Values:
    """The documents that rest on an external document or link to it (R52: who is to look when it changes)."""
    entries = {entry.text("code"): key for key, entry in register.entries.items()}
    found: dict[str, set[str]] = {}
    for one in at.once(references):
        if one.external is not None:
            found.setdefault(one.external.id, set()).add(code_on(at, one.owner, on))
    for row in document_rows(at, on):
        told = row.front.get("basis")
        for code in told if isinstance(told, list) else ():
            found.setdefault(entries.get(str(code), ""), set()).add(row.code)
    return {key: sorted(codes, key=sort_key) for key, codes in found.items()}


COMPUTED: Final[Mapping[str, tuple[Computed, ...]]] = {
    "reviews": (
        Computed("document", Words("Коду", "Код", "Code"), "version", documents_of_reviews),
        Computed("next", Words("Кийинки кароо", "Следующий пересмотр", "Next review"), "", next_looks),
    ),
    "processes": (Computed("documents", Words("Документтер", "Документы", "Documents"), "indicators", covering),),
    "external": (
        Computed("next_check", Words("Кийинки текшерүү", "Следующая проверка", "Next check"), "", next_checks),
        Computed("cited_by", Words("Шилтеме кылган документтер", "Ссылающиеся", "Cited by"), "", citing),
    ),
}


def entries_on(register: Register, on: date) -> list[Entry]:
    """The entries that existed on a day: `x-register.since` names the field that tells from when; else all."""
    since = _told(register).get("since")
    if not isinstance(since, str):
        return sorted(register.entries.values(), key=lambda one: sort_key(one.id))
    dated = [
        (day(str(one.on(on).get(since))[:10]) or date.min, sort_key(one.id), one) for one in register.entries.values()
    ]
    return [one for when, _, one in sorted(dated, key=lambda row: row[:2]) if when <= on]


def as_json(at: Snapshot, register: Register, on: date) -> str:
    made = {one.key: one.make(at, register, on) for one in COMPUTED.get(register.name, ())}
    entries = [
        {
            "id": entry.id,
            "path": entry.path,
            "values": {key: value for key, value in entry.on(on).items() if key != "schema"},
            "computed": {key: values.get(entry.id, []) for key, values in made.items()},
            "addenda": [addendum_json(one) for one in entry.addenda],
        }
        for entry in entries_on(register, on)
    ]
    body = {"version": 1, "register": register.name, "as_of": on.isoformat(), "entries": entries}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_table(at: Snapshot, register: Register, on: date, lang: str) -> Table:
    columns = list(_columns(at, register, on, lang))
    entries = entries_on(register, on)
    title = _told(register).get("title")
    named = pick(title, lang) if isinstance(title, Mapping) else register.name
    return Table(
        title=_TITLE.say(lang, {"title": named, "day": on.isoformat()}),
        heads=tuple(head for head, _ in columns),
        rows=tuple(tuple(cell(entry) for _, cell in columns) for entry in entries),
    )


def _columns(at: Snapshot, register: Register, on: date, lang: str) -> Iterator[tuple[str, Callable[[Entry], str]]]:
    """The columns the schema names, those computed among them; the id leads where no number or code stands first."""
    told = _told(register).get("columns")
    properties: Mapping[str, Any] = register.schema.get("properties", {})
    keys = [str(key) for key in told] if isinstance(told, list) else [key for key in properties if key != "schema"]
    computed = COMPUTED.get(register.name, ())
    if keys[:1] not in (["number"], ["code"]) and not any(one.before == keys[0] for one in computed if keys):
        yield _ID.say(lang), lambda entry: entry.id
    for key in [*keys, ""]:
        for one in computed:
            if one.before == key:
                yield one.head.say(lang), _computed(one.make(at, register, on))
        if key:
            yield label(register.schema, key, lang), _cell(at, properties.get(key, {}), key, on, lang)
    if any(entry.addenda for entry in register.entries.values()):
        yield _ADDED.say(lang), lambda entry: " | ".join(addendum_text(at, one, lang) for one in entry.addenda)


def _cell(at: Snapshot, field: Mapping[str, Any], key: str, on: date, lang: str) -> Callable[[Entry], str]:
    def told(entry: Entry) -> str:
        value = entry.on(on).get(key)
        return "" if value is None else field_text(at, field, value, lang)

    return told


def _computed(values: Values) -> Callable[[Entry], str]:
    return lambda entry: ", ".join(values.get(entry.id, ()))


def _told(register: Register) -> Mapping[str, Any]:
    told = register.schema.get("x-register")
    return told if isinstance(told, Mapping) else {}
