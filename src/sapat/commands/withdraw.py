"""`sapat withdraw`: open the record that ends a document; `sapat approve` then registers it."""

from __future__ import annotations

from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.drafts import set_aside
from sapat.commands.fields import Fields, checked, merged, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.errors import SapatError
from sapat.model.status import code_on, newest_sealed, open_record
from sapat.model.words import Words
from sapat.report.facts_text import emit

_FIELDS: Final = ("urgent", "summary", "basis", "analysis", "actions", "effective", "registration", "acts_missing")
_OPENED: Final = Words(
    "{code}: колдонуудан чыгаруу жазуусу ачылды ({version}).",
    "{code}: открыта запись об отмене ({version}).",
    "{code}: the record of its withdrawal is open ({version}).",
)
_NEXT: Final = Words(
    "макулдашып, катталсын: sapat agree {code} …, sapat approve {code} --decision … --order … --effective …",
    "согласуйте и зарегистрируйте: sapat agree {code} …, sapat approve {code} --decision … --order … --effective …",
    "have it agreed and registered: sapat agree {code} …, sapat approve {code} --decision … --order … --effective …",
)


@click.command()
@click.argument("code")
@schema_options("change", *_FIELDS)
@writing
@click.pass_obj
def command(context: Context, /, code: str, asked: Asked, **flags: Any) -> int:
    """Open the record of the withdrawal of CODE; an open revision is set aside on the branch draft/SLUG (--commit)."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        given = checked(told, "change", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        return at_desk.carry_out(_planned(at_desk, at_desk.slug(code), given))


def _planned(at_desk: Desk, slug: str, given: Fields) -> Plan:
    at = at_desk.at
    versions = at.versions(slug)
    former, current = newest_sealed(versions), open_record(versions)
    code = code_on(at, slug)
    if current is not None and (former is None or current.is_withdrawal):
        raise SapatError(
            Words(
                "{code}: {version} версиясы ачык турат",
                "{code}: открыта версия {version}",
                "version {version} of {code} is open",
            ),
            do=Words(
                "аны толуктаңыз (sapat revise {code} …) же алып салыңыз: sapat revise {code} --drop",
                "дополните её (sapat revise {code} …) или уберите: sapat revise {code} --drop",
                "complete it (sapat revise {code} …), or: sapat revise {code} --drop",
            ),
            code=code,
            version=current.version,
        )
    if former is None:
        raise SapatError(
            Words("{code} эч качан катталган эмес", "{code} никогда не регистрировался", "{code} was never registered"),
            do=Words(
                "жокко чыгара турган эч нерсе жок: файлын алып салыңыз",
                "отменять нечего: уберите его файл",
                "there is nothing to withdraw: remove its file",
            ),
            code=code,
        )
    if former.is_withdrawal:
        raise SapatError(
            Words("{code} мурунтан эле күчүн жоготкон", "{code} уже отменён", "{code} is withdrawn already"),
            do=Words("карап көрүңүз: {path}", "посмотрите: {path}", "see {path}"),
            code=code,
            path=former.path,
        )
    version = former.version.next_change
    opened = {"schema": "change/1", "document": code, "version": str(version), "kind": "withdrawal"}
    plan = Plan(f"{code} {version}: withdrawal")
    if current is not None:
        set_aside(at_desk, plan, slug, current)
    plan.write(f"registers/changes/{slug}/{version}/record.yaml", emit(opened | given))
    plan.say(_OPENED, code=code, version=version)
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, {"code": code}))
    return plan
