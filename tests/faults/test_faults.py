"""Nothing is lost: a sample of what `make faults` tries at every point (kills, torn writes, disks that refuse)."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.harness import CHILD, KILL, TORN, Blow, Harness, asked, compiler, files, harness, left_over, scratch
from tests.faults.scenarios import SCENARIOS
from tests.faults.strikes import ERRORS, Ring

pytestmark = pytest.mark.skipif(compiler() is None, reason="the fault library needs a C compiler")
POINTS = 60
SEED = 3
KINDS = ((KILL, 0), (TORN, 0), (CHILD, 0), (KILL, 0), (TORN, 0), *ERRORS)


@pytest.fixture(scope="module")
def striker() -> Iterator[Harness]:
    with harness() as made:
        yield made


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="faults-", dir=scratch()) as made:
        yield Path(made)


@pytest.mark.parametrize("number", range(len(SCENARIOS)), ids=[one.name for one in SCENARIOS])
def test_whatever_is_struck_stands_whole_or_not_at_all_and_the_command_again_completes(
    striker: Harness, folder: Path, number: int
) -> None:
    ring = Ring(striker, SCENARIOS[number], folder)
    random = Random(SEED * 1000 + number)
    for nth in range(number, POINTS, len(SCENARIOS)):
        mode, error = KINDS[nth % len(KINDS)]
        blow = Blow(mode, random.randrange(1, ring.points + 1), error, random.randrange(1000))
        outcome = ring.strike(blow)
        assert not outcome.half, outcome
        assert not outcome.stuck, outcome


@pytest.mark.parametrize("name", ["approve", "amend"])
def test_what_a_commit_says_is_on_the_disk_before_the_branch_moves(striker: Harness, folder: Path, name: str) -> None:
    """As far as a trace can show it, a power cut takes nothing back: bytes, then names, then the branch, then its name."""
    scenario = next(one for one in SCENARIOS if one.name == name)
    trace = [(op, one, other) for _, op, one, other in Ring(striker, scenario, folder).traced().trace]
    git = str(folder / "box" / "r" / ".git")
    move = next(n for n, row in enumerate(trace) if row[0] == "rename" and row[2] == f"{git}/refs/heads/main")
    made = [(n, row) for n, row in enumerate(trace) if row[0] in ("link", "rename") and f"{git}/objects/" in row[2]]
    assert len(made) > 3
    for at, (_, spare, final) in made:
        assert ("fsync", spare, "") in trace[:at], f"the bytes of {final}"
        assert ("fsync", os.path.dirname(final), "") in trace[at:move], f"the name of {final}"
    assert ("fsync", f"{git}/refs/heads/main.lock", "") in trace[:move]
    assert ("fsync", f"{git}/refs/heads", "") in trace[move:]
    plan = [n for n, row in enumerate(trace) if row[0] == "rename" and row[2] == f"{git}/sapat/plan.json"]
    assert len(plan) == 2, "the plan, and the commit that was announced"
    assert ("fsync", f"{git}/sapat", "") in trace[plan[1] : move]
    placed = [(n, row[2]) for n, row in enumerate(trace) if row[0] == "rename" and "/sapat/writing/new/" in row[1]]
    for at, final in placed:
        assert plan[0] < at < plan[1]
        assert ("fsync", os.path.dirname(final), "") in trace[at:move]
    gone = trace.index(("unlink", f"{git}/sapat/plan.json", ""))
    assert gone == len(trace) - 1, "after the plan is forgotten nothing is written"


@contextlib.contextmanager
def small(place: Path, size: str) -> Iterator[Path]:
    """A disk of its own, or a skip where none may be mounted."""
    place.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("a small disk needs root and mount")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full_at_any_of_thirty_sizes_loses_nothing(striker: Harness, tmp_path: Path) -> None:
    scenario = next(one for one in SCENARIOS if one.name == "approve, text not committed")
    ends = set()
    with small(tmp_path / "disk", "6m") as disk:
        ring = Ring(striker, scenario, disk / "ring")
        for free in range(30):
            box = ring.fresh()
            (box / "tmp").mkdir(exist_ok=True)
            ballast = disk / "ballast"
            with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))
            os.truncate(ballast, max(0, ballast.stat().st_size - 4096 * free * 6))
            ran = ring.run(box)
            head, tree = asked(box / "r", "rev-parse", "HEAD"), files(box / "r")
            assert ran.code in (0, 2), ran
            assert "Traceback" not in ran.err
            end = ring.after if ran.code == 0 else ring.before
            assert (head, tree) == (end.head, end.tree), (free, ran)
            assert asked(box / "r", "fsck", "--strict", "--no-dangling", "--no-progress") == ""
            ballast.unlink()
            if ran.code:
                again = ring.run(box)
                assert again.code == 0, again
                assert asked(box / "r", "rev-parse", "HEAD") == ring.after.head
                assert left_over(box / "r" / ".git") == []
            ends.add(ran.code)
    assert ends == {0, 2}, "both a disk too small and one just large enough were tried"


@pytest.mark.parametrize("name", ["approve", "review", "push"])
def test_a_read_only_file_system_is_said_and_nothing_changes(striker: Harness, tmp_path: Path, name: str) -> None:
    scenario = next(one for one in SCENARIOS if one.name == name)
    with small(tmp_path / "disk", "16m") as disk:
        ring = Ring(striker, scenario, disk / "ring")
        box = ring.fresh()
        (box / "tmp").mkdir(exist_ok=True)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        ran = ring.run(box)
        assert ran.code != 0, ran
        assert "Traceback" not in ran.err
        if not scenario.pushes:
            assert ran.code == 2
            assert "→" in ran.err
            assert files(box / "r") == ring.before.tree
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert ring.run(box).code == (1 if scenario.refused else 0)
