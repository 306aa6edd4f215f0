"""The same check twice: from what was kept, and of everything. Both must say the same, to the last byte."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sapat.commands.check import _whole, merge_base, run_of
from sapat.commands.context import Context
from sapat.commands.pushed import judge as judge_push
from sapat.commands.renewal import Answer, answered
from sapat.model.errors import SapatError
from sapat.model.findings import Severity
from sapat.model.push import Move
from sapat.read.git import Git
from sapat.read.repository import Repository, find_repository
from sapat.read.world import forget, world_path
from sapat.report.checks import FORMATS
from sapat.report.refusals import of_findings

DAY = date(2026, 11, 1)


@dataclass
class Count:
    """How often the quick way answered, and how often it left the answer to the whole way."""

    quick: int = 0
    left: int = 0


def both(root: Path, count: Count, base: str = "", today: date = DAY, prefixes: tuple[str, ...] = ()) -> str:
    """The answer of the whole way, after the quick way was held against it; what is kept is mended by the quick way."""
    repository = find_repository(root)
    assert repository.git is not None
    world, spare = world_path(repository.git), root.parent / f"{root.name}.world"
    quick = _quick(repository, base, today, prefixes)
    if world.exists() and quick is not None:
        os.replace(world, spare)
    whole = _all(repository, base, today, prefixes)
    if quick is None:
        count.left += 1
    else:
        count.quick += 1
        assert quick == whole, difference(quick, whole)
        if spare.exists():
            os.replace(spare, world)
    return whole


def _quick(repository: Repository, base: str, today: date, prefixes: tuple[str, ...]) -> str | None:
    source = repository.source()
    assert repository.git is not None
    range_ = merge_base(repository.git, base, source) if base else None
    try:
        found = answered(
            repository.git, source, range_, today, prefixes, run_of(repository.git, repository, source, range_)
        )
    except SapatError as error:
        return f"SapatError {error}"
    return told(found) if found else None


def _all(repository: Repository, base: str, today: date, prefixes: tuple[str, ...]) -> str:
    source = repository.source()
    assert repository.git is not None
    range_ = merge_base(repository.git, base, source) if base else None
    try:
        return told(_whole(Context(repository.root, today, "en"), repository, source, range_, prefixes, False))
    except SapatError as error:
        return f"SapatError {error}"


def pushed(root: Path, count: Count) -> None:
    """The last commit of HEAD as a push onto the one before it, judged by what was kept and of everything."""
    git = Git(root / ".git")
    old, new = git.commit("HEAD~1"), git.commit("HEAD")
    move = Move(old, new, "refs/heads/main")
    world, spare = world_path(git), root.parent / f"{root.name}.world"
    forget(spare)
    quick = _push(git, move, count)
    if world.exists():
        os.replace(world, spare)
    whole = _push(git, move, Count())
    assert quick == whole, difference(quick, whole)
    if spare.exists():
        os.replace(spare, world)


def _push(git: Git, move: Move, count: Count) -> str:
    before = world_path(git).exists()
    try:
        verdict, said = judge_push(git, move, False)
    except SapatError as error:
        return f"SapatError {error}"
    finally:
        count.quick, count.left = (count.quick + before, count.left + (not before))
    return of_findings([one for one in verdict.findings if one.severity is Severity.ERROR]) + said


def told(found: Answer) -> str:
    args = (found.verdict, "en", found.at.today, found.locator.line, found.outside)
    return FORMATS["json"](*args) + FORMATS["text"](*args)


def difference(quick: str, whole: str) -> str:
    """The lines in which two answers differ."""
    ours, theirs = quick.splitlines(), whole.splitlines()
    return "\n".join(
        [f"quick {one}" for one in ours if one not in theirs] + [f"whole {one}" for one in theirs if one not in ours]
    )
