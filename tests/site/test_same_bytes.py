"""Same commit and day, same bytes: whatever machine, folder, clock, language or clone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.world import TODAY, tree, world
from tests.support.repo import git

PROGRAM = "import sys; from sapat.cli import main; sys.exit(main(sys.argv[1:]))"


def run(root: Path, out: Path, umask: int = 0o022, **env: str) -> dict[str, bytes]:
    """The site, built by a process of its own with another environment."""
    out.parent.mkdir(parents=True, exist_ok=True)
    told = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "SAPAT_TODAY")} | env
    command = [sys.executable, "-c", PROGRAM, "--repo", str(root), "--today", TODAY, "build", "-o", str(out)]
    done = subprocess.run(command, env=told, umask=umask, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return tree(out)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("origin") / "r")


@pytest.fixture(scope="module")
def expected(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return run(origin, tmp_path_factory.mktemp("expected") / "site")


def clone(origin: Path, target: Path, *flags: str) -> Path:
    git(origin, "clone", "-q", *flags, str(origin), str(target))
    return target


def test_a_fresh_clone_elsewhere_with_another_environment_gives_the_same_bytes(
    origin: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = clone(origin, tmp_path / "бир башка папка" / "clone")
    (tmp_path / "home").mkdir()
    made = run(
        root,
        tmp_path / "far" / "away",
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LANG="C",
        LC_ALL="C",
        PYTHONHASHSEED="4242",
        HOME=str(tmp_path / "home"),
    )
    assert made == expected


def test_warm_caches_give_the_same_bytes(origin: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert (origin / ".git/sapat/pages.sqlite").exists()
    assert run(origin, tmp_path / "site", PYTHONHASHSEED="7", TZ="America/New_York") == expected


def test_a_broken_cache_gives_the_same_bytes(origin: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    root = clone(origin, tmp_path / "clone")
    (root / ".git/sapat").mkdir()
    (root / ".git/sapat/pages.sqlite").write_bytes(b"no database\n" * 300)
    assert run(root, tmp_path / "site") == expected


def test_a_bare_clone_gives_the_same_bytes(origin: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert run(clone(origin, tmp_path / "bare.git", "--bare"), tmp_path / "site") == expected


def test_a_clone_of_depth_one_gives_the_same_bytes(origin: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    root = tmp_path / "shallow"
    git(origin, "clone", "-q", "--depth", "1", f"file://{origin}", str(root))
    assert run(root, tmp_path / "site") == expected
