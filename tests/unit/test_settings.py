"""`sapat.toml`: what cannot be used is named, and nothing in it ends in a traceback."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sapat.model.days import add_months
from sapat.model.errors import SapatError
from sapat.read.settings import read_settings
from tests.support.repo import SETTINGS, repository, sapat, sound


def with_changed(old: str, new: str) -> bytes:
    assert old in SETTINGS
    return SETTINGS.replace(old, new, 1).encode()


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "/etc/localtime", "Asia", ""])
def test_a_time_zone_that_is_none_is_named(zone: str) -> None:
    with pytest.raises(SapatError, match="zone"):
        read_settings(with_changed("Asia/Bishkek", zone))


@pytest.mark.parametrize("told", ["10:00:00", "nan", "inf", "2026-01-01T00:00:00"])
def test_a_value_that_only_toml_knows_is_a_fault_and_no_crash(told: str) -> None:
    waiver = f'\n[[waivers]]\nrule = "SAP202"\ndocument = "x"\nreason = "long enough"\nuntil = {told}\n'
    with pytest.raises(SapatError, match="until"):
        read_settings((SETTINGS + waiver).encode())


@pytest.mark.parametrize(
    "folders", ['".."', '"."', '".git"', '"registers"', '"registers/acts"', '"a", "a"', '"a", "a/b"', '"a/b", "a"']
)
def test_controlled_folders_stand_apart_and_inside_the_repository(folders: str) -> None:
    line = next(one for one in SETTINGS.splitlines() if one.startswith("controlled"))
    with pytest.raises(SapatError, match="controlled"):
        read_settings(with_changed(line, f"controlled = [{folders}]"))


def test_months_after_the_last_day_of_the_calendar_end_there() -> None:
    assert add_months(date(9998, 12, 1), 36) == date.max


@pytest.mark.parametrize("told", ["²", "99999999999999999", "253402300799"])
def test_a_clock_beyond_the_calendar_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    root = repository(tmp_path, sound())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    code, _, err = sapat(root, "check")
    assert "Traceback" not in err
    assert code == (2 if told.isascii() else 0)


def test_an_answer_that_cannot_be_written_out_ends_without_a_traceback(tmp_path: Path) -> None:
    root = repository(tmp_path, sound())
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from sapat.cli import run; run()", "--repo", str(root), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
