"""SAP8: what can run, what leads away, what must not lie here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sapat.rules.safety import person_in
from sapat.rules.table import RULES
from tests.support.repo import SETTINGS, findings, git, markdown, repository, sound, write
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained

PREFIXES = ("SAP1", "SAP5", "SAP6", "SAP7", "SAP8")
HEAD = "# Иш кагаздарды башкаруу\n\n"
UNIT = "registers/units/bbsb.yaml"
EXTERNAL = "registers/external/umu-sms-sd-1.yaml"
PICTURE = {"procedures/umu-sms-dp-2.17/schema.png": b"png"}


def text(line: str, **front: str) -> Files:
    return {DOC: markdown(body=HEAD + line + "\n", **front)}


def note(told: str) -> Files:
    return {UNIT: sound()[UNIT] + f"note: {{ky: {told}}}\n"}


def stray(path: str, content: str = "# Бөлүк\n") -> Files:
    return {path: content}


MANUAL = {
    "procedures/manual/index.md": markdown("ҮМУ-СМС-ДП-2.15", parts="[a.md]"),
    "procedures/manual/a.md": "# А\n",
}

SAMPLES = [
    Sample("SAP801", text("а <script>x()</script>"), DOC, 13, text("`<script>` а<br>б"), "<script>"),
    Sample("SAP801", text("<b onclick='x()'>а</b>"), DOC, 13, text("<b>а</b>")),
    Sample("SAP801", text("## Баш {: onmouseover='x()' }"), DOC, 13, text("## Баш {#bash}"), "onmouseover"),
    Sample("SAP801", text("<img\nsrc=x onerror=x()>"), DOC, 13, text("5 < 6 > 4")),
    Sample("SAP801", text("[а](https://a.kg){: href='https://b.kg'}"), DOC, 13, text("[а](https://a.kg){: #x}"), "href"),
    Sample("SAP802", text("[а][1]\n\n[1]:\n  javascript:x()"), DOC, 15, text("[а][1]\n\n[1]:\n  https://a.kg")),
    Sample("SAP803", text("![а][p]\n\n[p]:\n  https://a.kg/a.png"), DOC, 15, text("[а][p]\n\n[p]:\n  https://a.kg/a.png")),
    Sample("SAP803", text("![а\nб](https://a.kg/a.png)"), DOC, 14, text("![а](umu-sms-dp-2.17/schema.png) [а\nб](https://a.kg/a.png)") | PICTURE),
    Sample("SAP809", stray("procedures/umu-sms-dp-2.17/index.md", markdown("ҮМУ-СМС-ДП-2.16")), "procedures/umu-sms-dp-2.17/index.md", 1,
           {}, "one folder, one document"),
    Sample("SAP802", text("[а](javascript:x())"), DOC, 13, text("[а](mailto:a@b.kg) [б](tel:+996312)"), "'javascript'"),
    Sample("SAP802", text("[а](java&#115;cript&colon;x())"), DOC, 13, text("<https://example.org/>")),
    Sample("SAP802", text("[а](<java\tscript:x()>)"), DOC, 13, {}, also=("SAP801",)),
    Sample("SAP802", text("[а](\x01JavaScript:x())"), DOC, 13, {}, also=("SAP002",)),
    Sample("SAP802", text("[а\nб](vbscript:x)"), DOC, 14, {}),
    Sample("SAP802", text("> [а][1]\n>\n> [1]: data:text/html,x"), DOC, 15, {}, "'data'"),
    Sample("SAP803", text("![а](https://example.org/a.png)"), DOC, 13,
           text("![а](umu-sms-dp-2.17/schema.png)") | PICTURE, "another server"),
    Sample("SAP803", text("![а](//example.org/a.png)"), DOC, 13, {}, "another server"),
    Sample("SAP803", text("![а][p]\n\n[p]: https://example.org/a.png"), DOC, 15, text("[а][p]\n\n[p]: https://example.org/a.png")),
    Sample("SAP803", text("![а](../procedures/umu-sms-dp-2.16/a.png)")
           | {"procedures/umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16"), "procedures/umu-sms-dp-2.16/a.png": b"png"},
           DOC, 13, {}, "outside the document's own folder (procedures/umu-sms-dp-2.17)"),
    Sample("SAP803", text("![а](../../a.png)"), DOC, 13, {}, "outside"),
    Sample("SAP804", text("![а](umu-sms-dp-2.17/schema.png)"), DOC, 13,
           text("[![а](umu-sms-dp-2.17/schema.png)](#иш-кагаздарды-башкаруу)") | PICTURE, "no picture"),
    Sample("SAP804", text("![а](umu-sms-dp-2.17/Schema.PNG)") | PICTURE, DOC, 13, {}, "case of letters"),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/сүрөт.png"), "procedures/umu-sms-dp-2.17/сүрөт.png", 1,
           stray("procedures/umu-sms-dp-2.17/suret_1.a.png"), "U+0441 CYRILLIC SMALL LETTER ES"),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/a b.png"), "procedures/umu-sms-dp-2.17/a b.png", 1, {}, "U+0020 SPACE"),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/-rf.png"), "procedures/umu-sms-dp-2.17/-rf.png", 1, {}, "begins with"),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/.hidden"), "procedures/umu-sms-dp-2.17/.hidden", 1, {}),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/a."), "procedures/umu-sms-dp-2.17/a.", 1, {}),
    Sample("SAP807", stray("procedures/umu-sms-dp-2.17/Aux.png"), "procedures/umu-sms-dp-2.17/Aux.png", 1,
           stray("procedures/umu-sms-dp-2.17/auxiliary.png"), "reserved by Windows"),
    Sample("SAP808", {"procedures/umu-sms-dp-2.17/a.png": b"1", "procedures/umu-sms-dp-2.17/A.png": b"2"},
           "procedures/umu-sms-dp-2.17/a.png", 1, {"procedures/umu-sms-dp-2.17/a.png": b"1"}, "A.png in case alone"),
    Sample("SAP809", stray("procedures/list.png"), "procedures/list.png", 1, PICTURE, "belongs to no document"),
    Sample("SAP809", MANUAL | stray("procedures/manual/b.md"), "procedures/manual/b.md", 1, MANUAL, "not named in its parts"),
    Sample("SAP809", stray("procedures/umu-sms-dp-2.17/index.md"), "procedures/umu-sms-dp-2.17/index.md", 1, {}, "one folder"),
    Sample("SAP809", stray("procedures/umu-sms-dp-2.19.ru.md"), "procedures/umu-sms-dp-2.19.ru.md", 1,
           stray("procedures/umu-sms-dp-2.17.ru.md"), "original of the translation"),
    Sample("SAP810", text("", access="restricted"), DOC, 9, text("", access="public"), "read by public"),
    Sample("SAP810", text("Текст", access="restricted", held="{where: Сейф, keeper: qa-head}"), DOC, 9,
           {DOC: markdown(body="\n", access="restricted", held="{where: Сейф, keeper: qa-head}")}, "read by public",
           ("SAP119",)),
    Sample("SAP811", note("Эргешали кызы Айчүрөк"), UNIT, 5, note("Бишкек ш., К. Карасаев атындагы университет"), "Эргешали кызы"),
    Sample("SAP811", {UNIT: sound()[UNIT].replace("ru: Отдел качества", "ru: Мидинов Шерали Ташбаевич")}, UNIT, 2,
           {EXTERNAL: sound()[EXTERNAL].replace("title: {ky: ИСО 9001", "title: {ky: А.Т. Гыязовдун мыйзамы")}, "title.ru"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_danger_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_safety_has_a_sample() -> None:
    assert unexplained({rule.id for rule in RULES if rule.id.startswith(("SAP80", "SAP81"))}, SAMPLES) == {
        "SAP805",
        "SAP806",
        "SAP812",  # of ranges: tests/cli/test_hook.py
    }


@pytest.mark.parametrize(
    "told",
    [
        "Эргешали кызы Айчүрөк",
        "Айбек Токтосун уулу",
        "Мидинов Шерали Ташбаевич",
        "буйрук Шерали Ташбаевичке берилсин",
        "Осмонова Айгүл Мамытовна",
        "А.Т.Гыязов",
        "А. Т. Гыязов кол койду",
        "Гыязов А.Т.",
        "К.Асанова тарабынан",
        "Асанов Бакыт",
    ],
)
def test_a_name_of_a_person_is_recognised(told: str) -> None:
    assert person_in(told)


@pytest.mark.parametrize(
    "told",
    [
        "Буйрук № 01-12/224, 2024-09-02",
        "Билим берүүнүн сапаты бөлүмүнүн башчысы",
        "Ички аудит, 8.4-пункт; ж. б. Жылдык отчет",
        "Ч. Айтматов атындагы китепкана",
        "Б.Сыдыков ат. университет",
        "университет имени К. И. Скрябина",
        "Отдел качества образования",
        "Кыргыз Республикасынын Өкмөтү",
        "Орус тилинде. А тамгасы",
    ],
)
def test_what_is_no_name_of_a_person_is_left_alone(told: str) -> None:
    assert person_in(told) == ""


def test_links_and_other_repositories_under_control_are_found_in_git(tmp_path: Path) -> None:
    """A symbolic link, a submodule and an executable, each as Git keeps it; plain files beside them are left alone."""
    root = repository(tmp_path / "r")
    (root / "procedures/umu-sms-dp-2.17").mkdir()
    os.symlink("../../secret.md", root / "procedures/umu-sms-dp-2.17/link.md")
    (root / "procedures/umu-sms-dp-2.17/run.md.txt").write_text("x")
    (root / "procedures/umu-sms-dp-2.17/run.md.txt").chmod(0o755)
    git(root, "add", "-A")
    head = git(root, "rev-parse", "HEAD").strip()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{head},regulations/other")
    git(root, "commit", "-q", "-m", "Odd files")
    found = {(one["rule"], one["path"], one["severity"]) for one in findings(root, "SAP805", "SAP806")}
    assert found == {
        ("SAP805", "procedures/umu-sms-dp-2.17/link.md", "error"),
        ("SAP806", "procedures/umu-sms-dp-2.17/run.md.txt", "error"),
    } | ({("SAP805", "regulations/other", "error")} if (root / "regulations/other").exists() else set())
    (root / "regulations/other").mkdir(parents=True, exist_ok=True)
    found = {(one["rule"], one["path"]) for one in findings(root, "SAP805")}
    assert ("SAP805", "regulations/other") in found


def test_a_controlled_folder_that_is_a_link_is_found(tmp_path: Path) -> None:
    """Otherwise every document of it would leave control without a word."""
    root = repository(tmp_path / "r")
    (root / "elsewhere").mkdir()
    os.symlink("elsewhere", root / "policies")
    git(root, "add", "-A")
    found = findings(root, "SAP805")
    assert [(one["path"], one["line"]) for one in found] == [("policies", 1)]


def test_a_name_that_is_not_utf8_is_told_without_breaking_the_report(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    with open(os.fsencode(root) + b"/procedures/\xff.md", "w") as file:
        file.write("x")
    command = [
        sys.executable,
        "-c",
        "from sapat.cli import run; run()",
        "--repo",
        str(root),
        "check",
        "--rule",
        "SAP807",
    ]
    done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"})
    assert done.returncode == 1, done.stderr.decode()
    assert "U+DCFF" in done.stdout.decode()
    assert done.stderr == b""


def test_a_document_closed_by_an_addendum_is_stricter_than_a_public_repository(tmp_path: Path) -> None:
    from tests.unit.test_rules_registers import of_record

    found = findings(made(tmp_path, of_record(set="{access: restricted}")), "SAP810")
    assert [(one["path"], one["line"]) for one in found] == [("registers/changes/umu-sms-dp-2.17/1.0/a1.yaml", 6)]


def test_a_stricter_repository_may_hold_what_a_public_one_may_not(tmp_path: Path) -> None:
    settings: Files = {"sapat.toml": SETTINGS.replace('readers = "public"', 'readers = "internal"')}
    assert findings(made(tmp_path / "a", settings | text("", access="internal")), "SAP810") == []
    assert len(findings(made(tmp_path / "b", settings | text("", access="restricted")), "SAP810")) == 1


def test_control_copies_are_not_judged_as_texts(tmp_path: Path) -> None:
    """A sealed text is what it is; only the working text can be mended."""
    files = dict(sound())
    files["registers/changes/umu-sms-dp-2.17/1.0/copy/umu-sms-dp-2.17.md"] += "<script></script> [а](javascript:x)\n"
    root = write(tmp_path / "r", dict(files))
    assert findings(root, "SAP5", "SAP6", "SAP8") == []
