"""SAP0: the reading door. Every defect is a finding with its place; one broken file never stops the others."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from sapat.read.repository import Repository
from sapat.read.yamls import read_yaml
from sapat.rules.judge import judge as judge_all
from sapat.rules.table import RULES
from tests.support.repo import checked, findings, markdown, sound
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained

PREFIXES = ("SAP0",)
TEXT = markdown()
UNIT = "registers/units/bbsb.yaml"
PROCESS = "registers/processes/1.2.yaml"
RECORD = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"


def told(old: str, new: str) -> Files:
    """The only document with some words replaced."""
    assert old in TEXT
    return {DOC: TEXT.replace(old, new)}


def unit(old: str, new: str) -> Files:
    """The only unit with some words replaced."""
    entry = sound()[UNIT]
    assert old in entry
    return {UNIT: entry.replace(old, new)}


def nested(levels: int) -> str:
    return "[" * levels + "x" + "]" * levels


FOLDER = {
    "procedures/m/index.md": markdown("ҮМУ-СМС-ДП-2.15", parts="[a.md, b.md]"),
    "procedures/m/a.md": "# А\n",
    "procedures/m/b.md": "# Б\n",
}
INDEX = "procedures/m/index.md"
GOOD: Files = {DOC: TEXT}

SAMPLES = [
    # front matter that is not there, or cannot be read
    Sample("SAP001", {DOC: "# Текст\n"}, DOC, 1, GOOD, "no front matter"),
    Sample("SAP001", {DOC: ""}, DOC, 1, GOOD, "no front matter"),
    Sample("SAP001", {DOC: TEXT.replace("---\ncode", "----\ncode", 1)}, DOC, 1, GOOD, "no front matter"),
    Sample("SAP001", {DOC: "\n" + TEXT}, DOC, 1, GOOD, "no front matter"),
    Sample("SAP001", told("---\n#", "#"), DOC, 1, GOOD, "not closed"),
    Sample("SAP001", told("---\n#", "...\n#"), DOC, 1, GOOD, "not closed"),
    Sample("SAP001", {DOC: "---\n- code\n---\n"}, DOC, 2, GOOD, "pairs of key"),
    Sample("SAP001", told("owner: qa-head", "owner: [qa-head"), DOC, 9, GOOD, "cannot be read"),
    Sample("SAP001", told("owner: qa-head", "owner: qa: head"), DOC, 8, GOOD, "cannot be read"),
    Sample("SAP001", told("owner: qa-head", "\towner: qa-head"), DOC, 8, GOOD, "cannot be read"),
    Sample("SAP001", {UNIT: "- a\n"}, UNIT, 1, {}, "pairs of key"),
    # bytes
    Sample("SAP002", {DOC: "\ufeff" + TEXT}, DOC, 1, GOOD, "byte order mark"),
    Sample("SAP002", {DOC: TEXT.replace("## 1.", "## \0 1.")}, DOC, 13, GOOD, "NUL"),
    Sample("SAP002", {DOC: TEXT.replace("---\n#", "---\r\n#")}, DOC, 10, GOOD, "ends with CR"),
    Sample("SAP002", {DOC: TEXT.replace("көзөмөлдөйт.\n", "бар.\r")}, DOC, 15, GOOD, "ends with CR"),
    Sample("SAP002", {DOC: TEXT.encode()[:-4] + "Текст\n".encode("windows-1251")}, DOC, 15, GOOD, "not UTF-8 (byte 0x"),
    Sample("SAP002", {DOC: TEXT + unicodedata.normalize("NFD", "й ё\n")}, DOC, 16, {DOC: TEXT + "й ё ө ү ң\n"}, "not NFC"),
    Sample("SAP002", {DOC: TEXT + "жашы\u200bруун\n"}, DOC, 16, GOOD, "U+200B ZERO WIDTH SPACE"),
    Sample("SAP002", {UNIT: sound()[UNIT].replace("\n", "\r\n", 1)}, UNIT, 1, {}, "ends with CR"),
    # limits
    Sample("SAP003", {DOC: TEXT + "а" * (2 * 1024 * 1024)}, DOC, 1, {DOC: TEXT + "а" * 1024}, "larger than 4096 KB"),
    Sample("SAP003", told("access: public", "access: public\nusers: [" + "бөлүм, " * 2000 + "all]"), DOC, 1, GOOD, "16 KB"),
    Sample("SAP003", told('["1.2"]', nested(7)), DOC, 7, {}, "deeper than 6"),
    Sample("SAP003", told('["1.2"]', nested(7000)), DOC, 7, {}, "deeper than 6"),
    Sample("SAP003", {UNIT: sound()[UNIT] + "note: " + "[" * 30_000}, UNIT, 5, {}, "deeper than 6"),
    Sample("SAP003", {UNIT: sound()[UNIT] + "note: {ky: [" + "a," * 20_001 + "a]}\n"}, UNIT, 5, {}, "more than 20000"),
    # the schema, all errors at once
    Sample("SAP004", told("owner: qa-head\n", ""), DOC, 1, GOOD, "'owner' is missing"),
    Sample("SAP004", told("access: public", "access: open"), DOC, 9, GOOD, "not one of: public, internal, restricted"),
    Sample("SAP004", told("owner: qa-head", "owner: [qa-head]"), DOC, 8, GOOD, "should be of type string"),
    Sample("SAP004", told("access: public", "access: public\nreview_months: often"), DOC, 10,
           told("access: public", "access: public\nreview_months: 12"), "should be of type integer"),
    Sample("SAP004", told("access: public", "access: public\nreview_months: 012"), DOC, 10, {}),
    Sample("SAP004", told("access: public", "access: public\nacknowledge: {required: yes}"), DOC, 10,
           told("access: public", "access: public\nacknowledge: {required: true}"), "of type boolean"),
    Sample("SAP004", told('version: "1.0"', 'version: "1.0.1"'), DOC, 5, GOOD, "not well formed"),
    Sample("SAP004", told('version: "1.0"', 'version: "01.0"'), DOC, 5, told('version: "1.0"', 'version: "1.10"')),
    Sample("SAP004", told("title: {ky: Иш кагаздарды башкаруу, ru: Управление документацией, en: Document control}", "title: {}"),
           DOC, 3, GOOD, "title: is empty"),
    Sample("SAP004", {UNIT: sound()[UNIT] + "ended: 2026-02-30\n"}, UNIT, 5, {UNIT: sound()[UNIT] + "ended: 2026-02-28\n"},
           "'2026-02-30' is no date"),
    Sample("SAP004", {UNIT: sound()[UNIT] + "ended: 2026-1-2\n"}, UNIT, 5, {}, "is no date"),
    Sample("SAP004", {UNIT: sound()[UNIT] + "ended: 22.11.2026\n"}, UNIT, 5, {}, "is no date"),
    Sample("SAP004", {RECORD: sound()[RECORD].replace("2026-03-10T10:15:00+06:00", "2026-03-10 10:15")}, RECORD, 23, {}, "is no moment"),
    Sample("SAP004", unit("schema: unit/1", "schema: unit/2"), UNIT, 1, {}, "known are: act/1"),
    Sample("SAP004", unit("schema: unit/1\n", ""), UNIT, 1, {}, "must begin with schema:"),
    # keys
    Sample("SAP005", told("owner: qa-head", "owner: qa-head\nownr: qa-head"), DOC, 9, GOOD, "did you mean 'owner'?"),
    Sample("SAP005", told("owner: qa-head", "owner: qa-head\nstatus: approved"), DOC, 9, GOOD, "unknown key 'status'"),
    Sample("SAP005", unit("{ky: ББСБ,", "{kyr: x, ky: ББСБ,"), UNIT, 3, {}, "'kyr'"),
    # nothing, said in many ways
    *(Sample("SAP006", told("access: public", f"access: public\nusers: [{word}]"), DOC, 10,
             told("access: public", "access: public\nusers: [all]"), also=("SAP004",))
      for word in ("null", "~", "TODO", "tbd", '"?"', "n/a", "'TODO: сурап билүү'", "…")),
    Sample("SAP006", told("owner: qa-head", "owner:"), DOC, 8, GOOD, "owner: the value is nothing", ("SAP004",)),
    Sample("SAP006", told("owner: qa-head", 'owner: "TODO"'), DOC, 8, GOOD, "'TODO' is a placeholder", ("SAP004",)),
    # a version that other programs read as a number
    Sample("SAP007", told('version: "1.0"', "version: 1.10"), DOC, 5, told('version: "1.0"', "version: '1.10'"), "1.10 becomes 1.1"),
    Sample("SAP007", {RECORD: sound()[RECORD].replace('version: "1.0"', "version: 1.0")}, RECORD, 3, {}),
    # what YAML can hide
    Sample("SAP008", told("owner: qa-head", "owner: qa-head\nowner: rector"), DOC, 9, GOOD, "'owner' stands twice"),
    Sample("SAP008", told("Управление документацией", "Управление, ky: Башка"), DOC, 3, GOOD, "'title.ky' stands twice"),
    Sample("SAP008", told("owner: qa-head", "owner: &who qa-head"), DOC, 8, GOOD, "anchor &who"),
    Sample("SAP008", told("owner: qa-head", "owner: &who qa-head\ncompilers: [*who]"), DOC, 9, GOOD, "alias *who"),
    Sample("SAP008", told("owner: qa-head", "owner: !!str qa-head"), DOC, 8, GOOD, "tag tag:yaml.org,2002:str"),
    Sample("SAP008", told("owner: qa-head", "<<: {owner: qa-head}"), DOC, 8, GOOD, "merge key"),
    Sample("SAP008", told("owner: qa-head", "? [a]\n: b\nowner: qa-head"), DOC, 8, GOOD, "not a plain word"),
    Sample("SAP008", {UNIT: sound()[UNIT] + "---\nschema: unit/1\n"}, UNIT, 5, {}, "second YAML document"),
    Sample("SAP008", {UNIT: sound()[UNIT] + "...\n---\nschema: unit/1\n"}, UNIT, 6, {}, "second YAML document"),
    Sample("SAP008", told("access: public\n---", "access: public\n--- !x\na: b\n---"), DOC, 10, GOOD, "second YAML document"),
    # parts
    Sample("SAP009", {path: one for path, one in FOLDER.items() if path != "procedures/m/b.md"}, INDEX, 10, dict(FOLDER), "'b.md'"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_defect_of_reading_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_reading_has_a_sample() -> None:
    assert not unexplained({rule.id for rule in RULES if rule.id.startswith("SAP0")}, SAMPLES)


def test_the_place_of_a_defect_has_its_column(tmp_path: Path) -> None:
    root = made(tmp_path, told("owner: qa-head", "owner: qa-head\ncompilers: [qa-specialist, TBD]"))
    assert [(one["rule"], one["line"], one["column"]) for one in findings(root, "SAP006")] == [("SAP006", 9, 28)]


def test_one_run_shows_every_defect_of_a_file(tmp_path: Path) -> None:
    """Nobody mends a file five times to learn of five defects."""
    broken = TEXT.replace("owner: qa-head", "ownr: ~").replace('"1.0"', "1.0").replace("public", "open") + "\ufeff\r\n"
    found = findings(made(tmp_path, {DOC: broken}), "SAP0")
    assert {one["rule"] for one in found} == {"SAP002", "SAP004", "SAP005", "SAP006", "SAP007"}
    assert {one["path"] for one in found} == {DOC}


@pytest.mark.parametrize(
    "broken",
    [
        b"\x00" * 100,
        b"---\n" + b"[" * 30_000,
        b"---\n" + b"{a: " * 30_000,
        b"---\na: &a [*a]\n---\n",
        b"---\n" + b"- " * 30_000 + b"x\n---\n",
        b"---\n? " * 5_000,
        b"---\n%YAML 9.9\n---\n",
        b"---\na: \xff\xfe\n---\n",
        b"---\na: \"\\ud800\"\n---\n",
        "---\nкод: \u2028 x\n---\n".encode(),
        b"---\na: \x07\n---\n",
        b"---\n? ? ? ? x\n---\n",
        b"---\na: |\n" + b" x\n" * 1000 + b"---\n",
        b"---\n---\n",
        b"---",
        b"\xff\xfe-\x00-\x00-\x00",
    ],
)  # fmt: skip
def test_one_broken_file_never_stops_the_others(tmp_path: Path, broken: bytes) -> None:
    """Whatever the bytes, the other document and the registers are read, and the fault has a name and a place."""
    bad = "procedures/umu-sms-dp-2.16.md"
    register = "registers/units/zz.yaml"
    also = {"procedures/umu-sms-dp-2.15.md": markdown("ҮМУ-СМС-ДП-2.15", owner="nobody")}
    answer = checked(made(tmp_path, {bad: broken, register: broken.removeprefix(b"---\n"), **also}), "SAP0", "SAP115")
    assert answer["documents"] == 3
    found = {(one["rule"], one["path"]) for one in answer["findings"]}
    assert ("SAP115", "procedures/umu-sms-dp-2.15.md") in found
    assert {path for rule, path in found if rule.startswith("SAP0")} == {bad, register}
    assert all(one["line"] > 0 for one in answer["findings"])


def test_no_shape_of_a_value_stops_a_run(tmp_path: Path) -> None:
    """A list where a word belongs, a mapping where a list belongs: every rule passes over what the schema has told."""
    files = sound()
    root = made(tmp_path, {})
    repository = Repository(root, None)
    told = 0
    for path, text in files.items():
        if "/copy/" in path or not path.endswith((".md", ".yaml")):
            continue
        for key in re.finditer(r"^( *[a-z_]+): .+$", text, re.MULTILINE):
            for odd in ("[a, [b], {c: d}]", "{a: b, c: [d]}"):
                (root / path).write_text(f"{text[: key.start()]}{key[1]}: {odd}{text[key.end() :]}")
                told += len(judge_all(repository.load(today=date(2026, 4, 1)).snapshot, RULES).findings)
        (root / path).write_text(text)
    assert told > 300


def test_a_scalar_stays_as_it_was_written() -> None:
    """Other readers make numbers, truths and days of these: 1.10, no, 010, 1:30, 2026-02-30."""
    tree = read_yaml('a: 1.10\nb: no\nc: 010\nd: 1:30\ne: 2026-02-30\nf: 1_000\ng: "x"\n')
    assert tree.value == {"a": "1.10", "b": "no", "c": "010", "d": "1:30", "e": "2026-02-30", "f": "1_000", "g": "x"}
    assert tree.ok
    assert tree.defects == []


def test_a_broken_document_does_not_make_its_code_unknown_to_the_others(tmp_path: Path) -> None:
    """One defect is one finding, not a finding in every document that cites the broken one."""
    files: Files = {
        "procedures/umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16", access="open"),
        DOC: markdown(body="# Иш кагаздарды башкаруу\n\n[[ҮМУ-СМС-ДП-2.16]]\n"),
    }
    assert [one["rule"] for one in findings(made(tmp_path, files), "SAP0", "SAP5")] == ["SAP004"]


@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\u2028", "\u061c"])
def test_a_character_that_a_terminal_obeys_or_nobody_sees_is_found(tmp_path: Path, letter: str) -> None:
    found = findings(made(tmp_path, {DOC: markdown(body=f"# Иш кагаздарды башкаруу\n\nа{letter}б\n")}), "SAP0")
    assert [(one["rule"], one["line"]) for one in found] == [("SAP002", 13)]


def test_a_year_that_no_calendar_has_is_no_date(tmp_path: Path) -> None:
    act = "registers/acts/order-1.yaml"
    found = findings(made(tmp_path, {act: str(sound()[act]).replace("2026-03-09", "0000-03-09")}), "SAP0")
    assert [(one["rule"], one["path"]) for one in found] == [("SAP004", act)]


def test_a_part_named_twice_is_a_fault(tmp_path: Path) -> None:
    text = {
        "procedures/manual/index.md": markdown("ҮМУ-СМС-ДП-2.15", parts="[a.md, a.md]"),
        "procedures/manual/a.md": "# А\n",
    }
    found = findings(made(tmp_path, dict(text)), "SAP0")
    assert [(one["rule"], one["path"]) for one in found] == [("SAP004", "procedures/manual/index.md")]
