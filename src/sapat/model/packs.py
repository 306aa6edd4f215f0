"""Which files an auditor's pack holds: what is registered, for those who may read it, whole or about one document (R57, R71).

Drafts and open records are work, not evidence: they stay outside, and so does a document of stricter access than the
reader of the pack. What stays outside is told by the pack itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sapat.model.append_only import dossier_of, is_fact
from sapat.model.codes import sort_key
from sapat.model.entries import Entry, Register
from sapat.model.files import EXECUTABLE, REGULAR
from sapat.model.records import Dossier
from sapat.model.settings import ACCESS
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on

_GROUND: Final = ("registers/people/", "registers/checkpoints/", "registers/units/", "registers/bodies/")
_ACT: Final = re.compile(r"registers/acts/(.+?)(?:\.a[1-9][0-9]*)?\.yaml(?:\..+\.sig)?")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack is about, and the files of the repository that go into it."""

    at: Snapshot  # only what the pack holds, on its day
    about: tuple[str, ...]  # the slugs asked for; empty: every document
    left_out: tuple[str, ...]  # slugs of documents of stricter access
    readers: str  # who will read it, as it was asked for
    audience: str  # the strictest access of what is in it
    paths: tuple[str, ...]


def scope(at: Snapshot, on: date, readers: str, asked: str = "") -> Scope:
    """The pack of everything, or of the document whose slug is *asked* with what its facts name."""
    sealed = {slug: tuple(one for one in versions if one.is_sealed) for slug, versions in at.dossiers.items()}
    known = {slug: versions for slug, versions in sealed.items() if versions}
    wanted = {asked, *(one.slug for one in at.ends.get(asked, ()))} & set(known) if asked else set(known)
    left_out = tuple(slug for slug in wanted if slug != asked and is_stricter(known[slug], readers))
    slugs = wanted - set(left_out)
    held = {slug: known[slug] for slug in sorted(slugs)}
    counted = {slug: registered(at, slug) for slug in held}  # what awaits signatures goes along, but is not in force
    told = [access_of(all_) for all_ in held.values() if has_text(all_)]
    audience = max((readers, *told), key=ACCESS.index)  # a document asked for by name goes in, and says for whom it is
    paths = tuple(sorted(_paths(at, held, whole=not asked), key=str.encode))
    narrowed = _narrowed(at, on, {slug: all_ for slug, all_ in counted.items() if all_}, frozenset(paths))
    return Scope(narrowed, (asked,) if asked else (), tuple(sorted(left_out)), readers, audience, paths)


def access_of(versions: tuple[Dossier, ...]) -> str:
    """The strictest access a document ever had: it never becomes more open (DESIGN 4)."""
    told = [one.front.get("access") for one in versions]
    told += [added.set.get("access") for one in versions for added in one.addenda]
    return max((one for one in told if one in ACCESS), key=ACCESS.index, default=ACCESS[0])


def is_stricter(versions: tuple[Dossier, ...], readers: str) -> bool:
    """Whether the text of a document is not for these readers; a card without text may be read by all."""
    return has_text(versions) and ACCESS.index(access_of(versions)) > ACCESS.index(readers)


def has_text(versions: tuple[Dossier, ...]) -> bool:
    return any(one.front and "held" not in one.front for one in versions)


def _paths(at: Snapshot, held: Mapping[str, tuple[Dossier, ...]], *, whole: bool) -> Iterator[str]:
    folders = {one.folder for versions in held.values() for one in versions}
    named = frozenset[str]() if whole else _acts_named(at, held)
    for path, file in at.files.items():
        if file.mode not in (REGULAR, EXECUTABLE):
            continue
        if path == "sapat.toml":
            yield path
        elif path.startswith("registers/changes/") and not path.endswith("/schema.json"):
            if dossier_of(path) in folders:
                yield path
        elif path.startswith("registers/reviews/") and not path.endswith("/schema.json"):
            if path.split("/")[2] in held:
                yield path
        elif _is_entry(path) and (whole or path.startswith(_GROUND) or _act_of(path) in named):
            yield path


def _is_entry(path: str) -> bool:
    return path.startswith("registers/") and (is_fact(path) or path.endswith("/schema.json"))


def _act_of(path: str) -> str:
    """The id of the act a file belongs to: the act itself, an addendum or a signature beside it; else nothing."""
    found = _ACT.fullmatch(path)
    return found[1] if found else ""


def _acts_named(at: Snapshot, held: Mapping[str, tuple[Dossier, ...]]) -> frozenset[str]:
    """The acts that the facts of these documents name, by id."""
    acts = at.entries("acts")
    told: set[str] = set()
    for versions in held.values():
        for one in versions:
            values = [one.record.value if one.record else {}, *(added.value for added in one.addenda)]
            told.update(text.partition("#")[0] for value in values for text in _texts(value))
            told.update(path.rpartition("/")[2].removesuffix(".yaml") for path in (one.seal.acts if one.seal else ()))
    return frozenset(told & set(acts))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _narrowed(at: Snapshot, on: date, held: Mapping[str, tuple[Dossier, ...]], paths: frozenset[str]) -> Snapshot:
    """The snapshot in which only this exists, so that every page and table speaks of nothing else."""
    registers: dict[str, Register] = {}
    for name, register in at.registers.items():
        entries: dict[str, Entry] = {key: one for key, one in register.entries.items() if one.path in paths}
        registers[name] = replace(register, entries=entries)
    documents = tuple(doc for doc in at.documents if doc.slug in held)
    return replace(
        at, today=on, present=at.present or at.today, dossiers=dict(held), registers=registers, documents=documents
    )


def codes_of(at: Snapshot, slugs: tuple[str, ...]) -> list[str]:
    """The codes of documents on the day, in order."""
    return sorted((code_on(at, slug) or slug for slug in slugs), key=sort_key)
