"""What is shipped: the tool and nothing else, and it judges a university's documents without this repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.repo import git

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = sorted(
    path.relative_to(ROOT / "src").as_posix()
    for path in (ROOT / "src").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)
KINDS: Final = {".py", ".json", ".css", ".js", ".html", ".svg", ".woff2", ".md", ".txt", ".typed", ".typ", ".lua"}
DOCUMENTS: Final = (
    *("docs", "policies", "procedures", "regulations", "registers", "sapat.toml", "mkdocs.yml", "CHANGELOG.md"),
    *(".gitattributes", ".gitignore"),
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the source archive, built from the sources alone."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_the_wheel_holds_the_package_and_its_papers_only(shipped: Path) -> None:
    with zipfile.ZipFile(next(shipped.glob("*.whl"))) as wheel:
        held = sorted(wheel.namelist())
    info = next(name for name in held if name.endswith("/METADATA")).rpartition("/")[0]
    papers = [f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")]
    package = [name for name in SOURCES if name.startswith("sapat/")]
    assert held == sorted(package + papers)
    assert {Path(name).suffix for name in package} <= KINDS


def test_the_source_archive_holds_what_builds_it_only(shipped: Path) -> None:
    with tarfile.open(next(shipped.glob("*.tar.gz"))) as archive:
        held = sorted(name.partition("/")[2] for name in archive.getnames())
    root = ["LICENSE", "PKG-INFO", "pyproject.toml", ".gitignore"]
    assert held == sorted([*root, *(f"src/{name}" for name in SOURCES)])


def test_the_wheel_tells_what_it_is(shipped: Path) -> None:
    with zipfile.ZipFile(next(shipped.glob("*.whl"))) as wheel:
        told = wheel.read(next(n for n in wheel.namelist() if n.endswith("METADATA"))).decode()
        points = wheel.read(next(n for n in wheel.namelist() if n.endswith("entry_points.txt"))).decode()
    assert "Requires-Python: >=3.11" in told
    assert all(f"Provides-Extra: {extra}\n" in told for extra in "site pdf sign scan cluster test dev".split())
    assert "sapat = sapat.cli:run" in points
    assert "[mkdocs.plugins]" in points


def test_every_package_that_is_installed_is_pinned() -> None:
    """All that `make` installs, dependencies of dependencies too, is named in constraints.txt, and no host stands there."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pinned = {line.partition("==")[0] for line in text.splitlines() if "==" in line}
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    told = project["project"]
    waiting = [Requirement(one) for one in (*project["build-system"]["requires"], *told["dependencies"])]
    waiting += [Requirement(one) for extra in ("site", "test", "dev") for one in told["optional-dependencies"][extra]]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if (name := canonicalize_name(one.name)) in seen:
            continue
        seen.add(name)
        for line in metadata.requires(name) or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in (one.extras or {""})):
                waiting.append(needed)
    assert len(seen) > 30
    assert seen - pinned == set()


def test_the_wheel_judges_the_documents_alone_as_the_repository_does(shipped: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    wheel = str(next(shipped.glob("*.whl")))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    place = Path(next((tmp_path / "venv" / "lib").iterdir()), "site-packages", "dependencies.pth")
    place.write_text(sysconfig.get_path("purelib") + "\n")
    alone = tmp_path / "documents"
    alone.mkdir()
    for name in DOCUMENTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, alone / name)
        elif source.is_file():
            shutil.copy(source, alone / name)
    git(alone, "init", "-q", "-b", "main")
    git(alone, "add", "-A")
    git(alone, "commit", "-q", "-m", "Documents alone", day="2026-11-30T12:00:00+06:00")
    where = subprocess.run(
        [str(python), "-c", "import sapat.cli; print(sapat.cli.__file__)"], capture_output=True, text=True, check=True
    )
    assert where.stdout.startswith(str(tmp_path / "venv"))

    def told(command: list[str], root: Path) -> object:
        args = ["--repo", str(root), "--today", "2026-11-30", "check", "--format", "json"]
        done = subprocess.run([*command, *args], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        answer = json.loads(done.stdout)
        # how Git is set in a clone where verbs have written is that clone's own
        return {**answer, "findings": [one for one in answer["findings"] if one["rule"] != "SAP915"]}

    ours = told([str(Path(sys.executable).with_name("sapat"))], ROOT)
    assert told([str(tmp_path / "venv" / "bin" / "sapat")], alone) == ours
