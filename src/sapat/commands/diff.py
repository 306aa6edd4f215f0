"""`sapat diff`: what changed between two versions of a document."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from sapat.commands.context import Context
from sapat.commands.options import at_revision, slug_asked
from sapat.model.errors import SapatError
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words, pick
from sapat.publish.convert import Converter
from sapat.publish.converted import Converted
from sapat.publish.difference_file import difference_file
from sapat.publish.differences import made_redline, words
from sapat.publish.plan import Edition, Plan
from sapat.publish.redline import Redline
from sapat.publish.redline_text import difference_text
from sapat.publish.standalone import PICTURES
from sapat.read.frontmatter import cut, decode
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.write.conversions import conversions_of

WORK = "work"
_WORKING = Words("иштеги текст", "рабочий текст", "working text")
_WRITTEN = Words("Айырма жазылды: {path}", "Различия записаны: {path}", "The difference was written to {path}")


@click.command()
@click.argument("code")
@click.argument("old")
@click.argument("new")
@click.option("--html", "target", type=click.Path(path_type=Path), default=None, help="Write one HTML file instead.")
@at_revision
@click.pass_obj
def command(context: Context, code: str, old: str, new: str, target: Path | None, revision: str | None) -> int:
    """What changed from OLD to NEW: versions such as 1.0, or `work` for the working text."""
    repository = context.repository()
    reading = context.read(repository, revision)
    at = reading.snapshot
    slug = slug_asked(at, code)
    plan = Plan(at, context.lang(reading), draft=WORK in (old, new))
    before, after, made, names = compared(repository, plan, slug, code, (old, new), revision)
    source = repository.source(revision)
    if target is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(_told(plan, slug, before, after, made, names, colour=colour), nl=False, color=colour)
        return 0
    pictures = _pictures(source, plan, (before, after))
    _write(target, difference_file(plan, slug, before, after, made, pictures, names))
    click.echo(_WRITTEN.say(plan.lang, {"path": target}))
    return 0


def compared(
    repository: Repository, plan: Plan, slug: str, code: str, asked: tuple[str, str], revision: str | None
) -> tuple[Edition, Edition, Redline, tuple[str, str]]:
    """Both texts, their redline, and what the texts are called. Raises SapatError for a text that is not there."""
    before, after = (_text(plan, slug, code, one) for one in asked)
    source = repository.source(revision)
    made = made_redline(plan, before, after, _converted(repository, source, plan.at, (before, after)))
    return before, after, made, (_name(plan, asked[0]), _name(plan, asked[1]))


def _text(plan: Plan, slug: str, code: str, told: str) -> Edition:
    """The version a person named. Raises SapatError with those that can be compared."""
    at = plan.at
    known = {str(one.version): one for one in at.versions(slug) if one.copy}
    if told in known:
        return plan.text_of(slug, known[told])
    doc = at.by_slug.get(slug)
    if told == WORK and doc is not None:
        return plan.working_text(doc)
    raise SapatError(
        Words(
            "{code} документинин {version} тексти жок",
            "у документа {code} нет текста {version}",
            "{code} has no text {version}",
        ),
        do=Words("салыштырса болот: {known}", "сравнить можно: {known}", "these can be compared: {known}"),
        code=code,
        version=told,
        known=", ".join([*known, *([WORK] if doc is not None else [])]),
    )


def _name(plan: Plan, told: str) -> str:
    return _WORKING.say(plan.lang) if told == WORK else told


def _converted(
    repository: Repository, source: Source, at: Snapshot, editions: tuple[Edition, ...]
) -> dict[str, Converted]:
    """The texts of both versions as HTML, from what the site keeps of them, else converted now."""
    paths = {part.path: at.facts[part.path].sha256 for one in editions for part in one.parts if part.path in at.facts}
    kept = conversions_of(repository.git)
    known = kept.get(paths.values())
    converter = Converter()
    missing = [at.files[path] for path, digest in paths.items() if digest not in known]
    for file, data in source.read(missing):
        known[paths[file.path]] = converter.convert(cut(decode(data).text).body)
        kept.put(paths[file.path], known[paths[file.path]])
    kept.save()
    return {path: known[digest] for path, digest in paths.items()}


def _pictures(source: Source, plan: Plan, editions: tuple[Edition, ...]) -> dict[str, bytes]:
    """The bytes of the pictures of both versions, by the address they have in the redline."""
    found = (plan.picture(path) for one in editions for path in one.files.values())
    urls = {one.path: one.url for one in found if one is not None and one.url.endswith(tuple(PICTURES))}
    return {urls[file.path]: data for file, data in source.read([plan.at.files[path] for path in urls])}


def _told(
    plan: Plan, slug: str, old: Edition, new: Edition, made: Redline, names: tuple[str, str], *, colour: bool
) -> str:
    title = new.front.get("title")
    named = pick(title, plan.lang) if isinstance(title, dict) else slug
    head = f"{new.front.get('code', slug)} {named}: {words(plan.lang, 'title', old=names[0], new=names[1])}"
    return difference_text(plan, old, new, made, head, colour=colour)


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SapatError(
            Words("{path} жазылган жок: {error}", "{path} не записан: {error}", "{path} was not written: {error}"),
            do=Words("башка жерди атаңыз", "назовите другое место", "name another place"),
            path=target,
            error=error.strerror or str(error),
        ) from None
