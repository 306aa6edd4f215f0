"""Digests: SHA-256 of stored bytes, and the text digest that stands for all files of a document."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def of_bytes(data: bytes) -> str:
    return sha256(data).hexdigest()


def of_text(files: Iterable[tuple[str, str]]) -> str:
    """The text digest of (relative path, SHA-256) in document order: SHA-256 of `<sha256>  <path>` lines.

    The form is that of `sha256sum`, so an auditor can make it with stock tools.
    """
    return sha256("".join(f"{digest}  {path}\n" for path, digest in files).encode()).hexdigest()
