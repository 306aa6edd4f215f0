"""What stays true whatever people do, in whatever order: the invariants of DESIGN 4, tried by Hypothesis on real repositories."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.faults.harness import scratch
from tests.faults.lives import BEGUN, Doc, Life, alarms, statuses, told
from tests.faults.tamper import ANY, WAYS, Scene, dropped, flipped, of_fact, put_back, truncated
from tests.support.repo import digest, git

DICE = st.integers(0, 10_000)
TAMPERINGS = {"flip": of_fact(flipped), "truncate": of_fact(truncated), "drop": dropped(ANY), "put back": put_back,
              "code": WAYS["give a document another code"].kind, "text": WAYS["edit the text in force"].kind}  # fmt: skip


class Institution(RuleBasedStateMachine):
    """A repository that people work on, some of them badly."""

    @initialize(seed=DICE)
    def begins(self, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="stateful-", dir=scratch()))
        self.life = Life(self.folder / "r", seed)
        self.sealed: dict[str, str] = {}  # path in a sealed dossier -> digest
        self.answers: dict[date, dict[str, str | None]] = {}  # a past day -> what was in force by the answer given then
        self.copies = 0
        self.fresh = True  # something happened since the invariants were looked at

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def chosen(self, docs: list[Doc], dice: int) -> Doc:
        return docs[dice % len(docs)]

    def revisable(self) -> list[Doc]:
        return [doc for doc in self.life.docs if doc.gone is None and not doc.open and doc.sealed]

    def open(self) -> list[Doc]:
        return [doc for doc in self.life.docs if doc.open and not doc.agreed]

    def agreed(self) -> list[Doc]:
        return [doc for doc in self.life.docs if doc.open and doc.agreed]

    def reviewable(self) -> list[Doc]:
        return [doc for doc in self.life.docs if doc.in_force(self.life.day)]

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.life.later(days)
        self.fresh = True

    @precondition(lambda self: len(self.life.docs) < 5)
    @rule()
    def draft(self) -> None:
        self.life.draft()
        self.fresh = True

    @precondition(lambda self: self.revisable())
    @rule(dice=DICE, merged=st.booleans())
    def revise(self, dice: int, merged: bool) -> None:
        doc = self.chosen(self.revisable(), dice)
        if merged:
            self.life.merged(lambda: self.life.revise(doc))
        else:
            self.life.revise(doc)
        self.fresh = True

    @precondition(lambda self: any(not doc.ending for doc in self.open() + self.agreed()))
    @rule(dice=DICE)
    def edit(self, dice: int) -> None:
        self.life.edit(self.chosen([doc for doc in self.open() + self.agreed() if not doc.ending], dice))
        self.fresh = True

    @precondition(lambda self: self.open())
    @rule(dice=DICE, merged=st.booleans())
    def agree(self, dice: int, merged: bool) -> None:
        doc = self.chosen(self.open(), dice)
        if merged:
            self.life.merged(lambda: self.life.agree(doc))
        else:
            self.life.agree(doc)
        self.fresh = True

    @precondition(lambda self: self.agreed())
    @rule(dice=DICE, ahead=st.integers(0, 15), merged=st.booleans())
    def approve(self, dice: int, ahead: int, merged: bool) -> None:
        doc = self.chosen(self.agreed(), dice)
        if merged:
            self.life.merged(lambda: self.life.approve(doc, ahead=ahead))
        else:
            self.life.approve(doc, ahead=ahead)
        self.fresh = True

    @precondition(lambda self: self.reviewable())
    @rule(dice=DICE)
    def review(self, dice: int) -> None:
        self.life.review(self.chosen(self.reviewable(), dice))
        self.fresh = True

    @precondition(lambda self: len(self.revisable()) > 1)
    @rule(dice=DICE)
    def withdraw(self, dice: int) -> None:
        self.life.withdraw(self.chosen([doc for doc in self.revisable() if doc is not self.life.docs[0]], dice))
        self.fresh = True

    @rule()
    def amend(self) -> None:
        self.life.amend()
        self.fresh = True

    @rule()
    def checkpoint(self) -> None:
        self.life.checkpoint()
        self.fresh = True

    @rule()
    def clone(self) -> None:
        """Every full clone gives the same proof."""
        self.copies += 1
        place = self.folder / f"clone{self.copies}"
        git(self.folder, "clone", "-q", f"file://{self.life.root}", str(place))
        mine, theirs = (told(root, "verify", today=self.life.today) for root in (self.life.root, place))
        assert mine == theirs
        shutil.rmtree(place)

    @rule(dice=DICE, name=st.sampled_from(sorted(TAMPERINGS)))
    def tamper(self, dice: int, name: str) -> None:
        """Found wherever it is done; by the history where the tree shows nothing."""
        place = self.folder / "tampered"
        shutil.copytree(self.life.root, place, symlinks=True)
        scene = Scene(place, self.life.today, str(dice))
        scene.spared = tuple(f"registers/changes/{doc.slug}/{doc.open}/" for doc in self.life.docs if doc.open)
        where = TAMPERINGS[name](scene)
        found = alarms(place, self.life.today) + [
            one["path"] for one in told(place, "check", "--base", scene.tip, today=self.life.today)["findings"]
        ]
        lawful = any(doc.path == where and doc.open for doc in self.life.docs)  # its text is being worked on
        assert lawful or any(where in one for one in found), (name, where, found)
        shutil.rmtree(place)

    @invariant()
    def what_must_be_true(self) -> None:
        if not getattr(self, "fresh", False):
            return
        self.fresh = False
        life = self.life
        assert alarms(life.root, life.today) == []
        rows = {row["code"]: row for row in told(life.root, "list", today=life.today)["documents"]}
        assert set(rows) == {doc.code for doc in life.docs}
        for doc in life.docs:
            row = rows[doc.code]
            assert row["status"] in statuses(doc, life.day), (doc, row)
            assert row["version"] == doc.in_force(life.day), (doc, row)
            versions = [tuple(map(int, one.split("."))) for one, _ in doc.sealed]
            assert versions == sorted(set(versions)), "versions rise"
        self.sealed_bytes_stay()
        self.past_answers_stay()

    def sealed_bytes_stay(self) -> None:
        root = self.life.root
        for path, told_then in self.sealed.items():
            assert digest((root / path).read_bytes()) == told_then, path
        for doc in self.life.docs:
            for version, _ in doc.sealed:
                for one in (root / "registers/changes" / doc.slug / version).rglob("*"):
                    if one.is_file():
                        self.sealed.setdefault(str(one.relative_to(root)), digest(one.read_bytes()))

    def past_answers_stay(self) -> None:
        """What was in force on a past day is what it was, whatever is registered later."""
        random = Random(len(self.sealed))
        asked = [day for day in self.answers if random.random() < 0.3]
        yesterday = self.life.day - timedelta(days=1)
        if yesterday >= BEGUN and yesterday not in self.answers:
            asked.append(yesterday)
        for day in asked:
            answer = told(self.life.root, "list", "--as-of", day.isoformat(), today=self.life.today)["documents"]
            now = {row["code"]: row["version"] for row in answer if row["version"]}
            assert now == {d.code: v for d in self.life.docs if (v := d.in_force(day))}, day
            assert self.answers.setdefault(day, dict(now)) == now, day
