"""Version numbers `E.N`: edition and change (DOMAIN 4c)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

_FORM: Final = re.compile(r"([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """Edition and change: 1.9 comes before 1.10; there is no third number."""

    edition: int
    change: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError when *text* is not two plain integers with a point between them."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a version such as 1.0")
        return cls(int(found[1]), int(found[2]))

    @property
    def next_change(self) -> Version:
        return Version(self.edition, self.change + 1)

    @property
    def next_edition(self) -> Version:
        return Version(self.edition + 1, 0)

    def __str__(self) -> str:
        return f"{self.edition}.{self.change}"


FIRST: Final = Version(1, 0)
