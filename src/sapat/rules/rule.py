"""What a rule is: one function over one kind of object, and the words that tell what it saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sapat.model.findings import Hit, Severity
from sapat.model.settings import Settings
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO


def always(_: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table.

    `over` gives the objects whose condition is evaluated (they are what `examined` counts), `check` judges one.
    `says` and `do` hold the sentences by the name a hit gives in `says`; "" is the only or the common one.
    A rule `with_base`, `with_history` or `with_proof` is for runs that read those too, one `with_paper` for the press alone. A rule that `proves` speaks of
    whether evidence is what it was made to be, not of whether it is good: `sapat verify` asks these, and no others.
    `covers` gives every object that exists for the rule: when it has some and `over` gave none, nothing was examined,
    and that is an error of its own. `suspects`, where one look tells which objects can be wrong at all, spares the
    others a closer one; all of `over` is examined all the same.

    What a rule finds about a file is kept, and asked again only when the file, what it names or what names it has changed
    (see `model/reach.py`). A rule that judges the clone, or small registers as one, is asked `afresh` every time.
    """

    id: str
    severity: Severity
    title: Words
    says: Mapping[str, Words]
    do: Mapping[str, Words]
    source: str
    over: Callable[[Snapshot], Iterable[Any]]
    check: Callable[[Snapshot, Any], Iterable[Hit]]
    covers: Callable[[Snapshot], Iterable[Any]] | None = None
    suspects: Callable[[Snapshot], Iterable[Any]] | None = None
    applies: Callable[[Settings], bool] = always
    with_base: bool = False
    with_history: bool = False
    with_proof: bool = False
    with_paper: bool = False
    proves: bool = False
    afresh: bool = False

    def sentence(self, says: str) -> Words:
        return self.says[says]

    def cure(self, says: str) -> Words:
        return self.do[says] if says in self.do else self.do[""]
