"""`sapat amend`: what was wrong in an entry from the start, or happened later, as a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, kind_of, merged, pairs, put, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.days import day
from sapat.model.documents import TEXT_KEYS
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.status import front_on, standing
from sapat.model.words import Words
from sapat.read.repository import clock
from sapat.read.schemas import builtin
from sapat.report.facts_text import emit

_KINDS: Final = ("correction", "event", "administrative", "ratification")
_FIELDS: Final = ("kind", "from", "set", "why", "basis", "decision", "order")
_OF_RECORDS: Final = ("administrative", "ratification")
_ADDED: Final = Words(
    "{entry} жазуусуна {number}-толуктоо кошулду ({kind}).",
    "К записи {entry} добавлено дополнение {number} ({kind}).",
    "Addendum {number} ({kind}) stands beside {entry}.",
)
_NEXT: Final = Words("sapat check", "sapat check", "sapat check")


@dataclass(frozen=True, slots=True)
class _Target:
    """What an addendum is for: an entry of a register, or the record of a version."""

    entry: Entry
    folder: str  # of a dossier; empty for other entries
    record: Dossier | None = None

    def addendum(self, number: int) -> str:
        if self.folder:
            return f"{self.folder}/a{number}.yaml"
        return f"{self.entry.path.removesuffix('.yaml')}.a{number}.yaml"


@click.command()
@click.argument("entry")
@click.option("--kind", "field_kind", type=click.Choice(_KINDS), default=None, help="What it is.")
@click.option("--set", "set_pairs", metavar="KEY=VALUE", multiple=True, help="A new value; dots lead into parts.")
@schema_options("addendum", "from", "why", "basis", "decision", "order")
@writing
@click.pass_obj
def command(context: Context, /, entry: str, asked: Asked, set_pairs: tuple[str, ...], **flags: Any) -> int:
    """Add to ENTRY: a path, REGISTER/ID, CODE@VERSION, or CODE for the version in force."""
    with desk(context, asked) as at_desk:
        file = asked.fields
        if "since" in file:
            file["from"] = file.pop("since")
        told = merged(file, taken(flags))
        given = checked(told, "addendum", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        for key in ("kind", "why"):
            if key not in given:
                raise SapatError(
                    Words("толуктоого --{key} керек", "дополнению нужен --{key}", "an addendum needs --{key}"),
                    do=Words("жазыңыз: --{key} …", "укажите: --{key} …", "give it: --{key} …"),
                    key=key,
                )
        since = day(given.get("from")) or at_desk.today
        target = _target(at_desk, entry, since)
        given = _dated(given, since)
        given["set"] = _values(at_desk, target, given, set_pairs, since)
        return at_desk.carry_out(_planned(at_desk, target, given))


def _target(at_desk: Desk, told: str, since: date) -> _Target:
    """The entry a user names. Raises SapatError when there is none, or when it can still be edited."""
    at = at_desk.at
    for versions in at.dossiers.values():
        for one in versions:
            if told in (one.path, one.folder, f"changes/{one.slug}/{one.version}"):
                return _of_record(one)
    for register in at.registers.values():
        for entry in register.entries.values():
            if told in (entry.path, f"{register.name}/{entry.id}", entry.path.removeprefix("registers/")[:-5]):
                return _Target(entry, "")
    code, _, version = told.partition("@")
    if "/" in told:
        raise SapatError(
            Words("«{told}» деген жазуу жок", "записи «{told}» нет", "there is no entry {told!r}"),
            do=Words(
                "жолу менен, REGISTER/ID же CODE@VERSION түрүндө атаңыз",
                "назовите её по пути, как REGISTER/ID или как CODE@VERSION",
                "name it by its path, as REGISTER/ID, or as CODE@VERSION",
            ),
            told=told,
        )
    slug = at_desk.slug(code)
    if version:
        found = next((one for one in at.versions(slug) if str(one.version) == version), None)
    else:
        stands = standing(at, slug, since)
        found = (stands.in_force or stands.last) if stands else None
    if found is None:
        raise SapatError(
            Words(
                "{since} күнүнө {told} документинин жазуусу жок",
                "на {since} нет записи о {told}",
                "there is no record of {told} on {since}",
            ),
            do=Words(
                "версияларын караңыз: sapat history {code}",
                "посмотрите версии: sapat history {code}",
                "see its versions: sapat history {code}",
            ),
            told=told,
            since=since,
            code=code,
        )
    return _of_record(found)


def _of_record(found: Dossier) -> _Target:
    if found.record is None or not found.is_sealed:
        raise SapatError(
            Words("{path} али катталган эмес", "{path} ещё не зарегистрирован", "{path} is not registered yet"),
            do=Words(
                "анын өзүн толуктаңыз: sapat revise {code} …",
                "дополните её саму: sapat revise {code} …",
                "complete it itself: sapat revise {code} …",
            ),
            path=found.path,
            code=found.code,
        )
    return _Target(found.record, found.folder, found)


def _dated(given: Fields, since: date) -> Fields:
    """Events begin on a day; a correction holds from the start and has none."""
    if given["kind"] == "correction":
        if "from" in given:
            raise SapatError(
                Words(
                    "түзөтүү башынан тартып колдонулат",
                    "исправление действует с самого начала",
                    "a correction holds from the start",
                ),
                do=Words(
                    "--since жазбаңыз же --kind event деп жазыңыз",
                    "уберите --since или напишите --kind event",
                    "leave --since out, or write --kind event",
                ),
            )
        return given
    return given | {"from": since.isoformat()}


def _values(at_desk: Desk, target: _Target, given: Fields, set_pairs: tuple[str, ...], since: date) -> Fields:
    """The new values: typed by the schema of the entry, whole fields even where only a part was named."""
    kind = given["kind"]
    if kind in _OF_RECORDS and target.record is None:
        raise SapatError(
            Words(
                "«{kind}» версиянын жазуусунун жанында турат",
                "«{kind}» стоит рядом с записью версии",
                "{kind} stands beside the record of a version",
            ),
            do=Words("аны CODE@VERSION түрүндө атаңыз", "назовите её как CODE@VERSION", "name it as CODE@VERSION"),
            kind=kind,
        )
    if kind == "event" and target.record is not None:
        raise SapatError(
            Words(
                "event версиянын жазуусун өзгөртпөйт",
                "event не меняет запись версии",
                "an event does not change a record",
            ),
            do=Words(
                "--kind administrative же correction деп жазыңыз",
                "напишите --kind administrative или correction",
                "write --kind administrative or correction",
            ),
        )
    schema, held = _schema(at_desk, target, kind, since)
    named = pairs(set_pairs, schema)
    made: Fields = dict(given.get("set", {}))
    for key, value in named.items():
        if isinstance(value, dict) and isinstance(held.get(key), Mapping) and kind_of(schema, [key]) == "object":
            value = merged(held[key], value)
        put(made, [key], value)
    if not made and kind != "ratification":
        raise SapatError(
            Words(
                "толуктоо кандайдыр бир маанини белгилөөгө тийиш",
                "дополнение должно что-то задавать",
                "an addendum sets something",
            ),
            do=Words(
                "эмнени экенин жазыңыз: --set KEY=VALUE", "скажите что: --set KEY=VALUE", "say what: --set KEY=VALUE"
            ),
        )
    forbidden = sorted(set(made) & set(TEXT_KEYS)) if kind == "administrative" else []
    if forbidden:
        raise SapatError(
            Words(
                "«{key}» жаңы версия менен гана өзгөрөт",
                "«{key}» меняется только с новой версией",
                "{key} changes only with a version",
            ),
            do=Words("аны ачыңыз: sapat revise CODE", "откройте её: sapat revise CODE", "open one: sapat revise CODE"),
            key=forbidden[0],
        )
    name = "document" if kind == "administrative" else str(target.entry.value.get("schema", "")).partition("/")[0]
    return checked(made, name, at_desk.schemas, at_desk.lang)


def _schema(at_desk: Desk, target: _Target, kind: str, since: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The schema of what is set, and the values held before."""
    if kind == "administrative" and target.record is not None:
        return builtin("document"), front_on(at_desk.at, target.record.slug, since)
    name = str(target.entry.value.get("schema", "")).partition("/")[0]
    return at_desk.schemas.get(name) or {}, target.entry.on(since)


def _planned(at_desk: Desk, target: _Target, given: Fields) -> Plan:
    addenda = target.entry.addenda
    number = addenda[-1].number + 1 if addenda else 1
    before = addenda[-1].sha256 if addenda else target.entry.sha256
    fact: Fields = {
        "schema": "addendum/1",
        "to": {"path": target.entry.path, "sha256": target.entry.sha256},
        "previous": before,
    }
    fact |= {key: given[key] for key in _FIELDS if key in given and given[key] != {}}
    fact["by"] = at_desk.by()
    fact["recorded"] = clock().astimezone(ZoneInfo(at_desk.at.settings.timezone)).isoformat(timespec="seconds")
    name = (
        f"{target.record.code} {target.record.version}"
        if target.record
        else f"{target.entry.register}/{target.entry.id}"
    )
    plan = Plan(f"{name}: {given['kind']}")
    plan.write(target.addendum(number), emit(fact))
    plan.say(_ADDED, entry=name, number=number, kind=at_desk.named("addendum", "kind", given["kind"]))
    plan.say(NEXT, what=_NEXT.say(at_desk.lang))
    return plan
