"""The ready workflow files: a pull request brings documents to be judged, and nothing of it runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.support.repo import git, repository, sound, write
from tests.support.samples import DOC, Files
from tests.support.sealed import second, settings, tampered

ROOT: Final = Path(__file__).parents[2]
GITHUB: Final = ROOT / ".github" / "workflows" / "sapat.yml"
GITLAB: Final = ROOT / "ci" / "gitlab-ci.yml"
LATER: Final = "2026-03-12T12:00:00+06:00"
NEWS: Final[Files] = {"docs/news.md": "# Жаңылык\n\nЖаңы процедура.\n", **second(seal=False, with_acts=False)}


def hostile(mark: Path) -> Files:
    """Everything that something might run, each written to leave a mark."""
    leave = f"import pathlib; pathlib.Path({str(mark)!r}).mkdir(exist_ok=True)\n"
    shell = f"#!/bin/sh\nmkdir -p {mark}\n"
    mkdocs = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = mkdocs.replace("  name: material\n", "  name: material\n  custom_dir: docs/overrides\n")
    return {
        "mkdocs.yml": theme + f"hooks: [docs/evil.py]\nextra: !!python/object/apply:os.mkdir [{mark}]\n",
        "docs/evil.py": leave,
        "docs/overrides/main.html": "{{ self.__init__.__globals__ }}",
        "sitecustomize.py": leave,
        "usercustomize.py": leave,
        "sapat/__init__.py": leave,
        "src/sapat/cli.py": leave,
        "pyproject.toml": '[project]\nname = "sapat"\nversion = "9"\n',
        "ci/check.sh": shell,
        "ci/install.sh": shell,
        "ci/merge_result.py": leave,
        "scripts/publish_site.py": leave,
        "sapat.toml": settings('types = ["ДП"]', 'types = ["ДП", "САЯ"]'),
        "registers/rooms/schema.json": '{"type": "object"}',
    }


def programs() -> Files:
    """What the base branch runs."""
    files = {f"ci/{one.name}": one.read_bytes() for one in (ROOT / "ci").iterdir() if one.is_file()}
    return {**files, "mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes(), "docs/index.md": "# Башкы бет\n"}


def forge(root: Path, change: Files, *, themed: bool = False) -> Path:
    """A bare repository with a main line and a branch `work`, and an empty folder for the runner."""
    files = {k: v for k, v in {**sound(), **programs()}.items() if v is not None}
    if themed:
        mkdocs = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        files["mkdocs.yml"] = mkdocs.replace("  name: material\n", "  name: material\n  custom_dir: docs/overrides\n")
        files["docs/overrides/partials/own.html"] = "{# ours #}\n"
    work = repository(root / "author", files)
    git(work, "checkout", "-q", "-b", "work")
    write(work, {path: told for path, told in change.items() if told is not None})
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "change", day=LATER)
    git(work, "checkout", "-q", "main")
    write(work, {"docs/other.md": "# Башка\n"})
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "main goes on", day=LATER)
    git(root, "clone", "-q", "--bare", str(work), "forge.git")
    runner = root / "runner"
    runner.mkdir()
    (runner / "venv").symlink_to(Path(sys.executable).parents[1])  # the checker of the base branch, installed
    return runner


def steps(pull: bool) -> list[str]:
    """The shell of the workflow; what the checkout action does is done with plain Git."""
    told: list[str] = []
    for one in yaml.safe_load(GITHUB.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]:
        if "if" in one and not pull:
            assert one["if"] == "github.event_name == 'pull_request'"
        elif "run" in one:
            told.append(one["run"])
        else:
            branch = {"base": "main", "pull": "work"}[one["with"]["path"]]
            told.append(f"git clone -q -b {branch} ../forge.git {one['with']['path']}")
    return told


def gitlab(pull: bool) -> list[str]:
    branch = "work" if pull else "main"
    inside = ["git clone -q -b " + branch + " ../forge.git .project", "cd .project", "ln -s ../venv venv"]
    names = {"CI_DEFAULT_BRANCH": "main", "CI_REPOSITORY_URL": "../../forge.git", "CI_PROJECT_DIR": "."}
    names |= {"CI_MERGE_REQUEST_IID": "1", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"} if pull else {}
    told = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["documents"]["script"]
    return [*inside, *(f"{name}={value}" for name, value in names.items()), *told]


def run(runner: Path, told: list[str]) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(runner)}
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(told)], cwd=runner, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
def test_a_pull_request_brings_its_documents_and_runs_nothing(tmp_path: Path, kind: Any) -> None:
    mark = tmp_path / "mark"
    runner = forge(tmp_path, {**NEWS, **hostile(mark)})
    done = run(runner, kind(pull=True))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not mark.exists()
    here = runner / ".project" if kind is gitlab else runner
    assert (here / "site" / "news.html").is_file(), "the page of the pull request"
    assert (here / "site" / "other.html").is_file(), "on top of the main line as it is now"
    changed = git(here / "documents", "diff", "--name-only", "HEAD^1", "HEAD").split()
    assert sorted(changed) == sorted(path for path in NEWS), "documents and nothing else"
    assert git(here / "documents", "status", "--porcelain", "--ignored") == "", "and nothing else lies there"
    for path in ("mkdocs.yml", "sapat.toml", "docs/evil.py", "registers/rooms/schema.json"):
        assert f"as on the base branch: '{path}'" in done.stdout


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
def test_a_template_that_a_pull_request_adds_is_not_rendered(tmp_path: Path, kind: Any) -> None:
    """The theme of the base branch has a folder of its own templates: a new file there is a program too."""
    mark = tmp_path / "mark"
    template = "{{ self.__init__.__globals__.__builtins__.__import__('os').mkdir('" + str(mark) + "') }}"
    runner = forge(tmp_path, {**NEWS, "docs/overrides/404.html": template}, themed=True)
    done = run(runner, kind(pull=True))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not mark.exists()
    assert "as on the base branch: 'docs/overrides/404.html'" in done.stdout


def test_the_same_pull_request_would_have_run_by_itself(tmp_path: Path) -> None:
    """What the workflow keeps out is real: built as it stands, the branch leaves its mark."""
    mark = tmp_path / "mark"
    runner = forge(tmp_path, {**NEWS, **hostile(mark)})
    run(runner, ["git clone -q -b work ../forge.git pull", "cd pull", "../venv/bin/mkdocs build -q"])
    assert mark.exists()


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
def test_a_change_that_breaks_a_rule_is_red(tmp_path: Path, kind: Any) -> None:
    waiver = '\n[[waivers]]\nrule = "SAP202"\ndocument = "ҮМУ-СМС-ДП-2.17"\nreason = "Көчүү"\nuntil = "2026-05-01"\n'
    change = {**tampered(DOC, "көзөмөлдөйт", "жоёт"), "sapat.toml": str(sound()["sapat.toml"]) + waiver}
    done = run(forge(tmp_path, change), kind(pull=True))
    assert done.returncode == 1
    assert f"::error file={DOC}" in done.stdout
    assert "title=SAP202" in done.stdout


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
def test_what_the_settings_of_a_pull_request_would_loosen_is_told_although_they_are_not_taken(
    tmp_path: Path, kind: Any
) -> None:
    runner = forge(tmp_path, hostile(tmp_path / "mark"))
    done = run(runner, kind(pull=True))
    assert done.returncode == 0, done.stdout + done.stderr
    here = runner / ".project" if kind is gitlab else runner
    told = (here / "comment.md").read_text(encoding="utf-8").partition("⚠️ Эрежелердин өзү бошоңдойт")[2]
    assert "шашылыш маршруту пайда болот: САЯ" in told
    assert "«hooks» өзгөрөт" in told
    assert "«theme» өзгөрөт" in told
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
@pytest.mark.parametrize(("change", "verdict"), [(NEWS, "✅"), (tampered(DOC, "көзөмөлдөйт", "жоёт"), "⛔")])
def test_the_comment_is_left_as_summary_and_file_without_any_right_to_write(
    tmp_path: Path, kind: Any, change: Files, verdict: str
) -> None:
    runner = forge(tmp_path, change)
    summary = tmp_path / "summary.md"
    summary.touch()
    run(runner, [f"export GITHUB_STEP_SUMMARY={summary}", *kind(pull=True)])
    here = runner / ".project" if kind is gitlab else runner
    comment = (here / "comment.md").read_text(encoding="utf-8")
    assert verdict in comment.splitlines()[2]
    assert DOC in comment or "ҮМУ-СМС-ДП-2.17" in comment
    assert summary.read_text(encoding="utf-8") == comment
    assert "comment.md" in yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["documents"]["artifacts"]["paths"]


@pytest.mark.parametrize("kind", [steps, gitlab], ids=["github", "gitlab"])
def test_the_main_line_is_checked_again_as_a_whole(tmp_path: Path, kind: Any) -> None:
    runner = forge(tmp_path, NEWS)
    done = run(runner, kind(pull=False))
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(runner)
    bare = tmp_path / "forge.git"
    git(bare, "worktree", "add", "-q", str(tmp_path / "hand"), "main")
    (tmp_path / "hand" / DOC).unlink()
    git(tmp_path / "hand", "commit", "-qam", "past every fence", day=LATER)
    runner.mkdir()
    (runner / "venv").symlink_to(Path(sys.executable).parents[1])
    done = run(runner, kind(pull=False))
    assert done.returncode == 1
    assert "title=SAP209" in done.stdout


def test_a_link_among_the_pages_is_left_out(tmp_path: Path) -> None:
    runner = forge(tmp_path, {"docs/news.md": "# Жаңылык\n"})
    work = tmp_path / "author"
    git(work, "checkout", "-q", "work")
    (work / "docs" / "link.md").symlink_to("/etc/passwd")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "link", day=LATER)
    git(work, "push", "-q", str(tmp_path / "forge.git"), "work")
    done = run(runner, steps(pull=True))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (runner / "documents" / "docs" / "link.md").is_symlink()


def test_the_workflow_reads_and_holds_no_secret() -> None:
    text = GITHUB.read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    assert told["permissions"] == {}
    assert [job["permissions"] for job in told["jobs"].values()] == [{"contents": "read"}]
    assert set(told[True]) == {"pull_request", "push"}, "never pull_request_target"
    assert "secrets" not in re.sub(r"#.*", "", text)
    for one in told["jobs"]["check"]["steps"]:
        assert "${{" not in one.get("run", ""), "no text of a pull request stands in a shell line"
        if "uses" in one:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one["uses"])
            assert one["with"]["persist-credentials"] is False
            assert one["with"]["fetch-depth"] == 0


def test_the_hooks_for_pre_commit_are_commands_of_ours() -> None:
    for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        done = subprocess.run(
            [str(Path(sys.executable).with_name("sapat")), *one["entry"].split()[1:], "--help"],
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert one["pass_filenames"] is False
