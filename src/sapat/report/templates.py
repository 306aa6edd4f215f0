"""The first text of a new document: its title and the sections its type requires (settings), in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapat.model.settings import DocumentType
from sapat.model.words import pick
from sapat.report.facts_text import emit


def document_text(front: Mapping[str, Any], type_: DocumentType, lang: str) -> str:
    """A Markdown file: front matter, the title, one heading for each required section; a card has no text."""
    if "held" in front:
        return f"---\n{emit(front)}---\n"
    parts = [f"# {pick(front['title'], lang)}\n"]
    parts += [f"## {number}. {section}\n" for number, section in enumerate(type_.sections, 1)]
    return f"---\n{emit(front)}---\n" + "\n".join(parts)
