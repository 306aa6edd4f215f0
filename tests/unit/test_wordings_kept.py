"""What the index keeps of a comparison of wordings."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from sapat.read import wordings
from tests.unit.test_layers import GRAPH

BESIDE: Final = frozenset({"sapat.model.editorial", "sapat.model.editorial_cases", "sapat.model.alignment"})


def test_what_is_kept_of_a_comparison_depends_on_every_table_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict kept in the index must not outlive the words it was made by."""
    model = Path(str(files("sapat.model")))
    shutil.copytree(model, tmp_path / "model")
    monkeypatch.setattr(wordings, "files", lambda _: tmp_path / "model")
    read = {name for name in _reached("sapat.model.editorial") if ".wording." in name or name in BESIDE}
    assert len(read) > 12
    for name in read:
        before = wordings._judges.__wrapped__()
        path = tmp_path / "model" / Path(*name.split(".")[2:]).with_suffix(".py")
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert wordings._judges.__wrapped__() != before, name


def _reached(name: str) -> set[str]:
    """A module and all it imports of ours."""
    found, waiting = set[str](), [name]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += [other for other in GRAPH[one] if other in GRAPH]
    return found
