"""`sapat show`: one document, where it stands and why."""

from __future__ import annotations

from datetime import date

import click

from sapat.commands.context import Context
from sapat.commands.options import as_of, at_revision, form_option, slug_asked
from sapat.model.errors import SapatError
from sapat.model.history import version_rows
from sapat.model.rows import document_row
from sapat.model.words import Words
from sapat.report.show import as_json, as_text, shown


@click.command()
@click.argument("code")
@as_of
@at_revision
@form_option("text", "json")
@click.pass_obj
def command(context: Context, code: str, as_of: date | None, revision: str | None, form: str) -> int:
    """One document: status, versions, what its open record still lacks, what falls due, who cites it."""
    reading = context.read(context.repository(), revision)
    at = reading.snapshot
    on = as_of or at.today
    slug = slug_asked(at, code)
    row = document_row(at, slug, on)
    if row is None:
        raise SapatError(
            Words(
                "{day} күнүнө {code} жөнүндө эч нерсе жок",
                "на {day} о {code} ещё ничего нет",
                "nothing of {code} counts on {day}",
            ),
            do=Words(
                "кийинчерээк күндү сураңыз: --as-of",
                "спросите о более позднем дне: --as-of",
                "ask for a later day: --as-of",
            ),
            code=code,
            day=on.isoformat(),
        )
    told = shown(at, row, version_rows(at, slug, on))
    lang = context.lang(reading)
    click.echo(as_json(told, lang) if form == "json" else as_text(at, told, lang), nl=False)
    return 0
