"""A repository with a life, two checkpoints and a main line: what `sapat verify` proves, and what attacks are made on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.support.repo import git, sapat, write
from tests.support.timeline import timeline
from tests.support.verbs import done, epoch, save

TODAY = "2026-07-10"
UNIT = "registers/units/law.yaml"
LATER = "registers/units/archive.yaml"
DOC = "procedures/umu-sms-dp-2.17.md"
FIRST = "registers/changes/umu-sms-dp-2.17/1.0"
SECOND = "registers/changes/umu-sms-dp-2.17/1.1"
CHECKPOINTS = "registers/checkpoints"
ACT = "registers/acts/order-2-17.yaml"


def unit(name: str) -> str:
    told = f"{{ky: {name}, ru: {name}, en: {name}}}"
    return f"schema: unit/1\ntitle: {told}\nabbreviation: {told}\nhead: lawyer\n"


def proved(root: Path) -> Path:
    """The timeline, a checkpoint, a unit, a second checkpoint, and a unit that no checkpoint knows yet."""
    timeline(root)
    for name, told in (("user.name", "Tester"), ("user.email", "tester@example.org")):
        git(root, "config", name, told)
    chained(root, "2026-07-02")
    write(root, {UNIT: unit("Law")})
    save(root, "A unit", "2026-07-03")
    chained(root, "2026-07-04")
    write(root, {LATER: unit("Archive")})
    save(root, "Another unit", "2026-07-05")
    return root


def chained(root: Path, day: str) -> None:
    """A checkpoint of that day; the commit bears the same day, since `--commit` takes the clock of Git."""
    done(root, "checkpoint", today=day)
    save(root, "Checkpoint", day)


def verified(root: Path, *args: str, today: str = TODAY) -> dict[str, Any]:
    """The answer of `sapat verify --format json`."""
    code, out, err = sapat(root, "verify", "--format", "json", *args, today=today, epoch=epoch(today))
    assert code in (0, 1), err
    told: dict[str, Any] = json.loads(out)
    assert (code == 0) == told["ok"]
    return told


def rules(told: dict[str, Any]) -> set[str]:
    return {one["rule"] for one in told["problems"]}


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file below a folder with its time and bytes, what sapat keeps for itself apart."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_mtime_ns, path.lstat().st_mode, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/sapat" not in path.as_posix()
    }


def copied(root: Path, place: Path) -> Path:
    """The repository as it is, Git folder and all."""
    return Path(shutil.copytree(root, place, symlinks=True))
