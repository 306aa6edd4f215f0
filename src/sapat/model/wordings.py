"""One change of an editorial record that is no spelling: a value that reading finds and rules tell."""

from __future__ import annotations

from typing import NamedTuple

from sapat.model.findings import Key


class Found(NamedTuple):
    """A change by its kind, where it stands in the new text, and the words before and after."""

    relative: str  # the file, from the document's own folder
    line: int  # 0: the place is `key`
    kind: str  # of the word's sense; or sentence, moved, clause, file, front, administrative; words: plain ones
    old: str
    new: str
    key: Key = ()
