"""Which commit of the main line brought each fact, from one streamed pass over its first parents."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sapat.model.files import File
from sapat.read.git import Git

_FLAGS = ("--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--root", "--no-renames", "--no-abbrev")


def landings(
    git: Git, commit: str, paths: Collection[str], files: Mapping[str, File]
) -> list[tuple[str, str, str]] | None:
    """(path, commit, its time) of each path: the commit that first brought these bytes; None where history is cut off.

    No author is among them: a pack leaves the institution, and names of persons do not.
    """
    if not commit or git.shape.shallow:
        return None
    wanted = {path.encode(): files[path].blob.encode() for path in paths}
    found: dict[bytes, tuple[str, str]] = {}
    head, rest = ("", ""), b""
    asked = ("log", *_FLAGS, "--no-show-signature", "--format=%x01%H %cI", "--end-of-options", commit, "--")
    told = b""
    for piece in git.stream(*asked, "registers", "sapat.toml"):
        *tokens, rest = (rest + piece).split(b"\0")
        for token in (one.lstrip(b"\n") for one in tokens):
            if token[:1] == b"\x01":
                name, _, moment = token[1:].strip().decode().partition(" ")
                head = (name, moment)
            elif token.startswith(b":"):
                told = token.split(b" ")[3]
            elif token and wanted.get(token) == told:
                found[token] = head  # the log goes back in time: the earliest stays
    return [(path, *found.get(path.encode(), ("", ""))) for path in sorted(paths, key=str.encode)]
