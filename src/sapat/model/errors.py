"""The one exception of the product: a run that cannot go on."""

from __future__ import annotations

from typing import Final

from sapat.model.words import Words

# cures that several errors share
DID_YOU_MEAN: Final = Words("балким, {near}?", "может быть, {near}?", "did you mean {near}?")
KNOWN: Final = Words("белгилүүлөрү: {known}", "известны: {known}", "known are: {known}")


class SapatError(Exception):
    """The run cannot go on. Says what happened and what to do; a wrong *document* is never an exception.

    It is said in every language, with its arguments by name; what another program said is passed on in its own words. A
    cure that is nothing but a command needs no words.
    """

    def __init__(self, what: str | Words, *, do: str | Words, **told: object) -> None:
        self.what = what
        self.do = do
        self.told = told
        super().__init__(self.say("en"))

    def say(self, lang: str) -> str:
        """What happened and what to do, in *lang* where it is known."""
        return f"{self._in(lang, self.what)}\n  → {self._in(lang, self.do)}"

    def _in(self, lang: str, one: str | Words) -> str:
        return one.say(lang, self.told) if isinstance(one, Words) else one
