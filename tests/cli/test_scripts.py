"""scripts/: stable names for QA staff, CI and hooks, each a thin door to the command line."""

from __future__ import annotations

import ast
import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repo import git, markdown, repository, sound

SCRIPTS = Path(__file__).parents[2] / "scripts"
TOLD = ["--format", "json"]


def run(name: str, root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPTS / name), *args], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
def test_a_script_is_at_most_ten_lines_over_the_command_line(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    lines = [line for line in text.splitlines()[tree.body[0].end_lineno :] if line.strip()]
    assert len(lines) <= 10
    ours = [
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module.startswith("sapat")
    ]
    assert ours == ["sapat.cli"]


def test_check_reviews_asks_only_about_time(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {**sound(), "procedures/umu-sms-dp-2.3.md": markdown("ҮМУ-СМС-ДП-2.3")})
    done = run("check_reviews.py", root, *TOLD)
    assert done.returncode == 0
    assert '"SAP4' in done.stdout
    assert '"SAP2' not in done.stdout


def test_check_changes_asks_about_the_change_register_and_its_approvals(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {**sound(), "procedures/umu-sms-dp-2.3.md": markdown("ҮМУ-СМС-ДП-2.3")})
    done = run("check_changes.py", root, *TOLD)
    assert done.returncode == 1
    assert '"rule": "SAP201"' in done.stdout
    assert '"SAP3' in done.stdout
    assert '"SAP4' not in done.stdout


def test_build_registers_writes_both_tables(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {**sound(), ".gitignore": "/build/\n"})
    done = run("build_registers.py", root)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("documents", "changes"):
        with (root / "build" / "registers" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) == 2, name
        assert "ҮМУ-СМС-ДП-2.17" in rows[1], name
    assert git(root, "status", "--porcelain") == ""


def test_build_registers_stops_with_the_reason(tmp_path: Path) -> None:
    done = run("build_registers.py", tmp_path)
    assert done.returncode == 2
    assert "sapat.toml" in done.stderr


def test_publish_site_reports_and_builds_what_is_in_force(tmp_path: Path) -> None:
    files = {**sound(), "docs/index.md": "# Башкы бет\n", "procedures/umu-sms-dp-2.3.md": markdown("ҮМУ-СМС-ДП-2.3")}
    mkdocs = (SCRIPTS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    root = repository(tmp_path / "r", {**files, "mkdocs.yml": mkdocs, ".gitignore": "/site/\n"})
    done = run("publish_site.py", root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SAP201" in done.stdout, "a finding is reported and does not stop the site"
    assert (root / "site" / "index.html").is_file()
    assert str(root / "site" / "index.html") in done.stdout.splitlines()[-2]
    assert git(root, "status", "--porcelain") == ""


def test_publish_site_stops_where_the_check_cannot_run(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {**sound(), "sapat.toml": "["})
    done = run("publish_site.py", root)
    assert done.returncode == 2
    assert not (root / "site").exists()
