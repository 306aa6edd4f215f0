"""Files of strangers, PDFs and scans, are looked into in a process of its own with limits, as texts are pressed in one.

A PDF can be made to take a reader's memory or hours; the libraries that draw pages are no Python. What such a process says
is JSON, so nothing of it is run here. `python -m sapat.write.strangers` reads one question and answers it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.pdf_proof import Look, PdfSignature
from sapat.model.words import Words
from sapat.read import scans, signed_pdf
from sapat.write.limits import limited, one_more
from sapat.write.pipe import framed, read_frame
from sapat.write.sandbox import environment, kill


@dataclass(frozen=True, slots=True)
class Limits:
    """What one look may take."""

    memory: int = 2_000_000_000  # bytes of address space
    cpu: int = 60  # seconds
    wall: float = 120.0


LOOK: Final = Limits()
PAGES: Final = Limits(cpu=900, wall=1_800.0)  # a scan of hundreds of pages is read page by page


def empty_fields(data: bytes) -> dict[str, str]:
    """The signature fields that nobody signed in: name -> what its reader is told. Raises SapatError for no PDF."""
    made: dict[str, str] = _asked("empty_fields", {}, [data])
    return made


def look(data: bytes, base: int, trusted: Sequence[bytes], now: datetime) -> Look:
    """All that a PDF tells; *base* first bytes of it were issued (0: none). Raises SapatError for what is no PDF."""
    told = _asked("look", {"base": base, "now": now.isoformat()}, [data, *trusted])
    signatures = tuple(
        PdfSignature(**{**one, "when": datetime.fromisoformat(one["when"]) if one["when"] else None})
        for one in told.pop("signatures")
    )
    return Look(**{**told, "signatures": signatures, "keywords": tuple(told["keywords"])})


def detached(given: bytes, data: bytes, trusted: Sequence[bytes], now: datetime) -> str:
    """Whether a detached signature (CMS) is one of these bytes, by somebody trusted: yes, no, not-possible here."""
    try:
        return str(_asked("detached", {"now": now.isoformat()}, [given, data, *trusted]))
    except SapatError:
        return "not-possible"


def codes(path: Path, *, paper: bool = False, every: bool = True, limits: Limits = PAGES) -> tuple[str, ...]:
    """What the QR code of each page says, as `scans.codes`. Raises SapatError."""
    return tuple(_asked("codes", {"path": str(path), "paper": paper, "every": every}, [], limits))


# the question and the answer


def _asked(what: str, args: Mapping[str, Any], data: Sequence[bytes], limits: Limits = LOOK) -> Any:
    """The answer of a process of its own. Raises SapatError: the reader's own, or that its limits ended it."""
    question = json.dumps({"ask": what, "args": args, "parts": len(data)}).encode()
    late = threading.Event()
    command = [sys.executable, "-I", "-m", "sapat.write.strangers", str(limits.memory), str(limits.cpu)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None

        def end() -> None:
            late.set()
            kill(process)

        timer = threading.Timer(limits.wall, end)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(b"".join(framed(one) for one in (question, *data)))
                process.stdin.flush()
            told = read_frame(process.stdout)
        finally:
            timer.cancel()
            kill(process)
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
    if told is None:
        raise _spent(late=late.is_set())
    answer = json.loads(told)
    if "error" in answer:
        raise _error(answer["error"])
    return answer["made"]


def _spent(*, late: bool) -> SapatError:
    return SapatError(
        Words(
            "файлды окуу уруксат берилген {spent} ашты: ал бузулган же атайын ушундай жасалган",
            "чтение файла превысило отведённое ({spent}): он повреждён или намеренно так сделан",
            "reading the file took more {spent} than it may: it is damaged, or made to do so",
        ),
        do=Words(
            "файлды кайра алыңыз; көп барактуу сканды бөлүп бериңиз",
            "получите файл заново; большой скан подавайте частями",
            "get the file again; give a long scan in parts",
        ),
        spent=Words("убакыттан", "время", "time") if late else Words("эс-тутумдан же убакыттан", "память или время", "memory or time"),
    )  # fmt: skip


def _error(told: Mapping[str, Any]) -> SapatError:
    def said(one: Any) -> str | Words:
        return Words(*map(str, one)) if isinstance(one, list) else str(one)

    return SapatError(said(told["what"]), do=said(told["do"]), **dict(told["told"]))


def _packed(error: SapatError) -> dict[str, Any]:
    def said(one: str | Words) -> str | list[str]:
        return [one.ky, one.ru, one.en] if isinstance(one, Words) else one

    return {"what": said(error.what), "do": said(error.do), "told": {key: str(one) for key, one in error.told.items()}}


# the process


def _moment(args: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(args["now"]))


_ANSWERS: Final[Mapping[str, Callable[[Mapping[str, Any], list[bytes]], Any]]] = {
    "empty_fields": lambda args, data: signed_pdf.empty_fields(data[0]),
    "look": lambda args, data: asdict(signed_pdf.look(data[0], int(args["base"]), data[1:], _moment(args))),
    "detached": lambda args, data: signed_pdf.detached(data[0], data[1], data[2:], _moment(args)),
    "codes": lambda args, data: scans.codes(Path(args["path"]), paper=args["paper"], every=args["every"]),
}


def _said(one: Any) -> str:
    """A moment in words; nothing else needs them."""
    if isinstance(one, datetime):
        return one.isoformat()
    raise TypeError(type(one).__name__)


def serve(memory: int, cpu: int) -> None:
    """Answer the question that comes on standard input; what libraries print gets nowhere near the answer."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limited(memory)
    question = json.loads(read_frame(sys.stdin.buffer) or b"{}")
    data = [read_frame(sys.stdin.buffer) or b"" for _ in range(question["parts"])]
    one_more(cpu)
    try:
        answer: dict[str, Any] = {"made": _ANSWERS[question["ask"]](question["args"], data)}
    except SapatError as error:
        answer = {"error": _packed(error)}
    out.write(framed(json.dumps(answer, default=_said).encode()))
    out.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
