"""What all writing verbs share: read, let the rules judge what would stand there, write whole or not at all, tell."""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, from_file
from sapat.commands.options import no_document
from sapat.commands.whole import need_whole
from sapat.model.codes import slug_of
from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.findings import Finding, Severity, Verdict
from sapat.model.names import value_name
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.load import Reading, load
from sapat.read.locate import Locator
from sapat.read.overlay import Overlay
from sapat.read.repository import Repository, clock
from sapat.read.schemas import Schemas
from sapat.read.source import Source
from sapat.report.checks import as_text
from sapat.rules.judge import judge
from sapat.rules.narrow import same
from sapat.rules.table import RULES
from sapat.write.drafts import Draft, keep
from sapat.write.files import CutOff, Writing, store_of
from sapat.write.locks import locked

Said = tuple[Words, Mapping[str, object]]
_Command = TypeVar("_Command", bound=Callable[..., Any])

_REFUSED: Final = Words(
    "Эч нерсе жазылган жок: мындан төмөнкү каталар чыкмак.",
    "Ничего не записано: появились бы эти ошибки.",
    "Nothing was written: it would bring these errors.",
)
_SAME: Final = Words("Өзгөргөн эч нерсе жок.", "Ничего не изменилось.", "Nothing changed.")
_WROTE: Final = Words("жазылды: {path}", "записан: {path}", "wrote {path}")
_REMOVED: Final = Words("алынды: {path}", "удалён: {path}", "removed {path}")
_COMMITTED: Final = Words("Коммит: {commit} «{message}»", "Коммит: {commit} «{message}»", "Commit {commit}: {message}")
_FINISHED: Final = Words(
    "үзүлүп калган мурунку буйрук аягына чыгарылды: {paths}",
    "доведена до конца прерванная прежняя команда: {paths}",
    "an earlier command that was cut off has been finished: {paths}",
)
_TAKEN_BACK: Final = Words(
    "үзүлүп калган мурунку буйрук артка кайтарылды, ал эч нерсе өзгөрткөн жок: {paths}",
    "прерванная прежняя команда отменена и ничего не изменила: {paths}",
    "an earlier command that was cut off has been taken back and changed nothing: {paths}",
)
_THE_SAME: Final = Words(
    "Бул ошол эле буйрук эле; экинчи жолу аткарылган жок.",
    "Это была та же команда; второй раз она не выполнялась.",
    "It was this very command; it was not carried out a second time.",
)
_INDEX_HELD: Final = Words(
    "коммит турат, бирок Git индексин жаңыртууга болбоду; кийинки sapat буйругу жаңыртат же азыр: git reset -q",
    "коммит сделан, но индекс Git обновить не удалось; его обновит следующая команда sapat или сейчас: git reset -q",
    "the commit stands, but the index of Git could not be updated; the next sapat verb does it, or now: git reset -q",
)
NEXT: Final = Words("Кийинки кадам: {what}", "Дальше: {what}", "Next: {what}")


# A fact is not refused because something else is late: a text long overdue for review is registered, then found overdue.
# Nor because root persons must still vouch for it (SAP749): their statement can only be written after it.
JUDGED: Final = tuple(rule for rule in RULES if not rule.id.startswith(("SAP4", "SAP749")))


@dataclass(frozen=True, slots=True)
class Asked:
    """The options every writing verb has."""

    file: Path | None
    by: str | None
    commit: bool
    message: str | None
    command: str = ""  # the same for the same words: a command that was cut off is known again by it

    @property
    def fields(self) -> Fields:
        return from_file(self.file)


def writing(command: _Command) -> _Command:
    """Add `--from FILE`, `--by`, `--commit` and `-m` to a verb; it gets them as `asked`."""

    def wrapped(*args: Any, **flags: Any) -> Any:
        same = _identity(flags)
        asked = Asked(flags.pop("from_path"), flags.pop("by"), flags.pop("commit"), flags.pop("message"), same)
        if asked.message and not asked.commit:
            raise click.UsageError("-m belongs to --commit")
        try:
            return command(*args, asked=asked, **flags)
        except _DoneBefore:
            return 0

    wrapped.__doc__ = command.__doc__
    wrapped.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.option("-m", "message", metavar="TEXT", default=None, help="The commit message."),
        click.option("--commit", is_flag=True, help="Commit just the files written."),
        click.option("--by", metavar="ROLE[:PERSON]", default=None, help="Who writes the fact down."),
        click.option(
            "--from", "from_path", type=click.Path(path_type=Path), default=None, help="The fields, as YAML or JSON."
        ),
    ):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


class _DoneBefore(Exception):
    """The command was cut off after its point of no return, and has now been brought to its end."""


def _identity(flags: Mapping[str, Any]) -> str:
    """The verb and all it was told, by value; a file by what it says."""
    path = flags["from_path"]
    content = path.read_bytes() if path is not None and path.is_file() else b""
    told = {key: value for key, value in flags.items() if value is not None and key != "from_path"}
    verb = click.get_current_context().info_name
    return of_bytes(repr((verb, sorted(told.items(), key=lambda one: one[0]), content)).encode())


@dataclass(slots=True)
class Plan:
    """What a verb is about to do: files (None: removed), a commit message, and what to say afterwards.

    Below the folders in *intact* no error is borne, also no old one: nothing is sealed onto a broken chain.
    """

    message: str
    files: dict[str, bytes | None] = field(default_factory=dict)
    intact: list[str] = field(default_factory=list)
    vouched: list[str] = field(default_factory=list)  # files a fact vouches for: committed with it, never without
    later: tuple[str, ...] = ()  # rules whose errors only the step after this one can mend
    said: list[Said] = field(default_factory=list)
    draft: Draft | None = None  # set aside by it: kept on a branch before anything changes

    def write(self, path: str, text: str) -> None:
        self.files[path] = text.encode()

    def say(self, words: Words, **args: object) -> None:
        self.said.append((words, args))


@dataclass(frozen=True, slots=True)
class Desk:
    """A place to write: the repository under its lock, as it stands now."""

    context: Context
    repository: Repository
    source: Source
    reading: Reading
    asked: Asked
    writing: Writing

    @property
    def at(self) -> Snapshot:
        return self.reading.snapshot

    @property
    def schemas(self) -> Schemas:
        return self.reading.schemas

    @property
    def lang(self) -> str:
        return self.context.lang(self.reading)

    @property
    def today(self) -> date:
        return self.at.today

    def by(self, default: str = "") -> dict[str, str]:
        """Who writes the fact down: `--by`, else *default*, else the registrar of the settings."""
        role, _, person = (self.asked.by or default or self.at.settings.registrar).partition(":")
        return {"role": role} | ({"person": person} if person else {})

    def bytes_of(self, paths: Sequence[str]) -> dict[str, bytes]:
        """The bytes of files as Git stores them."""
        return {file.path: data for file, data in self.source.read([self.at.files[path] for path in paths])}

    def slug(self, code: str) -> str:
        """The slug of a document by its code or slug. Raises SapatError with the nearest one that is known."""
        slug = code if code in self.at.slugs else self.at.slug(code)
        if slug in self.at.slugs:
            return slug
        codes = [*self.at.slugs_of_codes, *self.at.slugs]
        near = difflib.get_close_matches(code, codes, n=1) or difflib.get_close_matches(slug_of(code), codes, n=1)
        raise no_document(code, near)

    def named(self, schema: str, key: str, value: str) -> str:
        """What people call a value of a field, such as «өзгөртүү» for the kind `change`."""
        return value_name(self.schemas.get(schema) or {}, key, value, self.lang)

    def carry_out(self, plan: Plan) -> int:
        """Judge what would stand, then write it or refuse; the exit code."""
        files = self._changed(plan.files)
        if not files:
            click.echo(_SAME.say(self.lang))
            return 0
        over = Overlay(self.source, self.at.files, files)
        after = load(over, self.repository.git, today=self.at.today, now=self.at.now).snapshot
        errors = new_errors(self.at, after, tuple(plan.intact))
        brought = tuple(one for one in errors if one.rule not in plan.later)
        if brought:
            self._refuse(over, after, brought)
            return 1
        commit = self._place(files, over, plan)
        refreshed = not commit or self._refreshed(files, plan)
        for path, data in sorted(files.items()):
            click.echo((_REMOVED if data is None else _WROTE).say(self.lang, {"path": path}))
        for words, args in plan.said:
            click.echo(words.say(self.lang, args))
        if commit:
            told = {"commit": commit[:12], "message": (self.asked.message or plan.message).splitlines()[0]}
            click.echo(_COMMITTED.say(self.lang, told))
        sys.stdout.flush()
        if refreshed:
            self.writing.close()
        return 0

    def _changed(self, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """The files that are not so already."""
        held = self.bytes_of([path for path in files if path in self.at.files])
        return {path: data for path, data in files.items() if held.get(path) != data}

    def _place(self, files: Mapping[str, bytes | None], over: Overlay, plan: Plan) -> str:
        git = self.repository.git
        if not self.asked.commit:
            with self.writing.placed(files):
                return ""
        if git is None:
            raise SapatError(
                Words(
                    "бул жерде коммит кылуучу Git жок",
                    "здесь нет Git, в который можно сделать коммит",
                    "there is no Git here to commit to",
                ),
                do=Words(
                    "--commit жазбаңыз же клондо иштеңиз",
                    "уберите --commit или работайте в клоне",
                    "leave --commit out, or work in a clone",
                ),
            )
        from sapat.write.commit import commit, ready

        ready(self.repository.root, git)
        whole = {**self.bytes_of([path for path in plan.vouched if path not in files]), **files}
        with self._kept(git, plan), self.writing.placed(files, commits=True):
            return commit(git, whole, over.files, self.asked.message or plan.message, self.writing)

    @contextlib.contextmanager
    def _kept(self, git: Git, plan: Plan) -> Iterator[None]:
        """The draft that a plan sets aside is on its branch; when what follows fails, the branch is as before."""
        if plan.draft is None:
            yield
            return
        undo = keep(git, plan.draft, self.at.files, self.writing)
        try:
            yield
        except (
            SapatError
        ):  # of anything else only Git knows whether the branch moved, and a draft too much hurts nobody
            undo()
            raise

    def _refreshed(self, files: Mapping[str, bytes | None], plan: Plan) -> bool:
        """The index knows the commit; where another Git holds it, the next verb brings it up to date."""
        from sapat.write.commit import refresh

        assert self.repository.git is not None  # it made the commit
        if refresh(self.repository.git, list({*files, *plan.vouched}), self.writing):
            return True
        self.context.tell(_INDEX_HELD.say(self.lang))
        self.writing.leave()
        return False

    def _refuse(self, over: Overlay, after: Snapshot, brought: tuple[Finding, ...]) -> None:
        locator = Locator(over, after)
        verdict = Verdict(locator.placed(brought), {}, (), len(after.documents))
        click.echo(_REFUSED.say(self.lang))
        click.echo(as_text(verdict, self.lang, after.today, locator.line), nl=False)


def new_errors(before: Snapshot, after: Snapshot, intact: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """The errors of *after* that *before* does not have, and all below *intact*: verbs refuse what the rules would."""
    held = {same(one) for one in judge(before, JUDGED).findings}
    brought = [one for one in judge(after, JUDGED).findings if one.severity is Severity.ERROR]
    return tuple(one for one in brought if same(one) not in held or one.where.path.startswith(intact))


@contextlib.contextmanager
def desk(context: Context, asked: Asked) -> Iterator[Desk]:
    """Take the lock, finish what a killed command left, read. Raises SapatError where nothing can be written."""
    repository = context.repository()
    if repository.bare:
        raise SapatError(
            Words(
                "жылаңач (bare) репозиторийде жазыла турган файлдар жок",
                "в репозитории без рабочих файлов (bare) писать некуда",
                "a bare repository has no files to write",
            ),
            do=Words("клондо иштеңиз", "работайте в клоне", "work in a clone"),
        )
    store = store_of(repository.root, repository.git)
    with locked(store) as held:
        door = Writing(repository.root, store, asked.command, held)
        found = _recovered(repository, door)
        source = repository.source()
        reading = load(source, repository.git, today=context.today, now=clock())
        if found is not None:
            told = _FINISHED if found.finished else _TAKEN_BACK
            context.tell(told.say(context.lang(reading), {"paths": ", ".join(found.paths)}))
            door.close()
            if found.finished and found.command == asked.command:
                context.tell(_THE_SAME.say(context.lang(reading)))
                raise _DoneBefore
        need_whole(reading.snapshot)
        yield Desk(context, repository, source, reading, asked, door)


def _recovered(repository: Repository, door: Writing) -> CutOff | None:
    """What a killed command left, put right."""
    if repository.git is None:
        return door.recover(lambda _: False)
    from sapat.write.commit import recovered

    return recovered(repository.git, door)
