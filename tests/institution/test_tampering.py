"""One changed byte anywhere in a registered dossier is found, named and attributed, even in a copy without Git."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from tests.institution.test_model_institution import ROOT, SINCE
from tests.support.repo import sapat

FOLDERS = ("docs", "policies", "procedures", "regulations", "registers")
SEALED = sorted(
    path.relative_to(ROOT).as_posix()
    for record in (ROOT / "registers/changes").glob("*/*/record.yaml")
    if b"\nseal:\n" in record.read_bytes()
    for path in record.parent.rglob("*")
    if path.is_file()
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents alone, as a ZIP would hold them."""
    root = tmp_path_factory.mktemp("zip")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "sapat.toml", root)
    return root


def errors(root: Path) -> list[dict[str, str]]:
    code, out, err = sapat(root, "check", "--format", "json", today=SINCE)
    assert code in (0, 1), err
    return [one for one in json.loads(out)["findings"] if one["severity"] == "error"]


def bound(data: bytes) -> int:
    """Up to where a file is covered by hashes in the tree alone.

    The words of a newest seal that nothing later has hashed yet (its clock, its computed lists) are proved by history:
    `sapat check --history` and `--base`, see tests/unit/test_check_base.py.
    """
    ends = [data.index(mark) for mark in (b"\n  sections:", b"\n  made_by:", b"\n  sealed:") if mark in data]
    return min(ends, default=len(data))


def test_the_untouched_copy_has_no_error(copy: Path) -> None:
    assert errors(copy) == []


@pytest.mark.parametrize("path", random.Random(7).sample(SEALED, 30))
def test_one_flipped_byte_in_a_dossier_is_an_error_of_that_dossier(copy: Path, path: str) -> None:
    whole = copy / path
    data = whole.read_bytes()
    place = random.Random(path).randrange(bound(data))
    whole.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    try:
        dossier = "/".join(path.split("/")[:3])
        assert any(one["path"].startswith(dossier) for one in errors(copy)), (path, place)
    finally:
        whole.write_bytes(data)


@pytest.mark.parametrize("path", random.Random(11).sample(SEALED, 10))
def test_a_file_taken_out_of_a_dossier_is_an_error_of_that_dossier(copy: Path, path: str) -> None:
    whole = copy / path
    data = whole.read_bytes()
    whole.unlink()
    try:
        slug = path.split("/")[2]
        assert any(slug in one["path"] or slug in one["message"] for one in errors(copy)), path
    finally:
        whole.write_bytes(data)


def test_one_letter_of_an_approved_text_is_named_with_document_dossier_and_cure(copy: Path) -> None:
    whole = copy / "procedures/umu-sms-dp-2.17.md"
    data = whole.read_bytes()
    whole.write_bytes(data.replace("көрүшү керек".encode(), "көрүшү керак".encode(), 1))
    try:
        (found,) = [one for one in errors(copy) if one["document"] == "ҮМУ-СМС-ДП-2.17"]
        assert found["path"] == "procedures/umu-sms-dp-2.17.md"
        assert "registers/changes/umu-sms-dp-2.17/1.1" in found["message"] + found["do"]
        assert "sapat revise ҮМУ-СМС-ДП-2.17" in found["do"]
    finally:
        whole.write_bytes(data)
