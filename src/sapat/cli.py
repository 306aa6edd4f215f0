"""The command line: options before the verb, and each verb loaded only when it is asked for."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from sapat.commands.context import Context
from sapat.commands.day import DAY
from sapat.model.errors import SapatError
from sapat.model.words import LANGUAGES, Words

# verb -> (module, what it answers); help needs no module to be loaded
VERBS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("check", "Every finding of the rules, with place, cure and clause."),
    "list": ("list_documents", "The document register, on any day."),
    "show": ("show", "One document: where it stands and why."),
    "history": ("history", "The versions of a document with their evidence."),
    "diff": ("diff", "What changed between two versions of a document."),
    "due": ("due", "Reviews, expiring plans, ratifications."),
    "register": ("register", "A register as a table, on any day."),
    "new": ("new", "A new document with its open record."),
    "revise": ("revise", "Open the record of the next version."),
    "agree": ("agree", "Write down a check or an agreement to exactly this text."),
    "approve": ("approve", "Seal the records of one or many documents."),
    "review": ("review", "Write down a periodic review."),
    "withdraw": ("withdraw", "Open the record that ends a document."),
    "amend": ("amend", "Add to an entry what was wrong or happened later."),
    "add": ("add", "Add an entry to a register."),
    "sign": ("sign", "Sign a fact with an SSH key: a check, an agreement, an approval, an entry."),
    "trust": ("trust", "Let root persons vouch for the people register."),
    "checkpoint": ("checkpoint", "Chain the state of the main line, so that a later loss is seen."),
    "verify": ("verify", "Prove the repository: dossiers, checkpoints, history, objects."),
    "backup": ("backup", "A bundle of everything, restored and verified before it counts."),
    "changelog": ("changelog", "CHANGELOG.md from the records."),
    "build": ("build", "The site of what is in force."),
    "evidence": ("evidence", "The pack an auditor proves without sapat."),
    "pdf": ("pdf", "A text on paper: for signature, for the archive, as a draft."),
    "signed": ("signed", "Take back what was signed: a PDF, a scan, a detached signature."),
    "sign-pdf": ("sign_pdf", "Sign a PDF in its field with a certificate."),
    "paper": ("paper", "Resolutions, orders, sheets, plans, the register, redlines on paper."),
    "copies": ("copies", "Numbered copies on paper: who holds which, and which must come back."),
    "hook": ("hook", "A server that refuses pushes which break the rules."),
}


class Verbs(click.Group):
    """The verbs, each imported when used: `sapat --help` loads none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        try:
            found = import_module(f"sapat.commands.{VERBS[cmd_name][0]}").command
        except ModuleNotFoundError as error:
            if error.name and not error.name.startswith("sapat"):
                raise SapatError(
                    Words(
                        "{verb} үчүн {name} пакети керек",
                        "для {verb} нужен пакет {name}",
                        "{verb} needs the package {name}",
                    ),
                    do=f'pip install "sapat[{"pdf" if cmd_name in ("pdf", "copies", "paper") else "site"}]"',
                    verb=cmd_name,
                    name=error.name,
                ) from None
            raise
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """What the verb returns; a run that could not go on is told in the language of the answers."""
        try:
            return super().invoke(ctx)
        except SapatError as error:
            lang = ctx.obj.lang() if ctx.obj else ctx.params.get("lang") or LANGUAGES[0]
            print(f"sapat: {error.say(lang)}", file=sys.stderr)
            return 2

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, told) for verb, (_, told) in VERBS.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--repo", type=click.Path(path_type=Path), default=Path("."), help="The document repository.")
@click.option("--today", type=DAY, default=None, help="The day of rules and default dates.")
@click.option("--lang", type=click.Choice(["ky", "ru", "en"]), default=None, help="Language of the answers.")
@click.version_option(package_name="sapat")
@click.pass_context
def cli(ctx: click.Context, repo: Path, today: date | None, lang: str | None) -> None:
    """Document control on Git and Markdown: what is in force, who approved it, and the proof."""
    ctx.obj = Context(repo, today, lang)


def main(args: list[str] | None = None) -> int:
    """Run and return the exit code: 0 no error finding, 1 at least one, 2 could not run."""
    try:
        told = cli.main(args=args, prog_name="sapat", standalone_mode=False)
        return told if isinstance(told, int) else 0
    except click.ClickException as error:
        error.show()
        return 2
    except click.exceptions.Abort:
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except OSError as error:  # a full disk, a folder that may not be written
        print(f"sapat: {error}", file=sys.stderr)
        with suppress(OSError):
            sys.stdout.close()
        return 2


def run() -> None:
    """The console script. It makes millions of values and few cycles: to look for them every 700 doubles its time."""
    gc.set_threshold(200_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name that is no UTF-8 must not end in a traceback
    sys.exit(main())


if __name__ == "__main__":  # python -m sapat.cli: silence with exit 0 would look like a clean check
    run()
