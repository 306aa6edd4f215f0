"""A check by what was kept says what a check of everything says: after any change, and whatever happened to what was kept."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from sapat.read.git import Git
from sapat.read.world import program, world_path
from tests.support.changes import Changes
from tests.support.differential import Count, both, pushed
from tests.support.generate import generate
from tests.support.repo import Dossier, git, markdown, repository, sapat, sound, write
from tests.support.samples import Sample

# As many samples and steps as a seed draws; all of them where these are set higher.
DRAWN = int(os.environ.get("SAPAT_SAMPLES", "10"))
STEPS = int(os.environ.get("SAPAT_STEPS", "8"))
TOPICS = "addenda approval checkpoints copies editorial frozen identity language links registers safety signatures signed_copies time versions".split()
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


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A repository with findings, judged once, and a change since."""
    broken: dict[str, str | bytes] = {"procedures/umu-sms-dp-2.3.md": "---\ncode: ~\n---\n", "policies/x.md": "сөз"}
    root = repository(tmp_path / "r", {**sound(), **bystanders(), **broken})
    assert sapat(root, "check")[0] == 1
    write(root, {"policies/y.md": "дагы"})
    return root


def world(root: Path) -> Path:
    return world_path(Git(root))


def answer(root: Path, today: str = "2026-04-01", epoch: int | None = None) -> str:
    code, out, err = sapat(root, "check", "--format", "json", today=today, epoch=epoch)
    assert code in (0, 1), err
    return out


def without(root: Path, today: str = "2026-04-01", epoch: int | None = None) -> str:
    """The answer when nothing was kept."""
    shutil.rmtree(root / ".git" / "sapat")
    return answer(root, today, epoch)


def truncated(root: Path) -> None:
    world(root).write_bytes(world(root).read_bytes()[:9000])


def garbage(root: Path) -> None:
    world(root).write_bytes(b"no database" * 900)


def empty(root: Path) -> None:
    world(root).write_bytes(b"")


def a_table_gone(root: Path) -> None:
    with sqlite3.connect(world(root)) as db:
        db.execute("drop table owners")


def groups_gone(root: Path) -> None:
    with sqlite3.connect(world(root)) as db:
        db.execute("update groups set files = 'x'")


def of_another_program(root: Path) -> None:
    with sqlite3.connect(world(root)) as db:
        db.execute("update meta set name = 'former'")
        db.execute("delete from findings")


def told_otherwise(root: Path) -> None:
    with sqlite3.connect(world(root)) as db:
        (told,) = db.execute("select value from meta").fetchone()
        db.execute("update meta set value = ?", (json.dumps(json.loads(told) | {"commit": "0" * 40}),))


def of_another_clone(root: Path) -> None:
    """A copied cache: of a repository with other documents, whose commit is not here."""
    other = repository(root.parent / "other", {**sound(), "policies/z.md": "башка"})
    sapat(other, "check")
    os.replace(world(other), world(root))


SPOILT = [truncated, garbage, empty, a_table_gone, groups_gone, of_another_program, told_otherwise, of_another_clone]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_was_kept_and_then_spoilt_is_not_believed(faulty: Path, spoil: Callable[[Path], None]) -> None:
    spoil(faulty)
    first, again = answer(faulty), answer(faulty)
    assert first == again == without(faulty)
    assert world(faulty).exists(), "it was replaced by a good one"


def test_another_day_and_another_clock_are_judged_anew(faulty: Path) -> None:
    """A seal that lies ahead of the clock is found by the earlier clock, whatever a later one had said."""
    late, early = 1_800_000_000, 1_772_000_000  # 2027-01-15, 2026-02-25: before the seals
    for today, epoch in (("2026-04-01", late), ("2029-04-01", late), ("2026-04-01", early), ("2026-04-01", late)):
        assert answer(faulty, today, epoch) == without(faulty, today, epoch)
        assert answer(faulty, today, epoch) == answer(faulty, today, epoch)


def test_a_repository_within_the_repository_is_counted_once(tmp_path: Path) -> None:
    root = generate(tmp_path / "r", 30)
    settings = (root / "sapat.toml").read_text()
    write(root, {"sapat.toml": f'main = "trunk"\n{settings}'})
    git(root, "commit", "-q", "-am", "Trunk", day="2026-11-01T09:00:00+06:00")
    repository(root / "procedures" / "inner", {"a.md": "сөз"})
    count = Count()
    both(root, count)
    write(root, {"docs/page.md": "сөз"})
    both(root, count)
    assert count.quick == 1


def test_two_checks_at_once_and_a_lock_change_no_answer(faulty: Path) -> None:
    expected = without(faulty)
    write(faulty, {"policies/v.md": "дагы бири"})
    with sqlite3.connect(world(faulty), isolation_level=None) as db:
        db.execute("begin exclusive")
        locked = answer(faulty)
        db.execute("rollback")
    assert locked == answer(faulty) == without(faulty) != expected


def test_what_is_kept_is_of_this_program(faulty: Path) -> None:
    with sqlite3.connect(world(faulty)) as db:
        assert db.execute("select name from meta").fetchall() == [(program(),)]


def test_rules_that_ask_the_clock_are_known() -> None:
    """What is kept is believed only while every day and moment under these keys lies behind: `model/groups.py` names them."""
    here = Path(__file__).parents[2] / "src" / "sapat"
    asking = {
        path.name
        for folder in ("rules", "model")
        for path in (here / folder).glob("*.py")
        if "at.now" in path.read_text(encoding="utf-8")
    }
    assert asking == {"addenda.py", "checkpoints.py", "dates.py", "partial.py"}
