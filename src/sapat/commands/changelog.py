"""`sapat changelog`: CHANGELOG.md from the records, or whether it is up to date."""

from __future__ import annotations

from typing import Final

import click

from sapat.commands.context import Context
from sapat.commands.writing import Asked, Desk, Plan, desk, writing
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.report.changelog import changelog

PATH: Final = "CHANGELOG.md"
_FRESH: Final = Words("{path} жазууларга дал келет.", "{path} соответствует записям.", "{path} is up to date.")
_STALE: Final = Words(
    "{path} жазуулардан айырмаланат; кайра чыгарыңыз: sapat changelog",
    "{path} отличается от записей; создайте заново: sapat changelog",
    "{path} differs from the records; make it anew: sapat changelog",
)


@click.command()
@click.option("--check", is_flag=True, help="Only say whether it is up to date; exit 1 when it is not.")
@writing
@click.pass_obj
def command(context: Context, /, check: bool, asked: Asked) -> int:
    """Make CHANGELOG.md from the records."""
    if check:
        repository = context.repository()
        reading = context.read(repository)
        at = reading.snapshot
        file = at.files.get(PATH)
        held = [data for _, data in repository.source().read([file])] if file else []
        fresh = held == [changelog(at).encode()]
        click.echo((_FRESH if fresh else _STALE).say(context.lang(reading), {"path": PATH}))
        return 0 if fresh else 1
    with desk(context, asked) as at_desk:
        _need_main(at_desk)
        plan = Plan(f"{PATH}: computed")
        plan.write(PATH, changelog(at_desk.at))
        return at_desk.carry_out(plan)


def _need_main(at_desk: Desk) -> None:
    """Raises SapatError on another branch: two branches that both compute the file would only conflict."""
    git, main = at_desk.repository.git, at_desk.at.settings.main
    head = git.attempt("symbolic-ref", "--quiet", "HEAD").stdout.decode(errors="replace").strip() if git else ""
    if head and head != f"refs/heads/{main}":
        raise SapatError(
            Words(
                "{path} «{main}» негизги бутагында гана чыгарылат",
                "{path} создаётся только на основной ветке «{main}»",
                "{path} is made on the main line {main!r} only",
            ),
            do=Words(
                "бул бутакта ал керек эмес; кошулгандан кийин: git switch {main}; sapat changelog --commit",
                "в этой ветке он не нужен; после слияния: git switch {main}; sapat changelog --commit",
                "this branch needs none; once it is merged: git switch {main}; sapat changelog --commit",
            ),
            path=PATH,
            main=main,
        )
