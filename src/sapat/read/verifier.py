"""`verify.py` as one file: the modules of `sapat.verifier` behind one another, so that an auditor reads and hashes one text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

# Each rests only on those before it.
_PARTS: Final = (
    *("problems", "words", "report", "yamls", "tomls", "container", "facts"),
    *("seals", "checkpoints", "signatures", "people", "standing", "main"),
)
_HEAD: Final = '''#!/usr/bin/env python3
"""Proves an auditor's pack made by sapat: `python3 -IS verify.py [PACK.zip|FOLDER] [--lang ky|ru|en] [--witness FILE]`.

It needs Python 3.9 or newer and, where there are signatures, ssh-keygen; no sapat, no network, nothing installed.
It reads the facts anew, trusts no answer of the program that made the pack, and changes nothing.
Exit: 0 sound, 1 problems found, 2 not everything could be examined.
"""

from __future__ import annotations

import sys

if not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # without -I Python looks for its library beside this file first: a pack brings no programs

'''


@cache
def verifier() -> bytes:
    """The text of `verify.py`: the same for every pack this version makes."""
    imports: set[str] = set()
    bodies: list[str] = []
    names: set[str] = set()
    for name in _PARTS:
        text = files("sapat.verifier").joinpath(f"{name}.py").read_text(encoding="utf-8")
        body, needed = _taken_apart(text)
        imports |= needed
        own = set(_own_names(text))
        assert not own & names, own & names  # one file has one space of names
        names |= own
        bodies.append(f"# {'-' * 20} {name} {'-' * 20}\n\n{body}")
    plain = sorted(one for one in imports if one.startswith("import "))
    named = sorted(one for one in imports if not one.startswith("import "))
    return (_HEAD + "\n".join([*plain, *named]) + "\n\n" + "\n\n".join(bodies)).encode()


def verifier_digest() -> str:
    """The SHA-256 an auditor compares `verify.py` with."""
    return sha256(verifier()).hexdigest()


def _own_names(text: str) -> Iterator[str]:
    """What a module defines at its top."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            told = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (one.id for one in told if isinstance(one, ast.Name))


def _taken_apart(text: str) -> tuple[str, set[str]]:
    """(the module without its imports, one line for each name it needs from the library)."""
    lines = text.splitlines(keepends=True)
    needed: set[str] = set()
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for at in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[at] = ""
        if isinstance(node, ast.Import):
            needed |= {f"import {one.name}" for one in node.names}
        elif node.module != "__future__" and not (node.module or "").startswith("sapat."):
            needed |= {f"from {node.module} import {one.name}" for one in node.names}
    return "".join(lines).strip("\n") + "\n", needed
