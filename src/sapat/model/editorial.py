"""What a record of kind `editorial` changes beyond spelling: words, files and front matter against the former version.

DOMAIN 4b: typographic corrections are changes of kind `editorial` with a shorter route; so nothing else may take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sapat.model.approval import former_of
from sapat.model.documents import TEXT_KEYS, TextFile
from sapat.model.entries import values_on
from sapat.model.records import CopyFile, Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed
from sapat.model.wording import changes
from sapat.model.wording_forms import Vocabulary, fold, known
from sapat.model.wordings import Found

KIND: Final = "editorial"
# what a new version carries on by itself, or what its compilers and links are free to say
_FREE: Final = frozenset({"version", "title", "compilers", "iso"})
_SAID_COMMON: Final = """
билим берүүнүн сапат сапаты сапатынын боюнча менен жана үчүн окуу иштер иштери качество качества образование
образования работа работе для при учебной education quality the for and with
"""
_COMMON: Final = frozenset(_SAID_COMMON.split())
_STEM: Final = 4


class Side(NamedTuple):
    """One of the two texts of a version: its front matter and files."""

    front: Mapping[str, Any]
    files: Mapping[str, str]  # relative path -> path
    digests: Mapping[str, str]  # relative path -> SHA-256


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts of a document to be compared, the former and the new one."""

    old: Side
    new: Side


def cases(at: Snapshot) -> Iterator[tuple[Dossier, Case]]:
    """The editorial records that are open, or the newest sealed ones: what came after them was judged anew."""
    for slug, versions in at.dossiers.items():
        newest = newest_sealed(versions)
        for record in versions:
            if record.kind == KIND and (record is newest or not record.is_sealed):
                case = _case(at, slug, record)
                if case is not None:
                    yield record, case


def _case(at: Snapshot, slug: str, record: Dossier) -> Case | None:
    former = former_of(at.versions(slug), record)
    doc = at.by_slug.get(slug)
    if former is None or not former.copy or (not record.is_sealed and doc is None):
        return None
    files = record.copy if record.is_sealed or doc is None else doc.files
    front = record.front if record.is_sealed or doc is None else doc.front
    if not files:
        return None
    on = record.sealed_day or at.today
    return Case(side_of(_held_on(former, on), former.copy), side_of(front, files))


def side_of(front: Mapping[str, Any], files: Iterable[TextFile | CopyFile]) -> Side:
    """One side of a comparison."""
    told = list(files)
    return Side(front, {one.relative: one.path for one in told}, {one.relative: one.sha256 for one in told})


def _held_on(former: Dossier, on: date) -> Mapping[str, Any]:
    """The front matter of the former version with what addenda have set since: a new version takes it over."""
    return values_on(former.front, former.addenda, on)


def vocabulary(at: Snapshot) -> Vocabulary:
    """The words of the titles of roles, units and bodies that stand for someone and for nothing else."""
    stems: dict[str, str] = {}
    for register in ("roles", "units", "bodies"):
        for entry in at.entries(register).values():
            told = entry.get("title")
            for text in told.values() if isinstance(told, Mapping) else ():
                for word in str(text).replace("-", " ").split():
                    key = fold(word.strip("«»\"'.,()"), True)
                    if len(key) >= _STEM and key.isalpha() and key not in _COMMON and not known(key).kind:
                        stem = key[: max(_STEM, len(key) - 3)] if len(key) > _STEM else key
                        stems.setdefault(stem, stem)
    return Vocabulary(stems)


def found(case: Case, texts: Mapping[str, bytes], words: Vocabulary) -> tuple[Found, ...]:
    """What a case changes beyond spelling; *texts* are the bytes of the files that differ, by SHA-256."""
    return (*_front(case, words), *_files(case, texts, words))


def _front(case: Case, words: Vocabulary) -> Iterator[Found]:
    old, new = case.old.front, case.new.front
    main = _main(case.new)
    for key in dict.fromkeys([*old, *new]):
        if key == "title":
            yield from _title(old.get(key), new.get(key), main, words)
        elif key not in _FREE and old.get(key) != new.get(key):
            told = (_told(old.get(key)), _told(new.get(key)))
            yield Found(main, 0, "front" if key in TEXT_KEYS else "administrative", *told, (key,))


def _title(old: object, new: object, main: str, words: Vocabulary) -> Iterator[Found]:
    before, after = (one if isinstance(one, Mapping) else {} for one in (old, new))
    for lang in dict.fromkeys([*before, *after]):
        for one in changes(str(before.get(lang, "")), str(after.get(lang, "")), words):
            yield Found(main, 0, one.kind, one.old, one.new, ("title", lang))


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_told(one)}" for key, one in value.items())
    return "" if value is None else str(value)


def differing(case: Case) -> tuple[list[str], list[str]]:
    """The paths of the Markdown files whose bytes differ, of the former and of the new text: all that must be read."""
    shared = case.old.digests.keys() & case.new.digests.keys()
    names = sorted(name for name in shared if case.old.digests[name] != case.new.digests[name])
    texts = [name for name in names if name.endswith(".md")]
    return [case.old.files[name] for name in texts], [case.new.files[name] for name in texts]


def _files(case: Case, texts: Mapping[str, bytes], words: Vocabulary) -> Iterator[Found]:
    old, new = case.old, case.new
    for name in dict.fromkeys([*new.files, *old.files]):
        if name not in new.files:
            yield Found(_main(new), 1, "file", name, "")
        elif name not in old.files:
            yield Found(name, 1, "file", "", name)
        elif old.digests[name] != new.digests[name]:
            if name.endswith(".md"):
                yield from _text(name, texts[old.digests[name]], texts[new.digests[name]], words)
            else:
                yield Found(name, 1, "file", name, name)


def _text(name: str, old: bytes, new: bytes, words: Vocabulary) -> Iterator[Found]:
    try:
        before, after = old.decode(), new.decode()
    except UnicodeDecodeError:
        yield Found(name, 1, "file", name, name)
        return
    for one in changes(before, after, words):
        yield Found(name, one.line, one.kind, one.old, one.new)


def _main(side: Side) -> str:
    """The file that holds the front matter: the first one."""
    return next(iter(side.files))
