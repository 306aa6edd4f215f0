"""`sapat paper`: the papers beside the documents, made from the same facts (R47, R84, R94)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from sapat.commands.context import Context
from sapat.commands.copies_words import refused
from sapat.commands.diff import WORK
from sapat.commands.fields import from_file
from sapat.commands.options import at_revision, slug_asked
from sapat.commands.renditions import Renditions, set_all
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.routing import text_of_open
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, open_record, standing
from sapat.model.words import Words, pick
from sapat.publish.plan import Edition, Plan
from sapat.read.csv_rows import csv_rows
from sapat.read.repository import Repository
from sapat.render.papers import Case, Sheet, extract, order, resolution
from sapat.render.papers_tables import (
    RISK,
    council_list,
    distribution_sheet,
    lone_sheet,
    redline_paper,
    register_paper,
    risk_plan,
)
from sapat.write.pack import PackFile
from sapat.write.renditions import write_pdf
from sapat.write.sandbox import local_executor, need_packages, press_job

_Command = TypeVar("_Command", bound=Callable[..., Any])
_REFUSED: Final = Words("{name} кагазга чыкпады: {why}", "{name} не печатается: {why}", "{name} cannot be set: {why}")
_NO_ACT: Final = Words(
    "«{told}» деген акт да, документ да жок",
    "нет ни акта, ни документа «{told}»",
    "{told!r} is neither an act nor a document",
)
_NO_TEXT: Final = Words("{code}: тексти жок", "{code}: нет текста", "{code} has no text")
_SEE: Final = Words(
    "караңыз: sapat register acts, sapat list",
    "посмотрите: sapat register acts, sapat list",
    "see: sapat register acts, sapat list",
)


@click.group()
def command() -> None:
    """Resolutions, orders, sheets, plans, the register and redlines on paper."""


def _options(made: _Command) -> _Command:
    folder = click.option(
        "-o", "--output", type=click.Path(path_type=Path), default=None, help="Folder (default: build/pdf)."
    )
    return at_revision(folder(made))


_FROM = click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True),
    default=None,
    help="What the registers do not know: YAML or JSON.",
)


@dataclass(frozen=True, slots=True)
class _Table:
    """What every kind starts from: a repository read, and where its papers go."""

    context: Context
    repository: Repository
    at: Snapshot
    plan: Plan
    revision: str | None
    folder: Path

    def print(self, sheet: Sheet) -> int:
        """Set a paper and write it. Raises SapatError when it cannot be set."""
        data = self.set(sheet)
        path = self.folder / f"{sheet.name}.pdf"
        write_pdf(path, data)
        click.echo(str(path))
        return 0

    def set(self, sheet: Sheet) -> bytes:
        with local_executor(1) as executor:
            made = executor.submit(press_job, sheet.job()).result()
        if not made.pdf:
            why = next((line for line in made.trouble.splitlines() if line.strip()), "")
            raise SapatError(_REFUSED, do="sapat check", name=sheet.name, why=why)
        return made.pdf

    def case(self, slug: str, version: str | None = None) -> Case:
        """The version asked for, else the open one, else the one in force. Raises SapatError when there is none."""
        at = self.at
        versions = {str(one.version): one for one in at.versions(slug)}
        found = standing(at, slug)
        record = (
            versions.get(version) if version else open_record(at.versions(slug)) or (found.in_force if found else None)
        )
        if record is None:
            raise SapatError(_NO_TEXT, do=_SEE, code=code_on(at, slug))
        return self._case(slug, record)

    def _case(self, slug: str, record: Dossier) -> Case:
        front = record.front or (self.at.by_slug[slug].front if slug in self.at.by_slug else {})
        told = front.get("title")
        code = record.code or code_on(self.at, slug)
        return Case(slug, code, pick(told, self.plan.lang) if isinstance(told, Mapping) else code, record)

    def named(self, told: Sequence[str]) -> tuple[Entry | None, list[Case]]:
        """An act with the versions that rest on it, or the documents named: their acts are still to come."""
        act, item = told[0].partition("#")[::2]
        entry = self.at.entries("acts").get(act)
        if entry is None:
            known = [one for one in told if (one if one in self.at.slugs else self.at.slug(one)) not in self.at.slugs]
            if known:
                raise SapatError(_NO_ACT, do=_SEE, told=known[0])
            return None, [self.case(slug_asked(self.at, one)) for one in told]
        kind = entry.text("kind")
        found = [
            (one.reference(kind)[1], slug, one)
            for slug, versions in self.at.dossiers.items()
            for one in versions
            if one.reference(kind)[0] == act and item in ("", one.reference(kind)[1])
        ]
        return entry, [self._case(slug, one) for _, slug, one in sorted(found, key=lambda one: (one[0], one[1]))]

    def text(self, one: Case) -> tuple[Edition, str]:
        """The text of a case, and its digest."""
        if one.record.seal and one.record.copy:
            return self.plan.text_of(one.slug, one.record), one.record.seal.text_of("text")
        doc = self.at.by_slug.get(one.slug)
        if doc is None:
            raise SapatError(_NO_TEXT, do=_SEE, code=one.code)
        return self.plan.working_text(doc), text_of_open(self.at, one.slug, one.record)


def _table(context: Context, revision: str | None, output: Path | None) -> _Table:
    need_packages()
    repository = context.repository()
    reading = context.read(repository, revision)
    folder = output or (Path("pdf") if repository.bare else repository.root / "build" / "pdf")
    at = reading.snapshot
    return _Table(context, repository, at, Plan(at, context.lang(reading)), revision, folder)


def _act_paper(
    make: Callable[..., Sheet],
    name: str,
    context: Context,
    told: tuple[str, ...],
    file: Path | None,
    revision: str | None,
    output: Path | None,
) -> int:
    desk = _table(context, revision, output)
    act, cases = desk.named(told)
    known = from_file(file)
    own = f"{name}_{act.id}" if act else f"{name}_{cases[0].slug}"
    return desk.print(make(desk.plan, act, cases, known, own))


@command.command("resolution")
@click.argument("told", nargs=-1, required=True, metavar="ACT|CODE...")
@_FROM
@_options
@click.pass_obj
def resolution_(
    context: Context, told: tuple[str, ...], file: Path | None, revision: str | None, output: Path | None
) -> int:
    """The council's resolution: of an act of the register, or for CODEs put before it, with blanks."""
    return _act_paper(resolution, "resolution", context, told, file, revision, output)


@command.command("order")
@click.argument("told", nargs=-1, required=True, metavar="ACT|CODE...")
@_FROM
@_options
@click.pass_obj
def order_(
    context: Context, told: tuple[str, ...], file: Path | None, revision: str | None, output: Path | None
) -> int:
    """The order that puts versions into force: of an act of the register, or for CODEs, with blanks."""
    return _act_paper(order, "order", context, told, file, revision, output)


@command.command("extract")
@click.argument("act")
@_FROM
@_options
@click.pass_obj
def extract_(context: Context, act: str, file: Path | None, revision: str | None, output: Path | None) -> int:
    """The extract from the minutes of a decision: ACT, or ACT#ITEM."""
    desk = _table(context, revision, output)
    entry, cases = desk.named((act,))
    if entry is None:
        raise SapatError(_NO_ACT, do=_SEE, told=act)
    return desk.print(extract(desk.plan, entry, cases, from_file(file), f"extract_{act.replace('#', '-')}"))


@command.command("risk-plan")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="A table: CSV with the columns group, risk, cause, effect, measures, responsible, term; or YAML, JSON.",
)
@click.option("--sign", "signing", multiple=True, metavar="ROLE", help="A signatory; again for each.")
@click.option("--name", default="risk-plan", help="Name of the file.")
@_options
@click.pass_obj
def risk_plan_(
    context: Context, file: Path, signing: tuple[str, ...], name: str, revision: str | None, output: Path | None
) -> int:
    """The risk plan with its seven columns and its signatories."""
    desk = _table(context, revision, output)
    told = _from_csv(file) if file.suffix.lower() == ".csv" else from_file(file)
    return desk.print(risk_plan(desk.plan, {**told, **({"signatories": signing} if signing else {})}, name))


def _from_csv(file: Path) -> dict[str, Any]:
    """The rows of each group together."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in csv_rows(file, ("group", *RISK)):
        groups.setdefault(row.pop("group"), []).append(row)
    return {"groups": [{"title": title, "risks": risks} for title, risks in groups.items()]}


@command.command("sheet")
@click.argument("kind", type=click.Choice(["agreement", "distribution", "familiarisation"]))
@click.argument("code")
@click.option(
    "--version", "version", default=None, metavar="E.N", help="Default: the open version, else the one in force."
)
@_options
@click.pass_obj
def sheet_(
    context: Context, kind: str, code: str, version: str | None, revision: str | None, output: Path | None
) -> int:
    """A sheet of one document alone."""
    desk = _table(context, revision, output)
    one = desk.case(slug_asked(desk.at, code), version)
    name = f"{one.slug}_v{one.record.version}_{kind}"
    if kind == "distribution":
        return desk.print(distribution_sheet(desk.plan, one, name))
    edition, digest = desk.text(one)
    return desk.print(lone_sheet(desk.plan, one, edition, digest, kind, name))


@command.command("register")
@_options
@click.pass_obj
def register_(context: Context, revision: str | None, output: Path | None) -> int:
    """The whole document register."""
    desk = _table(context, revision, output)
    return desk.print(register_paper(desk.plan, f"register_{desk.at.today.isoformat()}"))


@command.command("redline")
@click.argument("code")
@click.argument("old")
@click.argument("new")
@_options
@click.pass_obj
def redline_(context: Context, code: str, old: str, new: str, revision: str | None, output: Path | None) -> int:
    """What changed from OLD to NEW (versions, or `work`), with one page that sums it up."""
    from sapat.commands.diff import compared
    from sapat.render.redlined import on_paper

    desk = _table(context, revision, output)
    slug = slug_asked(desk.at, code)
    plan = Plan(desk.at, desk.plan.lang, draft=WORK in (old, new))
    before, after, made, names = compared(desk.repository, plan, slug, code, (old, new), revision)
    title = after.front.get("title")
    named = pick(title, plan.lang) if isinstance(title, Mapping) else slug
    sheet = redline_paper(
        plan,
        code_on(desk.at, slug),
        named,
        before,
        after,
        made,
        names,
        on_paper(made.html),
        f"{slug}_{old}-{new}_redline",
    )
    return desk.print(sheet)


@command.command("council")
@click.argument("told", nargs=-1, required=True, metavar="ACT|CODE...")
@_FROM
@_options
@click.pass_obj
def council_(
    context: Context, told: tuple[str, ...], file: Path | None, revision: str | None, output: Path | None
) -> int:
    """A package for a sitting: the list with one agreement sheet, the draft resolution, every text; a ZIP."""
    desk = _table(context, revision, output)
    act, cases = desk.named(told)
    texts = [desk.text(one) for one in cases]
    name = f"council_{act.id if act else cases[0].slug}"
    made = Renditions(desk.at)
    wanted = [
        made.registered(one.slug, one.record)
        if one.record.is_sealed
        else replace(made.of("draft", edition, one.record, digest), joint=True)
        for one, (edition, digest) in zip(cases, texts, strict=True)
    ]
    target = desk.folder / f"{name}.zip"
    if target.exists():  # it may be the package that was sent to the members
        raise refused("there", "elsewhere", target=target)
    with local_executor() as executor:
        papers = set_all(desk.repository, desk.repository.source(revision), wanted, executor)
    if failed := [one.rendition.code for one in papers if one.refused]:
        raise SapatError(_REFUSED, do=f"sapat pdf {failed[0]} --draft", name=failed[0], why="")
    listed = council_list(desk.plan, cases, [digest for _, digest in texts], name)
    first = {
        "00_list.pdf": desk.set(listed),
        "01_resolution.pdf": desk.set(resolution(desk.plan, act, cases, from_file(file), name)),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with PackFile(target) as pack:
        for path, data in first.items():
            pack.put(path, data)
        for number, one in enumerate(papers, 2):
            pack.put(f"{number:02d}_{one.file}", one.outcome.pdf)
        pack.finish({"schema": "council/1", "act": act.id if act else None, "documents": [one.code for one in cases]})
    click.echo(str(target))
    return 0
