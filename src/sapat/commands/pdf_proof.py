"""`sapat verify FILE.pdf`: which text a PDF is, whether it is in force, whose signatures it carries and what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.context import Context
from sapat.commands.renditions import Renditions, set_all
from sapat.model.copies import Copy, copies
from sapat.model.digests import of_bytes
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.history import version_rows
from sapat.model.holders import DIFFERS, Holder, holder
from sapat.model.issued import Match, match
from sapat.model.pdf_proof import Identity, Look
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.signed_copies import known
from sapat.model.signed_copies import signed as signed_by
from sapat.model.snapshot import Snapshot
from sapat.model.words import pick
from sapat.read.names import read_names
from sapat.read.repository import Repository, clock
from sapat.read.signed_pdf import anchors
from sapat.render.leaves import leaf
from sapat.report.pdf_proof import FORMATS, PdfAnswer
from sapat.write.pades import need_packages as need_signing
from sapat.write.sandbox import local_executor, need_packages
from sapat.write.strangers import codes, look

_HEAD: Final = b"%PDF-"


def is_pdf(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def verify_pdf(context: Context, file: Path, form: str) -> int:
    """Tell of a PDF; exit 0: proven, unchanged, every signature good; 1: not."""
    need_signing()
    repository = context.repository()
    revision = "HEAD" if repository.git is not None else None
    at = context.read(repository, revision).snapshot
    told = examined(repository, at, file, revision)
    lang = context.asked_lang or at.settings.languages[0]
    click.echo(FORMATS[form](told, lang), nl=False)
    return 0 if told.ok else 1


def examined(
    repository: Repository, at: Snapshot, file: Path, revision: str | None, *, rebuild: bool = True
) -> PdfAnswer:
    """All that can be said of a PDF here; *rebuild*: also by making it again. Raises SapatError for what is no PDF."""
    data = file.read_bytes()
    found = match(at, data)
    trusted = anchors(repository.root, trust_of(at))
    seen = look(data, found.size if found else 0, trusted, clock())
    notes = ["revocation"] if seen.signatures else []
    copy = known(at, of_bytes(data))
    if copy is not None and copy.text("kind") == "scan":
        identity = Identity(
            copy.id.partition("/")[0], copy.text("document"), copy.text("version"), "copy", "", copy.text("text")
        )
        return _answer(repository, at, file, data, identity, seen, notes, None, copy)
    handed = next((one for one in numbered(at) if one.entry.get("sha256") == of_bytes(data)), None)
    if handed is not None:
        record = _record(at, handed.slug, handed.version)
        text = record.seal.text_of("text") if record is not None and record.seal else ""
        identity = Identity(handed.slug, handed.entry.text("document"), handed.version, "numbered", "", text)
        return _answer(repository, at, file, data, identity, seen, notes, None, number=handed.number)
    if found is not None or not rebuild:
        identity = _of_match(found) if found else Identity()
    else:
        identity, size = _identified(repository, at, file, data, seen, revision, notes)
        if size:
            seen = look(data, size, trusted, clock())
    return _answer(repository, at, file, data, identity, seen, notes, found)


def numbered(at: Snapshot) -> list[Copy]:
    """The numbered copies that were handed out, of every document."""
    return [one for of_document in copies(at).values() for one in of_document]


def trust_of(at: Snapshot) -> list[str]:
    """The places of the certificates that the settings trust."""
    told: Mapping[str, Any] = at.settings.sections.get("sign", {})
    return list(told.get("trust", ()))


def _of_match(found: Match) -> Identity:
    one = found.issued
    return Identity(one.slug, one.code, one.version, found.how, one.id, one.text)


def _identified(
    repository: Repository, at: Snapshot, file: Path, data: bytes, seen: Look, revision: str | None, notes: list[str]
) -> tuple[Identity, int]:
    """(identity, bytes built again) of a PDF that begins like none that was issued: by what it says, never proven so."""
    code, version = (*seen.keywords, "", "")[:2]
    version = version.removeprefix("v")
    record = _record(at, at.slug(code) if code else "", version)
    if record is None:
        return _by_code(at, file), 0
    slug = record.slug
    size = _built_again(repository, at, slug, record, data, revision, notes)
    text = record.seal.text_of("text") if record.seal else ""
    if size:
        return Identity(slug, record.code, version, "rebuilt", "", text), size
    held = set(record.seal.files.values()) if record.seal else set()
    attached = set(seen.attached.values())
    how = "attachment" if attached and attached <= held else "claim"
    return Identity(slug, record.code, version, how, "", text), 0


def _record(at: Snapshot, slug: str, version: str) -> Dossier | None:
    return next((one for one in at.versions(slug) if str(one.version) == version), None)


def _built_again(
    repository: Repository,
    at: Snapshot,
    slug: str,
    record: Dossier,
    data: bytes,
    revision: str | None,
    notes: list[str],
) -> int:
    """The length of the PDF this repository makes of a version today, where the file begins with it; else 0."""
    if not (record.is_sealed and record.copy):
        return 0
    try:
        need_packages()
    except SapatError:
        notes.append("no-tools")
        return 0
    with local_executor() as executor:
        made = set_all(repository, repository.source(revision), [Renditions(at).registered(slug, record)], executor)
    pdf = made[0].outcome.pdf
    return len(pdf) if pdf and data.startswith(pdf) else 0


def _by_code(at: Snapshot, file: Path) -> Identity:
    """What the QR codes of its pages name, where they all name one version."""
    try:
        leaves = [leaf(told) for told in codes(file, every=False)]
    except SapatError:
        return Identity()
    named = {one.address for one in leaves if one is not None}
    if len(named) != 1 or None in leaves:
        return Identity()
    slug, _, version = named.pop().rstrip("/").rpartition("/V/")[2].lower().rpartition("/")
    record = _record(at, slug, version)
    return Identity(slug, record.code, version, "code") if record else Identity()


def _answer(
    repository: Repository,
    at: Snapshot,
    file: Path,
    data: bytes,
    identity: Identity,
    seen: Look,
    notes: list[str],
    found: Match | None,
    copy: Entry | None = None,
    *,
    number: int = 0,
) -> PdfAnswer:
    record = _record(at, identity.slug, identity.version)
    names = found.issued.fields if found else {}
    status = next(
        (row.status.value for row in version_rows(at, identity.slug) if str(row.version) == identity.version), ""
    )
    sealed = record.seal.text_of("text") if record is not None and record.seal else ""
    asked = _asked(at, identity.slug, record)
    held = _holders(repository, at, names, seen)
    false = {field for field, one in held.items() if one.state == DIFFERS}
    signed = {names.get(one.field, "") for one in seen.signatures if one.good and one.field not in false}
    if copy is not None:
        signed |= signed_by(copy, at.today)
    missing = tuple(role for role in asked if role not in signed) if seen.signatures or copy else ()
    strange = _strange(found, seen)
    sound = identity.proven and seen.added != "other" and all(one.good for one in seen.signatures)
    if record is not None and not record.is_sealed:
        notes.append("open")
    return PdfAnswer(
        file=file.name,
        sha256=of_bytes(data),
        today=at.today.strftime("%d.%m.%Y"),
        identity=identity,
        look=seen,
        number=found.issued.number if found else int(copy.get("number")) if copy else number,
        status=status,
        roles={name: _post(at, role) for name, role in names.items()},
        missing=tuple(_post(at, role) for role in missing),
        evidence=_class(identity, seen, missing) if sound and not (false or strange) else "none",
        notes=tuple(notes),
        holders=held,
        strange=strange,
        same_text=not (identity.text and sealed) or identity.text == sealed,
    )


def _holders(repository: Repository, at: Snapshot, names: Mapping[str, str], seen: Look) -> dict[str, Holder]:
    """Field -> what is known of whoever signed there for a post."""
    asked = [one for one in seen.signatures if names.get(one.field)]
    known = read_names(repository.root, at.settings) if asked else {}
    zone = ZoneInfo(at.settings.timezone)
    return {
        one.field: holder(
            at, known, names[one.field], one.name, one.when.astimezone(zone).date() if one.when else at.today
        )
        for one in asked
    }


def _strange(found: Match | None, seen: Look) -> tuple[str, ...]:
    """Fields that were signed and that the issued PDF never had: whoever added them signed for nobody."""
    if found is None:
        return ()
    known = {*found.issued.fields, found.issued.seal}
    return tuple(one.field for one in seen.signatures if one.field not in known)


def _class(identity: Identity, seen: Look, missing: tuple[str, ...]) -> str:
    if missing:
        return "none"
    return "paper" if identity.how == "copy" else "signed" if seen.signatures else "none"


def _asked(at: Snapshot, slug: str, record: Dossier | None) -> tuple[str, ...]:
    """The roles whose signatures the route of a version asks for."""
    route = route_of(at, slug, record) if record is not None else None
    return route.signatories if route is not None else ()


def _post(at: Snapshot, role: str) -> str:
    entry = at.entries("roles").get(role)
    title = entry.on(at.today).get("title") if entry else None
    return pick(title, at.settings.languages[0]) if isinstance(title, Mapping) else role
