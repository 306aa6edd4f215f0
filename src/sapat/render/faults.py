"""What keeps a rendition from showing the text just as the site does, said as findings with file and line (SAP850-SAP858)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.publish.plan import Edition, Part
from sapat.render.job import Fault

# Kind of a fault -> the rule that tells of it, and which of its sentences.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "refused": ("SAP850", ""),
    "time": ("SAP850", "time"),
    "limits": ("SAP850", "limits"),
    "picture": ("SAP851", ""),
    "picture-kind": ("SAP851", "kind"),
    "picture-size": ("SAP851", "size"),
    "picture-unsafe": ("SAP851", "unsafe"),
    "picture-broken": ("SAP851", "broken"),
    "glyph": ("SAP852", ""),
    "diagram": ("SAP853", ""),
    "link": ("SAP854", ""),
    "profile": ("SAP855", ""),
    "alt": ("SAP856", ""),
    "comment": ("SAP857", ""),
    "doubled": ("SAP858", ""),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A file of the text as it was read: what places of faults are looked up in."""

    part: Part
    text: str
    links: tuple[tuple[str, int], ...]  # target, line
    doubled: tuple[tuple[int, str], ...]
    levels: tuple[tuple[int, int, str], ...]  # of the headings: line, level, words


Told = tuple[str, Hit]  # rule, what it saw


def found(code: str, edition: Edition, read: tuple[Read, ...], faults: tuple[Fault, ...]) -> tuple[Told, ...]:
    """The faults of a rendition, each once, in the order of the text."""
    told = [_told(code, edition, read, fault) for fault in (*faults, *_doubled(read))]
    once = {(rule, hit.where, repr(hit.args)): (rule, hit) for rule, hit in told}
    return tuple(sorted(once.values(), key=lambda one: (one[1].where.path, one[1].where.line, one[0])))


def _doubled(read: tuple[Read, ...]) -> Iterator[Fault]:
    for number, one in enumerate(read):
        yield from (Fault("doubled", name, number) for _, name in one.doubled)


def _told(code: str, edition: Edition, read: tuple[Read, ...], fault: Fault) -> Told:
    rule, says = KINDS.get(fault.kind, KINDS["refused"])
    number, line = _place(read, fault)
    path = read[number].part.path if read else next(iter(edition.files.values()), "")
    letter = f"U+{ord(fault.at):04X}" if len(fault.at) == 1 else ""
    args = {"at": _short(fault.at), "number": letter, "code": code or "…"}
    return rule, Hit(Where(path, line=max(1, line), column=1), says, args, code)


def _place(read: tuple[Read, ...], fault: Fault) -> tuple[int, int]:
    """(file, line) of a fault: the first that fits."""
    numbers = [fault.section] if 0 <= fault.section < len(read) else range(len(read))
    for number in numbers:
        line = _line(read[number], fault)
        if line:
            return number, line
    return (numbers[0] if len(numbers) else 0), 1


def _line(one: Read, fault: Fault) -> int:
    if fault.near:
        return _search(one.text, fault.near)
    if fault.kind == "link":
        return next((line for target, line in one.links if target in (fault.at, fault.at.removeprefix("sapat:"))), 0)
    if fault.kind == "doubled":
        return next((line for line, name in one.doubled if name == fault.at), 0)
    if fault.kind == "profile":
        return _skipped(one)
    wanted = {"comment": "<!--", "picture": f"![{fault.at}]"}.get(fault.kind, fault.at)
    return _search(one.text, wanted) or (_search(one.text, fault.at) if fault.at else 0)


def _search(text: str, wanted: str) -> int:
    at = text.find(wanted) if wanted else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _skipped(one: Read) -> int:
    """The first heading that skips a level: what most often lowers a profile."""
    former = 0
    for line, level, _ in one.levels:
        if former and level > former + 1:
            return line
        former = level
    return 0


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 160 else told[:159] + "…"
