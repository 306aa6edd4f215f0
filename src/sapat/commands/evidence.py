"""`sapat evidence`: the auditor's pack, and the digest of the program that proves it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.options import as_of, at_revision, slug_asked
from sapat.commands.pack_making import Made, make_pack
from sapat.model.errors import SapatError
from sapat.model.packs import Scope, scope
from sapat.model.settings import ACCESS
from sapat.model.words import Words
from sapat.read.verification import proved
from sapat.read.verifier import verifier_digest

_DONE: Final = Words(
    "Топтом даяр: {path}\nДокумент: {documents}. Версия: {versions}. Файл: {files}. Өлчөмү: {size} МБ. Күнү: {day}. Секунд: {seconds}.\n"
    "SHA256SUMS файлынын изи (аудиторго башка жол менен айтыңыз): {digest}",
    "Пакет готов: {path}\nДокументов: {documents}. Версий: {versions}. Файлов: {files}. Размер: {size} МБ. День: {day}. Секунд: {seconds}.\n"
    "Отпечаток SHA256SUMS (сообщите аудитору другим путём): {digest}",
    "The pack is ready: {path}\nDocuments: {documents}. Versions: {versions}. Files: {files}. Size: {size} MB. Day: {day}. Seconds: {seconds}.\n"
    "Digest of SHA256SUMS (tell the auditor by another way): {digest}",
)
_LEFT_OUT: Final = Words(
    "Жеткиликтүүлүгү чектелгендиктен кирген жок: {codes}",
    "Не вошли из-за ограниченного доступа: {codes}",
    "Left out because their access is restricted: {codes}",
)
_UNSOUND: Final = Words(
    "verify.py бул топтомдон көйгөй тапты ({count}); алар репозиторийде бар:",
    "verify.py нашёл в этом пакете проблемы ({count}); они есть в самом репозитории:",
    "verify.py found problems in this pack ({count}); they are in the repository itself:",
)
_SHOWN: Final = 20


@click.command()
@click.argument("code", required=False)
@as_of
@at_revision
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=None, help="The ZIP file.")
@click.option(
    "--readers",
    type=click.Choice(ACCESS),
    default=None,
    help="Who will read it (default: who may read the repository).",
)
@click.option("--verifier-hash", "hash_only", is_flag=True, help="Print the SHA-256 of verify.py and stop.")
@click.pass_obj
def command(
    context: Context,
    code: str | None,
    as_of: date | None,
    revision: str | None,
    output: Path | None,
    readers: str | None,
    hash_only: bool,
) -> int:
    """The auditor's pack of one commit: all that is registered, or one document with what proves it."""
    if hash_only:
        click.echo(f"{verifier_digest()}  verify.py")
        return 0
    if output is None:
        raise click.UsageError("name the file: -o pack.zip")
    began = monotonic()
    repository = context.repository()
    commit = (revision or "HEAD") if repository.git else None
    reading = context.read(repository, commit)
    at, lang = reading.snapshot, context.lang(reading)
    slug = slug_asked(at, code) if code else ""
    chosen = scope(at, as_of or at.today, readers or at.settings.readers, slug)
    _need_something(chosen, code)
    made = make_pack(repository, repository.source(commit), chosen, lang, output)
    told = proved(output, lang=lang, today=context.today)
    _tell(context, lang, chosen, made, output, monotonic() - began)
    return _judged(lang, told)


def _need_something(chosen: Scope, code: str | None) -> None:
    if not any(path.startswith("registers/changes/") for path in chosen.paths):
        raise SapatError(
            Words(
                "катталган версия жок: {which}",
                "нет зарегистрированных версий: {which}",
                "there is no registered version: {which}",
            ),
            do=Words(
                "адегенде каттаңыз: sapat approve",
                "сначала зарегистрируйте: sapat approve",
                "register one first: sapat approve",
            ),
            which=code or chosen.at.settings.org,
        )


def _tell(context: Context, lang: str, chosen: Scope, made: Made, output: Path, seconds: float) -> None:
    figures = {
        "path": output,
        "documents": made.documents,
        "versions": made.versions,
        "files": made.files,
        "size": f"{output.stat().st_size / 1e6:.1f}",
        "day": chosen.at.today.isoformat(),
        "digest": made.digest,
        "seconds": f"{seconds:.1f}",
    }
    click.echo(_DONE.say(lang, figures))
    if chosen.left_out:
        context.tell(_LEFT_OUT.say(lang, {"codes": ", ".join(chosen.left_out)}))


def _judged(lang: str, told: dict[str, Any]) -> int:
    """What verify.py says of the fresh pack: a pack of an unsound repository is made, and says so."""
    problems = told["problems"]
    if problems:
        click.echo(_UNSOUND.say(lang, {"count": len(problems)}))
        for one in problems[:_SHOWN]:
            click.echo(f"  {one['what']}  {one['path']}")
    return 1 if problems else 0
