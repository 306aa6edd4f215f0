"""Words people read: complete in three languages, with the same arguments, in true letters."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from sapat.model.words import Words
from sapat.rules.table import RULES

PACKAGE: Final = Path(__file__).parents[2] / "src" / "sapat"
_PLACE: Final = re.compile(r"\{(\w*)(?:![a-z])?(?::[^}]*)?\}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile("[A-Za-z]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_TWINS: Final = frozenset("aceopxyABCEHKMOPTX")  # Latin letters that look Cyrillic
_TRUE: Final = frozenset(
    {"BOM", "CR", "PE", "A", "B", "C", "a", "c", "o", "x", "XXX"}
)  # said with Latin letters on purpose


def calls() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Every `Words(ky, ru, en)` of the package with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Words":
                given = [*node.args, *(one.value for one in node.keywords)]
                if len(given) == 3 and all(isinstance(one, ast.Constant) for one in given):
                    place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    yield place, tuple(str(one.value) for one in given)  # type: ignore[attr-defined, misc]


def labels() -> Iterator[tuple[str, dict[str, str]]]:
    """Every map of languages in our schemas."""

    def walk(name: str, value: Any) -> Iterator[tuple[str, dict[str, str]]]:
        if isinstance(value, dict):
            if set(value) & {"ky", "ru", "en"} and all(isinstance(one, str) for one in value.values()):
                yield name, value
            else:
                for key, one in value.items():
                    yield from walk(f"{name}.{key}", one)

    for path in sorted((PACKAGE / "schemas").glob("*.json")):
        yield from walk(path.stem, json.loads(path.read_text(encoding="utf-8")))


TOLD: Final = [
    *calls(),
    *((place, (one.get("ky", ""), one.get("ru", ""), one.get("en", ""))) for place, one in labels()),
]


def test_the_cure_of_a_rule_can_be_run_as_it_stands() -> None:
    """What is known is filled in; what is not is three dots, not a word that looks like a value."""
    forms = re.compile(r"\b(?:CODE|ID|N|VERSION|FILE|UNIT|ENTRY|NAME|E\.N|КОД)\b")
    assert [rule.id for rule in RULES for words in rule.do.values() for one in said(words) if forms.search(one)] == []


def test_every_refusal_is_said_in_every_language() -> None:
    """Only a cure that is a command alone is one text for all."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "SapatError":
                cure = next((one.value for one in node.keywords if one.arg == "do"), None)
                wrong = node.args and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
                command = re.match(r"f?['\"]+(git|pip|sapat) ", ast.unparse(cure)) if cure else None
                if wrong or (isinstance(cure, ast.Constant | ast.JoinedStr) and not command):
                    found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert found == []


def said(words: Words) -> tuple[str, str, str]:
    return words.ky, words.ru, words.en


def test_there_are_words_to_look_at() -> None:
    assert len(TOLD) > 300


def test_every_language_says_something() -> None:
    assert [place for place, told in TOLD if not all(one.strip() for one in told)] == []


def test_the_same_arguments_stand_in_every_language() -> None:
    assert [(place, told) for place, told in TOLD if len({frozenset(_PLACE.findall(one)) for one in told}) > 1] == []


def test_kyrgyz_is_not_russian_said_again() -> None:
    """Short words are often the same in both; a sentence is not."""
    assert [
        (place, ky)
        for place, (ky, ru, _) in TOLD
        if ky == ru and len(_WORD.findall(_PLACE.sub("", ky))) > 2 and _CYRILLIC.search(ky)
    ] == []


def test_english_is_said_in_english() -> None:
    assert [
        (place, en) for place, (_, _, en) in TOLD if _CYRILLIC.search(re.sub(r"[«\"'`(].*?[»\"'`)]|[өүңё]", "", en))
    ] == []


@pytest.mark.parametrize("language", [0, 1], ids=["ky", "ru"])
def test_no_letter_only_looks_cyrillic(language: int) -> None:
    wrong = []
    for place, told in TOLD:
        for word in _WORD.findall(_PLACE.sub(" ", told[language])):
            mixed = _LATIN.search(word) and _CYRILLIC.search(word)
            if mixed or (set(word) <= _TWINS and word not in _TRUE and word not in told[2]):
                wrong.append((place, word))
    assert wrong == []


def test_sentences_for_readers_never_speak_of_a_stamp() -> None:
    """A record is registered; a stamp of wax or ink is something else (DESIGN 4)."""
    assert [
        (place, told)
        for place, told in TOLD
        if re.search(r"мөөр|печат(?:ь|и|ью)\b|\bsealed\b", _PLACE.sub("", " ".join(told)).lower())
    ] == []


def test_an_error_is_given_every_argument_it_names() -> None:
    """A missing one would be a traceback in place of the sentence."""
    shared = {"DID_YOU_MEAN": {"near"}, "KNOWN": {"known"}, "_NEAR": {"near", "known"}}
    seen = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "SapatError"):
                continue
            named: set[str] = set()
            for said in (*node.args, *(one.value for one in node.keywords if one.arg == "do")):
                for inner in ast.walk(said):
                    if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "Words":
                        texts = [one.value for one in inner.args if isinstance(one, ast.Constant)]
                        named |= {name for text in texts for name in _PLACE.findall(str(text).replace("{{", ""))}
                    elif isinstance(inner, ast.Name):
                        named |= shared.get(inner.id, set())
            given = {one.arg for one in node.keywords}
            assert None in given or named <= given, f"{path.name}:{node.lineno} lacks {named - given}"
            seen += bool(named)
    assert seen > 40
