"""What is wrong, where, and how it is said: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sapat.model.settings import Waiver
from sapat.model.words import Words

Key = tuple[str | int, ...]


class Severity(StrEnum):
    """Only an error makes `sapat check` answer 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Where:
    """A place: a path as Git spells it, and either a line or a front-matter key whose line is looked up when told."""

    path: str
    key: Key = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw: the place, which of its sentences to say, and the arguments of that sentence."""

    where: Where
    says: str = ""
    args: Mapping[str, object] = field(default_factory=dict)
    document: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """A hit inside one file, found while it was read; kept in the index by the file's blob id."""

    rule: str
    says: str
    line: int
    column: int
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit with its rule, ready to be told in any language."""

    rule: str
    severity: Severity
    where: Where
    document: str
    message: Words
    do: Words
    args: Mapping[str, object]
    source: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.where.path, self.where.line, self.where.column, self.rule, repr(self.where.key))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every finding, how many objects each rule examined (None: not applicable here), and what is waived."""

    findings: tuple[Finding, ...]
    examined: Mapping[str, int | None]
    waived: tuple[tuple[Finding, Waiver], ...]
    documents: int

    @property
    def failed(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.findings)

    def count(self, severity: Severity) -> int:
        return sum(one.severity is severity for one in self.findings)
