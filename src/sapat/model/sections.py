"""Which sections of a text differ from its former version: what an authority sees at a glance (manual 9.3.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from sapat.model.anchors import plain

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def changed_sections(former: Mapping[str, bytes], fresh: Mapping[str, bytes]) -> list[str]:
    """The headings of sections that were changed, added or taken out, in text order; other files by their path.

    Front matter is no section: its values have rows of their own in the register.
    """
    before, after = _sections(former), _sections(fresh)
    told = [name for key, (name, body) in after.items() if before.get(key, ("", None))[1] != body]
    told += [name for key, (name, _) in before.items() if key not in after]
    return [name for name in dict.fromkeys(told) if name]


def _sections(files: Mapping[str, bytes]) -> dict[tuple[str, int], tuple[str, str]]:
    """(name, which of that name) -> (name, body)."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    seen: Counter[str] = Counter()
    for path, data in files.items():
        pieces = _cut(data.decode(errors="replace")) if path.endswith(".md") else [(path, data.hex())]
        for name, body in pieces:
            found[(name, seen[name])] = (name, body)
            seen[name] += 1
    return found


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """(heading, lines below it) of each section; what stands before the first heading counts to it."""
    name, body, fence = "", [""], ""
    for line in _FRONT.sub("", text).split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1][:3]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading is None:
            body.append(line.rstrip())
            continue
        if name:
            yield name, "\n".join(body).strip()
            body = []
        name = plain(heading[2])
    yield name, "\n".join(body).strip()
