"""`sapat hook install`: a bare repository that refuses what the rules refuse."""

from __future__ import annotations

import shlex
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from sapat.commands.context import Context
from sapat.commands.renewal import keep_whole
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.push import governed, main_line, same_name, unborn
from sapat.read.repository import Repository
from sapat.write.hook import install

_HOOK: Final = """\
#!/bin/sh
# sapat: refuses a push that breaks the rules. Written by `sapat hook install`; the same as scripts/pre-receive.
exec {python} -IS -c {start} {place}
"""
_START: Final = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); from sapat.commands.gate import main; os._exit(main())"
)
_DONE: Final = Words(
    "{hook} орнотулду; негизги бутак — {main}.",
    "{hook} установлен; основная ветка — {main}.",
    "{hook} is installed; the main line is {main}.",
)
_FIRST: Final = Words(
    "Репозиторий бош: эрежелер биринчи түртүлгөн sapat.toml боюнча болот.",
    "Репозиторий пуст: правила возьмутся из первого отправленного sapat.toml.",
    "The repository is empty: the rules will be those of the first sapat.toml pushed.",
)


@click.command()
@click.argument("action", type=click.Choice(["install"]))
@click.argument("bare", type=click.Path(path_type=Path))
@click.pass_obj
def command(context: Context, action: str, bare: Path) -> int:
    """Make a bare repository refuse pushes that break the rules of its own main line."""
    git = _opened(bare)
    repository = Repository(git.root, git, bare=True)
    main = main_line(git)
    if unborn(git, main):
        context.tell(_FIRST.say(context.lang()))
    elif governed(git, main):
        at = context.read(repository, main).snapshot
        same_name(at.settings.main, main)
        keep_whole(git, repository.source(main), at)  # index and verdict are made now, not by a push
    hook = install(git, _text())
    context.tell(_DONE.say(context.lang(), {"hook": hook, "main": main.removeprefix("refs/heads/")}))
    return 0


def _opened(bare: Path) -> Git:
    """Git in exactly this bare repository, whatever lies around it. Raises SapatError where it is none."""
    here = bare.resolve()
    git = Git(here)
    told = git.attempt("rev-parse", "--is-bare-repository", "--absolute-git-dir").stdout if here.is_dir() else b""
    if told.decode(errors="surrogateescape").split("\n")[:2] != ["true", str(here)]:
        raise SapatError(
            Words(
                "{bare} жалаң (bare) репозиторий эмес", "{bare} не голый репозиторий", "{bare} is no bare repository"
            ),
            do="git init --bare -b main; git clone --bare",
            bare=bare,
        )
    return git


def _text() -> str:
    """The hook: this Python, and the place of this package."""
    place = str(Path(str(files("sapat"))).parent)
    return _HOOK.format(python=shlex.quote(sys.executable), start=shlex.quote(_START), place=shlex.quote(place))
