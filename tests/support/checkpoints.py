"""Checkpoints written by hand from the specification: an independent maker."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

FOLDER = "registers/checkpoints"
COMMIT = "a" * 40


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def lines(files: Mapping[str, str]) -> str:
    return "".join(f"{digest(files[path])}  {path}\n" for path in sorted(files, key=str.encode))


def checkpoint(
    files: Mapping[str, str],
    number: int = 1,
    former: Mapping[str, str] | None = None,
    made: str = "2026-03-20T18:00:00+06:00",
    commit: str = COMMIT,
    **changed: str,
) -> dict[str, str]:
    """The two files of a checkpoint over *files*, after those of the *former* one; *changed* replaces keys."""
    base = f"{FOLDER}/{number}"
    state = {p: t for p, t in files.items() if p.startswith(("registers/", "procedures/", "policies/", "regulations/"))}
    state = {p: t for p, t in state.items() if not p.startswith(FOLDER)}
    known = {line[66:] for text in (former or {}).values() for line in text.splitlines()}
    facts = {p: t for p, t in {**files, **(former or {})}.items() if p.startswith("registers/") and p not in known}
    told = lines(facts)
    before = next((text for path, text in (former or {}).items() if path.endswith(f"{number - 1}.yaml")), "")
    keys = {
        "schema": "checkpoint/1",
        "number": str(number),
        "made": made,
        "commit": commit,
        "state": digest(lines(state)),
        "files": str(len(state)),
        "entries": f"{{path: {number}.sha256, sha256: {digest(told)}, lines: {told.count(chr(10))}}}",
        "previous": digest(before) if before else "first",
        "by": "{role: qa-head}",
    } | changed
    return {f"{base}.yaml": "".join(f"{key}: {value}\n" for key, value in keys.items()), f"{base}.sha256": told}
