"""Samples of rules: what is changed in the sound repository so that exactly one rule speaks, and where it points."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.support.repo import findings, sound, write

DOC = "procedures/umu-sms-dp-2.17.md"
Files = dict[str, "str | bytes | None"]  # None: the file is gone


@dataclass(frozen=True)
class Sample:
    """A wrong repository, the place the rule must point at, and the nearest right one."""

    rule: str
    wrong: Files
    path: str
    line: int
    right: Files = field(default_factory=dict)
    says: str = ""  # words the message must hold
    also: tuple[str, ...] = ()  # other rules that rightly speak of the same files
    today: str = "2026-04-01"

    def __str__(self) -> str:
        return f"{self.rule} {self.says}".strip()


def made(root: Path, changes: Files) -> Path:
    """The sound repository with *changes*, as plain files."""
    files = {path: content for path, content in (sound() | changes).items() if content is not None}
    root.mkdir(parents=True, exist_ok=True)
    return write(root, files)


def judge(root: Path, sample: Sample, prefixes: tuple[str, ...]) -> None:
    """The wrong repository is found at its place, and no other rule mistakes it; the right one is not found."""
    found = findings(made(root / "wrong", sample.wrong), *prefixes, today=sample.today)
    mine = [one for one in found if one["rule"] == sample.rule]
    assert (sample.path, sample.line) in {(one["path"], one["line"]) for one in mine}, found
    assert any(sample.says in one["message"] for one in mine), [one["message"] for one in mine]
    assert {one["rule"] for one in found} <= {sample.rule, *sample.also}, found
    right = findings(made(root / "right", sample.right), *prefixes, today=sample.today)
    assert [one for one in right if one["rule"] == sample.rule] == []


def unexplained(rules: set[str], samples: list[Sample]) -> set[str]:
    """Rules without a sample."""
    return rules - {one.rule for one in samples}
