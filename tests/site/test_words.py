"""The words of the site and of the theme are complete in every language."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import material

from sapat.model.words import LANGUAGES
from sapat.publish import version_words, words
from sapat.render import papers_words
from sapat.render import words as paper

THEME = Path(str(files("sapat").joinpath("theme")))


def keys(path: Path) -> set[str]:
    return set(re.findall(r'^\s*"([^"]+)":', path.read_text(), flags=re.MULTILINE))


def test_the_theme_speaks_kyrgyz_to_the_last_word() -> None:
    english = Path(material.__file__).parent / "templates/partials/languages/en.html"
    assert keys(THEME / "partials/languages/ky.html") == keys(english)


def test_every_word_of_the_site_and_of_paper_is_there_in_every_language_with_the_same_places() -> None:
    for key, told in [
        *words.every().items(),
        *paper.every().items(),
        *version_words.every().items(),
        *papers_words.every().items(),
    ]:
        places = [sorted(re.findall(r"{(\w+)}", told.say(lang))) for lang in LANGUAGES]
        assert all(told.say(lang).strip() for lang in LANGUAGES), key
        assert places[0] == places[1] == places[2], key


def test_every_word_is_used() -> None:
    source = "".join(one.read_text() for one in (THEME.parent / "publish").glob("*.py"))
    source += "".join(one.read_text() for one in (THEME.parent / "write").glob("*.py"))
    source += "".join(one.read_text() for one in THEME.rglob("*.html"))
    unused = [
        key
        for key in words.every()
        if source.count(f'"{key}"') + source.count(f"'{key}'") < 2 and f"words.{key}" not in source
    ]
    assert unused == []


def test_a_registered_version_is_never_called_sealed_to_readers() -> None:
    for told in words.every().values():
        assert "мөөр" not in told.ky.lower()
        assert "печат" not in told.ru.lower() or told.ru.startswith("Печатная копия")
