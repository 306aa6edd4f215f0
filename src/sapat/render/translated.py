"""The text of a translation: its own files, with the pictures of the text it translates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sapat.publish.plan import Edition, Part, Plan


def translated_name(name: str, lang: str) -> str:
    """What the translation of a Markdown file is called; the name itself for a text that is no translation."""
    return f"{name.removesuffix('.md')}.{lang}.md" if lang and name.endswith(".md") else name


def translated_text(
    plan: Plan, original: Edition, files: Mapping[str, str], lang: str
) -> tuple[Edition, tuple[str, ...]]:
    """The text that *files* (relative path -> path) make, and the titles of the parts that nobody translated."""
    parts: list[Part] = []
    lacking: list[str] = []
    for part in original.parts:
        name = translated_name(part.relative, lang)
        if name in files:
            facts = plan.at.facts.get(files[name])
            parts.append(Part(name, files[name], part.url, facts.scan.title if facts else ""))
        else:
            lacking.append(part.title or part.relative)
    pictures = {name: path for name, path in original.files.items() if not name.endswith(".md")}
    return replace(original, parts=tuple(parts), files=pictures | dict(files)), tuple(lacking)
