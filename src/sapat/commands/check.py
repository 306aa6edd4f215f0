"""`sapat check`: every finding of the rules, for all that stands here or for what a range of commits brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import click

from sapat.commands.context import Context
from sapat.commands.ranged import ranged
from sapat.commands.renewal import Answer, Run, answered, keep_whole
from sapat.model import site_settings
from sapat.model.errors import SapatError
from sapat.model.files import File
from sapat.model.findings import Verdict
from sapat.model.mainline import Mainline
from sapat.model.reach import TooFar
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.collector import paused
from sapat.read.git import Git
from sapat.read.load import Laws, Reading, load
from sapat.read.locate import Locator
from sapat.read.mainline import pushed
from sapat.read.repository import Repository, clock
from sapat.read.settings import NAME, read_settings
from sapat.read.source import Commit, Source
from sapat.report.changelog import changelog
from sapat.report.checks import FORMATS
from sapat.rules import loosening
from sapat.rules.judge import IDLE, Examination, asked, concluded, examine, judge
from sapat.rules.mainline import CHANGELOG
from sapat.rules.narrow import narrowed, same
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
_COMMIT: Final = Words(
    "коммитти атаңыз, мисалы origin/main", "назовите коммит, например origin/main", "name a commit, such as origin/main"
)
_SHALLOW: Final = Words("тайыз (shallow)", "неполный (shallow)", "shallow")


@click.command()
@click.option(
    "--rule", "prefixes", multiple=True, metavar="PREFIX", help="Only rules whose ids begin so; may be repeated."
)
@click.option("--base", metavar="REV", default=None, help="Only what has come since the merge base with REV.")
@click.option("--proposed", metavar="REV", default=None, help="With --base: what the settings of REV loosen, too.")
@click.option("--history", is_flag=True, help="Also: facts stayed as they were on the main line.")
@click.option("--format", "form", type=click.Choice(sorted([*FORMATS, MARKDOWN])), default="text", show_default=True)
@click.pass_obj
def command(
    context: Context, prefixes: tuple[str, ...], base: str | None, proposed: str | None, history: bool, form: str
) -> int:
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
    source = repository.source()
    range_ = merge_base(repository.need_git(), base, source) if base is not None else None
    found = None
    if repository.git is not None and not history and form != MARKDOWN:  # a comment tells who cites what changed
        run = run_of(repository.git, repository, source, range_)
        found = answered(repository.git, source, range_, context.today, prefixes, run)
    found = found or _whole(context, repository, source, range_, prefixes, history)
    unusable = ""
    if proposed is not None and range_ is not None:
        try:
            found = _loosened_by(repository, found, range_, proposed)
        except SapatError as error:  # what is wrong with the documents is told all the same
            unusable = error.say(context.lang())
    context.own_lang = found.at.settings.languages[0]
    if found.trouble:
        context.tell_index(found.trouble)
    lang = context.lang()
    if form == MARKDOWN:
        from sapat.commands.comment import told

        click.echo(told(repository, source, found.at, found.verdict, lang, found.outside), nl=False)
    else:
        line = found.locator.line
        click.echo(FORMATS[form](found.verdict, lang, found.at.today, line, found.outside), nl=False)
    if unusable:
        context.tell(unusable)
    return 1 if found.verdict.failed or unusable else 0


def run_of(git: Git, repository: Repository, source: Source, base: Source | None) -> Run:
    """A check by what was kept: of a range, the commits are walked before anything is read."""
    noted_ = partial(noted_in_part, repository)
    if base is None:
        return Run(noted_)
    begin, tip = base.origin().commit, source.origin().commit

    def walked(ruled: Laws) -> Mainline | None:
        return pushed(git, begin, tip, ruled.settings.history_since, ruled.schemas) if tip else None

    return Run(noted_, walked, lambda at, then, ruled: ranged(git, at, then, ruled.schemas))


def _loosened_by(repository: Repository, found: Answer, base: Source, proposed: str) -> Answer:
    """The answer with what the settings and mkdocs.yml of a commit loosen that are not those it was judged by.

    Of that commit only these two are read, as text: where a workflow leaves them out, its comment still tells of them.
    """
    git = repository.need_git()
    source = Commit(git, proposed)
    if source.since(base.origin().commit, NAME, site_settings.NAME) == {}:
        return found
    files = {file.path: file for file in source.listing()}
    then = {file.path: file for file in base.listing()}

    def read(of: Source, path: str, held: Mapping[str, File]) -> bytes:
        return next(data for _, data in of.read([held[path]]))

    settings = read_settings(read(source, NAME, files)) if NAME in files else found.at.settings
    former = replace(
        found.at,
        base=None,
        settings=read_settings(read(base, NAME, then)),
        files=then,
        held=lambda path: read(base, path, then),
    )
    at = replace(former, settings=settings, files=files, held=lambda path: read(source, path, files), base=former)
    told = Locator(source, at).placed(examine(at, loosening.RULES).found)
    known = {same(one) for one in found.verdict.findings}
    fresh = (*found.verdict.findings, *(one for one in told if same(one) not in known))
    return replace(found, verdict=replace(found.verdict, findings=tuple(sorted(fresh, key=lambda one: one.order))))


@paused()
def _whole(
    context: Context,
    repository: Repository,
    source: Source,
    base: Source | None,
    prefixes: tuple[str, ...],
    history: bool,
) -> Answer:
    """The verdict from all that stands there, kept for the next run."""
    now = clock()
    reading = load(source, repository.git, today=context.today, now=now)
    at = noted(repository, source, reading.snapshot)
    if history:
        at = _with_history(context, repository.need_git(), replace(reading, snapshot=at))
    if base is not None:
        before = replace(load(base, repository.git, now=now).snapshot, today=at.today)
        at = ranged(repository.need_git(), at, before, reading.schemas)
    told = examine(at, asked(RULES, prefixes))
    verdict, outside = judged(at, prefixes, told)
    locator = Locator(source, at)
    waived = tuple((locator.placed((one,))[0], waiver) for one, waiver in verdict.waived)
    verdict = replace(verdict, findings=locator.placed(verdict.findings), waived=waived)
    if repository.git is not None:
        keep_whole(repository.git, source, at, None if prefixes else told, locator)
    return Answer(verdict, outside, at, locator, reading.trouble)


def judged(at: Snapshot, prefixes: Sequence[str], told: Examination) -> tuple[Verdict, int]:
    """The verdict, and how many findings of it a range does not answer for."""
    verdict = concluded(at, told, len(at.documents))
    if at.base is None or not verdict.findings:
        return verdict, 0
    rules = {one.rule for one in verdict.findings}
    # only what was found can have been there before; an idle rule is told under the engine's own id
    former = judge(at.base, RULES, prefixes if IDLE in rules else sorted(rules))
    return narrowed(at, verdict, former)


def noted(repository: Repository, source: Source, at: Snapshot) -> Snapshot:
    """The snapshot with what is noted about the clone, and whether CHANGELOG.md is what it should be."""
    file = at.files.get(CHANGELOG)
    stale = file is not None and [data for _, data in source.read([file])] != [changelog(at).encode()]
    return with_notes(repository, source, at, stale=stale)


def noted_in_part(repository: Repository, source: Source, at: Snapshot, stale: bool | None) -> Snapshot:
    """The same of a part of the tree, from which CHANGELOG.md cannot be made: only the main line asks whether it is *stale*."""
    made = with_notes(repository, source, at, stale=stale is True)
    if stale is None and ("main", at.settings.main) in made.origin.notes:
        raise TooFar
    return made


def with_notes(repository: Repository, source: Source, at: Snapshot, *, stale: bool = False) -> Snapshot:
    """The snapshot with what is noted about the clone."""
    found = [*at.origin.notes]
    if repository.git is not None:
        from sapat.read.fitness import notes

        found += notes(repository.git, source, at)
    if stale:
        found.append(("changelog", CHANGELOG))
    return replace(at, origin=replace(at.origin, notes=tuple(found)))


def _with_history(context: Context, git: Git, reading: Reading) -> Snapshot:
    """The snapshot with what the main line did; says how much history there is to see."""
    from sapat.read.mainline import length, mainline

    at, lang = reading.snapshot, context.lang(reading)
    whole = _SHALLOW if at.origin.shallow else _WHOLE
    context.tell(_CLONE.say(lang, {"commits": length(git), "whole": whole}))
    return replace(at, history=mainline(git, at, reading.schemas))


def merge_base(git: Git, revision: str, source: Source) -> Commit:
    """The merge base of a revision and HEAD. Raises SapatError where there is none."""
    cure = _UNSHALLOW if source.origin().shallow else _COMMIT
    try:
        other, head = git.commit(revision), source.origin().commit or git.commit("HEAD")
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
    return Commit(git, found, known=True)
