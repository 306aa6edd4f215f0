"""Tampering in every way, at places drawn by seeds, each found in the right words; and clean repositories without an alarm.

A sample of what `make faults` does: there it is 40 places of each way, and 100 clean repositories.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.harness import scratch
from tests.faults.lives import Life, alarms, told
from tests.faults.tamper import NOTED, WAYS, Scene, rich
from tests.support.generate import TODAY, generate
from tests.support.repo import git
from tests.support.verbs import done

PLACES = 1
CLEAN = 6


@dataclass(frozen=True)
class Base:
    """A rich repository, and a witness of its first two checkpoints kept outside."""

    root: Path
    day: str
    witness: Path


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    with tempfile.TemporaryDirectory(prefix="tamper-", dir=scratch()) as folder:
        yield made(Path(folder), 1)


def made(folder: Path, seed: int) -> Base:
    life = rich(folder / "base", seed)
    assert alarms(life.root, life.today) == []
    witness = folder / "witness.yaml"
    newest = max((life.root / "registers/checkpoints").glob("*.yaml"), key=lambda one: int(one.stem))
    shutil.copy(newest, witness)
    return Base(life.root, life.today, witness)


def scene(base: Base, folder: Path, seed: str) -> Scene:
    shutil.copytree(base.root, folder / "r", symlinks=True)
    return Scene(folder / "r", base.day, seed)


def named(found: list[dict[str, Any]], place: str, key: str) -> list[dict[str, Any]]:
    """What names the place, by path or in its sentence."""
    return [one for one in found if place in one["path"] or place in one[key]]


def unfound(base: Base, folder: Path, name: str, seed: int) -> str:
    """What is wrong with how one tampering was found; empty: nothing."""
    way = WAYS[name]
    one = scene(base, folder, f"{name}/{seed}")
    place = way.kind(one)
    problems = told(one.root, "verify", today=base.day)["problems"]
    mine = [p for p in named(problems, place, "what") if p["rule"] in way.rules]
    if way.rules and not any(way.words in p["what"] and p["do"] for p in mine):
        return f"{name}/{seed} at {place}: verify says {problems}"
    if way.base:
        found = told(one.root, "check", "--base", one.tip, today=base.day)["findings"]
        errors = [f for f in named(found, place, "message") if f["severity"] == "error" and f["rule"] == way.base]
        if not any(f["message"] and f["do"] for f in errors):
            return f"{name}/{seed} at {place}: check --base says {found}"
    return ""


@pytest.mark.parametrize("name", WAYS)
def test_tampering_is_found_at_its_place_in_the_right_words(base: Base, tmp_path: Path, name: str) -> None:
    for seed in range(PLACES):
        assert unfound(base, tmp_path / str(seed), name, seed) == ""


@pytest.mark.parametrize("name", NOTED)
def test_what_a_clone_cannot_show_is_said(base: Base, tmp_path: Path, name: str) -> None:
    kind, words = NOTED[name]
    one = scene(base, tmp_path, name)
    kind(one)
    answer = told(one.root, "verify", today=base.day)
    assert any(words in note for note in answer["notes"]), answer
    if kind.__name__ == "forced":
        seen = told(one.root, "verify", "--witness", str(base.witness), today=base.day)
        assert not seen["ok"], "a checkpoint kept outside shows it"
        assert "SAP927" in {problem["rule"] for problem in seen["problems"]}


def test_there_are_ways_enough_of_every_sort() -> None:
    assert len(WAYS) + len(NOTED) >= 45


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_byte_of_an_evidence_pack_is_found_by_the_pack_itself(base: Base, tmp_path: Path, seed: int) -> None:
    """A pack is proved without us: by the program inside it, that came to the auditor by another way."""
    pack, folder = tmp_path / "pack.zip", tmp_path / "pack"
    done(base.root, "evidence", "-o", str(pack), today=base.day)
    with zipfile.ZipFile(pack) as held:
        names = sorted(name for name in held.namelist() if not name.endswith(("verify.py", "/")))
        held.extractall(folder)
    prover = next(folder.rglob("verify.py"))
    random = Random(seed)
    run = [sys.executable, "-I", str(prover), str(prover.parent)]
    assert subprocess.run(run, capture_output=True, cwd=prover.parent).returncode == 0
    for name in random.sample(names, 5):
        whole = folder / name
        data = whole.read_bytes()
        at = random.randrange(len(data))
        whole.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        ran = subprocess.run(run, capture_output=True, text=True, cwd=prover.parent)
        assert ran.returncode == 1, (name, at, ran.stdout, ran.stderr)
        assert Path(name).name in ran.stdout + ran.stderr or "SHA256SUMS" in name, (name, ran.stdout)
        whole.write_bytes(data)
    (folder / random.choice(names)).unlink()
    assert subprocess.run(run, capture_output=True, cwd=prover.parent).returncode == 1


@pytest.mark.parametrize("seed", range(CLEAN))
def test_a_clean_repository_raises_no_alarm(tmp_path: Path, seed: int) -> None:
    assert clean(tmp_path, seed) == []


def clean(folder: Path, seed: int) -> list[str]:
    """The alarms of a repository nobody tampered with, and of its clone, full and shallow: none."""
    if seed % 4 == 3:
        root = generate(folder / "many", 5 + seed * 7 % 60, 40 + seed, seed=seed, words=120)
        return alarms(root, TODAY, history=False)
    life = Life(folder / "r", seed).live(4 + seed % 23)
    if seed % 2:
        life.close()
    found = alarms(life.root, life.today)
    git(folder, "clone", "-q", f"file://{life.root}", "clone")
    git(folder, "clone", "-q", "--depth", "1", f"file://{life.root}", "shallow")
    found += alarms(folder / "clone", life.today)
    return found + alarms(folder / "shallow", life.today, history=False)
