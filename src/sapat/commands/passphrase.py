"""The passphrase of a key file: from a file, the environment or the keyboard, never from the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from sapat.commands.context import Context
from sapat.model.errors import SapatError
from sapat.model.words import Words

_VARIABLE: Final = "SAPAT_PASSPHRASE"
_ASK: Final = Words("{name} файлынын купуя сөзү", "Пароль файла {name}", "Passphrase of {name}")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def passphrase_option(command: _Command) -> _Command:
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        default=None,
        help=f"A file with the passphrase (else ${_VARIABLE}, else it is asked for).",
    )(command)


def passphrase(context: Context, key: Path, file: Path | None) -> str:
    """Raises SapatError where the file cannot be read."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SapatError(
                Words("{file} окулбайт: {why}", "{file} не читается: {why}", "{file} cannot be read: {why}"),
                do=Words(
                    "бир саптуу UTF-8 файлды атаңыз",
                    "назовите файл UTF-8 из одной строки",
                    "name a file of one line in UTF-8",
                ),
                file=file,
                why=error,
            ) from None
    if (told := os.environ.get(_VARIABLE)) is not None:
        return told
    if not sys.stdin.isatty():
        return ""
    answer: str = click.prompt(_ASK.say(context.lang(), {"name": key.name}), hide_input=True, default="", err=True)
    return answer
