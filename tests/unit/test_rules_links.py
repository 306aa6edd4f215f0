"""SAP5: links, citations, headings, and documents and processes that cover each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules.table import RULES
from tests.support.repo import Dossier, agreement, findings, markdown, sound
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained

PREFIXES = ("SAP1", "SAP5", "SAP6", "SAP7", "SAP8")
HEAD = "# Иш кагаздарды башкаруу\n\n"
OTHER = "procedures/umu-sms-dp-2.16.md"
PROCESS = "registers/processes/1.2.yaml"
EXTERNAL = "registers/external/umu-sms-sd-1.yaml"
APPOINTMENT = "registers/people/appointments/qa-head-1.yaml"


def text(line: str, **front: str) -> Files:
    """The only document with *line* in line 13 of its file (front matter of eight keys)."""
    return {DOC: markdown(body=HEAD + line + "\n", **front)}


def other(body: str = "") -> Files:
    """A second document, to link to."""
    return {OTHER: markdown("ҮМУ-СМС-ДП-2.16", body=body or HEAD + "## Кадамдар\n\n## Тизме {#tizme}\n")}


def folder(first: str, second: str) -> Files:
    """A document of two parts."""
    return {
        "procedures/manual/index.md": markdown("ҮМУ-СМС-ДП-2.15", body=HEAD, parts="[a.md, b.md]"),
        "procedures/manual/a.md": first,
        "procedures/manual/b.md": second,
    }


def external(**change: str) -> Files:
    """The only external document with something changed."""
    told = sound()[EXTERNAL]
    for key, value in change.items():
        told = "".join(line for line in told.splitlines(keepends=True) if not line.startswith(key + ":"))
        told += f"{key}: {value}\n"
    return {EXTERNAL: told}


def ended(kind: str) -> Files:
    """A second document that was in force and is not any more."""
    body = {"umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16")}
    first = Dossier("umu-sms-dp-2.16", "1.0", "ҮМУ-СМС-ДП-2.16", body, suffix="2")
    files: Files = {**other(), **first.files()}
    given = {"lawyer.yaml": agreement("lawyer", "agree", "0" * 64, "2026-03-02")}
    if kind == "withdrawal":
        files |= Dossier(
            "umu-sms-dp-2.16", "1.1", "ҮМУ-СМС-ДП-2.16", {}, kind=kind, suffix="3", effective="2026-03-20",
            previous=first.record_sha256, agreements=given,
        ).files()  # fmt: skip
        return files
    code = "ҮМУ-СМС-ДП-2.14"
    heir = Dossier("umu-sms-dp-2.14", "1.0", code, {"umu-sms-dp-2.14.md": markdown(code)}, suffix="4",
                   extra="ends: [ҮМУ-СМС-ДП-2.16]\n")  # fmt: skip
    return files | {"procedures/umu-sms-dp-2.14.md": markdown(code)} | heir.files()


def process(number: str = "1.2", owner: str = "qa-head") -> str:
    told = f"owner: {owner}\n" if owner else ""
    return f'schema: process/1\nnumber: "{number}"\ngroup: management\ntitle: {{ky: Башкаруу, en: Management}}\n{told}'


SECOND_PROCESS = {"registers/processes/1.3.yaml": process("1.3")}
DEAD_ROLE = (
    "schema: role/1\ntitle: {ky: Эски, ru: Прежняя, en: Former}\nunit: bbsb\nended: 2026-03-01\nsuccessor: rector\n"
)

SAMPLES = [
    Sample("SAP501", text("[б](umu-sms-dp-2.16.md)"), DOC, 13, text("[б](umu-sms-dp-2.16.md)") | other(), "no file"),
    Sample("SAP501", text("[б](Umu-SMS-dp-2.16.md)") | other(), DOC, 13, text("[б](./umu-sms-dp-2.16.md?plain=1)") | other(),
           "case of letters differs: procedures/umu-sms-dp-2.16.md"),
    Sample("SAP501", text("[б](/procedures/umu-sms-dp-2.16.md)") | other(), DOC, 13,
           text("[б](../procedures/umu-sms-dp-2.16.md)") | other(), "begins at the root"),
    Sample("SAP501", text("[б](../../a.md)"), DOC, 13, text("[б](https://example.org/../../a.md)"), "leads out"),
    Sample("SAP501", text("узун\n[шилтеме\nтексти](yok.md)"), DOC, 15, text("[б](<umu-sms-dp-2.16.md> 'аты')") | other(), "yok.md"),
    Sample("SAP501", text("[б][1]\n\n[1]: yok.md"), DOC, 15, text("[б][1]\n\n[1]: umu-sms-dp-2.16.md") | other()),
    Sample("SAP502", text("[б](#жок)"), DOC, 13, text("[б](#иш-кагаздарды-башкаруу)"), "no section 'жок'"),
    Sample("SAP502", text("[б](umu-sms-dp-2.16.md#kadam)") | other(), DOC, 13,
           text("[б](umu-sms-dp-2.16.md#%D0%BA%D0%B0%D0%B4%D0%B0%D0%BC%D0%B4%D0%B0%D1%80)") | other(), "'kadam'"),
    Sample("SAP502", text("[[ҮМУ-СМС-ДП-2.16#jok]]") | other(), DOC, 13, text("[[ҮМУ-СМС-ДП-2.16#tizme|тизме]]") | other()),
    Sample("SAP502", folder("# А\n\n[б](#экинчи)\n", "# Экинчи\n"), "procedures/manual/a.md", 3,
           folder("# А\n\n[б](b.md#экинчи)\n", "# Экинчи\n\n[[ҮМУ-СМС-ДП-2.15#а]]\n"), "b.md#экинчи"),
    Sample("SAP503", text("Кара: [[ҮМУ-СМС-ДП-2.16]]"), DOC, 13, text("Кара: [[ҮМУ-СМС-ДП-2.16]]") | other(), "no such document"),
    Sample("SAP503", text("[[ҮМУ-СМС-ДП-2.I6|б]]") | other(), DOC, 13, text("`[[ҮМУ-СМС-ДП-2.99]]`"),
           "did you mean ҮМУ-СМС-ДП-2.16?"),
    Sample("SAP503", text("[[ҮМУ-СМС-СД-70]]") , DOC, 13, text("[[ҮМУ-СМС-СД-1]]"), "external documents"),
    Sample("SAP504", text("[[ҮМУ-СМС-ДП-2.16]]") | ended("withdrawal"), DOC, 13,
           text("[[ҮМУ-СМС-ДП-2.16]]") | other(), "ҮМУ-СМС-ДП-2.16 has been withdrawn"),
    Sample("SAP504", text("[б](umu-sms-dp-2.16.md)") | ended("ends"), DOC, 13,
           text("[[ҮМУ-СМС-ДП-2.14]]") | ended("ends"), "superseded by ҮМУ-СМС-ДП-2.14"),
    Sample("SAP505", text("", basis="[ҮМУ-СМС-СД-1]") | external(state="lost-force"), DOC, 10,
           text("", basis="[ҮМУ-СМС-СД-1]"), "no longer in force"),
    Sample("SAP505", text("[[ҮМУ-СМС-СД-1]]") | external(state="lost-force", replaced_by="ҮМУ-СМС-СД-2")
           | {"registers/external/umu-sms-sd-2.yaml": sound()[EXTERNAL].replace("СД-1", "СД-2")},
           DOC, 13, external(state="lost-force"), "replaced by ҮМУ-СМС-СД-2"),
    Sample("SAP506", text("[[ҮМУ-СМС-СД-1]]") | external(state="to-check"), DOC, 13, external(state="to-check")),
    Sample("SAP507", text("", basis="[ҮМУ-СМС-СД-1, ҮМУ-СМС-СД-11]"), DOC, 10, text("", basis="[ҮМУ-СМС-СД-1]"),
           "did you mean ҮМУ-СМС-СД-1?"),
    Sample("SAP508", text("", process='["1.2", "9.9"]'), DOC, 7, text(""), "'9.9'"),
    Sample("SAP509", SECOND_PROCESS, "registers/processes/1.3.yaml", 2,
           SECOND_PROCESS | text("", process='["1.2", "1.3"]'), "process 1.3: Management (1.3)"),
    Sample("SAP510", {PROCESS: process(owner="dean"), "registers/people/roles/dean.yaml": DEAD_ROLE}, PROCESS, 5, {},
           "successor: rector (rector)"),
    Sample("SAP510", {PROCESS: process(owner="dean"),
                      "registers/people/roles/dean.yaml": DEAD_ROLE.replace("ended", "#")}, PROCESS, 5, {}, "nobody holds"),
    Sample("SAP510", {PROCESS: process(owner="")}, PROCESS, 1, {}, "has no owner"),
    Sample("SAP511", text("", process=""), DOC, 4, text(""), "which process ҮМУ-СМС-ДП-2.17 serves", ("SAP509",)),
    Sample("SAP512", text("#### Тереңде"), DOC, 13, text("## Бир\n\n### Эки\n\n## Үч"), "## is expected"),
    Sample("SAP513", text("## Бир {#a}\n\n## Эки {#a}"), DOC, 15, text("## Бир {#a}\n\n## Эки\n\n## Эки")),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_link_or_gap_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_links_has_a_sample() -> None:
    assert not unexplained({rule.id for rule in RULES if rule.id.startswith("SAP5")}, SAMPLES)


def test_an_act_cited_often_is_told_once_for_a_document(tmp_path: Path) -> None:
    many = text("[[ҮМУ-СМС-СД-1]] [[ҮМУ-СМС-СД-1]]\n\n[[ҮМУ-СМС-СД-1]]", basis="[ҮМУ-СМС-СД-1]")
    found = findings(made(tmp_path, many | external(state="to-check")), "SAP506")
    assert [(one["path"], one["line"], one["column"]) for one in found] == [(DOC, 10, 9)]


def test_the_state_of_an_act_is_the_one_of_the_day(tmp_path: Path) -> None:
    """An event tells from when the act has lost its force."""
    added = {
        "registers/external/umu-sms-sd-1.a1.yaml": (
            "schema: addendum/1\nto: {path: x, sha256: " + "0" * 64 + "}\nprevious: " + "0" * 64 + "\nkind: event\n"
            "from: 2026-05-01\nset: {state: lost-force}\nwhy: Жаңы мыйзам\nby: {role: lawyer}\n"
            "recorded: 2026-03-25T10:00:00+06:00\n"
        )
    }
    root = made(tmp_path, text("[[ҮМУ-СМС-СД-1]]") | added)
    assert findings(root, "SAP505", today="2026-04-30") == []
    assert [one["line"] for one in findings(root, "SAP505", today="2026-05-01")] == [13]


def test_the_text_of_an_ended_document_is_left_in_peace(tmp_path: Path) -> None:
    """Nobody may change it any more, so its links are nobody's task."""
    files = ended("withdrawal")
    files[OTHER] = markdown("ҮМУ-СМС-ДП-2.16", body=HEAD + "[б](yok.md) [[ҮМУ-СМС-ДП-2.99]]\n\n#### Төрт\n")
    assert findings(made(tmp_path, files), "SAP5") == []


def test_a_link_in_a_translation_is_followed_from_where_the_translation_lies(tmp_path: Path) -> None:
    files: Files = {"procedures/umu-sms-dp-2.17.ru.md": "# Управление\n\n[форма](umu-sms-dp-2.16.md)\n"}
    found = findings(made(tmp_path / "wrong", files), "SAP5")
    assert [(one["rule"], one["path"], one["line"]) for one in found] == [
        ("SAP501", "procedures/umu-sms-dp-2.17.ru.md", 3)
    ]
    assert findings(made(tmp_path / "right", files | other()), "SAP5") == []


def test_a_link_by_a_former_code_still_arrives_after_a_recode(tmp_path: Path) -> None:
    record = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"
    sha = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {"umu-sms-dp-2.17.md": markdown()}).record_sha256
    files: Files = {
        "registers/changes/umu-sms-dp-2.17/1.0/a1.yaml": (
            f"schema: addendum/1\nto: {{path: {record}, sha256: {sha}}}\nprevious: {sha}\nkind: recode\n"
            "from: 2026-03-25\nset: {code: ҮМУ-СМС-ДП-2.18}\nwhy: Номер алмашты\nby: {role: qa-head}\n"
            "recorded: 2026-03-25T10:00:00+06:00\n"
        ),
        DOC: markdown("ҮМУ-СМС-ДП-2.18"),
        OTHER: markdown("ҮМУ-СМС-ДП-2.16", body=HEAD + "[[ҮМУ-СМС-ДП-2.17]] [[ҮМУ-СМС-ДП-2.18]]\n"),
    }
    assert findings(made(tmp_path, files), "SAP1", "SAP5", "SAP7") == []


def test_ten_thousand_near_codes_do_not_slow_a_wrong_one_down(tmp_path: Path) -> None:
    """The hint costs nothing where it would take long: then there is none."""
    files: Files = {
        f"registers/external/umu-sms-sd-{n}.yaml": sound()[EXTERNAL].replace("СД-1\n", f"СД-{n}\n")
        for n in range(2, 1100)
    }
    found = findings(made(tmp_path, files | text("[[ҮМУ-СМС-СД-2000]]")), "SAP503")
    assert [one["message"] for one in found] == ["[[ҮМУ-СМС-СД-2000]]: not in the register of external documents"]
