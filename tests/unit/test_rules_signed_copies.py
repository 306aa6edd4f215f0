"""SAP860-SAP863: signed copies there in time, kept as they were, of what was issued, under the registered text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import signed_copies as rules
from tests.support.repo import SETTINGS, digest, sound
from tests.support.samples import Files, Sample, judge, unexplained
from tests.support.sealed import CODE, RECORD

SLUG = "umu-sms-dp-2.17"
TEXT = str(sound()[RECORD]).partition("  text: ")[2][:64]
ISSUED = f"registers/renditions/{SLUG}/1.0-1.yaml"
COPY = f"registers/signed-copies/{SLUG}/1.0-1.yaml"
SCAN = f"registers/signed-copies/{SLUG}/scan.pdf"
TIMED = {"sapat.toml": SETTINGS + "\n[sign]\ndays = 10\n"}
HASH = digest(b"%PDF-1.7 a scan")


def issued(path: str = ISSUED, number: int = 1, text: str = TEXT) -> Files:
    return {
        path: f'schema: rendition/1\ndocument: {CODE}\nversion: "1.0"\nnumber: {number}\npurpose: signature\ntext: {text}\n'
        f"file: a.pdf\nsha256: {HASH}\nsize: 9\nexport: {{sha256: {HASH}, size: 8}}\npages: 3\nprofile: a-3a\n"
        "tools: {typst: 0.15.2}\nfields: []\nmade: 2026-03-08T10:00:00+06:00\nby: {role: qa-head}\n"
    }


def copied(
    number: int = 1, text: str = TEXT, rendition: str = f"{SLUG}/1.0-1", kept: str = "store", verified: str = "yes"
) -> Files:
    return {
        COPY: f'schema: signed-copy/1\ndocument: {CODE}\nversion: "1.0"\nnumber: {number}\nkind: scan\nrendition: {rendition}\n'
        f"text: {text}\nfiles:\n  - {{name: scan.pdf, sha256: {HASH}, size: 15, kept: {kept}}}\npages: 3\n"
        f'signatories: [{{role: rector}}]\ndate: 2026-03-10\nverified: "{verified}"\n'
        "recorded: 2026-03-10T10:00:00+06:00\nby: {role: qa-head}\n"
    }


GOOD: Files = {**issued(), **copied()}
IN_GIT: Files = {**issued(), **copied(kept="git"), SCAN: b"%PDF-1.7 a scan"}
OTHER = "0" * 63 + "a"

SAMPLES = [
    Sample("SAP860", dict(TIMED), RECORD, 10, {**TIMED, **GOOD}, "no signed copy is registered: rector"),
    Sample("SAP860", {**TIMED, **issued(), **copied(verified="no")}, RECORD, 10, dict(TIMED) | {"sapat.toml": SETTINGS}, "17 days"),
    Sample("SAP861", IN_GIT | {SCAN: b"%PDF-1.7 another"}, SCAN, 1, IN_GIT, "is not the file that"),
    Sample("SAP861", {one: told for one, told in IN_GIT.items() if one != SCAN}, COPY, 8, IN_GIT, "is not there"),
    Sample("SAP861", GOOD | {SCAN: b"%PDF"}, SCAN, 1, GOOD, "belongs to no entry"),
    Sample("SAP862", {**issued(number=2)}, ISSUED, 4, issued(), f"says it is '{SLUG}/1.0-2'"),
    Sample("SAP862", {**issued(), **copied(number=3)}, COPY, 4, GOOD, "1.0-3"),
    Sample("SAP862", {**issued(), **copied(rendition=f"{SLUG}/1.0-7")}, COPY, 6, GOOD, "has no issued PDF"),
    Sample("SAP862", {**issued(text=OTHER), **copied()}, COPY, 7, GOOD, "is of another text"),
    Sample("SAP863", {**issued(text=OTHER), **copied(text=OTHER)}, COPY, 7, GOOD, "its text is another"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_is_wrong_with_a_signed_copy_is_found_at_its_place(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, ("SAP0", "SAP7", "SAP86"))


def test_every_rule_has_a_sample() -> None:
    assert unexplained({one.id for one in rules.RULES}, SAMPLES) == set()
