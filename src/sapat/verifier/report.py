"""What was found, in the reader's language: problems, remarks, and how much was looked at."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any, Final, NamedTuple

from sapat.verifier.words import CURES, LANGUAGES, LINES, NOTES, PROBLEMS

_SHOWN: Final = 200  # problems told one by one; the rest are counted


class Problem(NamedTuple):
    kind: str
    path: str
    document: str
    version: str
    told: dict[str, str]


class Report:
    """Filled by the checks, told at the end."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[tuple[str, dict[str, str]]] = []
        self.checked: OrderedDict[str, int] = OrderedDict()
        self.unproved = False  # something could not be examined here at all: the answer is 2, never 0

    def problem(self, kind: str, path: str = "", document: str = "", version: str = "", **told: object) -> None:
        assert kind in PROBLEMS, kind
        made = Problem(kind, path, document, version, {key: str(value) for key, value in told.items()})
        if made not in self.problems[-50:]:
            self.problems.append(made)

    def note(self, kind: str, **told: object) -> None:
        assert kind in NOTES, kind
        made = (kind, {key: str(value) for key, value in told.items()})
        if made not in self.notes:
            self.notes.append(made)

    def count(self, what: str, number: int = 1) -> None:
        self.checked[what] = self.checked.get(what, 0) + number

    @property
    def exit_code(self) -> int:
        if self.problems:
            return 1
        return 2 if self.unproved else 0

    def as_json(self, lang: str) -> str:
        body: dict[str, Any] = {
            "version": 1,
            "ok": self.exit_code == 0,
            "history": False,
            "checked": self.checked,
            "problems": [
                {
                    "what": _said(PROBLEMS[one.kind][0], lang, one),
                    "path": one.path,
                    "document": one.document,
                    "version": one.version,
                    "do": CURES[PROBLEMS[one.kind][1]][LANGUAGES.index(lang)],
                    "kind": one.kind,
                }
                for one in self.problems
            ],
            "notes": [NOTES[kind][LANGUAGES.index(lang)].format(**told) for kind, told in self.notes],
        }
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"

    def as_text(self, lang: str) -> str:
        at = LANGUAGES.index(lang)
        lines = []
        for one in self.problems[:_SHOWN]:
            where = " · ".join(part for part in (one.document, one.version, one.path) if part)
            lines.append(f"✗ {_said(PROBLEMS[one.kind][0], lang, one)}")
            lines += [f"    {where}"] if where else []
        if len(self.problems) > _SHOWN:
            lines.append(LINES["more"][at].format(count=len(self.problems) - _SHOWN))
        cures = OrderedDict.fromkeys(PROBLEMS[one.kind][1] for one in self.problems)
        lines += [f"→ {CURES[cure][at]}" for cure in cures] + ([""] if cures else [])
        counted = "; ".join(f"{LINES[key][at]}: {number}" for key, number in self.checked.items())
        lines.append(f"{LINES['examined'][at]}: {counted}.")
        lines += [f"• {NOTES[kind][at].format(**told)}" for kind, told in self.notes]
        verdict = {0: "sound", 1: "unsound", 2: "unproved"}[self.exit_code]
        lines += ["", LINES[verdict][at].format(count=len(self.problems))]
        return "".join(_printable(line) + "\n" for line in lines)


def _said(words: tuple[str, str, str], lang: str, one: Problem) -> str:
    return words[LANGUAGES.index(lang)].format(path=one.path, **one.told)


def _printable(text: str) -> str:
    """Without what a terminal would obey: names in a pack may come from anybody."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
