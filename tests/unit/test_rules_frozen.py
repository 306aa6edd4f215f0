"""SAP916: what comes into a registered dossier is found by the checkpoint that knew it without."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import frozen as rules
from tests.support.checkpoints import checkpoint
from tests.support.repo import agreement, sound
from tests.support.samples import Files, Sample, judge, made, unexplained
from tests.support.sealed import FOLDER, TEXT

SOUND = {path: str(text) for path, text in sound().items()}
FIRST = checkpoint(SOUND)
LATE = f"{FOLDER}/1.0/agreements/rector.yaml"
ANSWER = agreement("rector", "agree", TEXT, "2026-03-02")
GROWN: Files = {LATE: ANSWER, **FIRST}
SIGNATURE = f"{FOLDER}/1.0/record.yaml.p-001.sig"

SAMPLES = [
    Sample("SAP916", GROWN, LATE, 1, {LATE: ANSWER}, "checkpoint 1 lists the dossier"),
    Sample("SAP916", GROWN | dict(checkpoint(SOUND | {LATE: ANSWER}, 2, FIRST, "2026-03-25T18:00:00+06:00")), LATE, 1, dict(checkpoint(SOUND | {LATE: ANSWER})) | {LATE: ANSWER}, "it came after registration"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_came_later_is_found_even_when_a_later_checkpoint_knows_it(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, ("SAP7", "SAP9"))


def test_every_rule_of_frozen_has_a_sample() -> None:
    assert unexplained({one.id for one in rules.RULES}, SAMPLES) == set()


def test_a_signature_and_an_addendum_come_later_by_right(tmp_path: Path) -> None:
    from tests.support.repo import findings

    addendum = f"{FOLDER}/1.0/a1.yaml"
    root = made(tmp_path / "r", {SIGNATURE: "x\n", addendum: "x\n", **FIRST})
    assert findings(root, "SAP916") == []
