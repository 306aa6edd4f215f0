"""The letters of a text by their scripts, counted in its bytes: no look at each character."""

from __future__ import annotations

from typing import Final

_KYRGYZ: Final = "өүңӨҮҢ"
_FEW: Final = 200  # letters


def _classes() -> bytes:
    """What each byte of UTF-8 stands for: L a Latin letter, C a Cyrillic one (by its first byte), O another, or a gap."""
    table = bytearray(b" " * 256)
    for first, last, mark in (
        (0x41, 0x5A, "L"),
        (0x61, 0x7A, "L"),
        (0xC3, 0xCF, "O"),
        (0xD0, 0xD3, "C"),
        (0xD4, 0xDF, "O"),
    ):
        table[first : last + 1] = mark.encode() * (last + 1 - first)
    return bytes(table)


_CLASS: Final = _classes()
_FOLLOWING: Final = bytes(range(0x80, 0xC0))  # second bytes of letters: one letter, one mark


class Letters:
    """The letters of a text in UTF-8."""

    __slots__ = ("_marks",)

    def __init__(self, stored: bytes) -> None:
        self._marks = stored.translate(_CLASS, _FOLLOWING)

    @property
    def any(self) -> bool:
        """Whether there is a letter at all."""
        return bool(self._marks.strip())

    @property
    def cyrillic(self) -> int:
        return self._marks.count(b"C")

    @property
    def meeting(self) -> bool:
        """Whether a Latin and a Cyrillic letter stand side by side: few of the former are looked at one by one."""
        marks = self._marks
        if marks.count(b"L") > _FEW:
            return b"LC" in marks or b"CL" in marks
        at = marks.find(b"L")
        while at >= 0:
            end = at + 1
            while marks[end : end + 1] == b"L":
                end += 1
            if b"C" in (marks[at - 1 : at], marks[end : end + 1]):
                return True
            at = marks.find(b"L", end)
        return False


def kyrgyz(text: str) -> int:
    """How many letters of a text are ө, ү or ң, which no Russian keyboard has."""
    return sum(text.count(letter) for letter in _KYRGYZ)
