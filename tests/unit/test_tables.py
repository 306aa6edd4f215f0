"""Tables as CSV that no spreadsheet runs, and as text that fits a window."""

from __future__ import annotations

import csv
import io

import pytest

from sapat.report.tables import Table, as_csv, as_text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    told = list(csv.reader(io.StringIO(as_csv(Table("", ("a",), ((cell,),))), newline="")))
    assert told == [["a"], ["'" + cell.replace("\r", "\n")]]


@pytest.mark.parametrize("cell", ["Жөнөкөй, «текст»", "a=b", "1-бөлүк", "эки\nсап", "—", "", "'x"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert list(csv.reader(io.StringIO(as_csv(Table("", ("a", "b"), ((cell, -5),))))))[1] == [cell, "-5"]


TABLE = Table("Титул", ("Коду", "Узун аталыш", "Күнү"), (("ДП-1", "Иш кагаздарды башкаруу", "2026-01-01"),), (0, 2))


def test_without_a_window_every_column_stands_in_line() -> None:
    assert as_text(TABLE, "en") == (
        "Титул\n\n"
        "Коду  Узун аталыш             Күнү\n"
        "────  ──────────────────────  ──────────\n"
        "ДП-1  Иш кагаздарды башкаруу  2026-01-01\n\n"
        "Rows: 1\n"
    )


def test_in_a_narrow_window_the_first_columns_stay_and_the_others_are_named() -> None:
    assert as_text(TABLE, "en", 20) == (
        "Титул\n\n"
        "Коду  Күнү\n"
        "────  ──────────\n"
        "ДП-1  2026-01-01\n\n"
        "Rows: 1\n"
        "Columns that do not fit: Узун аталыш (all: --format csv)\n"
    )


def test_nothing_in_a_cell_commands_the_terminal() -> None:
    out = as_text(Table("", ("a",), (("x\x1b[2J\ny\u202e",),)), "en")
    assert "\x1b" not in out
    assert "x [2J y" in out
