"""A repository that lives: one seed, one history of drafts, approvals, reviews, addenda, withdrawals, merges, checkpoints.

Everything is done by the verbs, as people do it; every repository that comes of it is clean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.support.repo import SETTINGS, git, repository, sound, write
from tests.support.verbs import CODE, add_acts, agree, done, save

BEGUN: Final = date(2026, 4, 1)
FACTS: Final = ("--summary", "Эмне өзгөрдү", "--basis", "Негизи", "--analysis", "Таасири аз")


@dataclass
class Doc:
    """What is expected of one document."""

    code: str
    path: str
    sealed: list[tuple[str, date]] = field(default_factory=list)  # version, effective
    open: str = ""  # the version of its open record
    agreed: bool = False
    ending: bool = False  # the open record is a withdrawal
    gone: date | None = None

    @property
    def slug(self) -> str:
        return Path(self.path).stem

    def in_force(self, day: date) -> str | None:
        """The version in force on a day, by the plain words of the specification."""
        if self.gone is not None and self.gone <= day:
            return None
        return next((version for version, effective in reversed(self.sealed) if effective <= day), None)


def statuses(doc: Doc, day: date) -> set[str]:
    """The status of a document on a day, by the order DESIGN 4 gives; two where the text moved on since it was checked."""
    if doc.gone is not None and doc.gone <= day:
        return {"withdrawn"}
    if doc.in_force(day):
        return {"revision"} if doc.open else {"in-force"}
    if doc.sealed:
        return {"approved"}
    return {"agreement"} if doc.agreed else {"draft", "review"}


class Life:
    """A repository, the day it is, and what is expected to be true."""

    def __init__(self, root: Path, seed: int = 0) -> None:
        self.root = repository(root, dict(sound()))
        for name, told in (("user.name", "Tester"), ("user.email", "tester@example.org")):
            git(self.root, "config", name, told)
        since = git(self.root, "rev-parse", "HEAD").strip()
        write(self.root, {"sapat.toml": f'{SETTINGS}\n[history]\nsince = "{since}"\n'})
        save(self.root, "Since when history is held to", "2026-03-31")
        self.random = Random(seed)
        self.day = BEGUN
        self.docs = [Doc(CODE, "procedures/umu-sms-dp-2.17.md", [("1.0", date(2026, 3, 15))])]
        self.acts = self.entries = self.edits = self.checkpoints = 0

    @property
    def today(self) -> str:
        return self.day.isoformat()

    def do(self, *words: str) -> str:
        return done(self.root, *words, today=self.today)

    def save(self, message: str) -> None:
        save(self.root, message, self.today)

    # What can happen. Each leaves a committed, clean tree.

    def later(self, days: int) -> None:
        self.day += timedelta(days=days)

    def draft(self) -> Doc:
        """A new form, and its open record."""
        form = len(self.docs)
        out = self.do("new", "ФР", "--title", f"Форма {form}", "--owner", "qa-head", "--parent", CODE, *FACTS)
        code = next(word for word in out.split() if word.startswith(f"{CODE}-Ф")).rstrip(";:.,")
        path = next(str(one.relative_to(self.root)) for one in self.root.glob("procedures/*.md") if self._fresh(one))
        self.docs.append(Doc(code, path, open="1.0"))
        self.save(f"Draft {code}")
        return self.docs[-1]

    def _fresh(self, path: Path) -> bool:
        return str(path.relative_to(self.root)) not in {one.path for one in self.docs}

    def revise(self, doc: Doc) -> None:
        edition = self.random.random() < 0.2
        self.do("revise", doc.code, *FACTS, *(["--edition"] if edition else []))
        number, change = map(int, doc.sealed[-1][0].split("."))
        doc.open, doc.agreed, doc.ending = f"{number + 1}.0" if edition else f"{number}.{change + 1}", False, False
        self.edit(doc)

    def edit(self, doc: Doc) -> None:
        """Another sentence in the text of an open record: agreements given before count no more."""
        self.edits += 1
        whole = self.root / doc.path
        whole.write_text(f"{whole.read_text(encoding='utf-8')}\nСүйлөм {self.edits}.\n", encoding="utf-8")
        doc.agreed = False
        self.save(f"Edit {doc.code}")

    def agree(self, doc: Doc) -> None:
        agree(self.root, doc.code, today=self.today)
        doc.agreed = True
        self.save(f"Agree {doc.code}")

    def approve(self, *docs: Doc, ahead: int = 1) -> None:
        """One decision and one order for all of them."""
        self.acts += 1
        flags = add_acts(self.root, *(doc.code for doc in docs), name=f"n{self.acts}", day=self.today)
        effective = self.day + timedelta(days=ahead)
        floor = max((doc.sealed[-1][1] for doc in docs if doc.sealed), default=effective)
        effective = max(effective, floor)
        self.do("approve", *(doc.code for doc in docs), *flags, "--effective", effective.isoformat())
        for doc in docs:
            if doc.ending:
                doc.gone = effective
            else:
                doc.sealed.append((doc.open, effective))
            doc.open, doc.agreed = "", False
        self.save("Approve " + ", ".join(doc.code for doc in docs))

    def review(self, doc: Doc) -> None:
        self.do("review", doc.code, "--verdict", "unchanged")
        self.save(f"Review {doc.code}")

    def withdraw(self, doc: Doc) -> None:
        self.do("withdraw", doc.code, *FACTS)
        number, change = map(int, doc.sealed[-1][0].split("."))
        doc.open, doc.agreed, doc.ending = f"{number}.{change + 1}", False, True
        self.save(f"Withdraw {doc.code}")

    def amend(self) -> None:
        """The quality office gets another head: an event beside its entry."""
        head = self.random.choice(["lawyer", "qa-specialist", "rector", "qa-head"])
        self.do(
            "amend",
            "units/bbsb",
            "--kind",
            "event",
            "--set",
            f"head={head}",
            "--since",
            self.today,
            "--why",
            "Дайындоо",
        )
        self.save("Amend")

    def correct(self) -> None:
        """An act's number was mistyped."""
        if self.acts:
            name = f"acts/order-n{self.random.randrange(self.acts) + 1}"
            self.do(
                "amend", name, "--kind", "correction", "--set", f"number={self.random.randrange(900)}", "--why", "Ката"
            )
            self.save("Correct")

    def add(self) -> None:
        self.entries += 1
        name = f"unit{self.entries}"
        self.do("add", "units", "--id", name, "--title.ky", name, "--abbreviation.ky", name, "--head", "qa-head")
        self.save(f"Add {name}")

    def checkpoint(self) -> None:
        self.do("checkpoint")
        self.checkpoints += 1
        self.save(f"Checkpoint {self.checkpoints}")

    def page(self) -> None:
        """A plain page of the site, which nobody approves."""
        self.edits += 1
        write(self.root, {"docs/news.md": f"# Жаңылык {self.edits}\n"})
        self.save("A page")

    def merged(self, deed: Callable[[], object]) -> None:
        """What is done on a branch comes by a merge."""
        git(self.root, "switch", "-q", "-c", f"work-{self.day}-{self.edits}-{self.acts}-{self.entries}")
        name = git(self.root, "branch", "--show-current").strip()
        deed()
        git(self.root, "switch", "-q", "main")
        git(self.root, "merge", "-q", "--no-ff", "-m", "Merge", name, day=f"{self.today}T15:00:00+06:00")
        git(self.root, "branch", "-q", "-D", name)

    # What may happen next, by what is true now.

    def possible(self) -> list[Callable[[], object]]:
        found: list[Callable[[], object]] = [self.amend, self.correct, self.add, self.page]
        if len(self.docs) < 6:
            found += [self.draft] * 2
        if all(not doc.open for doc in self.docs) or self.random.random() < 0.3:
            found.append(self.checkpoint)
        for doc in self.docs:
            if doc.gone is not None:
                continue
            if not doc.open and doc.sealed:
                found.append(lambda doc=doc: self.revise(doc))  # type: ignore[misc]
                if doc.code != CODE:
                    found.append(lambda doc=doc: self.withdraw(doc))  # type: ignore[misc]
            elif doc.open and not doc.agreed:
                found += [lambda doc=doc: self.agree(doc)] * 3  # type: ignore[misc]
                if not doc.ending:
                    found.append(lambda doc=doc: self.edit(doc))  # type: ignore[misc]
            elif doc.open:
                found += [lambda doc=doc: self.approve(doc, ahead=self.random.randrange(12))] * 3  # type: ignore[misc]
            if doc.in_force(self.day):
                found.append(lambda doc=doc: self.review(doc))  # type: ignore[misc]
        return found

    def live(self, steps: int) -> Life:
        """So many steps, by the seed."""
        for _ in range(steps):
            self.later(self.random.randrange(9))
            deed = self.random.choice(self.possible())
            if self.random.random() < 0.25 and deed not in (self.checkpoint,):
                self.merged(deed)
            else:
                deed()
        return self

    def close(self) -> Life:
        """Everything open is agreed and approved, and the line is chained: a repository with all kinds of facts."""
        for doc in self.docs:
            if doc.open:
                self.later(1)
                if not doc.agreed:
                    self.agree(doc)
                self.approve(doc)
        self.later(2)
        self.checkpoint()
        return self


def told(root: Path, *args: str, today: str) -> Any:
    """The JSON answer of a reading verb."""
    import json

    from tests.support.verbs import tried

    code, out, err = tried(root, *args, "--format", "json", today=today)
    assert code in (0, 1), (args, err)
    return json.loads(out)


def alarms(root: Path, today: str, *, history: bool = True) -> list[str]:
    """Every error of check, of check --history and every problem of verify."""
    found = told(root, "check", *(["--history"] if history else []), today=today)["findings"]
    errors = [f"check {one['rule']} {one['path']}: {one['message']}" for one in found if one["severity"] == "error"]
    proof = told(root, "verify", today=today)
    return errors + [f"verify {one.get('rule', '')} {one['path']}: {one['what']}" for one in proof["problems"]]
