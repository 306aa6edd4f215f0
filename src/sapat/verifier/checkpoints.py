"""The chain of checkpoints: what each lists is here unchanged, and since when a fact is known to exist."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sapat.verifier.facts import NUMBER, ROOT, Facts, moment_of, text_of
from sapat.verifier.yamls import Unreadable, read_yaml

_PRINTED: Final = re.compile(r"checkpoint\s+([1-9][0-9]{0,8})\b", re.IGNORECASE)
_FILE: Final = re.compile(r"^\W{0,20}file\W{1,20}([0-9a-f][0-9a-f \t-]{0,200})$", re.IGNORECASE | re.MULTILINE)
_LINE: Final = re.compile(rb"([0-9a-f]{64})  ([^\n\x00]+)")


class Chain:
    """The checkpoints of a pack, checked while they are read."""

    def __init__(self, facts: Facts, parts: frozenset[str] | None, left_out: frozenset[str]) -> None:
        """*parts*: the folders of the documents this pack is about (None: of all); *left_out*: of those it may not hold."""
        self.facts = facts
        self.parts = parts
        self.left_out = left_out
        self.places: dict[str, datetime] = {}  # path -> made of the first checkpoint that lists it
        self.absent = 0
        self.newest = max(facts.checkpoints, default=0)
        former: datetime | None = None
        due = 1
        for number in sorted({*facts.checkpoints, *facts.lists}):
            if number > due:  # a hole is told by its first number: whoever names a file writes any number there
                facts.report.problem("checkpoint-gap", _path(due), number=due)
            due = number + 1
            value = facts.checkpoints.get(number)
            if value is None:
                facts.report.problem("checkpoint-gap", _path(number), number=number)
                continue
            former = self._link(number, value, former)
            self._entries(number, value)
            facts.report.count("checkpoints")

    def place(self, path: str) -> datetime | None:
        return self.places.get(path)

    def _link(self, number: int, value: dict[str, Any], former: datetime | None) -> datetime | None:
        wrong = self.facts.report.problem
        due = self.facts.digest(_path(number - 1)) if number > 1 else "first"
        if not value:
            return former
        if value.get("number") != str(number) or value.get("previous") != due:
            wrong("checkpoint-chain", _path(number), number=number)
        made = moment_of(value.get("made"))
        if made is None or (former is not None and made < former):
            wrong("checkpoint-time", _path(number), number=number)
        return made or former

    def _entries(self, number: int, value: dict[str, Any]) -> None:
        wrong = self.facts.report.problem
        told = value.get("entries")
        entries = told if isinstance(told, dict) else {}
        path = f"registers/checkpoints/{number}.sha256"
        made = moment_of(value.get("made"))
        if path not in self.facts.paths or self.facts.digest(path) != entries.get("sha256"):
            wrong("checkpoint-list", path, number=number)
            return
        *lines, rest = self.facts.pack.read(ROOT + path).split(b"\n")  # may be long: no fact that a person writes
        if rest or str(len(lines)) != entries.get("lines"):
            wrong("checkpoint-list", path, number=number)
        last = b""
        for row in lines:
            found = _LINE.fullmatch(row)
            name = found[2] if found else b""
            if found is None or name <= last or name.decode("utf-8", "replace") in self.places:
                wrong("checkpoint-line", path, number=number)
                continue
            last = name
            self._listed(name.decode("utf-8", "replace"), found[1].decode(), number, made)

    def _listed(self, name: str, digest: str, number: int, made: datetime | None) -> None:
        if made is not None:
            self.places[name] = made
        here = self.facts.digest(name)
        if here == digest:
            self.facts.report.count("listed")
        elif here:
            self.facts.report.problem("checkpoint-changed", name, number=number)
        elif self._expected(name):
            self.facts.report.problem("checkpoint-lost", name, number=number)
        else:
            self.absent += 1

    def _expected(self, name: str) -> bool:
        """Whether a listed file belongs into this pack: all of them, or those of its documents and all about people."""
        if name.startswith(("registers/changes/", "registers/reviews/")):
            slug = name.split("/")[2]
            return slug not in self.left_out and (self.parts is None or slug in self.parts)
        return self.parts is None or name.startswith(("registers/people/", "registers/checkpoints/"))


def check_witness(facts: Facts, newest: int, data: bytes | None) -> None:
    """The last checkpoint kept outside stands in the pack: its file, or the digits of it that were printed."""
    if data is None:
        facts.report.note("no-witness" if newest else "no-checkpoint")
        return
    number, digits = opened_witness(data)
    path = _path(number)
    if not digits:
        facts.report.problem("witness-unreadable")
    elif path not in facts.paths:
        facts.report.problem("witness-missing", path, number=number, newest=newest or "—")
    elif not facts.digest(path).startswith(digits):
        facts.report.problem("witness-differs", path, number=number)
    else:
        facts.report.note("witness", number=number)


def opened_witness(data: bytes) -> tuple[int, str]:
    """(number, how the SHA-256 of its file begins) of a checkpoint kept outside; no digits where it is none."""
    data = data.replace(b"\r\n", b"\n")
    try:
        value = read_yaml(data)
    except Unreadable:
        value = {}
    number = text_of(value, "number")
    if value.get("schema") == "checkpoint/1" and NUMBER.fullmatch(number):
        return int(number), sha256(data).hexdigest()
    text = data.decode("utf-8", "replace")
    named, file = _PRINTED.search(text), _FILE.search(text)
    digits = re.sub(r"[ \t-]", "", file[1]).lower() if file else ""
    return (int(named[1]), digits) if named and 32 <= len(digits) <= 64 else (0, "")


def _path(number: int) -> str:
    return f"registers/checkpoints/{number}.yaml"
