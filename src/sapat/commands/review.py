"""`sapat review`: a periodic look at the version in force, and what it led to."""

from __future__ import annotations

from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, merged, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.days import day
from sapat.model.errors import SapatError
from sapat.model.status import code_on, standing
from sapat.model.words import Words
from sapat.report.facts_text import emit

_FIELDS: Final = ("verdict", "scope", "date", "act_by", "note")
_HELD: Final = Words(
    "{code} {version}: {date} күнү каралды, жыйынтыгы — {verdict}.",
    "{code} {version}: проверен {date}, вывод — {verdict}.",
    "{code} {version} was reviewed on {date}: {verdict}.",
)
_AFTER: Final = {
    "unchanged": Words("sapat due --by ЖЖЖЖ-АА-КК", "sapat due --by ГГГГ-ММ-ДД", "sapat due --by YYYY-MM-DD"),
    "change": Words("sapat revise {code}", "sapat revise {code}", "sapat revise {code}"),
    "new-edition": Words(
        "sapat revise {code} --edition", "sapat revise {code} --edition", "sapat revise {code} --edition"
    ),
    "withdraw": Words("sapat withdraw {code}", "sapat withdraw {code}", "sapat withdraw {code}"),
}


@click.command()
@click.argument("code")
@schema_options("review", *_FIELDS)
@writing
@click.pass_obj
def command(context: Context, /, code: str, asked: Asked, **flags: Any) -> int:
    """Write down a review of the version of CODE in force on the day."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        given = checked(told, "review", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        return at_desk.carry_out(_planned(at_desk, at_desk.slug(code), given))


def _planned(at_desk: Desk, slug: str, given: Fields) -> Plan:
    at = at_desk.at
    if "verdict" not in given:
        raise SapatError(
            Words("кайра кароого --verdict керек", "пересмотру нужен --verdict", "a review needs --verdict"),
            do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
            known=", ".join(_AFTER),
        )
    held = day(given.get("date")) or at.today
    if held > at.today:
        raise SapatError(
            Words("{held} күнү али келе элек", "день {held} ещё не наступил", "{held} has not come yet"),
            do=Words(
                "кайра кароо өткөндөн кийин жазылат",
                "пересмотр записывают, когда он состоялся",
                "a review is written down when it has been held",
            ),
            held=held,
        )
    found = standing(at, slug, held)
    record = found.in_force if found else None
    if record is None or record.seal is None:
        raise SapatError(
            Words(
                "{held} күнү {code} документинин эч бир версиясы күчүндө болгон эмес",
                "на {held} ни одна версия {code} не действовала",
                "nothing of {code} was in force on {held}",
            ),
            do=Words("карап көрүңүз: sapat show {code}", "посмотрите: sapat show {code}", "see: sapat show {code}"),
            code=code_on(at, slug),
            held=held,
        )
    fact: Fields = {"schema": "review/1", "version": str(record.version), "text": record.seal.text_of("text")}
    fact |= {"verdict": given["verdict"], "scope": given.get("scope"), "date": held.isoformat()}
    fact |= {"act_by": given.get("act_by"), "by": at_desk.by(), "note": given.get("note")}
    code = code_on(at, slug)
    plan = Plan(f"{code} {record.version}: review {held} ({given['verdict']})")
    plan.write(_path(at_desk, slug, held.isoformat()), emit({k: v for k, v in fact.items() if v is not None}))
    told = {"code": code, "version": record.version, "date": held, "verdict": given["verdict"]}
    plan.say(_HELD, **told | {"verdict": at_desk.named("review", "verdict", given["verdict"])})
    plan.say(NEXT, what=_AFTER[given["verdict"]].say(at_desk.lang, told))
    return plan


def _path(at_desk: Desk, slug: str, held: str) -> str:
    """A free name of the day: a second review of a day gets a number."""
    number, path = 1, f"registers/reviews/{slug}/{held}.yaml"
    while path in at_desk.at.files:
        number += 1
        path = f"registers/reviews/{slug}/{held}-{number}.yaml"
    return path
