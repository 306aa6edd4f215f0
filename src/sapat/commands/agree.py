"""`sapat agree`: a check or an agreement, for exactly the bytes the text has now."""

from __future__ import annotations

from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.fields import checked, merged, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.approval import answers_left, title, titles
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.routing import route_of, text_of_open
from sapat.model.signing import SIGNED
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, open_record
from sapat.model.words import Words
from sapat.report.facts_text import emit
from sapat.report.said import role_text

_FIELDS: Final = ("role", "round", "meaning", "result", "remarks", "date", "evidence", "place", "sha256")
_GIVEN: Final = Words(
    "{code} {version}: {role} — {result}, текст {text}.",
    "{code} {version}: {role} — {result}, текст {text}.",
    "{code} {version}: {role} — {result}, text {text}.",
)
LEFT: Final = Words(
    "калган жооптор: {left}; анан: sapat approve {code} --decision … --order … --effective …",
    "осталось получить ответ: {left}; затем: sapat approve {code} --decision … --order … --effective …",
    "answers still to come: {left}; then: sapat approve {code} --decision … --order … --effective …",
)
ALL: Final = Words(
    "бардык жооптор берилди: sapat approve {code} --decision … --order … --effective …",
    "все ответы получены: sapat approve {code} --decision … --order … --effective …",
    "every answer is given: sapat approve {code} --decision … --order … --effective …",
)
_AGAIN: Final = Words(
    "эскертүүлөр боюнча текстти оңдоп, кайра макулдашыңыз: sapat agree {code} …",
    "исправьте текст по замечаниям и согласуйте снова: sapat agree {code} …",
    "mend the text by the remarks and have it agreed again: sapat agree {code} …",
)
_SIGN: Final = Words(
    "кол койсун, ага чейин макулдук эсептелбейт: sapat sign {path} --meaning {meaning}",
    "подписать, до этого согласие не в счёт: sapat sign {path} --meaning {meaning}",
    "sign it, until then it does not count: sapat sign {path} --meaning {meaning}",
)


@click.command()
@click.argument("code")
@schema_options("agreement", "role", "meaning", "result", "remarks", "date", "evidence", "place", "sha256")
@writing
@click.pass_obj
def command(context: Context, /, code: str, asked: Asked, **flags: Any) -> int:
    """Write down that a role checked or agreed to the present text of CODE."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        given = checked(told, "agreement", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        return at_desk.carry_out(_planned(at_desk, at_desk.slug(code), given))


def _planned(at_desk: Desk, slug: str, given: dict[str, Any]) -> Plan:
    at = at_desk.at
    record = open_record(at.versions(slug))
    if record is None:
        raise SapatError(
            Words(
                "{slug} документинин ачык жазуусу жок", "у {slug} нет открытой записи", "no record of {slug} is open"
            ),
            do=Words(
                "кийинки версиясын ачыңыз: sapat revise {code}",
                "откройте следующую версию: sapat revise {code}",
                "open the next version: sapat revise {code}",
            ),
            slug=slug,
            code=code_on(at, slug) or slug,
        )
    for key in ("role", "meaning", "result"):
        if key not in given:
            raise SapatError(
                Words("макулдукка --{key} керек", "согласованию нужен --{key}", "an agreement needs --{key}"),
                do=Words("жазыңыз: --{key} …", "укажите: --{key} …", "give it: --{key} …"),
                key=key,
            )
    text = text_of_open(at, slug, record)
    number = _round(at, record, given, text)
    route = route_of(at, slug, record)
    evidence = route.evidence if route else "none"
    fact = {"schema": "agreement/1", "role": given["role"]} | ({"round": number} if number > 1 else {})
    fact |= {"meaning": given["meaning"], "result": given["result"], "remarks": given.get("remarks"), "text": text}
    fact |= {"date": given.get("date", at.today.isoformat()), "by": at_desk.by(given["role"])}
    fact |= {"evidence": given.get("evidence", evidence), "place": given.get("place"), "sha256": given.get("sha256")}
    code = code_on(at, slug)
    plan = Plan(f"{code} {record.version}: {given['meaning']} {given['role']} ({given['result']})")
    plan.write(_path(at_desk, record, given, number), emit({k: v for k, v in fact.items() if v is not None}))
    said = {"code": code, "version": record.version, "role": role_text(at, given["role"], at_desk.lang)}
    said |= {"result": at_desk.named("agreement", "result", given["result"])}
    plan.say(_GIVEN, **said, text=text[:12])
    left = answers_left(at, slug, record, (given["role"], given["meaning"]))
    said["left"] = titles(at, "roles", left)
    words = (LEFT if left else ALL) if given["result"] == "yes" else _AGAIN
    if fact["evidence"] == SIGNED and given["result"] == "yes":
        words = _SIGN
    told = said | {"path": _path(at_desk, record, given, number), "meaning": given["meaning"]}
    plan.say(NEXT, what=words.say(at_desk.lang, told))
    return plan


def _round(at: Snapshot, record: Dossier, given: dict[str, Any], text: str) -> int:
    """The next round of a role. Raises SapatError when it has said yes to these very bytes."""
    counted = record.counted(given["role"], given["meaning"], text)
    if counted is not None and counted.result == "yes" and given["result"] == "yes":
        raise SapatError(
            Words(
                "{role} так ушул текстке макулдугун мурун эле берген",
                "{role} уже дал согласие именно на этот текст",
                "{role} has said yes to exactly this text",
            ),
            do=Words("карап көрүңүз: {path}", "посмотрите: {path}", "see {path}"),
            role=title(at, "roles", given["role"]),
            path=counted.path,
        )
    past = [a.round for a in record.agreements if a.role == given["role"] and a.meaning == given["meaning"]]
    number = max(past, default=0) + 1
    asked = given.get("round", number)
    if asked < number:
        raise SapatError(
            Words(
                "{asked}-айлампанын жообу жазылган",
                "ответ круга {asked} уже записан",
                "round {asked} is written already",
            ),
            do=Words(
                "жазылган макулдук өзгөртүлбөйт: кийинки айлампаны жазыңыз",
                "записанное согласование не меняют: запишите следующий круг",
                "an agreement is never changed: write the next round",
            ),
            asked=asked,
        )
    return int(asked)


def _path(at_desk: Desk, record: Dossier, given: dict[str, Any], number: int) -> str:
    """A free name: the role, its round, and the meaning where the same role gives both."""
    base = f"{record.folder}/agreements/{given['role']}"
    for name in (base, f"{base}-{given['meaning']}"):
        path = f"{name}-{number}.yaml" if number > 1 else f"{name}.yaml"
        if path not in at_desk.at.files:
            return path
    raise SapatError(
        Words("{path} мурунтан бар", "{path} уже есть", "{path} is there already"),
        do=Words(
            "анда эмне жазылганын караңыз: жазылган макулдук өзгөртүлбөйт",
            "посмотрите, что там: записанное согласование не меняют",
            "see what it says: an agreement is never changed",
        ),
        path=path,
    )
