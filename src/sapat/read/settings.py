"""Reading `sapat.toml`. A fault there stops the run: nothing can be judged by settings that cannot be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, time
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.expressions import endless
from sapat.model.findings import Defect
from sapat.model.settings import DocumentType, Route, Settings, Term, Waiver
from sapat.model.words import LANGUAGES, Words
from sapat.read.schemas import Schemas

NAME = "sapat.toml"
_OWNED_ELSEWHERE = ("pdf", "sign", "backup", "publish", "notify")


def read_settings(data: bytes, *, faultless: bool = False) -> Settings:
    """The settings, whose schema need not be asked of bytes known to be *faultless*.
    Raises SapatError that names the key at fault.
    """
    try:
        told = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise SapatError(
            Words("{name} UTF-8 эмес ({at}-байт)", "{name} не в UTF-8 (байт {at})", "{name} is not UTF-8 (byte {at})"),
            do=Words("аны UTF-8 түрүндө сактаңыз", "сохраните его в UTF-8", "save it as UTF-8"),
            name=NAME,
            at=error.start,
        ) from None
    except (ValueError, RecursionError) as error:  # of TOML; a number or a nesting beyond what Python reads
        raise SapatError(
            Words(
                "{name}: TOML окулбайт: {why}",
                "{name}: TOML не читается: {why}",
                "{name}: the TOML cannot be read: {why}",
            ),
            do=Words(
                "ошол сапты оңдоңуз; TOML форматы toml.io сайтында",
                "исправьте эту строку; формат TOML описан на toml.io",
                "mend that line; the TOML form is at toml.io",
            ),
            name=NAME,
            why=str(error),
        ) from None
    told = _plain(told)
    if not faultless and (faults := tuple(Schemas().defects("settings", told, {}))):
        raise _faulty(faults)
    return _checked(_made(told, of_bytes(data)))


def _plain(value: Any) -> Any:
    """TOML dates as text, so that one schema judges both spellings; what JSON has no word for as text too."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _made(told: dict[str, Any], digest: str) -> Settings:
    institution = told["institution"]
    return Settings(
        org=institution["org"],
        former_orgs=tuple(institution.get("former_orgs", ())),
        system=institution["system"],
        name=institution["name"],
        ministry=institution.get("ministry", {}),
        languages=tuple(told.get("languages", ("ky", "ru", "en"))),
        timezone=told["timezone"],
        readers=told["readers"],
        people=told["people"],
        registrar=told["registrar"]["role"]
        + (":" + told["registrar"]["person"] if "person" in told["registrar"] else ""),
        site_url=told.get("site_url", ""),
        controlled=tuple(told["controlled"]),
        form_type=told["codes"].get("form_type", ""),
        external_type=told["codes"].get("external_type", ""),
        types={name: DocumentType.parse(name, one) for name, one in told["types"].items()},
        routes=tuple(Route.parse(name, one) for name, one in told["routes"].items()),
        waivers=tuple(
            Waiver(one["rule"], one["document"], one["reason"], date.fromisoformat(one["until"]))
            for one in told.get("waivers", ())
        ),
        terms=tuple(Term(one["use"], tuple(one["avoid"]), one.get("language", "ky")) for one in told.get("terms", ())),
        history_since=told.get("history", {}).get("since", ""),
        names_file=told.get("names_file", ""),
        trust_order_by=tuple(told.get("trust_order_by", ("rector",))),
        sections={name: told[name] for name in _OWNED_ELSEWHERE if name in told},
        main=told.get("main", "main"),
        digest=digest,
    )


def _faulty(faults: Sequence[Defect]) -> SapatError:
    """The error that names every wrong key, in the words of the rules."""
    from sapat.rules import reading  # only where something is wrong

    rules = {rule.id: rule for rule in reading.RULES}
    said = ("; ".join(rules[d.rule].sentence(d.says).say(lang, d.args) for d in faults) for lang in LANGUAGES)
    return SapatError(
        Words("{name}: {why}", "{name}: {why}", "{name}: {why}"),
        do=Words("бул ачкычтарды оңдоңуз", "исправьте эти ключи", "mend these keys"),
        name=NAME,
        why=Words(*said),
    )


def _checked(settings: Settings) -> Settings:
    """What a schema cannot say: folders apart from one another, a time zone that exists, expressions that can be used."""
    for one in settings.controlled:
        others = [*settings.controlled, "registers"]
        others.remove(one)
        within = next((other for other in others if (one + "/").startswith(other + "/")), None)
        if within is not None:
            raise SapatError(
                Words(
                    "{name}: controlled: «{one}» папкасы «{within}» менен дал келет же анын ичинде",
                    "{name}: controlled: папка «{one}» совпадает с «{within}» или лежит в ней",
                    "{name}: controlled: the folder {one!r} is {within!r} or lies in it",
                ),
                do=Words(
                    "бири-биринен бөлөк папкаларды жазыңыз, registers буга кирбейт",
                    "назовите папки, не вложенные друг в друга; registers сюда не входит",
                    "name folders apart from one another, and not registers",
                ),
                name=NAME,
                one=one,
                within=within,
            )
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SapatError(
            Words(
                "{name}: «{zone}» деген убакыт алкагы жок",
                "{name}: часового пояса «{zone}» нет",
                "{name}: there is no time zone {zone!r}",
            ),
            do=Words(
                "мисалы мындай жазыңыз: Asia/Bishkek",
                "напишите, например: Asia/Bishkek",
                "write one such as Asia/Bishkek",
            ),
            name=NAME,
            zone=settings.timezone,
        ) from None
    for route in settings.routes:
        if bool(route.signed_by) != (route.evidence == "signed"):
            raise _half_signed(route.name)
    _check_expressions(settings)
    return settings


def _check_expressions(settings: Settings) -> None:
    """Regular expressions can be used, and a search with them always ends."""
    told = [(f"types.{one.id}.number", one.number) for one in settings.types.values()]
    told += [(f"terms ({term.use})", form) for term in settings.terms for form in term.avoid]
    for where, expression in told:
        try:
            re.compile(expression)
        except re.error as error:
            raise SapatError(
                Words(
                    "{name}: {where}: «{expression}» туура туюнтма (regular expression) эмес: {why}",
                    "{name}: {where}: «{expression}» не регулярное выражение: {why}",
                    "{name}: {where}: {expression!r} is no regular expression: {why}",
                ),
                do=Words("туюнтманы оңдоңуз", "исправьте выражение", "mend the expression"),
                name=NAME,
                where=where,
                expression=expression,
                why=str(error),
            ) from None
        if endless(expression):
            raise SapatError(
                Words(
                    "{name}: {where}: «{expression}» туюнтмасы менен издөө бүтпөй калышы мүмкүн: кайталоонун ичинде кайталоо же тандоо бар",
                    "{name}: {where}: поиск по «{expression}» может не закончиться: в повторе стоит повтор или выбор",
                    "{name}: {where}: a search for {expression!r} may never end: there is a repeat or a choice within a repeat",
                ),
                do=Words(
                    "жөнөкөй жазыңыз, мисалы: сөз[а-яөүң]*; тандоону өзүнчө саптарга бөлүңүз",
                    "напишите проще, например: слово[а-яё]*; варианты — отдельными строками",
                    "write it more simply, such as word[a-z]*; alternatives as entries of their own",
                ),
                name=NAME,
                where=where,
                expression=expression,
            )


def _half_signed(route: str) -> SapatError:
    """Signed evidence and who signs the record belong together: neither has a default an auditor would not ask about."""
    return SapatError(
        Words(
            '{name}: «{route}» маршруту: evidence = "signed" менен signed_by бирге гана жазылат',
            '{name}: маршрут «{route}»: evidence = "signed" и signed_by пишутся только вместе',
            '{name}: the route {route!r}: evidence = "signed" and signed_by go together',
        ),
        do=Words(
            'жазыңыз: evidence = "signed", signed_by = {{roles = ["rector"], threshold = 1}}; же экөөнү тең алып салыңыз',
            'напишите: evidence = "signed", signed_by = {{roles = ["rector"], threshold = 1}}; или уберите оба',
            'write: evidence = "signed", signed_by = {{roles = ["rector"], threshold = 1}}; or neither',
        ),
        name=NAME,
        route=route,
    )
