"""Everything `sapat verify` looks at, gathered into one snapshot for the rules that prove. It writes nothing, anywhere.

What is proved is the commit checked out: its bytes are hashed anew, no index of ours and no file time is believed. What
lies on disk is held against it, and the main line is gone through from the first checkpoint on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sapat.model.checkpoints import chain
from sapat.model.errors import SapatError
from sapat.model.mainline import Mainline
from sapat.model.proof import Damage, Proof, Strange, Witness
from sapat.model.snapshot import Snapshot
from sapat.read import strange
from sapat.read.fitness import notes
from sapat.read.git import Git
from sapat.read.load import Reading, load
from sapat.read.mainline import first_parents, mainline, standing
from sapat.read.objects import Rehashed, fsck, paths_of
from sapat.read.past import Pasts
from sapat.read.repository import Repository, clock
from sapat.read.source import Commit

_PLAIN: Final = ("core.commitGraph=false",)  # a graph kept beside the commits could tell of other parents


@dataclass(frozen=True, slots=True)
class Examined:
    """The snapshot with its history and proof; without it only what is wrong with the objects."""

    snapshot: Snapshot | None
    damages: tuple[Damage, ...]
    uncommitted: int = 0  # files that differ from the commit without touching a fact
    unread: str = ""  # why there is no snapshot


def examine(repository: Repository, today: date | None, witness: Witness | None) -> Examined:
    """Read all that can be proved here. Raises SapatError where nothing can be read at all."""
    if repository.git is None:
        reading = load(repository.source(), None, today=today, now=clock())
        return Examined(replace(reading.snapshot, proof=Proof(witness=witness)), ())
    git = Git(repository.git.root, settings=_PLAIN)
    damages = fsck(git)
    source = Rehashed(Commit(git, "HEAD"))
    try:
        reading = load(source, None, today=today, now=clock())
        return _whole(repository, git, source, reading, damages, witness)
    except SapatError as error:
        if not damages:
            raise
        return Examined(None, _placed(git, damages), unread=str(error.what))


def _whole(
    repository: Repository,
    git: Git,
    source: Rehashed,
    reading: Reading,
    damages: tuple[Damage, ...],
    witness: Witness | None,
) -> Examined:
    at = reading.snapshot
    told = strange.settings(git)
    partial = strange.partial(told)
    found: list[Strange] = list(strange.concealing(told))
    noted = [*notes(git, source, at), *([("partial", "")] if partial else [])]
    noted += strange.parted(git, at.settings.main)
    others, left_out = 0, frozenset[str]()
    if not repository.bare:
        marked, left_out = strange.hidden(git, told)
        noted += marked
        broken, others = strange.here(git, at, left_out)
        found += [*broken, *strange.staged(git, at)]
    found = [one for one in found if one.says != "sparse" or left_out]  # the setting alone hides nothing
    found = [replace(one, told=str(len(left_out))) if one.says == "sparse" else one for one in found]
    origin = replace(at.origin, notes=(*at.origin.notes, *noted))
    at = replace(at, origin=origin, now=min(at.now, clock()))
    history, proof, rotten = None, Proof(), {**source.damages}
    if not at.origin.shallow and not partial:
        history, proof, more = _lived(git, at, reading)
        rotten |= more
    known = {one.name for one in damages}
    damages = _placed(git, (*damages, *(one for one in rotten.values() if one.name not in known)))
    proof = replace(proof, damages=damages, strange=tuple(found), witness=witness)
    return Examined(replace(at, history=history, proof=proof), damages, others)


def _placed(git: Git, damages: Iterable[Damage]) -> tuple[Damage, ...]:
    """The damages with the files they are the content of."""
    every = tuple(damages)
    paths = paths_of(git, [one.name for one in every if not one.path]) if every else {}
    return tuple(replace(one, path=one.path or paths.get(one.name, "")) for one in every)


def _lived(git: Git, at: Snapshot, reading: Reading) -> tuple[Mainline | None, Proof, dict[str, Damage]]:
    """The main line since the earliest of its two known beginnings; None where neither is known."""
    newest = first_parents(git, at.origin.commit)
    line = {commit: place for place, commit in enumerate(reversed(newest))}
    pasts = Pasts(git, at)
    proof = Proof(pasts=pasts.all(line))
    begun = [one.commit for one in chain(at)[:1]] + [one for one in (at.settings.history_since,) if one]
    known = [one for one in begun if one in line]
    if at.settings.history_since and at.settings.history_since not in line:
        return Mainline(at.settings.history_since, known=False), proof, pasts.damages
    if not known:
        return None, proof, pasts.damages
    since = min(known, key=line.__getitem__)
    texts: set[str] = set()
    history = mainline(git, at, reading.schemas, since, texts)
    found, lacking = _found_again(at, frozenset(standing(git, since)), texts)
    commits = len(line) - 1 - line[since]
    return history, replace(proof, commits=commits, found_again=found, not_found=lacking), pasts.damages


def _found_again(at: Snapshot, former: frozenset[str], texts: set[str]) -> tuple[int, tuple[str, ...]]:
    """How many registered texts stood, byte for byte, as working texts on the main line; and which did not.

    Of *former* dossiers, which stood there at the beginning, the text may be older than what is gone through.
    """
    found, lacking = 0, []
    for versions in at.dossiers.values():
        for one in versions:
            if one.is_sealed and one.copy:
                if all(copy.blob in texts for copy in one.copy):
                    found += 1
                elif one.path not in former:
                    lacking.append(one.folder)
    return found, tuple(lacking)
