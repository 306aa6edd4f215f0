"""`sapat check`: every finding of the rules."""

from __future__ import annotations

from dataclasses import replace

import click

from sapat.commands.context import Context
from sapat.read.locate import Locator
from sapat.report.checks import FORMATS
from sapat.rules.judge import judge
from sapat.rules.table import RULES


@click.command()
@click.option(
    "--rule", "prefixes", multiple=True, metavar="PREFIX", help="Only rules whose ids begin so; may be repeated."
)
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.pass_obj
def command(context: Context, prefixes: tuple[str, ...], form: str) -> int:
    """Check the documents and registers; exit 1 when there is an error finding."""
    repository = context.repository()
    reading = context.read(repository)
    verdict = judge(reading.snapshot, RULES, prefixes)
    locator = Locator(repository.source(), reading.snapshot)
    verdict = replace(verdict, findings=locator.placed(verdict.findings))
    click.echo(FORMATS[form](verdict, context.lang(reading), reading.snapshot.today, locator.line, 0), nl=False)
    return 1 if verdict.failed else 0
