"""`sapat verify`: prove the repository, offline and without writing anything: the rules that prove, history, Git itself.

What faults are found, and by which words, is said by the rules marked `proves`; this verb only adds
what could not be seen. Exit 0: all that can be looked at here is proved; 1: problems; 2: it could not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from sapat.commands.context import Context
from sapat.model.checkpoints import chain
from sapat.model.errors import SapatError
from sapat.model.findings import Severity
from sapat.model.lookup import code_at
from sapat.model.proof import Proof, Witness
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.proving import Examined, examine
from sapat.read.witness import read_witness
from sapat.report import verify as report
from sapat.report.verify import Answer, Said
from sapat.rules.judge import judge
from sapat.rules.proof import damage_finding
from sapat.rules.repository import noted
from sapat.rules.table import RULES

PROVING: Final = tuple(rule for rule in RULES if rule.proves)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--witness",
    type=click.Path(path_type=Path),
    default=None,
    help="A checkpoint kept outside: its file or printed lines.",
)
@click.option("--with-ssh-keygen", "stock", is_flag=True, help="Ask stock ssh-keygen about every signature too.")
@click.option("--history", "need_history", is_flag=True, help="Exit 2 where history cannot be examined.")
@click.option("--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True)
@click.pass_obj
def command(
    context: Context, file: Path | None, witness: Path | None, stock: bool, need_history: bool, form: str
) -> int:
    """Prove the repository: every dossier, signature, checkpoint, the whole main line. Nothing is written."""
    if file is not None:
        from sapat.commands.pack_proof import (  # needs what makes pages: only where a pack is proved
            is_pack,
            verify_pack,
        )

        if is_pack(file):
            return verify_pack(context, file, witness, form)
        from sapat.commands.pdf_proof import is_pdf, verify_pdf

        if is_pdf(file):
            return verify_pdf(context, file, form)
        raise _no_file(file)
    kept = read_witness(witness) if witness else None
    repository = context.repository()
    told = examine(repository, context.today, kept)
    lang = context.asked_lang or (told.snapshot.settings.languages[0] if told.snapshot else context.own_lang)
    asked: tuple[Said, ...] = ()
    if stock and told.snapshot is not None:
        told, asked = _asked_twice(told, told.snapshot)
    given = answer(told, kept, asked)
    if need_history and not given.history:
        raise _no_history(told)
    click.echo(report.FORMATS[form](given, lang), nl=False)
    return 0 if given.ok else 1


def _asked_twice(told: Examined, at: Snapshot) -> tuple[Examined, tuple[Said, ...]]:
    """Every signature once more by ssh-keygen. Raises SapatError where there is none."""
    from sapat.read.stock import cross_check

    found = cross_check(at)
    proof = replace(at.proof or Proof(), contrary=found.disagreements)
    counted = {"compared": found.compared - len(found.disagreements), "beyond": found.beyond}
    return replace(told, snapshot=replace(at, proof=proof)), ((report.BY_SSH_KEYGEN, counted),)


def answer(told: Examined, kept: Witness | None, asked: tuple[Said, ...] = ()) -> Answer:
    """The verdict over what was read: the rules that prove, and what cannot be seen; *asked* is what else was."""
    if told.snapshot is None:
        problems = tuple(damage_finding(one) for one in told.damages)
        return Answer(problems, ((report.UNREAD, {"why": told.unread}),), {}, history=False)
    at = told.snapshot
    verdict = judge(at, PROVING)
    found = sorted((*verdict.findings, *(one for one, _ in verdict.waived)), key=lambda one: one.order)
    found = [one if one.document else replace(one, document=code_at(at, one.where.path)) for one in found]
    problems = tuple(one for one in found if one.severity is not Severity.INFO)
    infos: list[Said] = [(one.message, one.args) for one in found if one.severity is Severity.INFO]
    return Answer(problems, (*infos, *asked, *_notes(told, at, kept)), report.counts(at), at.history is not None)


def _notes(told: Examined, at: Snapshot, kept: Witness | None) -> Iterator[Said]:
    """What this proof does not cover, said aloud."""
    if at.history is None:
        yield report.NO_HISTORY, {"why": report.WHY_NO_HISTORY[_why(at)]}
    if at.origin.kind == "commit" and ("main", at.settings.main) not in at.origin.notes:
        yield report.ELSEWHERE, {"main": at.settings.main}
    for other, told_ in noted(at).get("parted", {}).items():
        ours, _, theirs = told_.partition("/")
        yield report.PARTED, {"main": at.settings.main, "other": other, "ours": ours, "theirs": theirs}
    if not chain(at):
        yield report.NO_CHECKPOINT, {}
    if kept is None:
        yield report.NO_WITNESS, {}
    proof = at.proof or Proof()
    for folder in proof.not_found:
        yield report.NOT_FOUND, {"folder": folder}
    if told.uncommitted:
        yield report.UNCOMMITTED, {"count": told.uncommitted}


def _why(at: Snapshot) -> str:
    if at.origin.kind == "folder":
        return "folder"
    if at.origin.shallow:
        return "shallow"
    return "partial" if ("partial", "") in at.origin.notes else "beginning"


def _no_history(told: Examined) -> SapatError:
    why = report.WHY_NO_HISTORY["damaged" if told.snapshot is None else _why(told.snapshot)]
    return SapatError(
        report.NO_HISTORY,
        do=Words(
            "толук клондо иштетиңиз: git fetch --unshallow; git clone",
            "запустите в полном клоне: git fetch --unshallow; git clone",
            "run it in a full clone: git fetch --unshallow; git clone",
        ),
        why=why,
    )


def _no_file(file: Path) -> SapatError:
    return SapatError(
        Words(
            "{file}: бул аудитордун топтому да, PDF да эмес",
            "{file}: это не пакет аудитора и не PDF",
            "{file} is neither an auditor's pack nor a PDF",
        ),
        do=Words(
            "репозиторийди текшериңиз: sapat verify; топтомду же кагазды: sapat verify PACK.zip, sapat verify FILE.pdf",
            "проверьте репозиторий: sapat verify; пакет или бумагу: sapat verify PACK.zip, sapat verify FILE.pdf",
            "verify the repository: sapat verify; a pack or a paper: sapat verify PACK.zip, sapat verify FILE.pdf",
        ),
        file=file,
    )
