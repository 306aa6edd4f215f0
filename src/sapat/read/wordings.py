"""The words editorial records change, read where a record needs it and kept in the index: a pair of texts never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from sapat.model.digests import of_bytes
from sapat.model.editorial_cases import Case, cases, differing, titles
from sapat.model.files import Facts
from sapat.model.snapshot import Snapshot
from sapat.model.wordings import Found
from sapat.read.index import FactIndex
from sapat.read.source import Source

_FORM: Final = "wording "
_JUDGES: Final = ("editorial.py", "editorial_cases.py", "alignment.py")  # with all of sapat.model.wording


def wordings(source: Source, at: Snapshot, index: FactIndex) -> Mapping[str, tuple[Found, ...]]:
    """Path of a record -> what it changes beyond spelling; an editorial record with nothing of the kind is here too."""
    told = list(cases(at))
    if not told:
        return {}
    words = titles(at)
    made = {}
    for record, case in told:
        key = _key(case, words)
        known = index.get(_FORM, key)
        if known is None:
            wanted = [at.files[path] for paths in differing(case) for path in paths]
            texts = {of_bytes(data): data for _, data in source.read(wanted)}
            known = Facts("", 0, {"found": [list(one) for one in _compared(case, texts, words)]})
            index.put(_FORM, key, known)
        made[record.path] = tuple(
            Found(relative, line, kind, old, new, tuple(place))
            for relative, line, kind, old, new, place in known.value["found"]
        )
    return made


def _compared(case: Case, texts: Mapping[str, bytes], words: tuple[str, ...]) -> tuple[Found, ...]:
    """What reads words compiles a table of them, a tenth of a second: loaded where two texts are really compared."""
    from sapat.model.editorial import found, vocabulary

    return found(case, texts, vocabulary(words))


def _key(case: Case, words: tuple[str, ...]) -> str:
    """What a verdict is a function of: both texts, their front matter, the titles that stand for someone, and our tables."""
    parts = [
        [list(side.digests.items()), sorted((key, repr(value)) for key, value in side.front.items())]
        for side in (case.old, case.new)
    ]
    told = json.dumps([parts, sorted(words)], ensure_ascii=False)
    return sha256((_judges() + told).encode()).hexdigest()


@cache
def _judges() -> str:
    model = files("sapat.model")
    tables = sorted(one.name for one in model.joinpath("wording").iterdir() if one.name.endswith(".py"))
    made = sha256()
    for path in (*_JUDGES, *(f"wording/{name}" for name in tables)):
        made.update(model.joinpath(path).read_bytes())
    return made.hexdigest()
