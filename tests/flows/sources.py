"""Real documents of Kyrgyz universities, wrapped as controlled documents; their words are counted before and after."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path
from typing import Final

from tests.support.repo import SETTINGS, markdown, people

SHARED: Final = Path(__file__).parents[3] / "shared" / "sources"
MANUAL, POLICY, CONCEPT = "001", "002", "004"
_TYPES: Final = """
[types."СЖ"]
label = {ky = "Сапат боюнча жетектеме", ru = "Руководство по качеству", en = "Quality manual"}
level = 1
folders = ["manual"]
review_months = 12

[types."СТР"]
label = {ky = "Концепция", ru = "Концепция", en = "Concept"}
level = 1
folders = ["policies"]
review_months = 12

"""
_HEADING: Final = re.compile(r"(#{1,6})\s*(.*)")
_CHAPTER: Final = re.compile(r"#+\s*\**\s*(\d{1,2})\.\s")
_MARKER: Final = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*+])\s+")


def present() -> bool:
    return SHARED.is_dir()


def source(number: str) -> str:
    """The text of a source as it came, its letters composed."""
    path = next(SHARED.glob(f"{number}_*.txt"))
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def as_markdown(text: str) -> str:
    """The source with its headings and bullets in one form: no leading tabs, no emphasis in headings, real lists."""
    lines = []
    for line in text.splitlines():
        nested = "    " if line.startswith("  - ") else ""
        line = re.sub(r"^[\s]*[\uf000-\uf8ff•]\s*", "- ", line.replace("\xad", "")).strip()
        found = _HEADING.match(line)
        lines.append(f"{found[1]} {found[2].replace('*', '').strip()}" if found else nested + line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def words(text: str) -> list[str]:
    """Words people read, in order: no markup, no list markers; numbers inside the text stay."""
    told = [_MARKER.sub("", re.sub(r"^#+\s*", "", line.strip())) for line in text.splitlines()]
    return re.findall(r"[^\W_]+", re.sub(r"</?\w+>", " ", "\n".join(told)))


def words_of_page(page: str) -> list[str]:
    """The words of the text on a page: its title, then what stands between its head and what is told about it."""
    title = page.partition("<h1")[2].partition(">")[2].partition("</h1>")[0]
    body = re.split(r'<section class="sp-|<nav class="sp-steps"', page.partition('<div class="sp-text">')[2])[0]
    told = re.sub(
        r"<br\s*/?>|</?(?:p|h[1-6]|li|ul|ol|td|th|tr|div|table|hr|blockquote|pre)\b[^>]*>", "\n", f"{title}\n{body}"
    )
    plain = html.unescape(re.sub(r"<a class=\"headerlink\".*?</a>|<[^>]*>", "", told))
    return re.findall(r"[^\W_]+", plain)


def chapters(text: str) -> list[str]:
    """The text cut where the next chapter number begins, contents before the first."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        found = _CHAPTER.match(line)
        if found and int(found[1]) == len(parts):
            parts.append([])
            line = "# " + line.lstrip("# ")
        parts[-1].append(line)
    return ["\n".join(part).strip() + "\n" for part in parts]


def settings() -> str:
    told = SETTINGS.replace(
        '["policies", "procedures", "regulations"]', '["manual", "policies", "procedures", "regulations"]'
    )
    told = told.replace("\n[routes.council]", _TYPES + "[routes.council]")
    return told.replace('types = ["САЯ", "ЖБ"]', 'types = ["САЯ", "ЖБ", "СЖ", "СТР"]')


def repository_files() -> dict[str, str]:
    """The three sources as documents that nobody has approved yet."""
    manual = chapters(as_markdown(source(MANUAL)))
    names = [f"{number:02}.md" for number in range(1, len(manual))]
    title = "{ky: Сапат боюнча жетектеме, ru: Руководство по качеству, en: Quality manual}"
    index = f"# Сапат боюнча жетектеме\n\n{manual[0]}"
    files = {"sapat.toml": settings(), ".gitattributes": "* text=auto eol=lf\n", **people()}
    files["manual/index.md"] = markdown(
        "ҮМУ-СМС-СЖ-1", body=index, title=title, parts=f"[{', '.join(names)}]", process=""
    )
    files |= {f"manual/{name}": text for name, text in zip(names, manual[1:], strict=True)}
    for number, code, path, name in (
        (POLICY, "ҮМУ-СМС-САЯ-1", "policies/umu-sms-saya-1.md", "Сапат саясаты"),
        (CONCEPT, "ҮМУ-СМС-СТР-1", "policies/umu-sms-str-1.md", "Өнүгүү концепциясы"),
    ):
        body = f"# {name}\n\n{as_markdown(source(number))}"
        files[path] = markdown(code, body=body, title=f"{{ky: {name}, ru: {name}, en: {name}}}", process="")
    return files
