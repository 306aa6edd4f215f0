"""`sapat pdf`: a text on paper, as it is signed, kept and handed out."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from time import monotonic
from typing import Any

import click

from sapat.commands import issue
from sapat.commands.asked import Asked as Texts
from sapat.commands.context import Context
from sapat.commands.options import form_option, slug_asked
from sapat.commands.passphrase import passphrase, passphrase_option
from sapat.commands.renditions import Made, Progress, set_each
from sapat.commands.writing import Asked, writing
from sapat.model.digests import of_bytes
from sapat.model.findings import Finding, Verdict
from sapat.model.snapshot import Snapshot
from sapat.model.words import LANGUAGES, Words
from sapat.read.locate import Locator
from sapat.render.rendition import address
from sapat.report.checks import as_text
from sapat.rules.judge import Examination, concluded
from sapat.write import pades
from sapat.write.renditions import write_pdf
from sapat.write.sandbox import cluster_executor, local_executor, need_packages

_NOTHING = Words("Басыла турган текст жок.", "Печатать нечего.", "There is nothing to print.")
_LEFT = Words("{done}/{count} · калды {left}", "{done}/{count} · осталось {left}", "{done}/{count} · {left} left")
_KINDS = {"version": "version", "draft": "draft", "signature": "for-signature"}


@click.command()
@click.argument("code", required=False)
@click.option(
    "--version", "version", default=None, metavar="E.N", help="A registered version (default: the one in force)."
)
@click.option("--all", "every", is_flag=True, help="Every document in force.")
@click.option("--draft", is_flag=True, help="The work tree, under a mark that cannot be missed.")
@click.option(
    "--for-signature", "signature", is_flag=True, help="The open version, once every check and agreement is given."
)
@click.option(
    "--lang", "into", type=click.Choice(LANGUAGES), default=None, help="The registered translation, not the original."
)
@click.option("--at", "revision", metavar="REV", default=None, help="The commit to read (default: HEAD).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="Folder of the files (default: build/pdf)."
)
@click.option(
    "--cluster", metavar="ADDRESS", default=None, help="A Dask cluster that does the work (default: this machine)."
)
@click.option("--issue", "issuing", is_flag=True, help="Register the PDF with fields for signatures, and keep it.")
@click.option(
    "--seal", type=click.Path(path_type=Path), default=None, help="PKCS#12 of the office: it certifies what is issued."
)
@passphrase_option
@form_option("text", "json")
@writing
@click.pass_obj
def command(
    context: Context,
    /,
    code: str | None,
    version: str | None,
    every: bool,
    draft: bool,
    signature: bool,
    into: str | None,
    revision: str | None,
    output: Path | None,
    cluster: str | None,
    issuing: bool,
    seal: Path | None,
    passphrase_file: Path | None,
    asked: Asked,
    form: str,
) -> int:
    """Make the PDF of a text, from one commit; exit 1 when one was refused or shows less than its text."""
    if bool(code) == every:
        raise click.UsageError("name a document, or --all")
    if issuing and (every or draft):
        raise click.UsageError("--issue is for one text, and not for a draft")
    if into and (version or signature or issuing):
        raise click.UsageError(
            "--lang prints a translation: one is of the version it was registered to, and nobody signs it"
        )
    if not issuing and (seal or asked.commit or asked.by or asked.file):
        raise click.UsageError("--seal, --by, --from and --commit belong to --issue")
    if sum((bool(version), draft, signature)) > 1 or (draft and revision):
        raise click.UsageError("--version, --draft and --for-signature exclude each other; --draft shows the work tree")
    need_packages()
    repository = context.repository()
    told = None if draft or repository.git is None else revision or "HEAD"
    reading = context.read(repository, told)
    at = reading.snapshot
    purpose = "draft" if draft else "signature" if signature else "version"
    key = None
    if issuing:
        issue.need(repository, at)
        key = pades.key_of(seal, passphrase(context, seal, passphrase_file)) if seal else None
    texts = Texts(context, at, purpose, version, into or "")
    wanted = list(texts.all() if every else [texts.one(slug_asked(at, code or ""))])
    folder = output or (Path("pdf") if repository.bare else repository.root / "build" / "pdf")
    rows: list[dict[str, Any]] = []
    findings: list[Finding] = []
    with cluster_executor(cluster) if cluster else local_executor() as executor:
        for one in set_each(repository, repository.source(told), wanted, executor, _progress(context, at)):
            kept = None
            if issuing and not one.refused:
                tsa = str(at.settings.sections.get("sign", {}).get("tsa", ""))
                with redirect_stdout(sys.stderr) if form == "json" else nullcontext():
                    kept = issue.issue(context, asked, one, key, tsa)
                if kept is None:
                    return 1
            if not one.refused:
                write_pdf(folder / one.file, kept.data if kept else one.outcome.pdf)
            rows.append(_row(one, folder, kept))
            findings += one.findings
    locator = Locator(repository.source(told), at)
    verdict = concluded(at, Examination(findings, {}), len(rows))
    return max(_tell(context, at, rows, verdict, form, locator), min(texts.barred, 1))


def _progress(context: Context, at: Snapshot) -> Progress:
    """One line on stderr, with the time left, where more than one document is made."""
    began = monotonic()
    lang = context.asked_lang or at.settings.languages[0]

    def told(done: int, count: int) -> None:
        if count < 2:
            return
        left = (monotonic() - began) / done * (count - done)
        text = _LEFT.say(lang, {"done": done, "count": count, "left": f"{int(left) // 60}:{int(left) % 60:02d}"})
        if sys.stderr.isatty():
            print(f"\r{text}  ", end="\n" if done == count else "", file=sys.stderr, flush=True)
        elif done == count or done * 10 // count != (done - 1) * 10 // count:
            context.tell(text)

    return told


def _tell(
    context: Context, at: Snapshot, rows: list[dict[str, Any]], verdict: Verdict, form: str, locator: Locator
) -> int:
    lang = context.asked_lang or at.settings.languages[0]
    if form == "json":
        told = {
            "version": 1,
            "files": rows,
            "findings": [_finding(one, lang) for one in verdict.findings],
            "waived": [_finding(one, lang) for one, _ in verdict.waived],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return 1 if verdict.failed else 0
    for row in rows:
        if row["path"]:
            digest = (row["issued"] or row)["sha256"]
            click.echo(f"{row['path']}  {row['profile']}  {row['pages']}  {digest}")
    if not rows:
        context.tell(_NOTHING.say(lang))
    if verdict.findings or verdict.waived:
        click.echo(as_text(verdict, lang, at.today, locator.line), nl=False)
    return 1 if verdict.failed else 0


def _row(one: Made, folder: Path, kept: issue.Kept | None) -> dict[str, Any]:
    made = one.outcome
    return {
        "code": one.rendition.code,
        "slug": one.rendition.edition.slug,
        "version": one.rendition.edition.version,
        "purpose": _KINDS[one.rendition.purpose],
        "path": None if one.refused else str(folder / one.file),
        "sha256": None if one.refused else made.sha256,
        "bytes": len(made.pdf),
        "pages": made.pages,
        "profile": made.profile or None,
        "text": one.rendition.digest,
        "address": address(one.rendition) or None,
        "kept": one.kept,
        "issued": {"entry": kept.entry, "path": str(kept.path), "sha256": of_bytes(kept.data), "bytes": len(kept.data)}
        if kept
        else None,
    }


def _finding(one: Finding, lang: str) -> dict[str, object]:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "path": one.where.path,
        "line": one.where.line,
        "document": one.document,
        "message": one.message.say(lang, one.args),
        "do": one.do.say(lang, one.args),
        "source": one.source,
    }
