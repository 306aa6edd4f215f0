"""Changing keys of an existing file by its lines, and proof that nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.frontmatter import Cut, cut, read_front
from sapat.read.tree import Tree
from sapat.read.yamls import read_yaml
from sapat.report.facts_text import emit, with_keys


def edited_facts(path: str, text: str, values: Mapping[str, Any]) -> str:
    """A YAML file with some top-level keys set, or taken out (None). Raises SapatError where lines cannot be edited."""
    tree = read_yaml(text)
    made = with_keys(text, _lines(tree), text.count("\n") + 1 + (not text.endswith("\n")), values)
    _prove(path, tree, read_yaml(made), values)
    return made


def edited_front(path: str, text: str, values: Mapping[str, Any]) -> str:
    """A Markdown file with some keys of its front matter set or taken out; its body stays byte for byte."""
    found = cut(text)
    tree = _front(path, found)
    made = with_keys(text, _lines(tree), found.body_line - 1, values)
    again = cut(made)
    _prove(path, tree, _front(path, again), values)
    if again.body != found.body:
        raise _unfit(path)
    return made


def _front(path: str, found: Cut) -> Tree:
    if found.yaml is None or found.defects:
        raise _unfit(path)
    return read_front(found)


def _lines(tree: Tree) -> dict[str, int]:
    return {str(key[0]): place[0] for key, place in tree.places.items() if len(key) == 1}


def _prove(path: str, former: Tree, made: Tree, values: Mapping[str, Any]) -> None:
    """The new text says what the old one said, and the new values: anything else is a layout we cannot edit."""
    wanted = {key: value for key, value in (former.value or {}).items() if key not in values}
    fresh = {key: value for key, value in values.items() if value is not None}
    wanted |= read_yaml(emit(fresh)).value or {}
    if not made.ok or (made.value or {}) != wanted:
        raise _unfit(path)


def _unfit(path: str) -> SapatError:
    return SapatError(
        Words(
            "{path} файлынын ачкычтарын саптап оңдоого болбойт",
            "ключи {path} нельзя править построчно",
            "the keys of {path} cannot be edited line by line",
        ),
        do=Words(
            "ар бир сапка бирден «ачкыч: маани» жазыңыз",
            "пишите по одной паре «ключ: значение» в строке",
            "write one key: value on each line",
        ),
        path=path,
    )
