"""What a YAML text says: the value, the place of each key, and every remark on how it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from sapat.model.findings import Defect, Key

NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
PLACEHOLDER: Final = re.compile(r"(?:todo|tbd|fixme|xxx)\b.*|\?+|n/a|\.\.\.|…", re.IGNORECASE)


@dataclass(slots=True)
class Tree:
    """A value read, the place of each key, and what was wrong with how it was written."""

    value: Any = None
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    ok: bool = True  # the value stands for what was written
