"""The dossier of a version: record, seal, agreements, control copy (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sapat.model.days import day
from sapat.model.entries import Addendum, Entry, values_on
from sapat.model.versions import Version


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file of the control copy: its path relative to the document, and what its bytes are now."""

    relative: str
    path: str
    blob: str
    sha256: str


_set = object.__setattr__  # for the fields a frozen value works out of its others


@dataclass(frozen=True, slots=True)
class Agreement:
    """One answer of one role to exactly one text; what rules ask again and again is taken out of `value` once."""

    path: str
    sha256: str
    value: Mapping[str, Any]
    role: str = field(init=False)
    meaning: str = field(init=False)
    result: str = field(init=False)
    text: str = field(init=False)
    day: date | None = field(init=False)
    round: int = field(init=False)

    def __post_init__(self) -> None:
        for key in ("role", "meaning", "result", "text"):
            told = self.value.get(key)
            _set(self, key, told if isinstance(told, str) else "")
        number = self.value.get("round", 1)
        _set(self, "day", day(self.value.get("date")))
        _set(self, "round", number if isinstance(number, int) else 1)


# Rules ask the same of every seal and record many times over, so these two keep what they were asked.


@dataclass(frozen=True)
class Seal:
    """The seal block of a record, as written."""

    value: Mapping[str, Any]

    def text_of(self, key: str) -> str:
        told = self.value.get(key)
        return told if isinstance(told, str) else ""

    @cached_property
    def files(self) -> dict[str, str]:
        return {str(one["path"]): str(one["sha256"]) for one in self._list("files")}

    @cached_property
    def agreements(self) -> dict[str, str]:
        return {str(one["path"]): str(one["sha256"]) for one in self._list("agreements")}

    @cached_property
    def acts(self) -> dict[str, str]:
        return {str(one["path"]): str(one["sha256"]) for one in self._list("acts")}

    @cached_property
    def earlier(self) -> frozenset[str]:
        """The agreements listed that were given to the text put before the council, not to the final one."""
        return frozenset(str(one["path"]) for one in self._list("agreements") if one.get("earlier_text") is True)

    def _list(self, key: str) -> list[Mapping[str, Any]]:
        told = self.value.get(key)
        rows = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        return [one for one in rows if "path" in one and "sha256" in one]

    @cached_property
    def sealed(self) -> datetime | None:
        try:
            moment = datetime.fromisoformat(self.text_of("sealed"))
        except ValueError:
            return None
        return moment if moment.tzinfo else None


@dataclass(frozen=True)
class Dossier:
    """All files of one version of one document: `registers/changes/<slug>/<version>/`."""

    slug: str
    version: Version
    folder: str
    record: Entry | None  # None: the folder has no readable record.yaml
    facts_sha256: str  # of the record's bytes before its seal, as they are now
    seal: Seal | None
    copy: tuple[CopyFile, ...]
    agreements: tuple[Agreement, ...]
    front: Mapping[str, Any]  # front matter of the control copy
    others: tuple[str, ...] = ()  # files in the folder that no part of the model knows

    @property
    def is_sealed(self) -> bool:
        return self.seal is not None

    @cached_property
    def kind(self) -> str:
        return self.record.text("kind") if self.record else ""

    @cached_property
    def code(self) -> str:
        return self.record.text("document") if self.record else ""

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == "withdrawal"

    @cached_property
    def addenda(self) -> tuple[Addendum, ...]:
        return self.record.addenda if self.record else ()

    @cached_property
    def path(self) -> str:
        return self.folder + "/record.yaml"

    def facts(self) -> Mapping[str, Any]:
        """The facts of the record with corrections; later addenda are asked for by kind."""
        return self._facts

    @cached_property
    def _facts(self) -> Mapping[str, Any]:
        if self.record is None or not self.record.addenda:
            return self.record.value if self.record else {}
        return values_on(self.record.value, self.addenda, date.min)

    def get(self, key: str) -> Any:
        return self._facts.get(key)

    @cached_property
    def effective(self) -> date | None:
        """From when the version is in force: a postponement moves it."""
        moved = [a.set.get("effective") for a in self.addenda if a.kind == "postponement"]
        return day(moved[-1]) if moved else day(self.get("effective"))

    @cached_property
    def expires(self) -> date | None:
        moved = [a.set.get("expires") for a in self.addenda if a.kind == "extension"]
        return day(moved[-1]) if moved else day(self.get("expires"))

    @property
    def urgent(self) -> bool:
        return self.get("urgent") is True

    @cached_property
    def sealed_day(self) -> date | None:
        """The day of the seal, as its own clock wrote it."""
        moment = self.seal.sealed if self.seal else None
        return moment.date() if moment else None

    @property
    def late_days(self) -> int:
        """Days by which the version was registered after it came into force; 0 when in time."""
        if not (self.effective and self.sealed_day):
            return 0
        return max(0, (self.sealed_day - self.effective).days)

    def reference(self, kind: str) -> tuple[str, str]:
        """(act id, item) of the decision or order; empty when the record names none."""
        return self._references[kind]

    @cached_property
    def _references(self) -> Mapping[str, tuple[str, str]]:
        found = {}
        for kind in ("decision", "order"):
            told = self.get(kind)
            name, _, item = (told if isinstance(told, str) else "").partition("#")
            found[kind] = (name, item)
        return found

    def counted(self, role: str, meaning: str, text: str) -> Agreement | None:
        """The agreement of *role* that counts for the bytes *text*: the highest round for exactly them."""
        fit = [a for a in self.agreements if a.role == role and a.meaning == meaning and a.text == text]
        return max(fit, key=lambda a: a.round, default=None)
