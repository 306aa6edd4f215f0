"""`sapat due`: what has to be done, and by when."""

from __future__ import annotations

from datetime import date

import click

from sapat.commands.context import Context
from sapat.commands.day import DAY
from sapat.commands.options import at_revision, form_option, show_table
from sapat.model.due import deadlines
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.report.due import as_calendar, as_json, as_table


@click.command()
@click.option("--by", "until", type=DAY, default=None, help="Only what falls due by that day.")
@at_revision
@form_option("text", "json", "csv", "ics")
@click.pass_obj
def command(context: Context, until: date | None, revision: str | None, form: str) -> int:
    """Reviews, currency checks, demands of reviews, ends of plans, ratifications, checks of external documents."""
    reading = context.read(context.repository(), revision)
    at = reading.snapshot
    lang = context.lang(reading)
    items = [one for one in deadlines(at) if until is None or one.due <= until]
    if form == "json":
        click.echo(as_json(items, at.today), nl=False)
    elif form == "ics":
        try:
            told = as_calendar(items, at.today, at.settings, lang)
        except ModuleNotFoundError as error:
            raise SapatError(
                Words(
                    "календарга {name} пакети керек",
                    "для календаря нужен пакет {name}",
                    "a calendar needs the package {name}",
                ),
                do='pip install "sapat[tables]"',
                name=error.name,
            ) from None
        click.echo(told, nl=False)
    else:
        show_table(as_table(items, at.today, lang), form, lang)
    return 0
