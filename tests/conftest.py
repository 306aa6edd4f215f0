"""What all tests share: a test that cannot run here is skipped aloud, and `make test` counts it on its last line."""

from __future__ import annotations

from pathlib import Path

import pytest

NOT_RUN = Path(__file__).parents[1] / "build" / "not-run"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    NOT_RUN.parent.mkdir(exist_ok=True)
    NOT_RUN.write_text(f"{len(terminalreporter.stats.get('skipped', []))}\n")
