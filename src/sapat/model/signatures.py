"""Signatures beside the facts they are for: `<file>.<person>.sig` (DESIGN 4). What each proves is judged in signing.py."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

CHECK: Final = "sapat-check"
APPROVE: Final = "sapat-approve"
REGISTER: Final = "sapat-register"
GIT: Final = "git"  # of commits and tags: it says who sent something, not that he approved it
NAMESPACES: Final = (CHECK, APPROVE, REGISTER)
SUFFIX: Final = ".sig"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature file, as reading it found: whose key is in it, for what, and whether that key signed these bytes."""

    path: str
    signed: str  # the file beside it; empty where there is none
    person: str  # as its name says
    key: str = ""  # `<type> <base64>` of the key inside; empty where it cannot be read
    namespace: str = ""
    fault: str = ""  # nothing: the key signed exactly these bytes; else `bytes`, or what is malformed
    what: str = ""  # the part at fault
    origin: str = ""  # of `bytes`: the file it was made for, where that is known

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def signed_file(path: str, files: Container[str]) -> tuple[str, str]:
    """(the file a signature stands beside, the person) by its name; of two readings the longer file."""
    whole = path.removesuffix(SUFFIX)
    at = whole.rfind(".")
    while at > whole.rfind("/") + 1:
        if whole[:at] in files:
            return whole[:at], whole[at + 1 :]
        at = whole.rfind(".", 0, at)
    return "", whole.rpartition(".")[2]


def signature_path(path: str, person: str) -> str:
    return f"{path}.{person}{SUFFIX}"
