"""From facts by path to documents, dossiers and registers: every file where the model wants it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sapat.model.codes import slug_of
from sapat.model.documents import Document, TextFile
from sapat.model.entries import Addendum, Entry, Register
from sapat.model.files import Facts, File
from sapat.model.groups import Heads, language_of
from sapat.model.records import Agreement, CopyFile, Dossier, Seal
from sapat.model.settings import Settings
from sapat.model.versions import Version
from sapat.read.places import addendum_place, register_of
from sapat.read.schemas import Schemas, typed

_BESIDE = (
    ".sig",
    ".sha256",
)  # signatures, and the lists of checkpoints: their own rules say whose they are; of signed copies too


@dataclass(slots=True)
class Assembly:
    """Facts by path, put together as documents, dossiers and registers; what belongs to none is a stray."""

    settings: Settings
    files: Mapping[str, File]
    facts: Mapping[str, Facts]
    schemas: Schemas
    strays: list[tuple[str, str]] = field(default_factory=list)

    # documents

    def documents(self, known: Mapping[str, str]) -> tuple[Document, ...]:
        controls = self.settings.controls
        find = Heads(self.facts.__contains__, lambda index: self.facts[index].fenced, controls)
        heads: list[str] = []
        owned: dict[str, list[str]] = {}
        translations: dict[str, dict[str, list[str]]] = {}
        for path in sorted(p for p in self.facts if controls(p)):
            head = find.of(path)
            lang = language_of(path)
            if head == path:
                heads.append(path)
            elif lang and path.endswith(".md"):
                if head:
                    translations.setdefault(head, {}).setdefault(lang, []).append(path)
                else:
                    self.strays.append((path, "translation"))
            elif head:
                owned.setdefault(head, []).append(path)
            else:
                self.strays.append((path, "document"))
        made = [self._document(head, owned.get(head, []), translations.get(head, {}), known) for head in heads]
        return tuple(made)

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
                if not path.endswith(_BESIDE) and not (found and found[0] == "signed-copies"):
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
