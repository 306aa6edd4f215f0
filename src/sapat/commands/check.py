"""`sapat check`: every finding of the rules, for all that stands here or for what a range of commits brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import click

from sapat.commands.context import Context
from sapat.commands.ranged import ranged
from sapat.model.errors import SapatError
from sapat.model.findings import Verdict
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.load import Reading
from sapat.read.locate import Locator
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.report.changelog import changelog
from sapat.report.checks import FORMATS
from sapat.rules.judge import IDLE, judge
from sapat.rules.mainline import CHANGELOG
from sapat.rules.narrow import narrowed
from sapat.rules.table import RULES

MARKDOWN: Final = "markdown"  # the comment of a pull request: it needs both trees, the other formats only the verdict
_CLONE: Final = Words(
    "Клондо {commits} коммит бар; ал {whole}.",
    "В клоне коммитов: {commits}; он {whole}.",
    "The clone has {commits} commits and is {whole}.",
)
_WHOLE: Final = Words("толук", "полный", "whole")
_UNSHALLOW: Final = Words(
    "калганын алыңыз: git fetch --unshallow",
    "получите остальное: git fetch --unshallow",
    "fetch the rest: git fetch --unshallow",
)
_NAME: Final = Words(
    "коммитти атаңыз, мисалы origin/main", "назовите коммит, например origin/main", "name a commit, such as origin/main"
)
_SHALLOW: Final = Words("тайыз (shallow)", "неполный (shallow)", "shallow")


@click.command()
@click.option(
    "--rule", "prefixes", multiple=True, metavar="PREFIX", help="Only rules whose ids begin so; may be repeated."
)
@click.option("--base", metavar="REV", default=None, help="Only what has come since the merge base with REV.")
@click.option("--history", is_flag=True, help="Also: facts stayed as they were on the main line.")
@click.option("--format", "form", type=click.Choice(sorted([*FORMATS, MARKDOWN])), default="text", show_default=True)
@click.pass_obj
def command(context: Context, prefixes: tuple[str, ...], base: str | None, history: bool, form: str) -> int:
    """Check the documents and registers; exit 1 when there is an error finding."""
    for prefix in prefixes:
        if not any(rule.id.startswith(prefix) for rule in RULES):
            raise SapatError(
                Words(
                    "«{prefix}» деп башталган эреже жок", "правил на «{prefix}» нет", "no rule begins with {prefix!r}"
                ),
                do=Words(
                    "мындай жазыңыз: --rule SAP4 же --rule SAP401",
                    "напишите так: --rule SAP4 или --rule SAP401",
                    "write it like --rule SAP4 or --rule SAP401",
                ),
                prefix=prefix,
            )
    repository = context.repository()
    reading = context.read(repository)
    source = repository.source()
    at = noted(repository, source, reading.snapshot)
    if history:
        at = _with_history(context, repository.need_git(), replace(reading, snapshot=at))
    if base is not None:
        before = _base(context, repository, at, base)
        at = ranged(repository.need_git(), at, before, reading.schemas)
    verdict, outside = judged(at, prefixes)
    locator = Locator(source, at)
    waived = tuple((locator.placed((one,))[0], waiver) for one, waiver in verdict.waived)
    verdict = replace(verdict, findings=locator.placed(verdict.findings), waived=waived)
    lang = context.lang(reading)
    if form == MARKDOWN:
        from sapat.commands.comment import told

        click.echo(told(repository, source, at, verdict, lang, outside), nl=False)
    else:
        click.echo(FORMATS[form](verdict, lang, at.today, locator.line, outside), nl=False)
    return 1 if verdict.failed else 0


def judged(at: Snapshot, prefixes: Sequence[str]) -> tuple[Verdict, int]:
    """The verdict, and how many findings of it a range does not answer for."""
    verdict = judge(at, RULES, prefixes)
    if at.base is None or not verdict.findings:
        return verdict, 0
    told = {one.rule for one in verdict.findings}
    # only what was found can have been there before; an idle rule is told under the engine's own id
    asked = prefixes if IDLE in told else sorted(told)
    return narrowed(at, verdict, judge(at.base, RULES, asked))


def noted(repository: Repository, source: Source, at: Snapshot) -> Snapshot:
    """The snapshot with what is noted about the clone, and whether CHANGELOG.md is what it should be."""
    found = [*at.origin.notes]
    if repository.git is not None:
        from sapat.read.fitness import notes

        found += notes(repository.git, source, at)
    file = at.files.get(CHANGELOG)
    if file and [data for _, data in source.read([file])] != [changelog(at).encode()]:
        found.append(("changelog", CHANGELOG))
    return replace(at, origin=replace(at.origin, notes=tuple(found)))


def _with_history(context: Context, git: Git, reading: Reading) -> Snapshot:
    """The snapshot with what the main line did; says how much history there is to see."""
    from sapat.read.mainline import length, mainline

    at, lang = reading.snapshot, context.lang(reading)
    whole = _SHALLOW if at.origin.shallow else _WHOLE
    context.tell(_CLONE.say(lang, {"commits": length(git), "whole": whole}))
    return replace(at, history=mainline(git, at, reading.schemas))


def _base(context: Context, repository: Repository, at: Snapshot, revision: str) -> Snapshot:
    """The tree of the merge base, read by the same reader. Raises SapatError where there is none."""
    git = repository.need_git()
    cure = _UNSHALLOW if at.origin.shallow else _NAME
    try:
        other, head = git.commit(revision), git.commit("HEAD")
    except SapatError as error:
        raise SapatError(error.what, do=cure, **error.told) from None
    done = git.attempt("merge-base", other, head)
    found = done.stdout.decode().strip()
    if not found:
        raise SapatError(
            Words(
                "{revision} менен HEAD бул жерде жалпы түпкү коммитке ээ эмес",
                "у {revision} и HEAD здесь нет общего предка",
                "{revision} and HEAD have no merge base here",
            ),
            do=cure,
            revision=revision,
        )
    return replace(context.read(repository, found).snapshot, today=at.today)
