"""`sapat copies`: numbered copies on paper, from the day they are handed out to the day they come back (R42, R45)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from sapat.commands.amend import addendum_plan
from sapat.commands.context import Context
from sapat.commands.copies_words import SAID, refused
from sapat.commands.day import DAY
from sapat.commands.options import form_option, show_table, slug_asked
from sapat.commands.renditions import Made, Renditions, set_all
from sapat.commands.targets import Target
from sapat.commands.writing import NEXT, Asked, Plan, desk, writing
from sapat.model.copies import OUT, REGISTER, Copy, copies, recalls
from sapat.model.records import Dossier
from sapat.model.rows import kept_editions
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, standing
from sapat.publish.plan import Plan as Pages
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.render.rendition import Rendition
from sapat.report.copies import as_json, as_table
from sapat.report.facts_text import emit
from sapat.write.pack import PackFile
from sapat.write.sandbox import local_executor, need_packages

_CLOSED: Final = ("returned", "destroyed", "lost")
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="Folder of the ZIP (default: build/pdf)."
)


@click.group()
def command() -> None:
    """Numbered copies: issue them, print them again, take them back, list them."""


@command.command("issue")
@click.argument("code")
@click.option("--to", "units", multiple=True, required=True, metavar="UNIT", help="Who gets one; again for each copy.")
@click.option("--version", "version", default=None, metavar="E.N", help="Default: the version in force.")
@click.option("--issued", type=DAY, default=None, help="The day they are handed out (default: today).")
@_OUTPUT
@writing
@click.pass_obj
def issue(
    context: Context,
    /,
    code: str,
    units: tuple[str, ...],
    version: str | None,
    issued: Any,
    output: Path | None,
    asked: Asked,
) -> int:
    """Give copies of CODE their numbers, print them stamped, open their rows in the register."""
    need_packages()
    with desk(context, asked) as at_desk:
        at, slug = at_desk.at, at_desk.slug(code)
        for unit in units:
            if unit not in at.entries("units"):
                raise refused("no_unit", "units", unit=unit, known=", ".join(sorted(at.entries("units"))))
        record = _record(at, slug, version)
        first = max((one.number for one in copies(at).get(slug, ())), default=0) + 1
        given = list(enumerate(units, first))
        target = _zip(at_desk.repository, output, slug, record, [number for number, _ in given])
        made = _printed(at_desk.repository, at_desk.source, at, slug, record, given)
        plan = Plan(f"{code_on(at, slug)} {record.version}: copies {_span([number for number, _ in given])}")
        for (number, unit), one in zip(given, made, strict=True):
            fact = {
                "schema": "distribution/1",
                "document": code_on(at, slug),
                "version": str(record.version),
                "number": number,
                "holder": unit,
                "issued": (issued or at.today).isoformat(),
                "state": OUT,
                "sha256": one.outcome.sha256,
                "by": at_desk.by(),
            }
            plan.write(f"registers/{REGISTER}/{slug}-{number}.yaml", emit(fact))
        plan.say(SAID["issued"], code=code_on(at, slug), version=record.version, numbers=_span([n for n, _ in given]))
        for recall in recalls(at, slug):
            numbers = " ".join(str(copy.number) for copy in recall.copies)
            plan.say(NEXT, what=SAID["recall"].say(at_desk.lang, {"code": code_on(at, slug), "numbers": numbers}))
        told = at_desk.carry_out(plan)
        if told == 0:
            _packed(target, at, slug, record, given, made)
            click.echo(str(target))
        return told


@command.command("print")
@click.argument("code")
@click.argument("numbers", nargs=-1, required=True, type=int)
@_OUTPUT
@click.pass_obj
def again(context: Context, /, code: str, numbers: tuple[int, ...], output: Path | None) -> int:
    """Print copies of CODE again under the numbers they have."""
    need_packages()
    repository = context.repository()
    at = context.read(repository).snapshot
    slug = slug_asked(at, code)
    wanted = [_named(at, slug, number) for number in numbers]
    for version in dict.fromkeys(one.version for one in wanted):
        record = _record(at, slug, version, closed=True)
        given = [(one.number, one.holder) for one in wanted if one.version == version]
        target = _zip(repository, output, slug, record, [number for number, _ in given])
        made = _printed(repository, repository.source(), at, slug, record, given)
        _packed(target, at, slug, record, given, made)
        click.echo(str(target))
    return 0


@command.command("return")
@click.argument("code")
@click.argument("numbers", nargs=-1, required=True, type=int)
@click.option("--state", type=click.Choice(_CLOSED), default="returned", help="What became of them.")
@click.option("--since", type=DAY, default=None, help="The day (default: today).")
@click.option("--why", default=None, metavar="TEXT", help="In words; asked for what is lost.")
@writing
@click.pass_obj
def back(
    context: Context, /, code: str, numbers: tuple[int, ...], state: str, since: Any, why: str | None, asked: Asked
) -> int:
    """Close copies of CODE: they came back, were destroyed, or are lost."""
    if state == "lost" and not why:
        raise click.UsageError("--state lost needs --why: what happened, and what was done")
    with desk(context, asked) as at_desk:
        at, slug = at_desk.at, at_desk.slug(code)
        day = (since or at.today).isoformat()
        told = f"{code_on(at, slug)}: copies {_span(numbers)} {state}"
        plan = Plan(told)
        for number in dict.fromkeys(numbers):
            one = _named(at, slug, number)
            if not one.is_out:
                known = at_desk.named(REGISTER, "state", one.state)
                raise refused("closed", "see", number=number, state=known, code=code_on(at, slug))
            given = {"kind": "event", "from": day, "set": {"state": state}, "why": why or told}
            made = addendum_plan(at_desk, Target(one.entry, ""), given)
            plan.files |= made.files
        plan.say(
            SAID["closed"],
            code=code_on(at, slug),
            numbers=_span(numbers),
            state=at_desk.named(REGISTER, "state", state),
        )
        return at_desk.carry_out(plan)


@command.command("list")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Those that came back too.")
@form_option("text", "json")
@click.pass_obj
def listed(context: Context, /, code: str | None, every: bool, form: str) -> int:
    """The copies that somebody holds, and which of them must come back."""
    at = context.read(context.repository()).snapshot
    asked = {slug_asked(at, code)} if code else set(copies(at))
    found = [one for slug, held in copies(at).items() if slug in asked for one in held if every or one.is_out]
    found.sort(key=lambda one: (one.slug, one.number))
    overdue = {copy.entry.id for slug in asked for one in recalls(at, slug) for copy in one.copies}
    lang = context.asked_lang or at.settings.languages[0]
    if form == "json":
        click.echo(as_json(found, overdue, at), nl=False)
    else:
        show_table(as_table(found, overdue, at, lang), form, lang)
    return 0


# which text, and its paper


def _record(at: Snapshot, slug: str, version: str | None, *, closed: bool = False) -> Dossier:
    """The version to be handed out: in force, kept for some, or soon in force; with *closed* any that was registered."""
    found = standing(at, slug)
    live = [found.in_force, *found.coming] if found else []
    known = {str(one.version): one for one in live if one is not None and one.copy}
    kept = {one.version for one in kept_editions(found)} if found else set()
    for one in at.versions(slug):
        if one.is_sealed and one.copy and (closed or str(one.version) in kept):
            known.setdefault(str(one.version), one)
    wanted = version or (str(found.in_force.version) if found and found.in_force else next(iter(known), ""))
    if wanted not in known:
        raise refused(
            "no_version",
            "known" if known else "see",
            code=code_on(at, slug),
            version=version or "",
            known=", ".join(known),
        )
    return known[wanted]


def _named(at: Snapshot, slug: str, number: int) -> Copy:
    found = next((one for one in copies(at).get(slug, ()) if one.number == number), None)
    if found is None:
        raise refused("no_copy", "see", number=number, code=code_on(at, slug))
    return found


def _printed(
    repository: Repository, source: Source, at: Snapshot, slug: str, record: Dossier, given: Sequence[tuple[int, str]]
) -> list[Made]:
    """The stamped papers, one for each copy. Raises SapatError when one cannot be made."""
    plain = Renditions(at).registered(slug, record)
    wanted: list[Rendition] = [replace(plain, copy=(number, _holder(plain.plan, unit))) for number, unit in given]
    with local_executor() as executor:
        made = set_all(repository, source, wanted, executor)
    if any(one.refused for one in made):
        raise refused("no_paper", "paper", code=record.code, version=record.version)
    return made


def _holder(plan: Pages, unit: str) -> str:
    return plan.title("units", unit)


def _zip(repository: Repository, output: Path | None, slug: str, record: Dossier, numbers: Sequence[int]) -> Path:
    """Where the papers go. Raises SapatError where something stands there."""
    folder = output or (Path("pdf") if repository.bare else repository.root / "build" / "pdf")
    target = folder / f"{slug}_v{record.version}_copies-{_span(numbers)}.zip"
    if target.exists():
        raise refused("there", "elsewhere", target=target)
    folder.mkdir(parents=True, exist_ok=True)
    return target


def _packed(
    target: Path, at: Snapshot, slug: str, record: Dossier, given: Sequence[tuple[int, str]], made: Sequence[Made]
) -> None:
    """The papers with a manifest that says who gets which."""
    rows = []
    with PackFile(target) as pack:
        for (number, unit), one in zip(given, made, strict=True):
            name = f"{slug}_v{record.version}_copy-{number:03d}.pdf"
            pack.put(name, one.outcome.pdf)
            title = one.rendition.plan.title("units", unit)
            rows.append({"number": number, "holder": unit, "title": title, "path": name})
        told = {"document": code_on(at, slug), "version": str(record.version), "text": made[0].rendition.digest}
        pack.finish({"schema": "copies/1", **told, "copies": rows})


def _span(numbers: Sequence[int]) -> str:
    """Numbers in a row as a span."""
    ordered = sorted(set(numbers))
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}-{ordered[-1]}"
    return ",".join(map(str, ordered))
