"""Messages through a pipe: a line with the length, then that many bytes."""

from __future__ import annotations

from typing import IO, Final

_LINE: Final = 32  # more digits than any length has


def framed(data: bytes) -> bytes:
    return f"{len(data)}\n".encode() + data


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end, also at an end in the middle of one."""
    head = stream.readline(_LINE)
    if not head.endswith(b"\n") or not head[:-1].isdigit():
        return None
    data = stream.read(int(head))
    return data if len(data) == int(head) else None
