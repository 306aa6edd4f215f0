"""`sapat build`: the site of what is in force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import monotonic

import click

from sapat.commands.context import Context
from sapat.commands.publication import Publication, Refusal, publication
from sapat.model.findings import Verdict
from sapat.model.words import Words
from sapat.read.locate import Locator
from sapat.read.repository import Repository
from sapat.report.checks import as_text
from sapat.rules.judge import judge
from sapat.rules.table import RULES
from sapat.write.site import build, guard, stage

_STOPPED = Words(
    "Сайт түзүлгөн жок: жарыяланчу документтерде төмөнкү каталар бар.",
    "Сайт не построен: в публикуемых документах есть ошибки.",
    "The site was not built: what would be published has these errors.",
)
_PAPERS = Words(
    "Сайт түзүлдү, бирок PDF файлдарында төмөнкүлөр бар:",
    "Сайт построен, но с PDF не всё в порядке:",
    "The site is built, but its PDFs have these findings:",
)
_DONE = Words(
    "Сайт даяр: {where}\n"
    "Күчүндө: {in_force}. Долбоор: {drafts}. Табылга: {findings}. Барак: {pages}. Күнү: {today}. Секунд: {seconds}.",
    "Сайт готов: {where}\n"
    "Действует: {in_force}. Проектов: {drafts}. Находок: {findings}. Страниц: {pages}. День: {today}. Секунд: {seconds}.",
    "The site is ready: {where}\n"
    "In force: {in_force}. Drafts: {drafts}. Findings: {findings}. Pages: {pages}. Day: {today}. Seconds: {seconds}.",
)


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="Folder of the site (default: site)."
)
@click.option("--at", "revision", metavar="REV", default=None, help="The commit to read (default: HEAD).")
@click.option("--draft", is_flag=True, help="Preview the work tree, under a mark that cannot be missed.")
@click.option(
    "--stage",
    "staging",
    type=click.Path(path_type=Path),
    default=None,
    help="Write the pages as files for another generator.",
)
@click.pass_obj
def command(context: Context, output: Path | None, revision: str | None, draft: bool, staging: Path | None) -> int:
    """Build the site of what is in force, from one commit; exit 1 when that may not be published."""
    if draft and revision:
        raise click.UsageError("--draft shows the work tree; --at shows a commit")
    began = monotonic()
    repository = context.repository()
    target = staging or output or (Path("site") if repository.bare else repository.root / "site")
    if staging is None:
        guard(target)
    made = publication(repository, revision=revision or "HEAD", today=context.today, draft=draft)
    if isinstance(made, Refusal):
        _refuse(context, repository, made, revision or "HEAD")
        return 1
    if staging is not None:
        stage(made.pages, made.files, staging)
    else:
        source = repository.source(None if draft or repository.git is None else revision or "HEAD")
        build(made, source, target.resolve())
    _tell_papers(context, repository, made, revision)
    figures = _figures(made, target) | {"seconds": f"{monotonic() - began:.1f}"}
    click.echo(_DONE.say(context.asked_lang or made.plan.lang, figures))
    return 0


def _refuse(context: Context, repository: Repository, made: Refusal, revision: str) -> None:
    reading = repository.load(revision if repository.git else None, today=context.today)
    lang = context.lang(reading)
    locator = Locator(repository.source(revision if repository.git else None), reading.snapshot)
    verdict = Verdict(made.findings, {}, (), len(reading.snapshot.documents))
    verdict = replace(verdict, findings=locator.placed(verdict.findings))
    context.tell(_STOPPED.say(lang))
    click.echo(as_text(verdict, lang, reading.snapshot.today, locator.line), nl=False)


def _tell_papers(context: Context, repository: Repository, made: Publication, revision: str | None) -> None:
    """What the PDFs do not show, with place and cure: the site stands all the same, reading is never blocked."""
    if not made.unprinted.findings:
        return
    lang = context.asked_lang or made.plan.lang
    source = repository.source((revision or "HEAD") if repository.git else None)
    context.tell(_PAPERS.say(lang))
    context.tell(as_text(made.unprinted, lang, made.plan.at.today, Locator(source, made.plan.at).line).rstrip("\n"))


def _figures(made: Publication, target: Path) -> dict[str, object]:
    status = [row.standing.status.value for row in made.plan.rows]
    return {
        "where": (target / "index.html").resolve() if (target / "index.html").exists() else target.resolve(),
        "in_force": sum(one in ("in-force", "revision") for one in status),
        "drafts": sum(one in ("draft", "review", "agreement") for one in status),
        "findings": len(judge(made.plan.at, RULES).findings),
        "pages": len(made.pages),
        "today": made.plan.at.today.isoformat(),
    }
