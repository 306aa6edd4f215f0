"""`sapat history`: the versions of a document with their evidence."""

from __future__ import annotations

from datetime import date

import click

from sapat.commands.context import Context
from sapat.commands.options import as_of, at_revision, form_option, show_table, slug_asked
from sapat.model.history import version_rows
from sapat.model.status import code_on
from sapat.report.history import Told, as_json, as_table, as_text


@click.command()
@click.argument("code")
@as_of
@at_revision
@form_option("text", "json", "csv")
@click.pass_obj
def command(context: Context, code: str, as_of: date | None, revision: str | None, form: str) -> int:
    """The versions of a document, newest first: what each brought, on whose decision, and how it is proved."""
    repository = context.repository()
    reading = context.read(repository, revision)
    at = reading.snapshot
    slug = slug_asked(at, code)
    rows = version_rows(at, slug, as_of)
    told = Told(code_on(at, slug, as_of), rows, {}, ())
    if repository.git is not None:
        from sapat.read.history import read_history  # GitPython: only where history is asked

        history = read_history(repository.git, at)
        records = [row.record for row in rows if row.record.is_sealed]
        found = {str(one.version): history.reached(one.path, at.files[one.path].blob) for one in records}
        reached = {version: commit for version, commit in found.items() if commit is not None}
        told = Told(told.code, rows, reached, history.written(slug))
    lang = context.lang(reading)
    if form == "json":
        click.echo(as_json(told), nl=False)
    elif form == "csv":
        show_table(as_table(at, told, lang), form, lang)
    else:
        click.echo(as_text(at, told, lang), nl=False)
    return 0
