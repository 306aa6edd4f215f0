"""Two clones approve at once through a real server: no version twice, nothing lost without a word. `make faults`: 2 x 50."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.faults.clones import faults, race
from tests.faults.harness import scratch


def test_two_clones_approve_eight_documents_each_at_once_and_two_of_them_are_the_same() -> None:
    with tempfile.TemporaryDirectory(prefix="clones-", dir=scratch()) as name:
        folder = Path(name)
        bare, reports = race(folder, 8, 2)
        assert faults(folder, bare, reports) == []
        assert sum(len(one.pushed) for one in reports) == 14
        assert sum(len(one.yielded) for one in reports) == 2
        assert sum(one.retries for one in reports) > 0, "they met"
