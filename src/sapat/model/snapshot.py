"""All files of a repository at one moment, read: what rules, pages and commands are functions of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from sapat.model.codes import slug_of
from sapat.model.documents import Document
from sapat.model.entries import Entry, Register
from sapat.model.files import Facts, File
from sapat.model.mainline import Mainline
from sapat.model.people import Appointments
from sapat.model.proof import Proof
from sapat.model.records import Dossier
from sapat.model.settings import Settings
from sapat.model.sightings import Sighting
from sapat.model.signatures import Signature
from sapat.model.wordings import Found

Made = TypeVar("Made")


def _nothing(_: str) -> bytes:
    return b""


def _anywhere(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the files come from, and what is known of history there."""

    kind: str  # worktree | index | commit | folder
    commit: str = ""  # the commit read, or HEAD of the work tree; empty without one
    moment: datetime | None = None  # of the commit read; None: the work tree, judged by the clock
    shallow: bool = False
    notes: tuple[tuple[str, str], ...] = ()  # (what is unfit about the repository, its argument)


@dataclass(frozen=True)
class Snapshot:
    """Everything read, with the day it is judged on."""

    settings: Settings
    today: date
    now: datetime  # the machine clock, or the commit read: facts may not be later
    origin: Origin
    files: Mapping[str, File]
    facts: Mapping[str, Facts]  # of every file under control, by path
    documents: tuple[Document, ...]
    dossiers: Mapping[str, tuple[Dossier, ...]]  # by slug, versions rising
    registers: Mapping[str, Register]
    strays: tuple[tuple[str, str], ...] = ()  # files under control that belong to nothing, and what they look like
    signatures: Mapping[str, tuple[Signature, ...]] = field(default_factory=dict)  # by the file they are for
    base: Snapshot | None = None  # of a pull request: the tree of the merge base, judged by its own rules
    history: Mainline | None = None  # what the main line did to facts, when a run asks for it
    proof: Proof | None = None  # what only `sapat verify` looks for
    wordings: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)  # by path of the editorial record
    sightings: Mapping[str, Sighting] = field(default_factory=dict)  # of records a range seals, by path of the record
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by name, `document` among them
    present: date | None = None  # the day signatures that nothing places are judged on; None: today
    held: Callable[[str], bytes] = field(default=_nothing, repr=False, compare=False)  # of a file here, read when asked
    within: Callable[[str], bool] = field(default=_anywhere, repr=False, compare=False)  # whether a path is looked at
    beyond: Mapping[str, int] = field(
        default_factory=dict
    )  # of a part: how many names of a kind the whole has (0: about that many)
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[[Snapshot], Made]) -> Made:
        """What a pure function makes of this snapshot: made once, however many rules and pages ask."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def by_slug(self) -> Mapping[str, Document]:
        """The document of each slug; of several that claim it the one that bears its name."""
        first = {doc.slug: doc for doc in reversed(self.documents)}
        return first | {doc.slug: doc for doc in self.documents if doc.path.endswith(f"/{doc.slug}.md")}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The paths that stand for documents: their Markdown file, or index.md of their folder."""
        return frozenset(doc.path for doc in self.documents)

    @cached_property
    def slugs_of_codes(self) -> Mapping[str, str]:
        """Every code a document ever had -> its slug: first codes, recodes, then working files."""
        return slugs_of_codes(self.dossiers) | {
            doc.code: doc.slug for doc in self.documents if doc.code and doc.readable
        }

    @cached_property
    def codes_of_paths(self) -> Mapping[str, str]:
        """Path -> code of the document whose text or dossier it belongs to."""
        known = {one.path: doc.code for doc in self.documents for one in doc.files}
        for versions in self.dossiers.values():
            for one in versions:
                inside = (
                    *(c.path for c in one.copy),
                    *(a.path for a in one.agreements),
                    *(a.path for a in one.addenda),
                )
                known.update(dict.fromkeys((one.path, *inside), one.code))
        return known

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """Every document known here, by its working file or by its dossiers."""
        return tuple(sorted({*self.by_slug, *self.dossiers}))

    @cached_property
    def appointments(self) -> Appointments:
        return Appointments(tuple(self.entries("appointments").values()))

    @cached_property
    def ends(self) -> Mapping[str, tuple[Dossier, ...]]:
        """slug -> the sealed records that name it as ended; which of them count, `signing.ended_by` tells."""
        found: dict[str, list[Dossier]] = {}
        for versions in self.dossiers.values():
            for one in versions:
                told = one.get("ends") if one.is_sealed else None
                for code in told if isinstance(told, list) else ():
                    found.setdefault(self.slug(str(code)), []).append(one)
        return {slug: tuple(all_) for slug, all_ in found.items()}

    def slug(self, code: str) -> str:
        """The slug of any code a document has or had."""
        return self.slugs_of_codes.get(code) or slug_of(code)

    def entries(self, register: str) -> Mapping[str, Entry]:
        known = self.registers.get(register)
        return known.entries if known else {}

    def versions(self, slug: str) -> tuple[Dossier, ...]:
        return self.dossiers.get(slug, ())

    def document(self, code: str) -> Document | None:
        return self.by_slug.get(self.slug(code))

    def act(self, dossier: Dossier, kind: str) -> tuple[Entry | None, str]:
        """The decision or order a record names, and the item of it."""
        name, item = dossier.reference(kind)
        return self.entries("acts").get(name), item


def slugs_of_codes(dossiers: Mapping[str, tuple[Dossier, ...]]) -> dict[str, str]:
    """Codes -> slug: first codes, whose slug is made from them, and what `recode` addenda tell.

    A record in the folder of another document leads nowhere, and no recode takes a first code away.
    """
    known: dict[str, str] = {}
    for slug, versions in dossiers.items():
        for one in versions:
            for added in one.addenda:
                if added.kind == "recode" and isinstance(added.set.get("code"), str):
                    known[added.set["code"]] = slug
    for slug, versions in dossiers.items():
        known.update((one.code, slug) for one in versions if one.code and slug_of(one.code) == slug)
    return known
