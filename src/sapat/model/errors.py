"""The one exception of the product: a run that cannot go on."""

from __future__ import annotations


class SapatError(Exception):
    """The run cannot go on. Says what happened and what to do; a wrong *document* is never an exception."""

    def __init__(self, what: str, *, do: str) -> None:
        super().__init__(f"{what}\n  → {do}")
        self.what = what
        self.do = do
