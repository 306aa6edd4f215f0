"""SAP780-SAP782: numbered copies of what is in force, each under a number of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules.copies import RULES
from tests.support.repo import Dossier, markdown, sound
from tests.support.samples import DOC, Files, Sample, judge, unexplained

CODE = "ҮМУ-СМС-ДП-2.17"
FIRST = "registers/distribution/umu-sms-dp-2.17-1.yaml"
SECOND = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"


def copy(number: int = 1, version: str = "1.0") -> str:
    return (
        f'schema: distribution/1\ndocument: {CODE}\nversion: "{version}"\nnumber: {number}\nholder: bbsb\n'
        f"issued: 2026-03-20\nstate: issued\nsha256: {'0' * 64}\nby: {{role: qa-head}}\n"
    )


def second(effective: str = "2026-03-25") -> Files:
    """A second version, in force since *effective*."""
    former = Dossier("umu-sms-dp-2.17", "1.0", CODE, {"umu-sms-dp-2.17.md": sound()[DOC]})
    text = markdown(version="1.1", body="# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБашка сөз.\n")
    made = Dossier(
        "umu-sms-dp-2.17",
        "1.1",
        CODE,
        {"umu-sms-dp-2.17.md": text},
        kind="change",
        effective=effective,
        previous=former.record_sha256,
        suffix="2",
    )
    return {**made.files(), DOC: text}


SAMPLES = [
    Sample(
        "SAP780", second() | {FIRST: copy()}, SECOND, 1, second("2026-04-20") | {FIRST: copy()}, "№ 1 — Quality office"
    ),
    Sample("SAP781", {FIRST: copy(2)}, FIRST, 4, {FIRST: copy(1)}, "umu-sms-dp-2.17-2"),
    Sample("SAP782", {FIRST: copy(version="1.7")}, FIRST, 3, {FIRST: copy()}, "1.7"),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_rule_finds_what_is_wrong_at_its_place_and_nothing_else(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, ("SAP0", "SAP7"))


def test_every_rule_has_a_sample() -> None:
    assert unexplained({rule.id for rule in RULES}, SAMPLES) == set()
