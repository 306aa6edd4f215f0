"""The HTML of a redline as paper takes it: only what was struck and what was added remains marked."""

from __future__ import annotations

import re
from typing import Final

_ID: Final = re.compile(r' id="m\d+-(?:to|from)"')
_LINK: Final = re.compile(r'<a (?!class="sp-move")[^<>]*>(.*?)</a>', re.DOTALL)
_MOVE: Final = re.compile(r'<a class="sp-move[^<>]*>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r'<img\s[^<>]*?alt="([^"]*)"[^<>]*>|<img[^<>]*>')


def on_paper(html: str) -> str:
    """Links and pictures lead nowhere on a comparison: their words stay."""
    told = _MOVE.sub(r"\1", _ID.sub("", html))
    told = _LINK.sub(r"\1", told)
    return _PICTURE.sub(lambda found: f"[{found[1] or ''}]", told)
