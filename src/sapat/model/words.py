"""Words people read, in every language of the product side by side, so that a missing one is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("ky", "ru", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in the three languages; `{name}` marks the place of an argument."""

    ky: str
    ru: str
    en: str

    def say(self, lang: str, args: Mapping[str, object] | None = None) -> str:
        """The sentence in *lang*; an argument that is itself `Words` is said in the same language."""
        text: str = getattr(self, lang)
        if not args:
            return text
        return text.format_map({k: v.say(lang) if isinstance(v, Words) else v for k, v in args.items()})


def pick(texts: Mapping[str, str], lang: str) -> str:
    """The text of a title map in *lang*, else in the first language that has one."""
    return texts.get(lang) or next((texts[other] for other in LANGUAGES if texts.get(other)), "")
