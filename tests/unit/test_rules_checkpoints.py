"""SAP920-SAP925: the chain of checkpoints, and the facts it lists. In a plain folder, as an unpacked ZIP is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from sapat.model import checkpoints as model
from sapat.read.repository import find_repository
from sapat.rules import checkpoints as rules
from tests.support.checkpoints import FOLDER, checkpoint
from tests.support.repo import findings, sound
from tests.support.samples import Files, Sample, judge, made, unexplained
from tests.support.sealed import CODE, RECORD

SOUND = {path: str(text) for path, text in sound().items()}
ACT = "registers/acts/order-1.yaml"
LATE = "registers/units/law.yaml"
UNIT = SOUND["registers/units/bbsb.yaml"]
FIRST = checkpoint(SOUND)
GROWN = SOUND | {LATE: UNIT}
SECOND = FIRST | checkpoint(GROWN, 2, FIRST, "2026-03-25T18:00:00+06:00")
BOTH: Files = {LATE: UNIT, **SECOND}
ONE, LIST, TWO, SECOND_LIST = f"{FOLDER}/1.yaml", f"{FOLDER}/1.sha256", f"{FOLDER}/2.yaml", f"{FOLDER}/2.sha256"


def with_(files: Files, path: str, old: str, new: str) -> Files:
    held = files[path]
    assert isinstance(held, str)
    assert old in held
    return files | {path: held.replace(old, new)}


def third(**changed: str) -> Files:
    return BOTH | dict(checkpoint(GROWN, 3, SECOND, "2026-03-26T18:00:00+06:00", **changed))


SAMPLES = [
    Sample("SAP920", {LATE: UNIT, **{p: t for p, t in SECOND.items() if "/2." in p}}, TWO, 2, BOTH, "checkpoint 1 is missing before checkpoint 2", also=("SAP921", "SAP923")),
    Sample("SAP920", dict(checkpoint(SOUND, number=7)) | {}, f"{FOLDER}/7.yaml", 2, dict(FIRST), "checkpoint 1 is missing"),
    Sample("SAP920", {f"{FOLDER}/9.yaml": FIRST[ONE].replace("1.sha256", "9.sha256"), f"{FOLDER}/9.sha256": FIRST[LIST]}, f"{FOLDER}/9.yaml", 2, dict(FIRST), "the file is named 9, but says it is checkpoint 1"),
    Sample("SAP921", with_(dict(FIRST), ONE, "previous: first", f"previous: {'b' * 64}"), ONE, 8, dict(FIRST), "none stands before it"),
    Sample("SAP921", with_(BOTH, ONE, "role: qa-head", "role: rector"), TWO, 8, BOTH, "is not the digest of checkpoint 1", also=("SAP923",)),
    Sample("SAP922", {ONE: FIRST[ONE]}, ONE, 7, dict(FIRST), "the list of checkpoint 1 is missing"),
    Sample("SAP922", dict(FIRST) | {LIST: FIRST[LIST][64:]}, LIST, 1, dict(FIRST), "was changed"),
    Sample("SAP922", with_(dict(FIRST), ONE, "path: 1.sha256", "path: 2.sha256"), ONE, 7, dict(FIRST), "says '2.sha256'"),
    Sample("SAP922", with_(dict(FIRST), ONE, "lines: ", "lines: 9"), ONE, 7, dict(FIRST), "lines, not 9"),
    Sample("SAP923", {**SECOND}, LATE, 0, BOTH, f"{LATE} is gone, but checkpoint 2 (2026-03-25) lists it"),
    Sample("SAP923", BOTH | {LATE: UNIT.replace("BBSB", "QO")}, LATE, 1, BOTH, "its bytes are not those that checkpoint 2"),
    Sample("SAP924", dict(checkpoint(SOUND, made="2126-03-20T18:00:00+06:00")), ONE, 3, dict(FIRST), "has not come yet"),
    Sample("SAP924", FIRST | {LATE: UNIT} | checkpoint(GROWN, 2, FIRST, "2026-03-19T18:00:00+06:00"), TWO, 3, BOTH, "is before that of checkpoint 1"),
    Sample("SAP925", dict(FIRST) | {"registers/units/x.sha256": "x\n"}, "registers/units/x.sha256", 1, dict(FIRST), "belongs to no checkpoint"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_broken_checkpoint_is_found_at_its_place(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, ("SAP0", "SAP7", "SAP8", "SAP9"))


def test_every_rule_of_checkpoints_has_a_sample() -> None:
    assert unexplained({one.id for one in rules.RULES}, SAMPLES) == set()


def test_three_checkpoints_in_a_row_are_sound(tmp_path: Path) -> None:
    judge(tmp_path, Sample("SAP921", third(previous="first"), f"{FOLDER}/3.yaml", 8, third()), ("SAP9",))


def test_a_lost_fact_of_a_dossier_names_its_document(tmp_path: Path) -> None:
    (found,) = findings(made(tmp_path / "r", dict(FIRST) | {RECORD: None}), "SAP923")
    assert (found["path"], found["document"]) == (RECORD, CODE)


def test_the_place_of_a_fact_is_the_first_checkpoint_that_lists_it(tmp_path: Path) -> None:
    root = made(tmp_path / "r", BOTH | {"registers/units/new.yaml": UNIT})
    at = find_repository(root).load(today=date(2026, 4, 1)).snapshot
    assert [one.number for one in model.chain(at)] == [1, 2]
    assert model.place(at, ACT) == datetime.fromisoformat("2026-03-20T18:00:00+06:00")
    assert model.place(at, LATE) == datetime.fromisoformat("2026-03-25T18:00:00+06:00")
    assert model.place(at, ONE) == datetime.fromisoformat("2026-03-25T18:00:00+06:00")
    assert model.place(at, "registers/units/new.yaml") is None


def test_a_list_that_was_changed_gives_no_fact_a_place(tmp_path: Path) -> None:
    root = made(tmp_path / "r", dict(FIRST) | {LIST: FIRST[LIST] + f"{'0' * 64}  {LATE}\n"})
    at = find_repository(root).load(today=date(2026, 4, 1)).snapshot
    assert model.place(at, ACT) is None
