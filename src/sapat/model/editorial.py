"""What a record of kind `editorial` changes beyond spelling: words, files and front matter against the former version.

DOMAIN 4b: typographic corrections are changes of kind `editorial` with a shorter route; so nothing else may take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sapat.model.documents import TEXT_KEYS
from sapat.model.editorial_cases import Case, main_of
from sapat.model.wording.compare import changes
from sapat.model.wording.forms import Vocabulary, fold, known
from sapat.model.wordings import Found

# what a new version carries on by itself, or what its compilers and links are free to say
_FREE: Final = frozenset({"version", "title", "compilers", "iso"})
_SAID_COMMON: Final = """
билим берүүнүн сапат сапаты сапатынын боюнча менен жана үчүн окуу иштер иштери качество качества образование
образования работа работе для при учебной education quality the for and with
"""
_COMMON: Final = frozenset(_SAID_COMMON.split())
_STEM: Final = 4


def vocabulary(told: Iterable[str]) -> Vocabulary:
    """The words of the titles of roles, units and bodies that stand for someone and for nothing else."""
    stems: dict[str, str] = {}
    for text in told:
        for word in text.replace("-", " ").split():
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
    main = main_of(case.new)
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


def _files(case: Case, texts: Mapping[str, bytes], words: Vocabulary) -> Iterator[Found]:
    old, new = case.old, case.new
    for name in dict.fromkeys([*new.files, *old.files]):
        if name not in new.files:
            yield Found(main_of(new), 1, "file", name, "")
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
