"""Measuring processes: CPU seconds of a command and all it starts, in turn with its floor."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Command = Sequence[str]
Before = Callable[[], object]


def nothing() -> None:
    """What most runs need before them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what is run, and what is put right before each run, outside the clock."""

    name: str
    command: Command
    before: Before = nothing
    cwd: Path | None = None
    tells: bool = False  # the command measures a part of itself and prints the seconds


@dataclass(frozen=True, slots=True)
class Case:
    """Ours, the floor or peer it is held against, and the target in CPU seconds or in times the floor."""

    name: str
    ours: Side
    other: Side
    target: float = 0.0  # CPU seconds
    times: float = 0.0  # times the other side
    after: Callable[[], str] = field(default=lambda: "")  # a remark on what was made


@dataclass(frozen=True, slots=True)
class Figures:
    """Five runs of one side."""

    seconds: tuple[float, ...]
    load: float

    @property
    def middle(self) -> float:
        return median(self.seconds)

    def __str__(self) -> str:
        return f"{self.middle:8.2f} ({min(self.seconds):.2f}-{max(self.seconds):.2f})"


def cpu(side: Side) -> float:
    """User and system seconds of a command and of every process it waited for; exit codes above 1 stop the bench."""
    side.before()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(side.command, cwd=side.cwd, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace")
    if process.returncode > 1:
        raise SystemExit(f"{' '.join(side.command)}\n{said}")
    return float(said) if side.tells else used.ru_utime + used.ru_stime


def compare(case: Case, runs: int) -> tuple[Figures, Figures]:
    """Both sides in turn, so that what else the machine does falls on both."""
    ours: list[float] = []
    others: list[float] = []
    for _ in range(runs):
        ours.append(cpu(case.ours))
        others.append(cpu(case.other))
    load = os.getloadavg()[0]
    return Figures(tuple(ours), load), Figures(tuple(others), load)


def row(case: Case, ours: Figures, other: Figures) -> str:
    """One line: ours, the other side, the ratio, and the target met or missed by how much."""
    ratio = ours.middle / other.middle
    limit = case.target or case.times * other.middle
    verdict = (
        ""
        if not limit
        else f"≤ {limit:.2f} " + ("met" if ours.middle <= limit else f"missed ×{ours.middle / limit:.2f}")
    )
    told = f"{case.name:38} {ours!s:26} {case.other.name:20} {other!s:26} ×{ratio:<7.2f} {verdict:20} {ours.load:4.1f}"
    return f"{told}  {case.after()}".rstrip()
