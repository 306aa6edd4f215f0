"""The command line as a user meets it: a process of its own, exit codes, one clear message and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sapat.cli import VERBS
from tests.support.repo import SETTINGS, git, markdown, repository, sound, write

SAPAT = Path(sys.executable).with_name("sapat")


def run(*args: str | Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """The console script as it is installed."""
    return subprocess.run(
        [str(SAPAT), *map(str, args)], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The message of a run that could not go on: on stderr, no answer on stdout, no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr


def test_help_names_every_verb_with_one_line() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(f"  {verb} " in done.stdout for verb in VERBS)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_module_runs_as_the_script_does(tmp_path: Path) -> None:
    """Silence with exit 0 would look like a clean check."""
    done = subprocess.run(
        [sys.executable, "-m", "sapat.cli", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stdout + done.stderr


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help(verb: str) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0, done.stderr
    assert f"sapat {verb}" in done.stdout
    assert len(done.stdout.strip().splitlines()) >= 4


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("sapat, version ")


@pytest.mark.parametrize("args", [(), ("-h",)])
def test_without_a_verb_there_is_help(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert "Usage: sapat" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("chek",), "chek"),
        (("--repo", "/nowhere", "check"), "/nowhere"),
        (("--today", "22.11.2026", "check"), "22.11.2026"),
        (("--today", "2026-02-30", "check"), "2026-02-30"),
        (("--lang", "de", "check"), "de"),
        (("check", "--format", "xml"), "xml"),
        (("check", "--no-such-flag"), "--no-such-flag"),
        (("list", "--as-of", "tomorrow"), "tomorrow"),
        (("show",), "CODE"),
        (("show", "ҮМУ-СМС-ДП-9.99"), "ҮМУ-СМС-ДП-9.99"),
        (("history", "ҮМУ-СМС-ДП-9.99"), "ҮМУ-СМС-ДП-9.99"),
        (("register", "nothing"), "nothing"),
        (("list", "--at", "no-such-branch"), "no-such-branch"),
        (("check", "--base", "no-such-branch"), "no-such-branch"),
        (("approve", "ҮМУ-СМС-ДП-9.99"), "ҮМУ-СМС-ДП-9.99"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    root = repository(tmp_path / "r")
    assert said in refused(run(*args, cwd=root))
    assert git(root, "status", "--porcelain") == ""


def test_a_folder_without_settings_is_named_with_the_cure(tmp_path: Path) -> None:
    message = refused(run("--repo", tmp_path, "check"))
    assert "sapat.toml" in message
    assert "→" in message


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("controlled = [", "sapat.toml"),
        ("", "controlled"),
        (SETTINGS.replace("timezone", "timezon"), "timezon"),
        (SETTINGS.replace("Asia/Bishkek", "Asia/Nowhere"), "Asia/Nowhere"),
        (SETTINGS.replace('readers = "public"', 'readers = "everyone"'), "readers"),
        (SETTINGS.replace("review_months = 36", 'review_months = "36"', 1), "review_months"),
        (SETTINGS.replace("2\\\\.(1", "2\\\\.((1").replace("2\\.(1", "2\\.((1"), "number"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_broken_settings_stop_the_run_and_name_the_place(tmp_path: Path, settings: str | bytes, said: str) -> None:
    root = repository(tmp_path / "r", {**sound(), "sapat.toml": settings})
    for verb in (("check",), ("list",), ("build", "-o", str(tmp_path / "site"))):
        assert said in refused(run("--repo", root, *verb))


def test_settings_that_are_no_file_stop_the_run(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    (root / "sapat.toml").unlink()
    (root / "sapat.toml").symlink_to("elsewhere.toml")
    refused(run("--repo", root, "check"))


def test_settings_below_the_top_of_the_git_tree_are_refused(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {f"inner/{path}": text for path, text in sound().items()})
    assert "inner" in refused(run("--repo", root / "inner", "check"))


def test_exit_codes_tell_clean_findings_and_could_not_run(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert run("--repo", root, "--today", "2026-04-01", "check").returncode == 0
    write(root, {"procedures/umu-sms-dp-2.3.md": "сөз\n"})
    assert run("--repo", root, "--today", "2026-04-01", "check").returncode == 1
    (root / "sapat.toml").write_text("[")
    assert run("--repo", root, "--today", "2026-04-01", "check").returncode == 2


def test_a_warning_alone_is_no_failure(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done = run("--repo", root, "--today", "2029-03-01", "check", "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert "error" not in {one["severity"] for one in found} >= {"warning"}, "reviews are due soon"
    assert done.returncode == 0


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_language_answers(tmp_path: Path, lang: str) -> None:
    root = repository(tmp_path / "r", {**sound(), "procedures/umu-sms-dp-2.3.md": markdown("ҮМУ-СМС-ДП-2.3")})
    told = {
        one: run("--repo", root, "--today", "2026-04-01", "--lang", one, "check").stdout for one in ("ky", "ru", "en")
    }
    assert len(set(told.values())) == 3
    assert told[lang].count("SAP201") >= 1


def test_the_answer_is_on_stdout_and_remarks_on_stderr(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    write(root / ".git", {"sapat": "no folder"})
    done = run("--repo", root, "--today", "2026-04-01", "--lang", "en", "check", "--format", "json")
    assert json.loads(done.stdout)["findings"] == []
    assert "index" in done.stderr


def test_it_runs_from_any_folder_of_the_repository(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert run("--today", "2026-04-01", "check", cwd=root / "procedures").returncode == 0


def test_a_closed_pipe_is_no_crash(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {f"procedures/{n}.md": "сөз" for n in range(900)})
    done = subprocess.run(
        f"'{SAPAT}' --repo '{root}' check | head -n 1", shell=True, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"TZ": "Pacific/Kiritimati"}])
def test_the_surroundings_do_not_change_the_answer(tmp_path: Path, env: dict[str, str]) -> None:
    root = repository(tmp_path / "r", {**sound(), "procedures/umu-sms-dp-2.3.md": markdown("ҮМУ-СМС-ДП-2.3")})
    plain = run("--repo", root, "--today", "2026-04-01", "check", "--format", "json")
    other = run("--repo", root, "--today", "2026-04-01", "check", "--format", "json", **env)
    assert "Traceback" not in other.stderr
    assert (other.returncode, json.loads(other.stdout)) == (plain.returncode, json.loads(plain.stdout))


def test_what_stops_a_run_is_said_in_the_language_of_the_institution(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", sound())
    russian = repository(tmp_path / "ru", {**sound(), "sapat.toml": 'languages = ["ru", "ky"]\n' + SETTINGS})
    assert "деген документ жок" in refused(run("--repo", root, "show", "NONE"))
    assert "документа «NONE» нет" in refused(run("--repo", russian, "show", "NONE"))
    assert "there is no document 'NONE'" in refused(run("--repo", root, "--lang", "en", "show", "NONE"))
    assert "sapat.toml жок" in refused(run("--repo", tmp_path, "list"))


@pytest.mark.parametrize("prefix", ["SAP999", "sap2", "X"])
def test_a_rule_that_does_not_exist_is_no_passed_check(tmp_path: Path, prefix: str) -> None:
    """A slip of the pen in CI would otherwise be green for ever."""
    root = repository(tmp_path / "r", sound())
    assert prefix in refused(run("--repo", root, "check", "--rule", prefix))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[publish]\nreprot = "mailto:qa@umu.example"\n', "did you mean 'report'"),
        ('[publish]\nreport = "qa@umu.example"\n', "publish.report"),
        ('[types."ЖЖ"]\nlable = {}\n', "types.ЖЖ.label"),
    ],
)
def test_a_wrong_setting_is_named_and_stops_the_run(tmp_path: Path, wrong: str, told: str) -> None:
    root = repository(tmp_path / "r", {**sound(), "sapat.toml": SETTINGS + "\n" + wrong})
    assert told in refused(run("--repo", root, "--lang", "en", "list"))
