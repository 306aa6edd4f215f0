"""The settings that were last found to be without fault: their schema is not asked again (30 ms of each run).

Like the index of facts this only saves time: what is missing, unreadable or of another program is judged anew.
"""

from __future__ import annotations

import contextlib
from hashlib import sha256
from importlib.resources import files
from typing import Final

from sapat.read.git import Git
from sapat.read.schemas import builtin_digest

_JUDGES: Final = ("settings.py", "schemas.py")


class Faultless:
    """The memory of one repository; without Git there is none."""

    def __init__(self, git: Git | None) -> None:
        self._path = git.common / "sapat" / "settings" if git is not None else None

    def holds(self, data: bytes) -> bool:
        """Whether just these bytes were found without fault by this program."""
        try:
            return self._path is not None and self._path.read_text(encoding="ascii") == _mark(data)
        except (OSError, ValueError):
            return False

    def keep(self, data: bytes) -> None:
        """Remember them. Where that cannot be done, the next run judges them anew."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(_mark(data), encoding="ascii")


def _mark(data: bytes) -> str:
    made = sha256(builtin_digest().encode())
    for name in _JUDGES:
        made.update(files("sapat.read").joinpath(name).read_bytes())
    made.update(data)
    return made.hexdigest()
