"""Rows of a CSV file that a person made, for instance in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words

_NO_UTF8: Final = Words("{path} UTF-8 эмес", "{path} не в UTF-8", "{path} is no UTF-8")
_AS_UTF8: Final = Words(
    "электрондук таблицадан «CSV UTF-8» түрүндө сактаңыз",
    "сохраните из таблицы в виде «CSV UTF-8»",
    "save it from the spreadsheet as CSV UTF-8",
)
_LACKS: Final = Words(
    "{path}: мамычалар жок: {columns}", "{path}: нет столбцов: {columns}", "{path} lacks the columns: {columns}"
)
_HEAD: Final = Words(
    "биринчи сапта мамычалардын аттары турсун, үтүр менен бөлүнгөн: {head}",
    "в первой строке имена столбцов через запятую: {head}",
    "the first line names the columns, parted by commas: {head}",
)


def csv_rows(file: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The values of *columns* in each row. Raises SapatError for what is no UTF-8 or lacks one of them."""
    try:
        table = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise SapatError(_NO_UTF8, do=_AS_UTF8, path=file) from None
    if lacking := [one for one in columns if one not in (table.fieldnames or ())]:
        raise SapatError(_LACKS, do=_HEAD, path=file, columns=", ".join(lacking), head=",".join(columns))
    return [{one: row.get(one) or "" for one in columns} for row in table]
