"""What of `mkdocs.yml` decides which code runs when the site is built, and what of it two versions have otherwise.

The file is cut into its top keys, not parsed: it may hold tags that only MkDocs knows, and a key that is written in
another way than usual counts as changed with all the rest.
"""

from __future__ import annotations

import re
from typing import Final

NAME: Final = "mkdocs.yml"
RUNNING: Final = (
    "INHERIT", "hooks", "plugins", "theme", "markdown_extensions", "extra_javascript", "extra_templates", "docs_dir", "site_dir",
    "watch",
)  # fmt: skip
# a tag names any function, an anchor lends its value to any other key: under every key they say what runs
_ELSEWHERE: Final = re.compile(r"(?:^|[\s\[{,:-])[!&*]\S")
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s|$)")


def running(then: bytes, now: bytes) -> tuple[str, ...]:
    """The keys that say what runs and differ; the file itself where it cannot be told which. No file is an empty one."""
    before, after = _keys(then), _keys(now)
    if before is None or after is None:
        return (NAME,) if then != now else ()
    differ = [
        key for key in (*before, *(key for key in after if key not in before)) if before.get(key) != after.get(key)
    ]
    return tuple(key for key in differ if key in RUNNING or _ELSEWHERE.search(after.get(key, "")))


def _keys(told: bytes) -> dict[str, str] | None:
    """The text of each top key, without comments and empty lines; None where something else stands at the top."""
    found: dict[str, str] = {}
    key = ""
    for line in told.decode(errors="replace").splitlines():
        bare = line.rstrip()
        if not bare or bare == "---" or bare.lstrip().startswith("#"):
            continue
        if not bare.startswith((" ", "\t", "- ")):
            if (match := _KEY.match(bare + " ")) is None or match[1] in found:
                return None
            key = match[1]
            found[key] = ""
        if not key:
            return None
        found[key] += bare + "\n"
    return found
