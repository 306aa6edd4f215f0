"""Issuing a PDF: fields for signatures, the certifying signature of the office, the entry and the kept file, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sapat.commands.context import Context
from sapat.commands.renditions import Made
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk
from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.issued import FOLDER, Issued, issued, next_number
from sapat.model.routing import text_of_open
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.repository import Repository, clock
from sapat.render.sheets import post
from sapat.report.facts_text import emit
from sapat.write import pades, store
from sapat.write.renditions import issuing_tools

_ISSUED: Final = Words(
    "{code} {version}: № {number} PDF чыгарылды, {pages} барак, сакталды: {path}",
    "{code} {version}: выпущен PDF № {number}, страниц {pages}, хранится: {path}",
    "{code} {version}: PDF No. {number} issued, {pages} pages, kept as {path}",
)
_ALREADY: Final = Words(
    "{code} {version}: ушул эле текст № {number} болуп чыгарылган: {path}",
    "{code} {version}: этот же текст уже выпущен под № {number}: {path}",
    "{code} {version}: the same was issued as No. {number}: {path}",
)
_SIGN: Final = Words(
    "кол койдуруңуз: sapat sign-pdf {path} --field {fields} --p12 KEY.p12; же басып чыгарып кол койдуруп, кайра каттаңыз: sapat signed {code} {version} FILE",
    "дайте подписать: sapat sign-pdf {path} --field {fields} --p12 KEY.p12; или напечатайте, подпишите и зарегистрируйте: sapat signed {code} {version} FILE",
    "have it signed: sapat sign-pdf {path} --field {fields} --p12 KEY.p12; or print it, have it signed, and register it: sapat signed {code} {version} FILE",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An issued PDF: where it is kept, and its bytes."""

    path: Path
    data: bytes
    entry: str


def need(repository: Repository, at: Snapshot) -> None:
    """Raises SapatError, before any work, where nothing could be issued here."""
    pades.need_packages()
    store.store_folder(at.settings, repository.root)


def issue(context: Context, asked: Asked, made: Made, key: pades.Key | None, tsa: str) -> Kept | None:
    """Issue what was made; nothing where the rules refuse the entry. Raises SapatError where it cannot be kept."""
    with desk(context, asked) as at_desk:
        folder = store.store_folder(at_desk.at.settings, at_desk.repository.root)
        _need_same_text(at_desk, made)
        slug, version = made.rendition.edition.slug, str(made.rendition.edition.version)
        for one in issued(at_desk.at, slug, version):
            if one.export[0] == made.outcome.sha256:
                return _already(at_desk, folder, one)
        number = next_number(at_desk.at, slug, version)
        fields = pades.placed(made.outcome.pdf, made.outcome.fields, _labels(made))
        data = pades.with_fields(made.outcome.pdf, fields) if fields else made.outcome.pdf
        if key is not None:
            data = pades.sealed(data, key, tsa)
        name = store.kept_name(f"{slug}_v{version}-{number}", data, ".pdf")
        path = f"{FOLDER}{slug}/{version}-{number}.yaml"
        plan = Plan(f"{made.rendition.code} {version}: PDF {number} issued")
        plan.write(path, emit(_entry(at_desk, made, number, name, data, fields, key)))
        told = {"code": made.rendition.code, "version": version, "path": folder / name}
        plan.say(_ISSUED, number=number, pages=made.outcome.pages, **told)
        if fields:
            names = ", ".join(one.name for one in fields)
            plan.say(NEXT, what=_SIGN.say(at_desk.lang, {**told, "fields": names, "path": name}))
        fresh = store.keep(folder, name, data)
        try:
            done = at_desk.carry_out(plan) == 0
        finally:
            if fresh and not (at_desk.repository.root / path).is_file():
                store.drop(folder, name)
        return Kept(folder / name, data, path) if done else None


def _labels(made: Made) -> dict[str, str]:
    """role -> its post, with «м.а.» where it is acted for: what the field is called to its reader."""
    record = made.rendition.record
    on = record.sealed_day if record else None
    return {str(one["role"]): post(made.rendition.plan, str(one["role"]), on) for one in made.outcome.fields}


def _already(at_desk: Desk, folder: Path, one: Issued) -> Kept:
    data = store.found(folder / one.file, one.sha256)
    if data is None:
        raise SapatError(
            Words(
                "{code} {version}: № {number} чыгарылган, бирок {path} жок же бузулган",
                "{code} {version}: № {number} выпущен, но {path} отсутствует или повреждён",
                "{code} {version}: No. {number} was issued, but {path} is missing or damaged",
            ),
            do=Words(
                "сакталган файлды камдык көчүрмөдөн калыбына келтириңиз: чыгарылган PDF кайра түзүлбөйт",
                "восстановите файл из резервной копии: выпущенный PDF заново не создаётся",
                "restore the file from a backup: an issued PDF is never made again",
            ),
            code=one.code,
            version=one.version,
            number=one.number,
            path=folder / one.file,
        )
    told = {"code": one.code, "version": one.version, "number": one.number, "path": folder / one.file}
    at_desk.context.tell(_ALREADY.say(at_desk.lang, told))
    return Kept(folder / one.file, data, one.entry.path)


def _need_same_text(at_desk: Desk, made: Made) -> None:
    """Raises SapatError where the working text is not the one that was set: its paper would be stale at once."""
    one = made.rendition
    if one.purpose != "signature" or one.record is None:
        return
    if text_of_open(at_desk.at, one.edition.slug, one.record) != one.digest:
        raise SapatError(
            Words(
                "{code}: иштөө тексти коммиттегиден башка",
                "{code}: рабочий текст отличается от закоммиченного",
                "{code}: the working text differs from the committed one",
            ),
            do=Words(
                "адегенде коммит кылыңыз, анан чыгарыңыз",
                "сначала закоммитьте, затем выпускайте",
                "commit it first, then issue it",
            ),
            code=one.code,
        )


def _entry(
    at_desk: Desk,
    made: Made,
    number: int,
    name: str,
    data: bytes,
    fields: tuple[pades.Field, ...],
    key: pades.Key | None,
) -> dict[str, Any]:
    one, outcome = made.rendition, made.outcome
    now = clock().astimezone(ZoneInfo(at_desk.at.settings.timezone)).replace(microsecond=0)
    record = one.record
    on = (record.sealed_day if record else None) or at_desk.today
    told: dict[str, Any] = {
        "schema": "rendition/1",
        "document": one.code,
        "version": str(one.edition.version),
        "number": number,
        "purpose": one.purpose,
        "text": one.digest,
        "file": name,
        "sha256": of_bytes(data),
        "size": len(data),
        "export": {"sha256": outcome.sha256, "size": len(outcome.pdf)},
        "pages": outcome.pages,
        "profile": outcome.profile,
        "tools": issuing_tools(),
        "fields": [
            {"name": field.name, "role": field.role, "page": field.page, "box": list(field.box)}
            | ({"acting": True} if at_desk.at.appointments.acting(field.role, on) else {})
            for field in fields
        ],
    }
    if key is not None:
        told["seal"] = {"field": pades.SEAL, "certificate": key.certificate}
    if one.plan.at.origin.commit:
        told["commit"] = one.plan.at.origin.commit
    return told | {"made": now.isoformat(timespec="seconds"), "by": at_desk.by()}
