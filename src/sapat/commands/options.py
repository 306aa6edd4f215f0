"""Options that several verbs share, and how their tables reach the reader."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from sapat.commands.day import DAY
from sapat.model.errors import DID_YOU_MEAN, SapatError
from sapat.model.lookup import near_codes, slug_named
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.report.tables import Table, as_csv, as_text

_Command = TypeVar("_Command", bound=Callable[..., Any])


def as_of(command: _Command) -> _Command:
    """`--as-of D`: what was so on that day, by what is known now."""
    return click.option("--as-of", type=DAY, default=None, help="The state on that day, by what is known now.")(command)


def at_revision(command: _Command) -> _Command:
    """`--at REV`: what was known in that commit."""
    return click.option(
        "--at", "revision", metavar="REV", default=None, help="Read that commit: by what was known then."
    )(command)


def form_option(*forms: str) -> Callable[[_Command], _Command]:
    return click.option("--format", "form", type=click.Choice(forms), default="text", show_default=True)


def show_table(table: Table, form: str, lang: str) -> None:
    """Print a table as `text` or `csv`; text fits a terminal, and is whole where it goes into a file or a pipe."""
    if form == "csv":
        click.echo(as_csv(table), nl=False)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        click.echo(as_text(table, lang, width), nl=False)


def slug_asked(at: Snapshot, code: str) -> str:
    """The slug of the document a person named. Raises SapatError with the codes that are near."""
    slug = slug_named(at, code)
    if slug:
        return slug
    raise no_document(code, near_codes(at, code))


def no_document(code: str, near: Sequence[str]) -> SapatError:
    """The error for a code nobody knows, with the nearest that are known."""
    return SapatError(
        Words("«{code}» деген документ жок", "документа «{code}» нет", "there is no document {code!r}"),
        do=DID_YOU_MEAN
        if near
        else Words(
            "бар документтерди караңыз: sapat list",
            "посмотрите известные: sapat list",
            "see the known ones with: sapat list",
        ),
        code=code,
        near=" / ".join(near),
    )
