"""Small steps on a tree of lxml that it has no words for."""

from __future__ import annotations

from typing import Any, Final

_WORDS: Final = 40  # letters


def text_of(one: Any) -> str:
    return "".join(one.itertext())


def first_words(one: Any) -> str:
    """The first text in an element that has any: what finds its line again."""
    return next((told for told in (" ".join(text.split()) for text in one.itertext()) if told), "")[:_WORDS]


def replace(old: Any, new: Any, keep: Any = None) -> None:
    """Put *new* in the place of *old*, with *keep* as its last child where that is given."""
    parent, tail = old.getparent(), old.tail
    old.tail = None
    parent.replace(old, new)
    if keep is not None:
        new.append(keep)
    new.tail = tail


def unwrap(one: Any) -> None:
    """Take an element away and leave what it holds."""
    if isinstance(one.tag, str):
        one.drop_tag()
    else:
        drop(one)


def drop(one: Any) -> None:
    one.drop_tree() if hasattr(one, "drop_tree") else one.getparent().remove(one)
