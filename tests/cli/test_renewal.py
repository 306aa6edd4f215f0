"""What is kept of the last check only saves time: whoever mends it, and whatever happens meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

from sapat.commands.check import run_of
from sapat.commands.renewal import Answer, Run, answered
from sapat.model.snapshot import Snapshot
from sapat.read.repository import find_repository
from sapat.read.source import Source
from tests.support.differential import DAY, Count, both, told
from tests.support.repo import git, repository, write
from tests.support.samples import DOC
from tests.support.sealed import FOLDER, SLUG, tampered

COPY = f"{FOLDER}/1.0/copy/{SLUG}.md"


class Check:
    """A quick check of a work tree, held where it has read what is kept and not yet written anything."""

    def __init__(self, root: Path) -> None:
        here = find_repository(root)
        assert here.git is not None
        self._git, self._source = here.git, here.source()
        self._plain = run_of(here.git, here, self._source, None)
        self.reached, self.go = threading.Event(), threading.Event()
        self.answer: Answer | None = None

    def run(self) -> None:
        self.answer = answered(self._git, self._source, None, DAY, (), Run(self._noted))

    def _noted(self, source: Source, at: Snapshot, stale: bool | None) -> Snapshot:
        self.reached.set()
        assert self.go.wait(60)
        return self._plain.noted(source, at, stale)


def test_two_checks_at_once_leave_nothing_false_behind(tmp_path: Path) -> None:
    """Two work trees share what is kept. Whoever is second worked with what is no more: its work is not kept."""
    root, other, count = repository(tmp_path / "r"), tmp_path / "other", Count()
    both(root, count)
    git(root, "worktree", "add", "-q", "--detach", str(other))
    write(root, dict(tampered(DOC, "көзөмөлдөйт", "жоёт")))
    write(other, {"docs/page.md": "# Барак\n"})
    first, second = Check(root), Check(other)
    threads = [threading.Thread(target=one.run) for one in (first, second)]
    for thread, one in zip(threads, (first, second), strict=True):
        thread.start()
        assert one.reached.wait(60)
    first.go.set()
    second.go.set()
    for thread in threads:
        thread.join(60)
    assert first.answer is not None
    assert "ERROR SAP202" in told(first.answer)
    for place in (root, other, root):
        assert ("ERROR SAP202" in both(place, count)) == (place is root)


def test_what_a_range_brought_is_not_told_of_the_next_one(tmp_path: Path) -> None:
    root, count = repository(tmp_path / "r"), Count()
    (root / COPY).unlink()
    git(root, "commit", "-qam", "a control copy is lost")
    assert "ERROR SAP230" in both(root, count, "HEAD~1")
    git(root, "commit", "-q", "--allow-empty", "-m", "later")
    write(root, dict(tampered(DOC, "көзөмөлдөйт", "жоёт")))
    for base in ("HEAD", "HEAD~2", "", "HEAD"):
        told_ = both(root, count, base)
        assert ("ERROR SAP230" in told_) == (base == "HEAD~2")
    assert count.quick
