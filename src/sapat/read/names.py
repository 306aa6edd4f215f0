"""Names of persons: in a file outside the repository (`names_file`), so that one line deleted forgets a person (DESIGN 3)."""

from __future__ import annotations

from pathlib import Path

from sapat.model.errors import SapatError
from sapat.model.settings import Settings
from sapat.model.words import Words
from sapat.read.yamls import read_yaml


def read_names(root: Path, settings: Settings) -> dict[str, tuple[str, ...]]:
    """Id of a person -> the spellings of the name; nothing where there is no such file here. Raises SapatError."""
    if not settings.names_file:
        return {}
    path = root / settings.names_file
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}  # whoever has a clone alone knows no names
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, str(error)) from None
    told = read_yaml(text)
    value = told.value if told.ok else None
    if not isinstance(value, dict):
        raise _broken(path, "PERSON: NAME")
    return {str(person): _spellings(one) for person, one in value.items()}


def _spellings(told: object) -> tuple[str, ...]:
    return tuple(str(one) for one in told) if isinstance(told, list) else (str(told),)


def _broken(path: Path, why: str) -> SapatError:
    return SapatError(
        Words(
            "аттардын файлы {path} окулбайт: {why}",
            "файл имён {path} не читается: {why}",
            "the file of names {path} cannot be read: {why}",
        ),
        do=Words(
            "ар бир сапта: p-01: Фамилиясы Аты; бир нече жазылышы: p-01: [Асанов Ү. Ө., Asanov U.]",
            "по строке на человека: p-01: Фамилия Имя; несколько написаний: p-01: [Асанов У. О., Asanov U.]",
            "one person a line: p-01: Name; several spellings: p-01: [Asanov U. O., Asanov Uson]",
        ),
        path=path,
        why=why,
    )
