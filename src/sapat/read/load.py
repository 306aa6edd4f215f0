"""From a source to a snapshot: every file under control read once, and put where the model wants it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sapat.model.errors import SapatError
from sapat.model.files import EXECUTABLE, REGULAR, Facts, File
from sapat.model.settings import Settings
from sapat.model.snapshot import Origin, Snapshot, slugs_of_codes
from sapat.model.words import Words
from sapat.read import settings as settings_file
from sapat.read.assembly import Assembly
from sapat.read.collector import paused
from sapat.read.facts import FactReader, form_of
from sapat.read.faultless import Faultless
from sapat.read.git import Git
from sapat.read.index import FactIndex, index_of, rule_set
from sapat.read.schemas import Schemas
from sapat.read.signatures import read_signatures
from sapat.read.source import Source
from sapat.read.wordings import wordings


@dataclass(slots=True)
class Reading:
    """A snapshot, and what reading it needs to say aloud."""

    snapshot: Snapshot
    schemas: Schemas
    index: FactIndex

    @property
    def trouble(self) -> str:  # of the index; empty when it served
        return self.index.trouble


@paused()
def load(
    source: Source,
    git: Git | None,
    *,
    today: date | None = None,
    now: datetime | None = None,
    ruled_by: Reading | None = None,
) -> Reading:
    """Read everything under control, by the settings and schemas of *ruled_by* where a server judges what it is sent.
    Raises SapatError when the source's own settings are missing or unreadable, in either case.
    """
    files = {file.path: file for file in source.listing()}
    own = laws(source, git, files)
    ruled = own if ruled_by is None else Laws(ruled_by.snapshot.settings, ruled_by.schemas, ruled_by.index)
    ruled.index.fill()
    return assembled(source, files, ruled, source.origin(), today=today, now=now)


@dataclass(frozen=True, slots=True)
class Laws:
    """What everything else is read by, and the memory of what was read by just these."""

    settings: Settings
    schemas: Schemas
    index: FactIndex


def laws(source: Source, git: Git | None, files: Mapping[str, File]) -> Laws:
    """The settings and schemas among *files*. Raises SapatError when they are missing or unreadable."""
    settings = _settings(source, files, Faultless(git))
    schemas, own_digest = _own_schemas(source, files)
    return Laws(settings, schemas, index_of(git, rule_set(own_digest, repr(settings.terms))))


def assembled(
    source: Source,
    files: Mapping[str, File],
    ruled: Laws,
    origin: Origin,
    *,
    today: date | None = None,
    now: datetime | None = None,
) -> Reading:
    """The snapshot of *files*, which may be some of the source's."""
    settings, schemas, index = ruled.settings, ruled.schemas, ruled.index
    facts = facts_of(source, files.values(), ruled)
    signatures = read_signatures(source, files, facts, index)
    whole = Assembly(settings, files, facts, schemas)
    dossiers = whole.dossiers()
    snapshot = Snapshot(
        settings=settings,
        today=today or (now or datetime.now(UTC)).astimezone(ZoneInfo(settings.timezone)).date(),
        now=origin.moment or now or datetime.now(UTC),
        origin=origin,
        files=files,
        facts=facts,
        documents=whole.documents(slugs_of_codes(dossiers)),
        dossiers=dossiers,
        registers=whole.registers(),
        strays=tuple(sorted(whole.strays)),
        signatures=signatures,
        schemas={name: schemas.get(name) or {} for name in (*schemas.names(), "document")},
        held=lambda path: next(data for _, data in source.read([files[path]])),
    )
    snapshot = replace(snapshot, wordings=wordings(source, snapshot, index))
    index.save()
    return Reading(snapshot, schemas, index)


def facts_of(source: Source, files: Iterable[File], ruled: Laws) -> dict[str, Facts]:
    """The facts of those of *files* that are under control."""
    settings = ruled.settings
    watched = [f for f in files if settings.controls(f.path) or f.path.startswith("registers/")]
    return _facts(source, watched, settings, FactReader(ruled.schemas, settings.terms), ruled.index)


def _settings(source: Source, files: Mapping[str, File], memory: Faultless) -> Settings:
    file = files.get(settings_file.NAME)
    if file is None or file.mode not in (REGULAR, EXECUTABLE):
        raise SapatError(
            Words("бул жерде {name} жок", "здесь нет {name}", "there is no {name} here"),
            do=Words(
                "sapat буйругун документтердин репозиторийинде иштетиңиз же аны атаңыз: --repo DIR",
                "запустите sapat в репозитории документов или назовите его: --repo DIR",
                "run sapat in a document repository, or name it: --repo DIR",
            ),
            name=settings_file.NAME,
        )
    data = next(data for _, data in source.read([file]))
    known = memory.holds(data)
    settings = settings_file.read_settings(data, faultless=known)
    if not known:
        memory.keep(data)
    return settings


def _own_schemas(source: Source, files: Mapping[str, File]) -> tuple[Schemas, str]:
    """The institution's register schemas: `registers/<name>/schema.json`."""
    found = [
        f for p, f in files.items() if p.startswith("registers/") and p.count("/") == 2 and p.endswith("/schema.json")
    ]
    own: dict[str, Mapping[str, Any]] = {}
    for file, data in source.read(found):
        try:
            told = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise SapatError(
                Words(
                    "{path}: JSON окулбайт: {why}",
                    "{path}: JSON не читается: {why}",
                    "{path}: the JSON cannot be read: {why}",
                ),
                do=Words("көрсөтүлгөн жерди оңдоңуз", "исправьте указанное место", "mend the place named"),
                path=file.path,
                why=str(error),
            ) from None
        if not isinstance(told, dict) or told.get("type") != "object":
            raise SapatError(
                Words("{path} объекттин схемасы эмес", "{path} не схема объекта", "{path} is no schema of an object"),
                do=Words(
                    'жазыңыз: {{"type": "object", "properties": {{…}}}}',
                    'напишите: {{"type": "object", "properties": {{…}}}}',
                    'write {{"type": "object", "properties": {{…}}}}',
                ),
                path=file.path,
            )
        own[file.path.split("/")[1]] = told
    return Schemas(own), "".join(sorted(file.blob for file in found))


def _facts(
    source: Source, watched: Sequence[File], settings: Settings, reader: FactReader, index: FactIndex
) -> dict[str, Facts]:
    """The facts of each regular file by path, from the index or read now; equal blobs are read once."""
    found: dict[str, Facts | None] = {}
    missing: dict[tuple[str, str], list[File]] = {}
    regular = [file for file in watched if file.mode in (REGULAR, EXECUTABLE)]
    forms = [form_of(file.path, settings.controls(file.path)) for file in regular]
    index.fetch(form + file.blob for form, file in zip(forms, regular, strict=True))
    for form, file in zip(forms, regular, strict=True):
        found[file.path] = known = index.get(form, file.blob)
        if known is None:
            missing.setdefault((form, file.blob), []).append(file)
    firsts = {files[0].path: (form, files) for (form, _), files in missing.items()}
    for file, data in source.read([files[0] for files in missing.values()]):
        form, same = firsts[file.path]
        facts = reader.read(form, data)
        index.put(form, file.blob, facts)
        for one in same:
            found[one.path] = facts
    return {path: facts for path, facts in found.items() if facts is not None}
