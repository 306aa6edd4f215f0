"""`python3 -IS verify.py [PACK]`: the whole run, from the arguments to the exit code."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sapat.verifier.checkpoints import Chain, check_witness
from sapat.verifier.container import Pack, Refused, check_list
from sapat.verifier.facts import Facts, day_of, safely, text_of
from sapat.verifier.people import TRUST_FOLDER, Routes, Trust
from sapat.verifier.report import Report
from sapat.verifier.seals import check_seals
from sapat.verifier.signatures import Signatures
from sapat.verifier.standing import as_object, check_register
from sapat.verifier.words import LANGUAGES, LINES

# every file that a pack holds; what else lies there was brought in by somebody
_LAYOUT: Final = re.compile(
    r"(?:verify\.py|manifest\.json|SHA256SUMS|index(?:-[0-9]+)?\.html|registers/[^/]+\.(?:csv|json)|history/facts\.csv"
    r"|documents/[^/]+/[^/]+\.html|repository/(?:sapat\.toml|registers/.+))"
)


def verify(place: str, report: Report, *, today: date, witness: bytes | None = None, sums: str = "") -> None:
    """Everything that can be said of a pack; whatever is met, an answer."""
    try:
        pack = Pack(place)
        check_list(pack, report)
        _check_all(pack, report, today, witness)
    except Refused as error:
        report.problem(error.kind, error.path)
        return
    digest = sha256(safely(pack, "SHA256SUMS")).hexdigest()
    if sums and sums.lower() != digest:
        report.problem("sums-differ", "SHA256SUMS", told=sums, found=digest)
    report.note("digest", digest=digest)
    _note_verifier(pack, report)


def _check_all(pack: Pack, report: Report, today: date, witness: bytes | None) -> None:
    for path in pack.names:
        if not _LAYOUT.fullmatch(path):
            report.problem("stray", path)
    manifest = as_object(safely(pack, "manifest.json"))
    _check_manifest(pack, report, manifest)
    about = _slugs(manifest.get("about"))
    left_out = _slugs(manifest.get("left_out")) or frozenset()
    facts = Facts(pack, report)
    if not facts.dossiers:
        report.problem("nothing")
    for slug in sorted((about or frozenset()) - set(facts.dossiers)):
        report.problem("about-missing", "manifest.json", slug)
    check_seals(facts)
    chain = Chain(facts, frozenset(facts.dossiers) if about else None, left_out)
    signatures = Signatures(facts, chain, today)
    trust = Trust(facts, signatures)
    signatures.judge([path for path in sorted(signatures.by_target) if not path.startswith(TRUST_FOLDER)], trust.listed)
    routes = Routes(facts, signatures)
    on = check_register(facts, routes.open, about)
    if on is not None and text_of(manifest, "day") != on.isoformat():
        report.problem("manifest-differs", "manifest.json")
    check_witness(facts, chain.newest, witness)
    _note_bounds(facts, chain, signatures, manifest, about, left_out)


def _slugs(told: object) -> frozenset[str] | None:
    """The slugs of rows `{slug: …}`; None where there are none."""
    rows = told if isinstance(told, list) else []
    return frozenset(str(row.get("slug")) for row in rows if isinstance(row, dict)) or None


def _check_manifest(pack: Pack, report: Report, manifest: dict[str, Any]) -> None:
    """The manifest lists the same files as SHA256SUMS does, with their sizes."""
    rows = manifest.get("files")
    due = {
        path: (pack.digest(path), pack.sizes[path])
        for path in pack.names
        if path not in ("SHA256SUMS", "manifest.json")
    }
    held = {}
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            held[str(row.get("path"))] = (row.get("sha256"), row.get("size"))
    if held != due or not isinstance(rows, list) or len(rows) != len(due):
        report.problem("manifest-differs", "manifest.json")


def _note_bounds(
    facts: Facts,
    chain: Chain,
    signatures: Signatures,
    manifest: dict[str, Any],
    about: frozenset[str] | None,
    left_out: frozenset[str],
) -> None:
    """What this answer rests on, and what no program can see in a pack."""
    note = facts.report.note
    note(
        "made",
        institution=text_of(manifest, "institution"),
        day=text_of(manifest, "day"),
        commit=manifest.get("commit"),
    )
    if about:
        note("about", codes=", ".join(sorted(about)))
    if left_out:
        note("left-out", count=len(left_out), slugs=", ".join(sorted(left_out)))
    if chain.absent:
        note("absent", count=chain.absent)
    if chain.newest:
        later = [path for path in facts.paths if _is_fact(path) and chain.place(path) is None]
        note("later", count=len(later), number=chain.newest)
    if not signatures.valid:
        note("unsigned")
    note("paper")
    note("pages")


def _is_fact(path: str) -> bool:
    return path.startswith("registers/") and not path.startswith("registers/checkpoints/") and path.endswith(".yaml")


def _note_verifier(pack: Pack, report: Report) -> None:
    try:
        with open(sys.argv[0], "rb") as file:
            mine = sha256(file.read()).hexdigest()
    except OSError:
        mine = "—"
    report.note("verifier", digest=mine)
    if "verify.py" in pack.names and pack.digest("verify.py") != mine:
        report.note("verifier-other", digest=pack.digest("verify.py"))


def _arguments(args: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="verify.py", description=LINES["usage"][2])
    parser.add_argument("pack", nargs="?", help="the ZIP file or the unpacked folder (default: where verify.py lies)")
    parser.add_argument("--lang", choices=LANGUAGES, default=_language())
    parser.add_argument("--witness", metavar="FILE", help="the last checkpoint that was kept outside the institution")
    parser.add_argument("--sums", metavar="SHA256", default="", help="the digest of SHA256SUMS that you were told")
    parser.add_argument("--today", metavar="YYYY-MM-DD", default="", help="the day keys are judged on (default: today)")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    return parser.parse_args(args)


def _language() -> str:
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return told[:2] if told[:2] in LANGUAGES else LANGUAGES[0]


def main(args: list[str]) -> int:
    """0 sound, 1 unsound, 2 not everything could be examined."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = _arguments(args)
    at = LANGUAGES.index(asked.lang)
    place = asked.pack or os.path.dirname(os.path.abspath(sys.argv[0]))
    today = day_of(asked.today) if asked.today else date.today()
    if today is None or not (os.path.isdir(place) or os.path.isfile(place)):
        print(LINES["no-pack" if today else "no-day"][at].format(place=place), file=sys.stderr)
        return 2
    witness = None
    if asked.witness:
        try:
            with open(asked.witness, "rb") as file:
                witness = file.read()
        except OSError as error:
            print(LINES["no-witness"][at].format(error=error), file=sys.stderr)
            return 2
    report = Report()
    verify(place, report, today=today, witness=witness, sums=asked.sums)
    sys.stdout.write(report.as_json(asked.lang) if asked.form == "json" else report.as_text(asked.lang))
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
