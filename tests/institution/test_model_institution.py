"""The model institution keeps what it promises: its own repository is the first customer of the checker."""

from __future__ import annotations

import difflib
import itertools
import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from sapat.cli import VERBS, cli
from tests.support.repo import sapat

ROOT = Path(__file__).parents[2]
SINCE = "2026-11-22"  # the day its first records were sealed
FULL = [f"ҮМУ-СМС-ДП-2.{n}" for n in range(13, 19)]


def last_commit_day() -> str:
    """Rules of a clean repository are judged on the day of its last commit, so that no month passing turns it red."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--date=format-local:%Y-%m-%d", "--format=%cd"],
        env={**os.environ, "TZ": "Asia/Bishkek"},  # a commit of the evening in London is of the next day here
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def answer(*args: str, today: str | None = None) -> Any:
    code, out, err = sapat(ROOT, *args, "--format", "json", today=today or last_commit_day())
    assert code in (0, 1), err
    return json.loads(out)


@cache
def register(day: str) -> dict[str, dict[str, Any]]:
    """The documents on a day, asked on the day all was sealed: what is open is told of today only."""
    return {one["code"]: one for one in answer("list", "--as-of", day, today=SINCE)["documents"]}


def text_of(path: str) -> str:
    told = (ROOT / path).read_text(encoding="utf-8")
    return told.split("---\n", 2)[2] if told.startswith("---\n") else told


def prose_words(path: str) -> list[str]:
    """Words outside headings and tables, lower case."""
    lines = [line for line in text_of(path).split("\n") if not line.startswith(("#", "|"))]
    return re.findall(r"[^\W\d_]+", "\n".join(lines).lower())


def sections(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    heading = ""
    for line in text.split("\n"):
        if line.startswith("#"):
            heading = line
        found[heading] = found.get(heading, "") + line + "\n"
    return found


def test_no_rule_finds_an_error() -> None:
    found = answer("check")
    assert [one for one in found["findings"] if one["severity"] == "error"] == []
    assert found["documents"] >= 39
    assert not [
        rule
        for rule, count in found["examined"].items()
        if count == 0 and rule.startswith(("SAP0", "SAP1", "SAP2")) and rule in ("SAP001", "SAP101", "SAP201")
    ]


@pytest.mark.parametrize(
    ("day", "in_force", "absent"),
    [
        ("2024-06-01", {"ҮМУ-СМС-СТР-1": "1.0"}, {"ҮМУ-СМС-СЖ-1"}),
        (
            "2025-12-01",
            {"ҮМУ-СМС-СЖ-1": "1.0", "ҮМУ-СМС-ДП-2.17": "1.0", "ҮМУ-СМС-ЖИ-1": "1.0"},
            {"ҮМУ-СМС-ПК-4.1", "ҮМУ-СМС-МКС-1"},
        ),
        ("2026-10-01", {"ҮМУ-СМС-МКС-1": "1.0", "ҮМУ-СМС-ПК-4.1": "1.0", "ҮМУ-СМС-ДП-2.18": "1.0"}, {"ҮМУ-СМС-САЯ-2"}),
        (
            "2026-11-22",
            {"ҮМУ-СМС-СЖ-1": "1.1", "ҮМУ-СМС-ДП-2.17": "1.1"},
            {"ҮМУ-СМС-САЯ-2", "ҮМУ-СМС-ЖИ-1", "ҮМУ-СМС-ЖИ-2"},
        ),
        ("2027-10-01", {"ҮМУ-СМС-САЯ-2": "1.0", "ҮМУ-СМС-ДП-2.17": "1.1"}, {"ҮМУ-СМС-МКС-1"}),
    ],
)
def test_the_register_shows_what_was_in_force_that_day(day: str, in_force: dict[str, str], absent: set[str]) -> None:
    shown = {code: one["version"] for code, one in register(day).items() if one["version"]}
    assert {code: shown.get(code) for code in in_force} == in_force
    assert not absent & set(shown)


def test_every_turn_of_a_document_s_life_is_there() -> None:
    today = register(SINCE)
    assert today["ҮМУ-СМС-ЖИ-1"]["status"] == "superseded"
    assert today["ҮМУ-СМС-ЖИ-2"]["status"] == "withdrawn"
    assert today["ҮМУ-СМС-САЯ-2"]["status"] == "approved"
    assert today["ҮМУ-СМС-ЖБ-3.1-ББСБ"]["status"] == "revision"
    assert today["ҮМУ-СМС-ДП-2.4"]["status"] == "draft"
    assert today["ҮМУ-СМС-СТР-1"]["last_review"] == "2026-02-02"
    assert today["ҮМУ-СМС-КИ-3.2.2-ББСБ"]["owner"] == "hr-head"
    assert register("2026-11-21")["ҮМУ-СМС-КИ-3.2.2-ББСБ"]["owner"] == "qa-head"


def test_six_documents_have_two_versions_that_really_differ() -> None:
    good = 0
    for folder in sorted((ROOT / "registers/changes").iterdir()):
        both = [folder / version / "copy" for version in ("1.0", "1.1")]
        if not all((one / "..").exists() and one.exists() for one in both):
            continue
        old, new = ("\n".join(p.read_text(encoding="utf-8") for p in sorted(one.rglob("*.md"))) for one in both)
        before, after = sections(old), sections(new)
        changed = [name for name in {*before, *after} if before.get(name) != after.get(name)]
        words = sum(
            max(i2 - i1, j2 - j1)
            for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
                None, old.split(), new.split(), autojunk=False
            ).get_opcodes()
            if tag != "equal"
        )
        good += len(changed) >= 2 and words >= 60
    assert good >= 6


def test_the_full_procedures_are_long_and_do_not_repeat_each_other() -> None:
    today = register(SINCE)
    texts = {code: prose_words(today[code]["path"]) for code in FULL}
    assert {code: len(words) for code, words in texts.items() if len(words) < 600} == {}
    runs = {code: {tuple(words[i : i + 8]) for i in range(len(words) - 7)} for code, words in texts.items()}
    for one, other in itertools.combinations(FULL, 2):
        shared = len(runs[one] & runs[other]) / min(len(runs[one]), len(runs[other]))
        assert shared <= 0.15, f"{one} and {other} share {shared:.0%}"


def test_the_manual_has_its_chapters_its_glossary_and_its_contents() -> None:
    folder = ROOT / "docs/manual"
    index = (folder / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"\[([^\]]+)\]\(([^)]+\.md)\)", index)
    for title, name in listed:
        assert (folder / name).read_text(encoding="utf-8").startswith(f"# {title}\n")
    chapters = [title for title, _ in listed if re.match(r"\d+\. ", title)]
    assert [title.split(".")[0] for title in chapters] == [str(n) for n in range(1, 13)]
    glossary = (folder / "03-glossariy.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\*\*[^*]+\*\* — ", glossary, re.MULTILINE)) == 54


def test_the_registers_are_complete() -> None:
    processes = answer("register", "processes")["entries"]
    assert len(processes) == 22
    assert len(answer("register", "units")["entries"]) == 21
    assert len(answer("register", "external")["entries"]) >= 12
    annex = (ROOT / "docs/manual/13-tirkeme-1-protsessterdin-reestri.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "registers/processes").glob("?.?*.yaml")):
        title = re.search(
            r"^title:.*?ky: (.*?)(?:, ru:|\n)", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        assert title is not None
        assert title[1].strip("\"' ") in annex, path.name


def test_no_sentence_of_the_sources_stands_in_our_documents() -> None:
    sources = ROOT.parent / "shared" / "sources"
    if not sources.exists():
        pytest.skip("the sources are not here")
    theirs: set[tuple[str, ...]] = set()
    for path in sources.glob("*.txt"):
        for sentence in re.split(r"[.!?;:\n|]+", path.read_text(encoding="utf-8", errors="replace")):
            words = re.findall(r"[^\W\d_]+", sentence.lower())
            theirs |= {tuple(words[i : i + 10]) for i in range(len(words) - 9)}
    ours = [
        p for folder in ("docs", "policies", "procedures", "regulations") for p in sorted((ROOT / folder).rglob("*.md"))
    ]
    assert len(ours) > 40
    for path in ours:
        words = prose_words(str(path.relative_to(ROOT)))
        taken = {tuple(words[i : i + 10]) for i in range(len(words) - 9)} & theirs
        assert not taken, (path.name, sorted(taken)[:2])


def commands(path: Path) -> list[str]:
    """Every command line a text shows: in a code span, or a line of a code block."""
    told = path.read_text(encoding="utf-8")
    return re.findall(r"(?:`|^)sapat ([^`\n]+)", told, re.MULTILINE)


def test_every_command_our_texts_name_is_there_with_its_flags() -> None:
    """Whoever follows a procedure in force must not be told «No such command»."""
    folders = ("docs", "policies", "procedures", "regulations")
    texts = [*(path for folder in folders for path in (ROOT / folder).rglob("*.md")), ROOT / "README.md"]
    seen = set()
    for path in texts:
        for line in commands(path):
            verb, *rest = line.split("#")[0].split()
            if "|" in rest or not re.fullmatch("[a-z]+", verb):
                continue  # a list of verbs, VERB, an option before the verb
            assert verb in VERBS, f"{path.name}: sapat {line}"
            context = click.Context(cli, info_name="sapat")
            found = cli.get_command(context, verb)
            assert found is not None
            known = {flag for one in found.params for flag in one.opts}
            if verb != "add":  # its flags are the fields of the register
                assert {one for one in rest if one.startswith("--")} <= known, f"{path.name}: sapat {line}"
            seen.add(verb)
    assert {"new", "revise", "agree", "approve", "review", "withdraw", "amend", "add", "check", "list", "due"} <= seen


def test_the_way_to_report_an_error_that_the_procedure_promises_is_on_the_page() -> None:
    assert "«Ката тууралуу билдирүү» шилтемесин" in text_of("procedures/umu-sms-dp-2.17.md")
    assert re.search(r'^report = "mailto:', (ROOT / "sapat.toml").read_text(encoding="utf-8"), re.MULTILINE)
