"""`sapat register`: a register as a table, on any day."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.options import as_of, at_revision, form_option, show_table, slug_asked
from sapat.model.entries import Entry, Register
from sapat.model.errors import KNOWN, SapatError
from sapat.model.rows import document_rows
from sapat.model.sheet import sheet, whole_sheet
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.report import changes, documents, registers
from sapat.report.tables import Table

_NEAR: Final = Words(
    "балким, {near}? Белгилүүлөрү: {known}",
    "может быть, {near}? Известны: {known}",
    "did you mean {near}? known are: {known}",
)
_COMPUTED: Final[Mapping[str, str]] = {"documents": "document", "changes": "change"}  # register -> its schema


@click.command()
@click.argument("name")
@click.option("--document", "code", metavar="CODE", default=None, help="Of changes and reviews: only this document.")
@as_of
@at_revision
@form_option("text", "json", "csv")
@click.option("--schema", "only_schema", is_flag=True, help="Print the JSON Schema of an entry instead.")
@click.pass_obj
def command(
    context: Context,
    name: str,
    code: str | None,
    as_of: date | None,
    revision: str | None,
    form: str,
    only_schema: bool,
) -> int:
    """A register, such as changes, acts, reviews, processes, external, roles, units, documents, or one of your own."""
    reading = context.read(context.repository(), revision)
    at = reading.snapshot
    schema = at.schemas[name] if only_schema and name in at.schemas else _schema(at, name)
    if only_schema:
        click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
        return 0
    if code is not None and name not in ("changes", "reviews"):
        raise SapatError(
            Words(
                "«{name}» реестри документтер боюнча жүргүзүлбөйт",
                "реестр «{name}» не ведётся по документам",
                "the register {name!r} is not kept by document",
            ),
            do=Words("--document жазбаңыз", "уберите --document", "leave --document out"),
            name=name,
        )
    slug = slug_asked(at, code) if code is not None else ""
    lang = context.lang(reading)
    told, table = _made(at, name, slug, as_of or at.today, lang)
    if form == "json":
        click.echo(told, nl=False)
    else:
        show_table(table, form, lang)
    return 0


def _schema(at: Snapshot, name: str) -> Mapping[str, Any]:
    """The schema of a register's entries. Raises SapatError that lists the known registers."""
    if name in _COMPUTED:
        return at.schemas.get(_COMPUTED[name], {})
    if name in at.registers:
        return at.registers[name].schema
    known = sorted({*_COMPUTED, *at.registers})
    near = difflib.get_close_matches(name, known, n=1)
    raise SapatError(
        Words("«{name}» деген реестр жок", "реестра «{name}» нет", "there is no register {name!r}"),
        do=_NEAR if near else KNOWN,
        name=name,
        near=", ".join(near),
        known=", ".join(known),
    )


def _made(at: Snapshot, name: str, slug: str, on: date, lang: str) -> tuple[str, Table]:
    """The register as JSON and as a table."""
    if name == "documents":
        rows = document_rows(at, on)
        return documents.as_json(rows, on), documents.as_table(at, rows, on, lang)
    if name == "changes":
        lines = sheet(at, slug, on) if slug else whole_sheet(at, on)
        return changes.as_json(lines, on), changes.as_table(at, lines, on, lang)
    held = at.registers[name]
    if slug:
        kept: dict[str, Entry] = {k: e for k, e in held.entries.items() if k.rpartition("/")[0] == slug}
        held = Register(held.name, held.schema, kept)
    return registers.as_json(at, held, on), registers.as_table(at, held, on, lang)
