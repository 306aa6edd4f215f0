"""The next free code of a type: never one that any document, dossier or act has named before (codes are never reused)."""

from __future__ import annotations

from collections.abc import Iterator

from sapat.model.codes import Code, slug_of
from sapat.model.settings import DocumentType, number_fits
from sapat.model.snapshot import Snapshot

_LAST = 999


def used_codes(at: Snapshot) -> frozenset[str]:
    """Every code the repository knows, also of ended documents, of external ones, and those named only in acts."""
    told = {*at.slugs_of_codes, *(doc.code for doc in at.documents)}
    for doc in at.documents:
        legacy = doc.front.get("legacy_codes")
        told |= {str(one) for one in legacy} if isinstance(legacy, list) else set()
    told |= {entry.text("code") for entry in at.entries("external").values()}
    for act in at.entries("acts").values():
        items = act.get("items")
        for codes in items.values() if isinstance(items, dict) else ():
            told |= {str(one) for one in codes}
    return frozenset(told - {""})


def free_number(at: Snapshot, type_: DocumentType) -> str:
    """The number after the highest one used in a type, else the lowest that no code has had; empty when all are taken."""
    grammar = at.settings.grammar
    used = [code for code in map(grammar.parse, used_codes(at)) if code and code.kind == type_.id and not code.form]
    numbers = {code.number for code in used}
    highest = max((_order(number) for number in numbers), default=())
    fits = [number for number in candidates(type_) if number not in numbers]
    return next((number for number in fits if _order(number) > highest), fits[0] if fits else "")


def candidates(type_: DocumentType) -> Iterator[str]:
    """The numbers a type's grammar allows, in order: `1`, else `2.1`, else `3.2.1`, whichever depth it has."""
    for heads in ([""], _heads(1), _heads(2)):
        found = False
        for head in heads:
            for last in range(1, _LAST + 1):
                number = f"{head}{last}"
                if number_fits(type_, number):
                    found = True
                    yield number
        if found:
            return


def _heads(depth: int) -> Iterator[str]:
    """`0.` … `9.`, or `0.0.` … `9.9.`: the chapters of numbers of two or three parts."""
    for first in range(10):
        if depth == 1:
            yield f"{first}."
        else:
            yield from (f"{first}.{second}." for second in range(10))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def free_form(at: Snapshot, parent: str) -> str:
    """The next form code of a document: `<parent>-Ф<NN>`; empty after 99."""
    forms = (at.settings.grammar.parse(code) for code in used_codes(at) if code.startswith(parent + "-Ф"))
    last = max((int(code.form) for code in forms if code and code.parent == parent), default=0)
    return f"{parent}-Ф{last + 1:02}" if last < 99 else ""


def is_used(at: Snapshot, code: str) -> bool:
    """Whether a code, or the slug it makes, belongs or belonged to something."""
    slug = slug_of(code)
    return code in used_codes(at) or slug in at.slugs or any(slug_of(one) == slug for one in used_codes(at))


def code_text(at: Snapshot, type_: DocumentType, number: str, unit: str) -> str:
    told = f"{at.settings.org}-{at.settings.system}-{type_.id}-{number}"
    return f"{told}-{unit}" if unit else told


def parsed(at: Snapshot, code: str) -> Code | None:
    return at.settings.grammar.parse(code)
