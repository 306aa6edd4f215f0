"""The smallest sound repository has no finding: the baseline of every other test of rules."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import findings, repository


def test_a_sound_repository_has_no_finding(tmp_path: Path) -> None:
    assert findings(repository(tmp_path / "r")) == []
