"""A snapshot with the range it is judged against: the base, what its commits did to facts, and when they brought seals."""

from __future__ import annotations

from dataclasses import replace

from sapat.model.snapshot import Snapshot
from sapat.read.git import Git
from sapat.read.mainline import pushed
from sapat.read.schemas import Schemas
from sapat.read.sightings import sightings


def ranged(git: Git, at: Snapshot, base: Snapshot, schemas: Schemas) -> Snapshot:
    """*at* with *base*. The trees are compared as wholes; only a fact of the base that a commit changed is told, also
    if it was put back: history would keep it, and the server's hook, which walks the commits likewise, refuses it.
    What the branch brings itself it may mend until it is merged.
    """
    tip = at.origin.commit
    history = at.history
    if history is None and tip:
        history = pushed(git, base.origin.commit, tip, base.settings.history_since, schemas)
    if history is not None and history.pushed:
        history = replace(history, rewrites=tuple(one for one in history.rewrites if one.path in base.files))
    return replace(at, base=base, history=history, sightings=sightings(git, at, base, tip))
