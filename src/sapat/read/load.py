"""From a source to a snapshot: every file under control read once, and put where the model wants it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sapat.model.codes import slug_of
from sapat.model.documents import Document, TextFile
from sapat.model.entries import Addendum, Entry, Register
from sapat.model.errors import SapatError
from sapat.model.files import EXECUTABLE, REGULAR, Facts, File
from sapat.model.records import Agreement, CopyFile, Dossier, Seal
from sapat.model.settings import Settings
from sapat.model.snapshot import Snapshot, slugs_of_codes
from sapat.model.versions import Version
from sapat.read import settings as settings_file
from sapat.read.facts import FactReader, form_of
from sapat.read.git import Git
from sapat.read.index import FactIndex, index_of, rule_set
from sapat.read.places import addendum_place, language_of, register_of
from sapat.read.schemas import Schemas, typed
from sapat.read.signatures import read_signatures
from sapat.read.source import Source
from sapat.read.wordings import wordings

_BESIDE = (".sig", ".sha256")  # signatures, and the lists of checkpoints: their own rules say whose they are


@dataclass(slots=True)
class Reading:
    """A snapshot, and what reading it needs to say aloud."""

    snapshot: Snapshot
    schemas: Schemas
    index: FactIndex

    @property
    def trouble(self) -> str:  # of the index; empty when it served
        return self.index.trouble


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
    settings = _settings(source, files)
    schemas, own_digest = _own_schemas(source, files)
    index = ruled_by.index if ruled_by else index_of(git, rule_set(own_digest, repr(settings.terms)))
    if ruled_by:
        settings, schemas = ruled_by.snapshot.settings, ruled_by.schemas
    watched = [f for f in files.values() if settings.controls(f.path) or f.path.startswith("registers/")]
    facts = _facts(source, watched, settings, FactReader(schemas, settings.terms), index)
    signatures = read_signatures(source, files, facts, index)
    origin = source.origin()
    whole = _Assembly(settings, files, facts, schemas)
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


def _settings(source: Source, files: Mapping[str, File]) -> Settings:
    file = files.get(settings_file.NAME)
    if file is None or file.mode not in (REGULAR, EXECUTABLE):
        raise SapatError(
            f"there is no {settings_file.NAME} here", do="run sapat in a document repository, or name it: --repo DIR"
        )
    return settings_file.read_settings(next(data for _, data in source.read([file])))


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
            raise SapatError(f"{file.path}: {error}", do="mend the JSON") from None
        if not isinstance(told, dict) or told.get("type") != "object":
            raise SapatError(f"{file.path} is no schema of an object", do='write {"type": "object", "properties": {…}}')
        own[file.path.split("/")[1]] = told
    return Schemas(own), "".join(sorted(file.blob for file in found))


def _facts(
    source: Source, watched: Sequence[File], settings: Settings, reader: FactReader, index: FactIndex
) -> dict[str, Facts]:
    """The facts of each regular file by path, from the index or read now; equal blobs are read once."""
    found: dict[str, Facts | None] = {}
    missing: dict[tuple[str, str], list[File]] = {}
    for file in watched:
        if file.mode not in (REGULAR, EXECUTABLE):
            continue
        form = form_of(file.path, settings.controls(file.path))
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


@dataclass(slots=True)
class _Assembly:
    settings: Settings
    files: Mapping[str, File]
    facts: Mapping[str, Facts]
    schemas: Schemas
    strays: list[tuple[str, str]] = field(default_factory=list)

    # documents

    def documents(self, known: Mapping[str, str]) -> tuple[Document, ...]:
        texts = [p for p in self.facts if p.endswith(".md") and self.settings.controls(p)]
        folders = {p.rpartition("/")[0] for p in texts if p.endswith("/index.md") and self.facts[p].fenced}
        folders -= {folder for folder in folders if folder + ".md" in self.facts}  # attachments: no second document
        heads: list[str] = []
        owned: dict[str, list[str]] = {}
        translations: dict[str, dict[str, list[str]]] = {}
        alone = {p for p in texts if not self._folder_of(p, folders) and not self._beside(p) and not language_of(p)}
        alone |= {folder + "/index.md" for folder in folders}
        for path in sorted(p for p in self.facts if self.settings.controls(p)):
            if path in alone:
                heads.append(path)
                continue
            folder = self._folder_of(path, folders)
            head = folder + "/index.md" if folder else self._beside(path)
            lang = language_of(path)
            if lang and path.endswith(".md"):
                head = head or path.removesuffix(f".{lang}.md") + ".md"
                if head in self.facts:
                    translations.setdefault(head, {}).setdefault(lang, []).append(path)
                else:
                    self.strays.append((path, "translation"))
            elif head:
                owned.setdefault(head, []).append(path)
            else:
                self.strays.append((path, "document"))
        made = [self._document(head, owned.get(head, []), translations.get(head, {}), known) for head in heads]
        return tuple(made)

    @staticmethod
    def _folder_of(path: str, folders: set[str]) -> str:
        """The document folder a file lies in, however deep."""
        folder = path.rpartition("/")[0]
        while folder:
            if folder in folders:
                return folder
            folder = folder.rpartition("/")[0]
        return ""

    def _beside(self, path: str) -> str:
        """The `<slug>.md` whose own folder `<slug>/` a file lies in."""
        folder = path.rpartition("/")[0]
        while folder and self.settings.controls(folder + "/"):
            if folder + ".md" in self.facts:
                return folder + ".md"
            folder = folder.rpartition("/")[0]
        return ""

    def _document(
        self, head: str, owned: list[str], translations: Mapping[str, list[str]], known: Mapping[str, str]
    ) -> Document:
        facts = self.facts[head]
        base = head.rpartition("/")[0]
        told = facts.value.get("parts")
        parts = [f"{base}/{part}" for part in told] if isinstance(told, list) else []
        rest = sorted((p for p in owned if p not in parts), key=str.encode)
        for path in rest:
            if path.endswith(".md"):
                self.strays.append((path, "index" if path.endswith("/index.md") else "part"))
        listed = [head, *(p for p in parts if p in self.facts), *rest]
        code = facts.value.get("code")
        slug = ""
        if isinstance(code, str) and code:
            slug = known.get(code) or slug_of(code)
        return Document(
            path=head,
            slug=slug or head.rpartition("/")[2].removesuffix(".md"),
            front=facts.value,
            files=tuple(self._text_file(path, base) for path in dict.fromkeys(listed)),
            translations={lang: tuple(paths) for lang, paths in translations.items()},
            readable=facts.readable and facts.fenced,
        )

    def _text_file(self, path: str, base: str) -> TextFile:
        facts = self.facts[path]
        return TextFile(path.removeprefix(base + "/"), path, self.files[path].blob, facts.sha256, facts.scan)

    # dossiers

    def dossiers(self) -> dict[str, tuple[Dossier, ...]]:
        folders: dict[tuple[str, str], list[str]] = {}
        for path in self.facts:
            if not path.startswith("registers/changes/"):
                continue
            parts = path.split("/")
            if len(parts) >= 5:
                folders.setdefault((parts[2], parts[3]), []).append(path)
            elif parts[-1] != "schema.json":
                self.strays.append((path, "register"))
        made: dict[str, list[Dossier]] = {}
        for (slug, number), paths in folders.items():
            try:
                version = Version.parse(number)
            except ValueError:
                self.strays += [(path, "version") for path in paths]
                continue
            made.setdefault(slug, []).append(self._dossier(slug, version, paths))
        return {slug: tuple(sorted(all_, key=lambda d: d.version)) for slug, all_ in sorted(made.items())}

    def _dossier(self, slug: str, version: Version, paths: list[str]) -> Dossier:
        folder = f"registers/changes/{slug}/{version}"
        copy: list[CopyFile] = []
        agreements: list[Agreement] = []
        addenda: list[Addendum] = []
        others: list[str] = []
        for path in sorted(paths):
            rest = path[len(folder) + 1 :]
            facts = self.facts[path]
            if rest.startswith("copy/"):
                copy.append(CopyFile(rest[5:], path, self.files[path].blob, facts.sha256))
            elif rest.startswith("agreements/") and rest.endswith(".yaml") and rest.count("/") == 1:
                agreements.append(Agreement(path, facts.sha256, facts.value))
            elif number := addendum_place(rest, ""):
                administrative = facts.value.get("kind") == "administrative"
                addenda.append(
                    self._addendum(path, number, self.schemas.get("document" if administrative else "change"))
                )
            elif rest != "record.yaml" and not rest.endswith(".sig"):
                others.append(path)
        record = None
        facts_sha, seal = "", None
        if f"{folder}/record.yaml" in self.facts:
            facts = self.facts[f"{folder}/record.yaml"]
            addenda.sort(key=lambda a: a.number)
            record = Entry(
                "changes",
                f"{slug}/{version}",
                f"{folder}/record.yaml",
                facts.sha256,
                facts.value,
                tuple(addenda),
                facts.readable,
            )
            facts_sha = facts.facts_sha256
            told = facts.value.get("seal")
            seal = Seal(told) if isinstance(told, Mapping) else None
        mains = (self.facts[c.path].value for c in copy if c.relative in ("index.md", slug + ".md"))
        front = next((one for one in mains if one), {})
        return Dossier(
            slug, version, folder, record, facts_sha, seal, tuple(copy), tuple(agreements), front, tuple(others)
        )

    # other registers

    def registers(self) -> dict[str, Register]:
        folders = self.folders()
        entries: dict[str, dict[str, str]] = {name: {} for name in folders.values()}
        addenda: dict[tuple[str, str], list[Addendum]] = {}
        for path in sorted(path for path in self.facts if path.startswith("registers/")):
            if path.startswith("registers/changes/") or path.endswith("/schema.json"):
                continue
            found = register_of(path, folders)
            if found is None or not path.endswith(".yaml"):
                if not path.endswith(_BESIDE):
                    self.strays.append((path, "register"))
                continue
            name, rest = found
            number = addendum_place(rest, rest)
            if number:
                entry = rest.rpartition(".a")[0]
                addenda.setdefault((name, entry), []).append(self._addendum(path, number, self.schema_of(name)))
            else:
                entries[name][rest.removesuffix(".yaml")] = path
        made: dict[str, Register] = {}
        for name, paths in entries.items():
            held = {key: self._entry(name, key, path, addenda.pop((name, key), [])) for key, path in paths.items()}
            made[name] = Register(name, self.schema_of(name), held)
        self.strays += [(one.path, "addendum") for orphans in addenda.values() for one in orphans]
        return made

    def _addendum(self, path: str, number: int, schema: Mapping[str, Any] | None) -> Addendum:
        """An addendum whose new values are read as the schema of what they change says: `true` and 36 are no texts."""
        facts = self.facts[path]
        told = facts.value.get("set")
        value = {**facts.value, "set": typed(told, schema or {})} if isinstance(told, dict) else facts.value
        return Addendum(path, facts.sha256, number, value)

    def _entry(self, register: str, key: str, path: str, addenda: Iterable[Addendum]) -> Entry:
        facts = self.facts[path]
        ordered = tuple(sorted(addenda, key=lambda a: a.number))
        return Entry(register, key, path, facts.sha256, facts.value, ordered, facts.readable)

    def folders(self) -> dict[str, str]:
        """Folder below registers/ -> register name."""
        made: dict[str, str] = {}
        for schema in self.schemas.names():
            told = (self.schemas.get(schema) or {}).get("x-register")
            if isinstance(told, Mapping):
                folder = str(told.get("folder", schema))
                made[folder] = str(told.get("name", folder))
            elif f"registers/{schema}/schema.json" in self.files:
                made[schema] = schema
        made.pop("changes", None)
        return made

    def schema_of(self, register: str) -> Mapping[str, Any]:
        for schema in self.schemas.names():
            told = self.schemas.get(schema) or {}
            kept = told.get("x-register")
            if isinstance(kept, Mapping) and kept.get("name", kept.get("folder", schema)) == register:
                return told
        return self.schemas.get(register) or {}
