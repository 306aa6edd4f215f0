"""What was in force on a day, worked out anew from the facts alone, and compared with the register in the pack."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any, Final, NamedTuple

from sapat.verifier.facts import Addendum, Dossier, Facts, day_of, safely, text_of

REGISTER: Final = "registers/documents.json"
_TABLE: Final = "registers/documents.csv"
_CODE_COLUMN: Final = 0
_VERSION_COLUMN: Final = 4  # columns of the table, in every language


class Standing(NamedTuple):
    code: str
    status: str
    version: str  # in force that day; empty without one


class Register:
    """The register of documents of any day, made from the facts."""

    def __init__(self, facts: Facts, still_open: set[str]) -> None:
        self.sealed = {slug: [one for one in all_ if one.seal] for slug, all_ in facts.dossiers.items()}
        self.versions = {
            slug: [one for one in versions if one.folder not in still_open] for slug, versions in self.sealed.items()
        }
        self.ended: dict[str, list[date]] = {}  # slug -> from when a record of another document ends it
        for other, versions in self.versions.items():
            for one in versions:
                ends = None if _stopped(one, versions) else one.facts.get("ends")
                for code in ends if isinstance(ends, list) else []:
                    slug = facts.slug(str(code))
                    if slug != other and one.effective:
                        self.ended.setdefault(slug, []).append(one.effective)

    def standing(self, slug: str, on: date) -> Standing | None:
        """Where a document stands on a day, by its registered versions; None before there is any."""
        versions = self.versions.get(slug, [])
        begun = [one for one in versions if one.effective and one.effective <= on]
        code = _code_on(self.sealed.get(slug, []), on)
        if not begun:
            return Standing(code, "approved", "") if any(one.effective for one in versions) else None
        last = begun[-1]
        if last.kind == "withdrawal":
            return Standing(code, "withdrawn", "")
        if any(day <= on for day in self.ended.get(slug, [])):
            return Standing(code, "superseded", "")
        if _suspended(last, on):
            return Standing(code, "suspended", "")
        if last.expires and last.expires < on:
            return Standing(code, "expired", "")
        return Standing(code, "in-force", last.number)


def _stopped(one: Dossier, versions: list[Dossier]) -> bool:
    """Whether a later version took effect on or before its day: approved by mistake, it was never in force, and ends nothing."""
    later = versions[versions.index(one) + 1 :]
    return any(other.effective and one.effective and other.effective <= one.effective for other in later)


def _suspended(one: Dossier, on: date) -> bool:
    begun = [a for a in one.record.addenda if a.kind in ("suspension", "resumption") and a.since and a.since <= on]
    return bool(begun) and max(begun, key=_moment).kind == "suspension"


def _moment(one: Addendum) -> tuple[date, int]:
    return one.since or date.min, one.number


def _code_on(versions: list[Dossier], on: date) -> str:
    """The code of the last `recode` begun by the day; before any, that of the newest record written under the first code."""
    given = [added for one in versions for added in one.record.addenda if added.kind == "recode"]
    told = [(one.since, place, text_of(one.set, "code")) for place, one in enumerate(given) if one.since]
    begun = [row for row in told if row[0] <= on and row[2]]
    if begun:
        return max(begun)[2]
    coming = {code for _, _, code in told}
    return next((one.code for one in reversed(versions) if one.code and one.code not in coming), "")


def check_register(facts: Facts, still_open: set[str], about: frozenset[str] | None) -> date | None:
    """The register in the pack says of every document what its facts say; the day it speaks of."""
    wrong = facts.report.problem
    told = as_object(safely(facts.pack, REGISTER))
    on = day_of(told.get("as_of")) if told else None
    rows = told.get("documents") if told else None
    if on is None or not isinstance(rows, list):
        wrong("register-unreadable", REGISTER)
        return None
    register = Register(facts, still_open)
    seen: dict[str, dict[str, Any]] = {}
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("slug"), str):
            seen[row["slug"]] = row
    if len(seen) != len(rows):
        wrong("register-unreadable", REGISTER)
    for slug in sorted(set(seen) | set(facts.dossiers)):
        found = register.standing(slug, on)
        row = seen.get(slug, {})
        row = _without_open(row, bool({one.folder for one in facts.dossiers.get(slug, [])} & still_open))
        if found is None and row:
            wrong("register-extra", REGISTER, str(row.get("code")))
        elif found is not None and not row:
            if about is None or slug in about:
                wrong("register-missing", REGISTER, found.code)
        elif found is not None:
            facts.report.count("in-force", int(bool(found.version)))
            theirs = Standing(str(row.get("code")), str(row.get("status")), str(row.get("version") or ""))
            if theirs != found:
                wrong("register-differs", REGISTER, found.code, told=_told(theirs), found=_told(found))
    _check_table(facts, seen)
    return on


def _without_open(row: dict[str, Any], waits: bool) -> dict[str, Any]:
    """The row without what it says of a version that awaits signatures: that is not in force yet."""
    if not waits or row.get("status") not in ("agreement", "revision"):
        return row
    return {**row, "status": "in-force"} if row.get("status") == "revision" else {}


def _told(one: Standing) -> str:
    return " ".join(part for part in (one.code, one.status, one.version) if part)


def _check_table(facts: Facts, seen: dict[str, dict[str, Any]]) -> None:
    """The table for people says the same of codes and versions as the register for programs."""
    text = safely(facts.pack, _TABLE).decode("utf-8", "replace")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    due = sorted((str(row.get("code")), str(row.get("version") or "")) for row in seen.values())
    try:
        held = sorted((row[_CODE_COLUMN], row[_VERSION_COLUMN].partition("(")[0].strip()) for row in rows)
    except IndexError:
        held = []
    if held != due:
        facts.report.problem("table-differs", _TABLE)


def as_object(data: bytes) -> dict[str, Any]:
    """A JSON object without a key told twice; empty for anything else."""

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            raise ValueError
        return made

    try:
        told = json.loads(data.decode("utf-8"), object_pairs_hook=whole)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
