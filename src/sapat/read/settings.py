"""Reading `sapat.toml`. A fault there stops the run: nothing can be judged by settings that cannot be read."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.settings import DocumentType, Route, Settings, Term, Waiver
from sapat.read.schemas import Schemas

NAME = "sapat.toml"
_OWNED_ELSEWHERE = ("pdf", "backup", "publish", "notify")


def read_settings(data: bytes) -> Settings:
    """The settings. Raises SapatError that names the key at fault."""
    try:
        told = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise SapatError(f"{NAME} is not UTF-8 (byte {error.start})", do="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SapatError(f"{NAME}: {error}", do="mend that line; the TOML form is at toml.io") from None
    told = _plain(told)
    faults = [
        f"{d.args.get('key', '')} ({d.args.get('near') or d.args.get('known') or d.says})"
        for d in Schemas().defects("settings", told, {})
    ]
    if faults:
        raise SapatError(
            f"{NAME}: " + "; ".join(faults), do="mend these keys; see the settings page of the documentation"
        )
    return _checked(_made(told, of_bytes(data)))


def _plain(value: Any) -> Any:
    """TOML dates as text, so that one schema judges both spellings."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


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
        sections={name: told[name] for name in _OWNED_ELSEWHERE if name in told},
        main=told.get("main", "main"),
        digest=digest,
    )


def _checked(settings: Settings) -> Settings:
    """What a schema cannot say: a time zone that exists, expressions that can be used."""
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise SapatError(
            f"{NAME}: there is no time zone {settings.timezone!r}", do="write one such as Asia/Bishkek"
        ) from None
    told = [(f"types.{one.id}.number", one.number) for one in settings.types.values()]
    told += [(f"terms ({term.use})", form) for term in settings.terms for form in term.avoid]
    for where, expression in told:
        try:
            re.compile(expression)
        except re.error as error:
            raise SapatError(
                f"{NAME}: {where}: {expression!r} is no regular expression: {error}", do="mend it"
            ) from None
    return settings
