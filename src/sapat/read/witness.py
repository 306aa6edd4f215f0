"""A checkpoint somebody kept outside: its file, or the few lines printed in the minutes, typed in again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sapat.model.checkpoints import SHORT
from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.proof import Witness
from sapat.model.words import Words
from sapat.read.frontmatter import decode
from sapat.read.yamls import read_yaml

_NUMBER: Final = re.compile(r"checkpoint\s+([1-9][0-9]{0,8})\b", re.IGNORECASE)
_DIGITS: Final = r"^\W*{}\W+((?:[0-9a-f]{{1,64}}[ \t-]*)+)\s*$"
_MADE: Final = re.compile(r"made\s*:?\s*([0-9]{4}-[0-9]{2}-[0-9]{2}\S*)", re.IGNORECASE)
_LARGEST: Final = 1 << 20


def read_witness(path: Path) -> Witness:
    """The witness in a file. Raises SapatError for a file that is none."""
    try:
        data = path.read_bytes()[:_LARGEST].replace(b"\r\n", b"\n")
    except OSError as error:
        raise SapatError(
            Words("{path} окулбайт: {why}", "{path} не читается: {why}", "cannot read {path}: {why}"),
            do=Words("файлдын атын текшериңиз", "проверьте имя файла", "look at the name of the file"),
            path=path,
            why=error.strerror,
        ) from None
    text = decode(data).text
    tree = read_yaml(text)
    if tree.ok and isinstance(tree.value, dict) and tree.value.get("schema") == "checkpoint/1":
        number = str(tree.value.get("number", ""))
        if number.isascii() and number.isdigit():
            return Witness(int(number), of_bytes(data), made=str(tree.value.get("made", "")))
    return _printed(text, path)


def _printed(text: str, path: Path) -> Witness:
    number, file, made = _NUMBER.search(text), _digits("file", text), _MADE.search(text)
    if number is None or not file:
        raise SapatError(
            Words("{path} чекит эмес", "{path} — не контрольная точка", "{path} is no checkpoint"),
            do=Words(
                "registers/checkpoints/<n>.yaml файлын же басылган «sapat checkpoint …», «state …», «file …» саптарын бериңиз",
                "дайте файл registers/checkpoints/<n>.yaml или напечатанные строки «sapat checkpoint …», «state …», «file …»",
                "give registers/checkpoints/<n>.yaml, or the lines printed: `sapat checkpoint …`, `state …`, `file …`",
            ),
            path=path,
        )
    return Witness(int(number[1]), file, _digits("state", text), made[1] if made else "")


def _digits(name: str, text: str) -> str:
    """The digits of a line; none where they are too few to stand for a file."""
    found = re.search(_DIGITS.format(name), text, re.IGNORECASE | re.MULTILINE)
    told = re.sub(r"[ \t-]", "", found[1]).lower() if found else ""
    return told if SHORT <= len(told) <= 64 else ""
