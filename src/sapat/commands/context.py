"""What every command is told before its verb, and the few things it does with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sapat.model.words import LANGUAGES, Words

if TYPE_CHECKING:  # help and refusals of the command line read nothing
    from sapat.read.load import Reading
    from sapat.read.repository import Repository

_INDEX: Words = Words(
    "индекс колдонулган жок, баары жаңыдан окулду: {what}",
    "индекс не использован, всё прочитано заново: {what}",
    "the index was not used, all was read anew: {what}",
)


@dataclass(slots=True)
class Context:
    """The options before the verb."""

    repo: Path
    today: date | None
    asked_lang: str | None
    own_lang: str = LANGUAGES[0]  # of the institution, once its settings are read

    def repository(self) -> Repository:
        from sapat.read.repository import find_repository

        return find_repository(self.repo)

    def read(self, repository: Repository, revision: str | None = None) -> Reading:
        """A snapshot; trouble of the index is said on stderr, since the answer is whole without it."""
        reading = repository.load(revision, today=self.today)
        self.own_lang = reading.snapshot.settings.languages[0]
        if reading.trouble:
            self.tell_index(reading.trouble)
        return reading

    def tell_index(self, trouble: str) -> None:
        self.tell(_INDEX.say(self.lang(), {"what": trouble}))

    def lang(self, reading: Reading | None = None) -> str:
        if self.asked_lang:
            return self.asked_lang
        return reading.snapshot.settings.languages[0] if reading else self.own_lang

    @staticmethod
    def tell(text: str) -> None:
        """Progress and remarks: never part of the answer."""
        print(text, file=sys.stderr)
