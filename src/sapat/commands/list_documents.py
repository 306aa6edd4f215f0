"""`sapat list`: the document register on a day (R34)."""

from __future__ import annotations

from datetime import date

import click

from sapat.commands.context import Context
from sapat.commands.options import as_of, at_revision, form_option, show_table
from sapat.model.errors import SapatError
from sapat.model.rows import document_rows
from sapat.model.status import Status
from sapat.model.words import Words
from sapat.report.documents import as_json, as_table


@click.command()
@as_of
@at_revision
@form_option("text", "json", "csv")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only documents of that type; may be repeated.")
@click.option(
    "--status", "statuses", type=click.Choice([one.value for one in Status]), multiple=True, help="Only of that status."
)
@click.pass_obj
def command(
    context: Context,
    as_of: date | None,
    revision: str | None,
    form: str,
    types: tuple[str, ...],
    statuses: tuple[str, ...],
) -> int:
    """The document register: what is in force, since when, by whose decision."""
    reading = context.read(context.repository(), revision)
    at = reading.snapshot
    on = as_of or at.today
    for unknown in set(types) - set(at.settings.types):
        raise SapatError(
            Words("«{unknown}» деген түр жок", "типа «{unknown}» нет", "there is no type {unknown!r}"),
            do=Words("белгилүүлөрү: {known}", "известны: {known}", "known are: {known}"),
            unknown=unknown,
            known=", ".join(at.settings.types),
        )
    rows = [
        row
        for row in document_rows(at, on)
        if (not types or row.type in types) and (not statuses or row.standing.status in statuses)
    ]
    if form == "json":
        click.echo(as_json(rows, on), nl=False)
    else:
        lang = context.lang(reading)
        show_table(as_table(at, rows, on, lang), form, lang)
    return 0
