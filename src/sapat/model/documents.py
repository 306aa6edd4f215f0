"""A controlled document of the working text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sapat.model.digests import of_text
from sapat.model.files import Scan

TEXT_KEYS: Final = ("code", "title", "type", "version", "original_language", "parts", "attachments", "held")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that belongs to the text: its path relative to the document, and its bytes' digest."""

    relative: str
    path: str
    blob: str
    sha256: str
    scan: Scan


@dataclass(frozen=True)  # without slots: what every rule asks for is kept
class Document:
    """A document: its front matter as written and its files in digest order."""

    path: str  # the Markdown file, or index.md of its folder
    slug: str
    front: Mapping[str, Any]
    files: tuple[TextFile, ...]
    translations: Mapping[str, tuple[str, ...]]  # language -> paths
    readable: bool

    @cached_property
    def code(self) -> str:
        return self.text("code")

    def text(self, key: str) -> str:
        told = self.front.get(key)
        return told if isinstance(told, str) else ""

    @property
    def is_card(self) -> bool:
        """Whether only its whereabouts are kept here, not its text."""
        return "held" in self.front

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/index.md")

    @property
    def folder(self) -> str:
        """The folder of its own, where its pictures and attachments lie."""
        return self.path.removesuffix("/index.md") if self.is_folder else self.path.removesuffix(".md")

    @property
    def base(self) -> str:
        """The folder that relative paths of its files start at."""
        return self.folder if self.is_folder else self.path.rpartition("/")[0]

    @cached_property
    def digest(self) -> str:
        """The text digest of the working text."""
        return of_text((one.relative, one.sha256) for one in self.files)

    @property
    def original_languages(self) -> tuple[str, ...]:
        told = self.front.get("original_language")
        if isinstance(told, str):
            return (told,)
        return tuple(str(one) for one in told) if isinstance(told, list) else ()
