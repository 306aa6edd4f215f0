"""A check by what was kept says what a check of everything says: after any change, and whatever happened to what was kept."""

from __future__ import annotations

import importlib
import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.support.changes import Changes
from tests.support.differential import Count, both, pushed
from tests.support.generate import generate
from tests.support.repo import Dossier, git, markdown, repository, sound, write
from tests.support.samples import Sample

# Every sample of every rule goes this way in `make faults`; here as many as a seed draws.
DRAWN = int(os.environ.get("SAPAT_SAMPLES", "24"))
STEPS = int(os.environ.get("SAPAT_STEPS", "12"))
TOPICS = "addenda approval checkpoints editorial frozen identity language links registers safety signatures time versions".split()
SAMPLES: list[Sample] = [
    one for topic in TOPICS for one in importlib.import_module(f"tests.unit.test_rules_{topic}").SAMPLES
]
SEED = Random("renewal")


@pytest.fixture(autouse=True)
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a large institution, where nobody looks through a thousand codes for a near one."""
    monkeypatch.setattr("sapat.model.references.MANY_NAMES", 2)
    monkeypatch.setattr("sapat.read.part.MANY_NAMES", 2)
    monkeypatch.setattr("sapat.read.part._MARGIN", 0)


def bystanders() -> dict[str, str]:
    """Other documents, one of which cites the procedure that samples change."""
    files: dict[str, str] = {}
    for number in (31, 32, 33):
        code, slug = f"ҮМУ-СМС-ЖБ-3.{number}-ОБ", f"umu-sms-jb-3.{number}-ob"
        text = markdown(code, body="# Жобо\n\n[[ҮМУ-СМС-ДП-2.17]] [x](../procedures/umu-sms-dp-2.17.md#1-максаты)\n")
        files[f"regulations/{slug}.md"] = text
        files |= Dossier(slug, "1.0", code, {f"{slug}.md": text}, suffix=f"b{number}").files()
    return files


@pytest.fixture(scope="module")
def institution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("samples") / "r", {**sound(), **bystanders()})


def put(root: Path, files: dict[str, str | bytes | None]) -> None:
    git(root, "checkout", "-q", "-f", "HEAD", "--", ".")
    git(root, "clean", "-fdq")
    for path, told in files.items():
        if told is None:
            (root / path).unlink(missing_ok=True)
        elif not any((root / above).is_file() for above in Path(path).parents) and not (root / path).is_dir():
            write(root, {path: told})


@pytest.mark.parametrize("sample", SEED.sample(SAMPLES, min(DRAWN, len(SAMPLES))), ids=str)
def test_what_a_sample_breaks_or_mends_is_found_as_in_the_whole(institution: Path, sample: Sample) -> None:
    today, count = date.fromisoformat(sample.today), Count()
    for files in ({}, sample.wrong, sample.right, sample.wrong, {}):
        put(institution, files)
        both(institution, count, today=today)
    put(institution, sample.wrong)
    both(institution, count, base="HEAD", today=today)


@pytest.mark.parametrize("seed", [7, 41])
def test_any_changes_one_after_the_other_are_judged_as_the_whole(tmp_path: Path, seed: int) -> None:
    root = generate(tmp_path / "r", 30)
    settings = (root / "sapat.toml").read_text()
    write(root, {"sapat.toml": f'main = "trunk"\n{settings}'})  # else CHANGELOG.md is asked for after every record
    git(root, "commit", "-q", "-am", "Trunk", day="2026-11-01T09:00:00+06:00")
    at, count = Changes(root, seed), Count()
    both(root, count)
    for _ in range(STEPS):
        said = [at.step() for _ in range(at.random.choice([1, 1, 2, 4]))]
        try:
            both(root, count)
            both(root, count, base="HEAD")
        except AssertionError as error:
            raise AssertionError(f"{said}: {error}") from None
    assert count.quick > STEPS / 4, count


def test_pushes_are_judged_as_by_reading_everything(tmp_path: Path) -> None:
    root = generate(tmp_path / "r", 20)
    at, count = Changes(root, 5), Count()
    for _ in range(STEPS // 2):
        said = [at.step() for _ in range(2)]
        git(root, "add", "-A")
        git(root, "commit", "-q", "--allow-empty", "-m", "x", day="2026-11-01T09:00:00+06:00")
        try:
            pushed(root, count)
        except AssertionError as error:
            raise AssertionError(f"{said}: {error}") from None
