"""`sapat amend`: what was wrong in an entry from the start, or happened later, as a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.acts import named_act
from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, kind_of, merged, pairs, put, schema_options, taken
from sapat.commands.targets import Target, target_named
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.days import day
from sapat.model.documents import TEXT_KEYS
from sapat.model.errors import SapatError
from sapat.model.keys import KEYS
from sapat.model.rank import asks_act
from sapat.model.status import front_on
from sapat.model.words import Words
from sapat.read.repository import clock
from sapat.read.schemas import builtin
from sapat.report.facts_text import emit
from sapat.rules.addenda import BEGIN, SETTING
from sapat.rules.signatures import OF_KEYS

_ANYWHERE: Final = ("correction", "event")
_KINDS: Final = (
    *(*_ANYWHERE, "administrative", "postponement", "suspension", "resumption", "extension"),
    *("ratification", "recode", "translation"),
)
_FIELDS: Final = ("kind", "from", "lang", "of_version", "files", "set", "why", "basis", "decision", "order")
_OF_FRONT: Final = ("administrative", "recode")  # what they set is a key of the document
_ADDED: Final = Words(
    "{entry} жазуусуна {number}-толуктоо кошулду ({kind}).",
    "К записи {entry} добавлено дополнение {number} ({kind}).",
    "Addendum {number} ({kind}) stands beside {entry}.",
)
_NEXT: Final = Words("sapat check", "sapat check", "sapat check")
_NEXT_RECODE: Final = Words(
    "текстте жаңы код кийинки версиядан тартып турат (sapat revise); эски шилтемелер иштей берет",
    "в тексте новый код появится со следующей версией (sapat revise); старые ссылки продолжают работать",
    "the text bears the new code from its next version on (sapat revise); old links go on working",
)
_HELP: Final = """Add to ENTRY: a path, REGISTER/ID, CODE@VERSION, or CODE for the version meant.

\b
What an addendum of each kind needs besides --why:
  correction      --set KEY=VALUE: wrong from the start; no --since
  event           --set KEY=VALUE --since DAY: true from that day on
and beside the record of a version (an ACT is --decision ID or --order ID of the approval's rank):
  administrative  --set KEY=VALUE --since DAY: owner, process, access …; by the registrar
  postponement    --set effective=DAY and an ACT: before the day has come, to a later one
  suspension      --since DAY and an ACT
  resumption      --since DAY and an ACT: ends a suspension
  extension       --set expires=DAY and an ACT of before the end: to a later day
  ratification    --decision ID of the council that the ordinary route asks: of an urgent version
  recode          --set code=CODE --since DAY: a free code; by the registrar
  translation     --lang LANG: registers the files of the translation as they are
"""


@click.command(help=_HELP)
@click.argument("entry")
@click.option("--kind", "field_kind", type=click.Choice(_KINDS), default=None, help="What it is.")
@click.option("--set", "set_pairs", metavar="KEY=VALUE", multiple=True, help="A new value; dots lead into parts.")
@schema_options("addendum", "from", "why", "basis", "decision", "order", "lang")
@writing
@click.pass_obj
def command(context: Context, /, entry: str, asked: Asked, set_pairs: tuple[str, ...], **flags: Any) -> int:
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
        target = target_named(at_desk, entry, given["kind"], since)
        _refuse_kind(target, given["kind"])
        given = _dated(given, since)
        given["set"] = _values(at_desk, target, given, set_pairs, since)
        given |= _acts(at_desk, target, given) | _translated(at_desk, target, given)
        return at_desk.carry_out(addendum_plan(at_desk, target, given))


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
    if given["kind"] in BEGIN:
        return given | {"from": since.isoformat()}
    if "from" in given:
        raise SapatError(
            Words(
                "«{kind}» түрүнүн өзүнчө башталган күнү жок",
                "у вида «{kind}» нет своего дня начала",
                "{kind} has no day of its own",
            ),
            do=Words(
                "--since жазбаңыз; күн актыда жана --set ичинде турат",
                "уберите --since; день стоит в акте и в --set",
                "leave --since out; its day stands in the act and in --set",
            ),
            kind=given["kind"],
        )
    return given


def _refuse_kind(target: Target, kind: str) -> None:
    """Raises SapatError for a kind that stands only beside the record of a version."""
    if target.record is None and kind not in _ANYWHERE:
        raise SapatError(
            Words(
                "«{kind}» версиянын жазуусунун жанында турат",
                "«{kind}» стоит рядом с записью версии",
                "{kind} stands beside the record of a version",
            ),
            do=Words("аны CODE@VERSION түрүндө атаңыз", "назовите её как CODE@VERSION", "name it as CODE@VERSION"),
            kind=kind,
        )


def _acts(at_desk: Desk, target: Target, given: Fields) -> Fields:
    """The acts named, each with the item that is about the document. Raises SapatError where one is asked and none is."""
    if target.record is None:
        return {}
    kinds = [kind for kind in ("decision", "order") if kind in given]
    if not kinds and (given["kind"] == "ratification" or asks_act(given["kind"], given["set"])):
        raise SapatError(
            Words(
                "«{kind}» бекиткен органдын актысына таянат",
                "«{kind}» опирается на акт того, кто утверждает",
                "{kind} rests on an act of whoever approves",
            ),
            do=Words(
                "актыны каттап (sapat add acts), аны атаңыз: --decision ID же --order ID",
                "внесите акт (sapat add acts) и назовите его: --decision ID или --order ID",
                "enter the act (sapat add acts) and name it: --decision ID or --order ID",
            ),
            kind=at_desk.named("addendum", "kind", given["kind"]),
        )
    return {kind: named_act(at_desk, target.record.slug, given[kind], kind)[0] for kind in kinds}


def _translated(at_desk: Desk, target: Target, given: Fields) -> Fields:
    """The version and the files of a translation as they are now. Raises SapatError where there are none."""
    if given["kind"] != "translation" or target.record is None:
        return {}
    doc, lang = at_desk.at.by_slug.get(target.record.slug), str(given.get("lang", ""))
    paths = doc.translations.get(lang, ()) if doc else ()
    if doc is None or not paths:
        raise SapatError(
            Words(
                "{code} документинин «{lang}» тилиндеги котормосу жок",
                "у {code} нет перевода на «{lang}»",
                "there is no translation of {code} into {lang!r}",
            ),
            do=Words(
                "тилди атаңыз (--lang ru) жана файлын документтин жанына коюңуз: {slug}.ru.md",
                "назовите язык (--lang ru) и положите файл рядом с документом: {slug}.ru.md",
                "name the language (--lang ru) and put the file beside the document: {slug}.ru.md",
            ),
            code=target.record.code,
            lang=lang or "—",
            slug=target.record.slug,
        )
    files = [{"path": path[len(doc.base) + 1 :], "sha256": at_desk.at.facts[path].sha256} for path in paths]
    return {"of_version": str(target.record.version), "files": files}


def _values(at_desk: Desk, target: Target, given: Fields, set_pairs: tuple[str, ...], since: date) -> Fields:
    """The new values: typed by the schema of the entry, whole fields even where only a part was named."""
    kind = given["kind"]
    schema, held = _schema(at_desk, target, kind, since)
    named = pairs(set_pairs, schema)
    made: Fields = dict(given.get("set", {}))
    for key, value in named.items():
        if isinstance(value, dict) and isinstance(held.get(key), Mapping) and kind_of(schema, [key]) == "object":
            value = merged(held[key], value)
        put(made, [key], value)
    if not made and kind in SETTING:
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
            do=Words(
                "аны ачыңыз: sapat revise {code}", "откройте её: sapat revise {code}", "open one: sapat revise {code}"
            ),
            key=forbidden[0],
            code=target.record.code if target.record else "…",
        )
    name = "document" if kind in _OF_FRONT else str(target.entry.value.get("schema", "")).partition("/")[0]
    return checked(made, name, at_desk.schemas, at_desk.lang)


def _schema(at_desk: Desk, target: Target, kind: str, since: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The schema of what is set, and the values held before."""
    if kind in _OF_FRONT and target.record is not None:
        return builtin("document"), front_on(at_desk.at, target.record.slug, since)
    name = str(target.entry.value.get("schema", "")).partition("/")[0]
    return at_desk.schemas.get(name) or {}, target.entry.on(since)


def addendum_plan(at_desk: Desk, target: Target, given: Fields) -> Plan:
    """What writes one addendum beside an entry; the fields are complete and checked."""
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
    plan = Plan(f"{name}: {given['kind']}", later=OF_KEYS if target.entry.register == KEYS else ())
    plan.write(target.addendum(number), emit(fact))
    plan.say(_ADDED, entry=name, number=number, kind=at_desk.named("addendum", "kind", given["kind"]))
    plan.say(NEXT, what=(_NEXT_RECODE if given["kind"] == "recode" else _NEXT).say(at_desk.lang))
    return plan
