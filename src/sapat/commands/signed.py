"""`sapat signed`: take back what was signed: a signed PDF, a scan of wet ink, a detached signature or receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands import signed_words as words
from sapat.commands.context import Context
from sapat.commands.evidence_in import Taken, of_pdf, of_receipt, of_scan
from sapat.commands.pdf_proof import is_pdf
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.approval import titles
from sapat.model.digests import of_bytes
from sapat.model.errors import KNOWN, SapatError
from sapat.model.names import value_name
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.signed_copies import FOLDER, MOST, REGISTER, known, next_number, signed, signed_roles
from sapat.model.words import Words
from sapat.read.repository import clock
from sapat.read.scans import is_picture
from sapat.report.facts_text import emit
from sapat.write import store

_RECEIPTS: Final = (".p7s", ".p7m", ".sig", ".cms", ".xml", ".asc", ".json")


@click.command()
@click.argument("code")
@click.argument("version")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--receipt", is_flag=True, help="FILE is a detached signature or a receipt of another service.")
@click.option("--signatory", "field_signatory", multiple=True, metavar="ROLE[:PERSON]", help="Who signed; repeat.")
@click.option("--date", "field_date", default=None, metavar="DAY", help="When it was signed (default: today).")
@click.option("--place", "field_place", default=None, help="Where the paper original is kept.")
@click.option("--keeper", "field_keeper", default=None, metavar="ROLE", help="Who keeps it.")
@click.option("--note", "field_note", default=None, help="What else is to be known.")
@click.option("--in-git", is_flag=True, help="Keep the file in the repository itself (at most 2 MB each).")
@writing
@click.pass_obj
def command(
    context: Context,
    /,
    code: str,
    version: str,
    paths: tuple[Path, ...],
    receipt: bool,
    in_git: bool,
    asked: Asked,
    **flags: Any,
) -> int:
    """Register what was signed: a PDF, the scan of a paper (PDF, PNG, JPEG, TIFF), or a detached signature."""
    given = _bytes(paths)
    with desk(context, asked) as at_desk:
        told = {**asked.fields, **{key.removeprefix("field_"): one for key, one in flags.items() if one}}
        record = _record(at_desk, at_desk.slug(code), version)
        for data in given:
            _need_new(at_desk, data)
        if receipt or paths[0].suffix.lower() in _RECEIPTS:
            taken = of_receipt(at_desk, record, given[0], paths[0])
        elif len(paths) == 1 and is_pdf(paths[0]) and (found := of_pdf(at_desk, record, paths[0])) is not None:
            taken = found
        elif all(is_picture(path) or is_pdf(path) for path in paths):
            taken = of_scan(at_desk, record, paths)
        else:
            raise _strange(paths)
        return _registered(at_desk, record, taken, told, paths, given, in_git=in_git)


def _bytes(paths: Sequence[Path]) -> list[bytes]:
    made = []
    for path in paths:
        try:
            made.append(path.read_bytes())
        except OSError as error:
            raise SapatError(
                Words("{path} окулбайт: {why}", "{path} не читается: {why}", "{path} cannot be read: {why}"),
                do=Words("файлды атаңыз", "назовите файл", "name the file"),
                path=path,
                why=error.strerror or str(error),
            ) from None
    return made


def _record(at_desk: Desk, slug: str, version: str) -> Dossier:
    found = at_desk.at.versions(slug)
    for one in found:
        if str(one.version) == version:
            return one
    raise SapatError(
        Words("{slug}: {version} версиясы жок", "{slug}: нет версии {version}", "{slug} has no version {version}"),
        do=KNOWN,
        slug=slug,
        version=version,
        known=", ".join(str(one.version) for one in found),
    )


def _need_new(at_desk: Desk, data: bytes) -> None:
    entry = known(at_desk.at, of_bytes(data))
    if entry is not None:
        raise SapatError(
            words.ALREADY,
            do=Words(
                "кошумчасы болсо: sapat amend {path}",
                "если есть что добавить: sapat amend {path}",
                "to add to it: sapat amend {path}",
            ),
            path=entry.path,
        )


def _strange(paths: Sequence[Path]) -> SapatError:
    return SapatError(
        Words(
            "{name}: PDF да, сүрөт да эмес", "{name}: не PDF и не изображение", "{name} is neither a PDF nor a picture"
        ),
        do=Words(
            "бөлөк кол тамга болсо: --receipt",
            "если это отдельная подпись: --receipt",
            "should it be a detached signature: --receipt",
        ),
        name=", ".join(path.name for path in paths),
    )


def _registered(
    at_desk: Desk,
    record: Dossier,
    taken: Taken,
    told: Mapping[str, Any],
    paths: Sequence[Path],
    given: Sequence[bytes],
    *,
    in_git: bool,
) -> int:
    slug, version = record.slug, str(record.version)
    number = next_number(at_desk.at, slug, version)
    stem = f"{slug}_v{version}-signed-{number}"
    kept = [(store.kept_name(stem, data, path.suffix.lower()), data) for path, data in zip(paths, given, strict=True)]
    base = f"{FOLDER}{slug}"
    path = f"{base}/{version}-{number}.yaml"
    entry = _entry(at_desk, record, taken, told, number, kept, in_git=in_git)
    plan = Plan(f"{record.code} {version}: signed copy {number}")
    plan.write(path, emit(entry))
    _say(at_desk, plan, record, taken, entry)
    if in_git:
        _need_small(kept)
        plan.files |= {f"{base}/{name}": data for name, data in kept}
        return at_desk.carry_out(plan)
    folder = store.store_folder(at_desk.at.settings, at_desk.repository.root)
    fresh: list[str] = []
    try:
        fresh += [name for name, data in kept if store.keep(folder, name, data)]
        return at_desk.carry_out(plan)
    finally:
        if not (at_desk.repository.root / path).is_file():
            for name in fresh:
                store.drop(folder, name)


def _need_small(kept: Sequence[tuple[str, bytes]]) -> None:
    for name, data in kept:
        if len(data) > MOST:
            raise SapatError(words.TOO_BIG, do=words.OUTSIDE, name=name, size=len(data))


def _entry(
    at_desk: Desk,
    record: Dossier,
    taken: Taken,
    told: Mapping[str, Any],
    number: int,
    kept: Sequence[tuple[str, bytes]],
    *,
    in_git: bool,
) -> dict[str, Any]:
    now = clock().astimezone(ZoneInfo(at_desk.at.settings.timezone)).replace(microsecond=0)
    made: dict[str, Any] = {
        "schema": "signed-copy/1",
        "document": record.code,
        "version": str(record.version),
        "number": number,
        "kind": taken.kind,
        "rendition": taken.issued.id,
        "text": taken.issued.text,
        "files": [
            {"name": name, "sha256": of_bytes(data), "size": len(data), "kept": "git" if in_git else "store"}
            for name, data in kept
        ],
    }
    if taken.pages:
        made["pages"] = taken.pages
    made["signatories"] = list(taken.signatories) or _named(at_desk, record, told)
    made["date"] = str(told.get("date") or taken.date or at_desk.today.isoformat())
    original = _original(told)
    if taken.kind == "scan" and original is None:
        raise SapatError(words.WHERE, do=words.NAME_PLACE)
    if original is not None:
        made["original"] = original
    made["verified"] = taken.verified
    if told.get("note"):
        made["note"] = str(told["note"])
    return made | {"recorded": now.isoformat(timespec="seconds"), "by": at_desk.by()}


def _named(at_desk: Desk, record: Dossier, told: Mapping[str, Any]) -> list[dict[str, str]]:
    """Who signed, as whoever registers it says. Raises SapatError where nobody is named."""
    given = told.get("signatory") or told.get("signatories") or ()
    rows = [str(one).partition(":") for one in ([given] if isinstance(given, str) else given)]
    if not rows:
        route = route_of(at_desk.at, record.slug, record)
        asked = titles(at_desk.at, "roles", route.signatories if route else ())
        raise SapatError(words.WHO, do=words.NAME_THEM, roles=asked or "—")
    return [{"role": role} | ({"person": person} if person else {}) for role, _, person in rows]


def _original(told: Mapping[str, Any]) -> dict[str, str] | None:
    given = told.get("original")
    whole = dict(given) if isinstance(given, Mapping) else {}
    whole |= {key: str(told[key]) for key in ("place", "keeper") if told.get(key)}
    return whole or None


def _say(at_desk: Desk, plan: Plan, record: Dossier, taken: Taken, entry: Mapping[str, Any]) -> None:
    at = at_desk.at
    now = signed_roles(entry["signatories"]) if taken.counts else frozenset()
    text = taken.issued.text
    before = (
        signed(one, at.today)
        for one in at.entries(REGISTER).values()
        if one.id.startswith(f"{record.slug}/") and one.text("text") == text
    )
    done = now.union(*before)
    route = route_of(at, record.slug, record)
    left = tuple(role for role in (route.signatories if route else ()) if role not in done)
    verified = value_name(at_desk.schemas.get("signed-copy") or {}, "verified", taken.verified, at_desk.lang)
    signatories = [str(one["role"]) for one in entry["signatories"]]
    roles: Words | str = titles(at, "roles", tuple(signatories))
    if taken.names:  # the field says a post, the certificate a name: neither is taken for the other
        pairs = zip(signatories, taken.names, strict=True)
        roles = "; ".join(f"{titles(at, 'roles', (role,)).say(at_desk.lang)} — {name}" for role, name in pairs)
    told = {"code": record.code, "version": record.version, "pages": taken.pages}
    plan.say(words.TAKEN[taken.kind], roles=roles, verified=verified, **told)
    for said, args in taken.remarks:
        plan.say(words.REMARK, told=said.say(at_desk.lang, args))
    following = words.LEFT if left else words.WHOLE
    plan.say(NEXT, what=following.say(at_desk.lang, {"roles": titles(at, "roles", left), "code": record.code}))
