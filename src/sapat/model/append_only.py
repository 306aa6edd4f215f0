"""What append-only means, exactly: which facts of registers may never change, move or go (DESIGN 4).

One definition serves a pull request (two trees) and the main line (commit by commit). ISO 9001:2015 7.5.3.2: documented
information kept as evidence is protected from unintended alteration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_CHANGES: Final = "registers/changes/"
_FACTS: Final = (".yaml", ".sig", ".sha256")
_ADDENDUM: Final = re.compile(r"a[1-9][0-9]*\.yaml")
Blobs = Mapping[str, str]  # path -> blob id


@dataclass(frozen=True, slots=True)
class Breach:
    """A fact that did not stay: `says` is changed, removed, moved, dossier (removed whole), added, agreement or part."""

    path: str
    says: str
    to: str = ""  # where its bytes went


@dataclass(frozen=True, slots=True)
class Former:
    """What stood before: the files, grouped by dossier, and what is known of them."""

    blobs: Blobs
    dossiers: dict[str, set[str]]  # folder -> its files
    sealed: Callable[[str], bool]  # of a dossier's folder
    readable: Callable[[str], bool]  # of an entry: what never could be read was never a fact


def dossier_of(path: str) -> str:
    """The folder of the dossier a path lies in, or nothing."""
    parts = path.split("/", 4)
    return "/".join(parts[:4]) if path.startswith(_CHANGES) and len(parts) == 5 else ""


def is_fact(path: str) -> bool:
    """Whether a path is one of a fact: a dossier's file, a register's entry or addendum, a signature, a checkpoint's list."""
    if not path.startswith("registers/"):
        return False
    return bool(dossier_of(path)) or path.endswith(_FACTS)


def may_follow(path: str) -> bool:
    """Whether a file may come into a sealed dossier: an addendum, a signature."""
    return path.endswith(".sig") or bool(_ADDENDUM.fullmatch(path.rpartition("/")[2]))


def grouped(paths: Collection[str]) -> dict[str, set[str]]:
    """Files by the dossier they lie in."""
    found: dict[str, set[str]] = {}
    for path in paths:
        if folder := dossier_of(path):
            found.setdefault(folder, set()).add(path)
    return found


def breaches(before: Former, changed: Blobs, removed: Collection[str], added: Blobs) -> Iterator[Breach]:
    """The facts of *before* that the change did not leave as they were; *changed* and *added* map to the new blobs."""
    whole = _dropped(before, removed)
    places: dict[str, str] = {}
    for path, blob in added.items():
        places.setdefault(blob, path)
    for path in sorted({*changed, *removed}):
        if not is_fact(path):
            continue
        folder = dossier_of(path)
        gone = path in removed
        if folder and not before.sealed(folder):
            yield from _open_breach(before, path, folder, removed, gone=gone)
        elif folder in whole:
            if path.endswith("/record.yaml"):
                yield Breach(path, "dossier")
        elif folder or before.readable(path):
            to = places.get(before.blobs[path], "") if gone else ""
            yield Breach(path, "moved" if to else "removed" if gone else "changed", to)


def _dropped(before: Former, removed: Collection[str]) -> set[str]:
    """The dossiers of which nothing is left."""
    folders = {folder for path in removed if (folder := dossier_of(path))}
    return {folder for folder in folders if set(before.dossiers.get(folder, ())) <= set(removed)}


def _open_breach(before: Former, path: str, folder: str, removed: Collection[str], *, gone: bool) -> Iterator[Breach]:
    """A dossier without a seal may change or be dropped whole, never in part; its answers are written once.

    Dropped and opened again it keeps none of its answers; an answer gone while others stay was taken out.
    """
    is_answer = path.startswith(folder + "/agreements/")
    if not gone:
        if is_answer:
            yield Breach(path, "agreement")
        return
    kept = [one for one in before.dossiers.get(folder, ()) if one not in removed]
    if (is_answer and any(one.startswith(folder + "/agreements/") for one in kept)) or (
        path.endswith("/record.yaml") and kept
    ):
        yield Breach(path, "part")
