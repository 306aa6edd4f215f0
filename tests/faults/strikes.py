"""One blow at one scenario, and what stands after it: before or after, never between; and the command again completes."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.harness import (
    CHILD,
    FROM,
    KILL,
    NAMES,
    ONCE,
    TORN,
    Blow,
    Harness,
    Ran,
    asked,
    copied,
    files,
    left_over,
)
from tests.faults.scenarios import NEXT, TODAY, Scenario, aged, tip
from tests.support.repo import git
from tests.support.verbs import errors

NEXT_FILE: Final = "registers/units/archive.yaml"
DEAD: Final = -9


@dataclass(slots=True)
class Outcome:
    """What one blow led to."""

    scenario: str
    blow: Blow
    struck: str  # the call, empty when the run ended before its point
    half: list[str] = field(default_factory=list)  # neither before nor after
    stuck: list[str] = field(default_factory=list)  # the same command again did not complete
    locks: int = 0  # left behind by the blow

    def __str__(self) -> str:
        blow = f"{NAMES[self.blow.mode]} at {self.blow.at} seed {self.blow.seed}"
        blow += f" {errno.errorcode[self.blow.error]}" if self.blow.error else ""
        return f"{self.scenario}: {blow} ({self.struck}): {'; '.join(self.half + self.stuck)}"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a sandbox stands: the commit, the work tree, what Git says of it, and the server."""

    head: str
    tree: dict[str, bytes]
    status: str
    refs: str
    server: str

    @classmethod
    def of(cls, box: Path, scenario: Scenario) -> Stand:
        root = box / scenario.root
        server = asked(box / "server.git", "rev-parse", "refs/heads/main") if scenario.pushes else ""
        status = asked(root, "status", "--porcelain", "--untracked-files=all")
        refs = asked(root, "for-each-ref", "refs/heads")
        return cls(asked(root, "rev-parse", "HEAD"), files(root), status, refs, server)


class Ring:
    """A scenario prepared once, with its undisturbed run to compare with."""

    def __init__(self, harness: Harness, scenario: Scenario, folder: Path) -> None:
        self.harness, self.scenario, self._folder = harness, scenario, folder
        self._ready = folder / "ready"
        self._ready.mkdir(parents=True)
        scenario.prepare(self._ready)
        self.before = Stand.of(self._ready, scenario)
        box = self.fresh()
        ran = self.run(box)
        assert ran.code == (1 if scenario.refused else 0), ran
        assert scenario.refused in ran.err
        self.points = ran.points
        self.after = Stand.of(box, scenario)
        assert left_over(box / scenario.root / ".git") == []
        assert scenario.refused or errors(box / scenario.root) == []  # both ends keep every rule
        assert scenario.refused or errors(self.fresh() / scenario.root) == []

    def run(self, box: Path, blow: Blow = Blow(), *, trace: bool = False) -> Ran:
        return self.harness.run(box, self.scenario.command(box), blow, trace=trace)

    def fresh(self) -> Path:
        """The sandbox as it was before the command."""
        return copied(self._ready, self._folder / "box")

    def traced(self) -> Ran:
        return self.run(self.fresh(), trace=True)

    def strike(self, blow: Blow) -> Outcome:
        """One blow, then the judgement."""
        box = self.fresh()
        ran = self.run(box, blow)
        outcome = Outcome(self.scenario.name, blow, ran.struck)
        if not ran.struck:
            return outcome
        if blow.mode in (KILL, TORN) and ran.code != DEAD:
            outcome.half.append(f"ended with {ran.code} although it was killed")
        if "Traceback" in ran.err:
            outcome.half.append("a traceback: " + ran.err.strip().splitlines()[-1])
        (self._after_push if self.scenario.pushes else self._after_verb)(box, ran, outcome)
        return outcome

    def _fsck(self, outcome: Outcome, *roots: Path) -> None:
        for root in roots:
            if told := asked(root, "fsck", "--strict", "--no-dangling", "--no-progress"):
                outcome.half.append(f"fsck of {root.name}: {told}")

    def _after_verb(self, box: Path, ran: Ran, outcome: Outcome) -> None:
        root, before, after = box / "r", self.before, self.after
        self._fsck(outcome, root)
        outcome.locks = len([one for one in left_over(root / ".git") if one.endswith(".lock")])
        head = asked(root, "rev-parse", "HEAD")
        if head not in (before.head, after.head):
            outcome.half.append(f"HEAD is {head}")
        if outcome.blow.mode in (ONCE, FROM, CHILD):
            self._told_truly(root, ran, head, outcome)
        if (outcome.blow.mode == TORN or ran.code == 0) and not self._next_verb(box, outcome):
            return
        self._again(box, outcome)

    def _told_truly(self, root: Path, ran: Ran, head: str, outcome: Outcome) -> None:
        """Exit 0 is what stands whole, exit 2 is what changed nothing, as far as the disk let anything be put back."""
        if ran.code not in (0, 2):
            outcome.half.append(f"exit {ran.code}: {ran.err[-300:]}")
        if ran.code == 0 and (head != self.after.head or files(root) != self.after.tree):
            outcome.half.append("exit 0, but not everything stands")
        if ran.code == 2 and self.scenario.commits and head != self.before.head:
            outcome.half.append(f"exit 2, but the commit stands: {ran.err[-300:]}")
        if ran.code == 2 and outcome.blow.mode != FROM and files(root) != self.before.tree:
            outcome.half.append(f"exit 2, but the work tree changed: {ran.err[-300:]}")

    def _next_verb(self, box: Path, outcome: Outcome) -> bool:
        """Another verb puts right what it finds; whether the struck command still has to be given."""
        root = box / "r"
        ran = self.harness.run(box, ("sapat", "--repo", str(root), "--today", TODAY, "--lang", "en", *NEXT))
        if ran.code:
            outcome.stuck.append(f"the next verb: {ran.code} {ran.err[-300:]}{ran.out[-300:]}")
            return False
        (root / NEXT_FILE).unlink()
        now, head = files(root), asked(root, "rev-parse", "HEAD")
        whole = {self.before.head: self.before.tree, self.after.head: self.after.tree}.get(head)
        if not self.scenario.commits:
            whole = self.after.tree if now == self.after.tree else self.before.tree
        if now != whole:
            different = sorted(path for path in {*now, *(whole or ())} if now.get(path) != (whole or {}).get(path))
            outcome.half.append(f"after the next verb the work tree is neither before nor after: {different}")
        if whole == self.after.tree:
            self._compare(root, outcome)
            return False
        return True

    def _again(self, box: Path, outcome: Outcome) -> None:
        ran = self.run(box)
        if ran.code:
            outcome.stuck.append(f"again: exit {ran.code}: {ran.err[-400:]}{ran.out[-300:]}")
        self._compare(box / "r", outcome)

    def _compare(self, root: Path, outcome: Outcome) -> None:
        """Everything as after an undisturbed run."""
        now = Stand.of(root.parent, self.scenario)
        for what in ("head", "status", "refs"):
            if getattr(now, what) != getattr(self.after, what):
                outcome.stuck.append(f"{what} is {getattr(now, what)!r}, not {getattr(self.after, what)!r}")
        if now.tree != self.after.tree:
            different = [
                path for path in {*now.tree, *self.after.tree} if now.tree.get(path) != self.after.tree.get(path)
            ]
            outcome.stuck.append(f"the work tree differs in {sorted(different)}")
        if left := left_over(root / ".git"):
            outcome.stuck.append(f"left over: {left}")
        self._fsck(outcome, root)

    def _after_push(self, box: Path, ran: Ran, outcome: Outcome) -> None:
        server, clone = box / "server.git", box / "clone"
        self._fsck(outcome, server, clone)
        stands = asked(server, "rev-parse", "refs/heads/main")
        if stands not in (self.before.server, self.after.server):
            outcome.half.append(f"the server's main line is {stands}")
        if outcome.blow.mode not in (KILL, TORN) and ran.code == 0 and stands != self.after.server:
            outcome.half.append("the push said it got in, and did not")
        outcome.locks = aged(server) + aged(clone / ".git" / "refs")
        again = self.run(box)
        if again.code != (1 if self.scenario.refused else 0) or self.scenario.refused not in again.err:
            outcome.stuck.append(f"again: exit {again.code}: {again.err[-400:]}")
        if (now := asked(server, "rev-parse", "refs/heads/main")) != self.after.server:
            outcome.stuck.append(f"the server's main line is {now} after the same push again")
        if self._locks(server) and not self.scenario.refused:
            self._next_push(box, outcome)
        if left := self._locks(server):
            outcome.stuck.append(f"left over on the server: {left}")
        self._fsck(outcome, server, clone)

    def _next_push(self, box: Path, outcome: Outcome) -> None:
        """Where all had got in, the same push again brought nothing and no hook ran: the next one gets in and clears up."""
        git(box / "clone", "commit", "-q", "--allow-empty", "-m", "Next")
        ran = self.run(box)
        if ran.code or tip(box / "server.git") != tip(box / "clone"):
            outcome.stuck.append(f"the next push: exit {ran.code}: {ran.err[-400:]}")

    @staticmethod
    def _locks(server: Path) -> list[str]:
        return [one for one in left_over(server) if one.endswith(".lock")]


ERRORS: Final = (
    (FROM, errno.ENOSPC), (ONCE, errno.ENOSPC), (FROM, errno.EDQUOT), (ONCE, errno.EIO), (FROM, errno.EIO), (FROM, errno.EROFS),
)  # fmt: skip


def blows(points: int, seed: int, *, every: int = 1, stride: int = 1) -> Iterator[Blow]:
    """Every *stride*-th point killed and torn; each error at every *every*-th point, beginning where the seed says."""
    for at in range(1 + seed % stride, points + 4, stride):  # the count varies by a few
        yield Blow(KILL, at, seed=seed)
        yield Blow(TORN, at, seed=seed)
        yield Blow(CHILD, at, seed=seed)
        for number, (mode, error) in enumerate(ERRORS):
            if (at + number + seed) % every == 0:
                yield Blow(mode, at, error, seed)
