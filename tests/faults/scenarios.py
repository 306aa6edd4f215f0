"""What is struck: every writing verb with `--commit`, and pushes to a server with our hook."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.repo import git, repository
from tests.support.server import server
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, save

TODAY: Final = "2026-04-01"
FACTS: Final = ("--summary", "Эмне өзгөрдү", "--basis", "Негизи", "--analysis", "Таасири аз")
CHECK: Final = ("agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name, what stands before, and the words that are struck."""

    name: str
    prepare: Callable[[Path], None]  # makes box/r; for a push also box/server.git
    words: tuple[str, ...]
    commits: bool = True
    pushes: bool = False
    refused: str = ""  # the rule that refuses a push

    def command(self, box: Path) -> Sequence[str]:
        if self.pushes:
            return ("git", "-C", str(box / "clone"), *self.words)
        last = ("--commit",) if self.commits else ()
        return ("sapat", "--repo", str(box / "r"), "--today", TODAY, "--lang", "en", *self.words, *last)

    @property
    def root(self) -> str:
        return "clone" if self.pushes else "r"


def _sound(box: Path) -> None:
    repository(box / "r")


def _open(box: Path) -> None:
    _sound(box)
    done(box / "r", "revise", CODE, *FACTS)
    edit(box / "r", f"procedures/{SLUG}.md", "Бул процедура", "Ушул процедура")
    save(box / "r")


def _agreed(box: Path) -> None:
    _open(box)
    agree(box / "r", CODE)
    add_acts(box / "r", CODE)
    save(box / "r")


def _unsaved(box: Path) -> None:
    """The editor has not committed the text: the verb commits what it vouches for."""
    _sound(box)
    done(box / "r", "revise", CODE, *FACTS)
    edit(box / "r", f"procedures/{SLUG}.md", "Бул процедура", "Ушул процедура")
    agree(box / "r", CODE)
    add_acts(box / "r", CODE)


def _two(box: Path) -> None:
    """Two documents ready for one decision."""
    root = box / "r"
    _sound(box)
    done(root, "new", "ФР", "--title", "Форма", "--owner", "qa-head", "--parent", CODE)
    done(root, "revise", f"{CODE}-Ф01", *FACTS)
    done(root, "revise", CODE, *FACTS)
    edit(root, f"procedures/{SLUG}.md", "Бул процедура", "Ушул процедура")
    for code in (CODE, f"{CODE}-Ф01"):
        agree(root, code)
    add_acts(root, CODE, f"{CODE}-Ф01")
    save(root)


def _pushing(box: Path) -> None:
    """A server, and a clone whose sealed version is to be pushed."""
    one = server(box)
    root = one.clone
    done(root, "revise", CODE, *FACTS)
    edit(root, f"procedures/{SLUG}.md", "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    add_acts(root, CODE)
    done(root, *_APPROVE)
    save(root)


def _pushing_wrong(box: Path) -> None:
    """A server, and a clone with a sealed record edited."""
    one = server(box)
    edit(one.clone, f"registers/changes/{SLUG}/1.0/record.yaml", "Биринчи текст", "Экинчи текст")
    one.commit({})


_ACTS: Final = ("--decision", "council-2", "--order", "order-2", "--effective", "2026-04-02")
_APPROVE: Final = ("approve", CODE, *_ACTS)
_SENATE: Final = ("bodies", "--id", "senate", "--title.ky", "Сенат", "--chair", "rector")

SCENARIOS: Final = (
    Scenario("approve", _agreed, _APPROVE),
    Scenario("approve, text not committed", _unsaved, _APPROVE),
    Scenario("approve two", _two, ("approve", CODE, f"{CODE}-Ф01", *_ACTS)),
    Scenario("approve without --commit", _agreed, _APPROVE, commits=False),
    Scenario("review", _sound, ("review", CODE, "--verdict", "unchanged")),
    Scenario("withdraw", _sound, ("withdraw", CODE, *FACTS)),
    Scenario("withdraw, a revision open", _open, ("withdraw", CODE, *FACTS)),
    Scenario("revise --urgent, one open", _open, ("revise", CODE, "--urgent", *FACTS)),
    Scenario("amend", _sound, ("amend", "units/bbsb", "--kind", "event", "--set", "head=lawyer", "--since", TODAY, "--why", "Дайындоо")),
    Scenario("add", _sound, ("add", *_SENATE)),
    Scenario("agree", _open, CHECK),
    Scenario("revise", _sound, ("revise", CODE, *FACTS)),
    Scenario("revise --drop", _open, ("revise", CODE, "--drop", "--restore", "1.0")),
    Scenario("new", _sound, ("new", "ФР", "--title", "Форма", "--owner", "qa-head", "--parent", CODE)),
    Scenario("checkpoint", _sound, ("checkpoint",)),
    Scenario("push", _pushing, ("push", "-q", "origin", "main"), pushes=True),
    Scenario("push of a sealed fact edited", _pushing_wrong, ("push", "-q", "origin", "main"), pushes=True, refused="SAP230"),
)  # fmt: skip
NEXT: Final = ("add", "units", "--id", "archive", "--title.ky", "Архив", "--head", "qa-head")


def aged(folder: Path) -> int:
    """Let two minutes pass for the locks of a server; how many there are."""
    then, found = time.time() - 120, 0
    for lock in folder.rglob("*.lock"):
        os.utime(lock, (then, then))
        found += 1
    return found


def tip(root: Path) -> str:
    return git(root, "rev-parse", "refs/heads/main").strip()
