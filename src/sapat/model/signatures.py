"""Signatures beside the facts they are for: `<file>.<person>.sig` (DESIGN 4). What each proves is judged in signing.py."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from sapat.model.sshkeys import of_text

CHECK: Final = "sapat-check"
APPROVE: Final = "sapat-approve"
REGISTER: Final = "sapat-register"
GIT: Final = "git"  # of commits and tags: it says who sent something, not that he approved it
NAMESPACES: Final = (CHECK, APPROVE, REGISTER)
SUFFIX: Final = ".sig"
_AGAIN: Final = re.compile(r"(.+)\.R([2-9]|[1-9][0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature file, as reading it found: whose key is in it, for what, and whether that key signed these bytes."""

    path: str
    signed: str  # the file beside it; empty where there is none
    person: str  # as its name says
    number: int = 1  # facts never change, so whoever must sign again adds another file
    key: str = ""  # `<type> <base64>` of the key inside; empty where it cannot be read
    namespace: str = ""
    fault: str = ""  # nothing: the key signed exactly these bytes; else `bytes`, or what is malformed
    what: str = ""  # the part at fault
    origin: str = ""  # of `bytes`: the file it was made for, where that is known

    @property
    def fingerprint(self) -> str:
        """Of the key inside, as `ssh-keygen -l` prints it."""
        return of_text(self.key).fingerprint if self.key else ""


def signed_file(path: str, files: Container[str]) -> tuple[str, str, int]:
    """(the file a signature stands beside, the person, the number of his signature) by its name; of two readings the longer
    file. `<file>.<person>.sig` is his first, `<file>.<person>.R2.sig` the next: ids have no capital letters."""
    whole = path.removesuffix(SUFFIX)
    again = _AGAIN.fullmatch(whole)
    number = int(again[2]) if again else 1
    whole = again[1] if again else whole
    at = whole.rfind(".")
    while at > whole.rfind("/") + 1:
        if whole[:at] in files:
            return whole[:at], whole[at + 1 :], number
        at = whole.rfind(".", 0, at)
    return "", whole.rpartition(".")[2], number


def signature_path(path: str, person: str, number: int = 1) -> str:
    return f"{path}.{person}{f'.R{number}' if number > 1 else ''}{SUFFIX}"


def newest(every: Iterable[Signature]) -> list[Signature]:
    """The last signature of each person beside a file: an earlier one that failed is mended by signing again."""
    last: dict[tuple[str, str], Signature] = {}
    for one in sorted(every, key=lambda one: one.number):
        last[one.signed, one.person if one.signed else one.path] = one
    return list(last.values())
