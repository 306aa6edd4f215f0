"""The facts of a pack, read anew from their files: records with their seals, acts, people, addenda, checkpoints."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sapat.verifier.container import Pack, Refused
from sapat.verifier.report import Report
from sapat.verifier.tomls import read_toml
from sapat.verifier.yamls import MAX_TEXT, Unreadable, front_matter, read_yaml

ROOT: Final = "repository/"
_VERSION: Final = re.compile(r"([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")
NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_ADDENDUM: Final = re.compile(r"(.*\.)?a([1-9][0-9]{0,3})\.yaml")
_CHECKPOINT: Final = re.compile(r"registers/checkpoints/([1-9][0-9]*)\.(yaml|sha256)")
_LIST: Final = re.compile(r"registers/people/trust/[1-9][0-9]*\.sha256")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LATIN: Final = dict(
    pair.split("=")
    for pair in [
        "а=a",
        "б=b",
        "в=v",
        "г=g",
        "д=d",
        "е=e",
        "ё=yo",
        "ж=j",
        "з=z",
        "и=i",
        "й=y",
        "к=k",
        "л=l",
        "м=m",
        "н=n",
        "ң=n",
        "о=o",
        "ө=o",
        "п=p",
        "р=r",
        "с=s",
        "т=t",
        "у=u",
        "ү=u",
        "ф=f",
        "х=h",
        "ц=ts",
        "ч=ch",
        "ш=sh",
        "щ=sch",
        "ъ=",
        "ы=y",
        "ь=",
        "э=e",
        "ю=yu",
        "я=ya",
    ]
)
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")


class Addendum(NamedTuple):
    path: str
    number: int
    value: dict[str, Any]

    @property
    def kind(self) -> str:
        return text_of(self.value, "kind")

    @property
    def since(self) -> date | None:
        return day_of(self.value.get("from"))

    @property
    def set(self) -> dict[str, Any]:
        told = self.value.get("set")
        return told if isinstance(told, dict) else {}


class Entry:
    """A file that never changes, and what was added beside it."""

    def __init__(self, path: str, value: dict[str, Any]) -> None:
        self.path = path
        self.value = value
        self.addenda: list[Addendum] = []

    def on(self, today: date) -> dict[str, Any]:
        """The values on a day: corrected from the start, then changed by each event begun."""
        return values_on(self.value, self.addenda, today)


class Dossier:
    """All files of one version of one document; paths as in the repository."""

    def __init__(self, slug: str, number: str) -> None:
        self.slug = slug
        self.number = number
        self.folder = f"registers/changes/{slug}/{number}"
        self.record = Entry(f"{self.folder}/record.yaml", {})
        self.facts: dict[str, Any] = {}  # the record with its corrections
        self.seal: dict[str, Any] = {}
        self.copy: list[str] = []  # relative paths
        self.agreements: dict[str, dict[str, Any]] = {}  # by file name
        self.front: dict[str, Any] = {}
        found = _VERSION.fullmatch(number)
        self.version = (int(found[1]), int(found[2])) if found else (0, 0)

    @property
    def path(self) -> str:
        return self.record.path

    @property
    def code(self) -> str:
        return text_of(self.facts, "document")

    @property
    def kind(self) -> str:
        return text_of(self.facts, "kind")

    @property
    def effective(self) -> date | None:
        moved = [one.set.get("effective") for one in self.record.addenda if one.kind == "postponement"]
        return day_of(moved[-1] if moved else self.facts.get("effective"))

    @property
    def expires(self) -> date | None:
        moved = [one.set.get("expires") for one in self.record.addenda if one.kind == "extension"]
        return day_of(moved[-1] if moved else self.facts.get("expires"))

    @property
    def sealed_day(self) -> date | None:
        moment = moment_of(self.seal.get("sealed"))
        return moment.date() if moment else None

    def listed(self, key: str) -> list[tuple[str, str]]:
        """(path, SHA-256) of what the seal lists."""
        told = self.seal.get(key)
        rows = told if isinstance(told, list) else []
        return [(str(one.get("path")), str(one.get("sha256"))) for one in rows if isinstance(one, dict)]


class Facts:
    """Everything below `repository/`, each file read once."""

    def __init__(self, pack: Pack, report: Report) -> None:
        self.pack = pack
        self.report = report
        self.paths = frozenset(name[len(ROOT) :] for name in pack.names if name.startswith(ROOT))
        self.values: dict[str, dict[str, Any]] = {}
        self.dossiers: dict[str, list[Dossier]] = {}
        self.entries: dict[str, Entry] = {}  # by path, records among them
        self.signatures: list[str] = []
        self.checkpoints: dict[int, dict[str, Any]] = {}
        self.lists: set[int] = set()
        self.settings: dict[str, Any] = {}
        self._settings()
        self._read()
        self._addenda()
        self.codes = self._codes()

    def slug(self, code: str) -> str:
        """The folder of the document that has or had a code."""
        return self.codes.get(code) or slug_of(code)

    def _codes(self) -> dict[str, str]:
        """Every code a document of the pack ever had -> its folder."""
        known: dict[str, str] = {}
        for slug, versions in self.dossiers.items():
            for one in versions:
                for added in one.record.addenda:
                    if added.kind == "recode":
                        known[text_of(added.set, "code")] = slug
        for slug, versions in self.dossiers.items():
            known.update((one.code, slug) for one in versions if one.code and slug_of(one.code) == slug)
        return known

    def digest(self, path: str) -> str:
        """SHA-256 of a file of the repository; empty where the pack has none."""
        return self.pack.digest(ROOT + path) if path in self.paths else ""

    def data(self, path: str) -> bytes:
        """The bytes of a fact, which are never many. Raises Unreadable."""
        if self.pack.sizes[ROOT + path] > MAX_TEXT:
            raise Unreadable(1, "too long")
        return self.pack.read(ROOT + path)

    def register(self, folder: str) -> dict[str, Entry]:
        """The entries of a register by their name."""
        start = f"registers/{folder}/"
        return {path[len(start) : -5]: one for path, one in self.entries.items() if path.startswith(start)}

    def holds(self, role: str, person: str, on: date) -> bool:
        """Whether a person held a role on a day, by the appointments."""
        for one in self.register("people/appointments").values():
            told = one.on(on)
            since, until = day_of(told.get("from")), day_of(told.get("until"))
            mine = told.get("role") == role and told.get("person") == person
            if mine and since and since <= on and (until is None or on <= until):
                return True
        return False

    def _settings(self) -> None:
        try:
            self.settings = read_toml(self.data("sapat.toml")) if "sapat.toml" in self.paths else {}
        except (ValueError, Unreadable) as error:
            self.report.problem("unreadable", "sapat.toml", why=error)

    def _yaml(self, path: str) -> dict[str, Any]:
        try:
            self.values[path] = read_yaml(self.data(path))
        except Unreadable as error:
            self.report.problem("unreadable", path, why=error)
            self.values[path] = {}
        return self.values[path]

    def _read(self) -> None:
        found: dict[tuple[str, str], Dossier] = {}
        for path in sorted(self.paths):
            checkpoint = _CHECKPOINT.fullmatch(path)
            if path.endswith(".sig"):
                self.signatures.append(path)
            elif path.startswith("registers/changes/") and path.count("/") >= 4:
                _, _, slug, number, rest = path.split("/", 4)
                one = found.setdefault((slug, number), Dossier(slug, number))
                self._of_dossier(one, path, rest)
            elif checkpoint and checkpoint[2] == "yaml":
                self.checkpoints[int(checkpoint[1])] = self._yaml(path)
            elif checkpoint:
                self.lists.add(int(checkpoint[1]))
            elif path.startswith("registers/") and path.endswith(".yaml"):
                self.entries[path] = Entry(path, self._yaml(path))
            elif path != "sapat.toml" and not path.endswith("/schema.json") and not _LIST.fullmatch(path):
                self.report.problem("stray", path)
        for (slug, number), one in sorted(found.items()):
            if not _VERSION.fullmatch(number):
                self.report.problem("stray", one.folder)
            self.entries[one.path] = one.record
            self.dossiers.setdefault(slug, []).append(one)
        for versions in self.dossiers.values():
            versions.sort(key=lambda one: one.version)

    def _of_dossier(self, one: Dossier, path: str, rest: str) -> None:
        added = _ADDENDUM.fullmatch(rest)
        if rest == "record.yaml":
            one.record.value = self._yaml(path)
            told = one.record.value.get("seal")
            one.seal = told if isinstance(told, dict) else {}
        elif rest.startswith("copy/"):
            one.copy.append(rest[5:])
            if rest[5:] in ("index.md", f"{one.slug}.md"):
                try:
                    one.front = front_matter(self.data(path))
                except Unreadable as error:
                    self.report.problem("unreadable", path, one.slug, one.number, why=error)
        elif rest.startswith("agreements/") and rest.endswith(".yaml") and rest.count("/") == 1:
            one.agreements[rest] = self._yaml(path)
        elif added and not added[1]:
            one.record.addenda.append(Addendum(path, int(added[2]), self._yaml(path)))
        else:
            self.report.problem("stray", path, one.slug, one.number)

    def _addenda(self) -> None:
        """Puts addenda beside the entries they belong to, in order."""
        for path in sorted(self.entries):
            found = _ADDENDUM.fullmatch(path)
            entry = self.entries.get(f"{found[1]}yaml") if found and found[1] else None
            if found and entry is not None:
                entry.addenda.append(Addendum(path, int(found[2]), self.entries.pop(path).value))
            elif found and path.rpartition("/")[2] != f"a{found[2]}.yaml":
                self.report.problem("addendum-orphan", path)
        for entry in self.entries.values():
            entry.addenda.sort(key=lambda one: one.number)
        for versions in self.dossiers.values():
            for one in versions:
                one.facts = values_on(one.record.value, one.record.addenda, date.min)
        self.report.count("documents", len(self.dossiers))
        self.report.count("versions", sum(len(versions) for versions in self.dossiers.values()))
        self.report.count("entries", len(self.entries))
        self.report.count("addenda", sum(len(one.addenda) for one in self.entries.values()))


def values_on(value: dict[str, Any], addenda: list[Addendum], today: date) -> dict[str, Any]:
    """Corrections count from the start; events and administrative changes from their day."""
    made = dict(value)
    for one in addenda:
        if one.kind == "correction":
            made.update(one.set)
    begun = [one for one in addenda if one.kind in ("event", "administrative") and one.since and one.since <= today]
    for one in sorted(begun, key=lambda one: (one.since or date.min, one.number)):
        made.update(one.set)
    return made


def day_of(told: object) -> date | None:
    if not isinstance(told, str) or not _DAY.fullmatch(told):
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def moment_of(told: object) -> datetime | None:
    if not isinstance(told, str) or not _MOMENT.fullmatch(told):
        return None
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None


def text_of(value: dict[str, Any], key: str) -> str:
    told = value.get(key)
    return told if isinstance(told, str) else ""


def slug_of(code: str) -> str:
    """The name of the folder that a first code makes."""
    return "".join(_LATIN.get(letter, letter) for letter in code.lower())


def safely(pack: Pack, path: str) -> bytes:
    """The bytes of a file of the pack; empty where there is none or it cannot be unpacked."""
    try:
        return pack.read(path) if path in pack.names else b""
    except Refused:
        return b""
