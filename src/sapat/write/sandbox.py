"""Presses in processes of their own: fed one job at a time, ended when they take too long, replaced when they grow old.

Whoever runs jobs needs only a `concurrent.futures` executor: `press_job` finds or starts the press of its own thread, on
this machine or on the worker of a cluster.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.publish.converted import Converted
from sapat.render.job import Job, Outcome, packed_texts, unpacked_conversions
from sapat.write.pipe import framed, read_frame

_NEEDED: Final = ("pypandoc", "typst", "lxml", "segno", "fontpkg_pt_sans", "fontpkg_pt_serif")
_DEAD_END: Final = "http://127.0.0.1:9"  # the discard port: what asks for the network gets none


@dataclass(frozen=True, slots=True)
class Limits:
    """What one press may take."""

    memory: int = 1_500_000_000  # bytes of address space
    cpu: int = 60  # seconds for one document
    wall: float = 180.0
    jobs: int = 100  # then a new process: the compiler's memory grows with every document


LIMITS: Final = Limits()


class Pressing:
    """One press in its process."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._done = 0

    def set(self, job: Job) -> Outcome:
        """The document; a refusal where the press was ended or ended itself."""
        data, why = self._ask(job.packed())
        try:
            return Outcome.unpacked(data) if data else Outcome(trouble=why)
        except (ValueError, KeyError, TypeError):
            return Outcome(trouble="limits")

    def convert(self, texts: tuple[str, ...]) -> tuple[Converted, ...] | None:
        """The texts as HTML; nothing where that took more than it may."""
        data, _ = self._ask(packed_texts(texts))
        try:
            return unpacked_conversions(data) if data else None
        except (ValueError, KeyError, TypeError):
            return None

    def _ask(self, question: bytes) -> tuple[bytes, str]:
        """(answer, "") or ("", why there is none: time or limits)."""
        if self._process is None or self._process.poll() is not None or self._done >= self.limits.jobs:
            self._start()
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        self._done += 1
        late = threading.Event()

        def end() -> None:
            late.set()
            kill(process)

        timer = threading.Timer(self.limits.wall, end)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(framed(question))
                process.stdin.flush()
            data = read_frame(process.stdout)
        except OSError:
            data = None
        finally:
            timer.cancel()
        if data is None:
            self.close()
            return b"", "time" if late.is_set() else "limits"
        return data, ""

    def _start(self) -> None:
        self.close()
        # the press makes it and takes it away: killed between the two, this process would leave a folder nobody cleans
        self._folder = str(Path(tempfile.gettempdir(), f"sapat-press-{secrets.token_hex(8)}"))
        limits = (str(self.limits.memory), str(self.limits.cpu))
        command = [sys.executable, "-I", "-m", "sapat.write.press", self._folder, *limits]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        self._done = 0

    def close(self) -> None:
        """End the process and all it started; nothing of its folder is left."""
        process, self._process = self._process, None
        if process is not None:
            kill(process)
            process.wait()
            shutil.rmtree(self._folder, ignore_errors=True)
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def environment() -> dict[str, str]:
    """Nothing of the caller's reaches a press but where programs and temporary files lie."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    dead = dict.fromkeys(
        ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _DEAD_END
    )
    return kept | dead | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "HOME": os.devnull}


_own = threading.local()
_all: list[Pressing] = []


def press_job(job: Job) -> Outcome:
    """Set one job with the press of this thread. A function of the job alone: any executor may run it."""
    return _mine().set(job)


def convert_texts(texts: tuple[str, ...]) -> tuple[Converted, ...] | None:
    """Convert Markdown texts in the press of this thread: a hostile one costs no more than its limits."""
    return _mine().convert(texts)


def _mine() -> Pressing:
    pressing: Pressing | None = getattr(_own, "pressing", None)
    if pressing is None:
        pressing = _own.pressing = Pressing()
        _all.append(pressing)
    return pressing


@atexit.register
def close_presses() -> None:
    """End every press of this process."""
    while _all:
        _all.pop().close()


@contextlib.contextmanager
def local_executor(workers: int | None = None) -> Iterator[Executor]:
    """A thread for each core of this machine, each with a press of its own; at the end they are gone."""
    try:
        with ThreadPoolExecutor(workers or max(1, os.cpu_count() or 1), thread_name_prefix="press") as executor:
            yield executor
    finally:
        close_presses()


@contextlib.contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster, each with presses of its own. Raises SapatError without the extra or the cluster."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise SapatError(
            Words(
                "кластер үчүн distributed пакети керек",
                "для кластера нужен пакет distributed",
                "a cluster needs the package distributed",
            ),
            do='pip install "sapat[cluster]"',
        ) from None
    try:
        connect: Any = Client  # the package leaves it untyped
        client = connect(address, set_as_default=False, timeout=10)
    except (OSError, ValueError) as error:
        raise SapatError(
            Words(
                "{address} кластери жооп бербейт",
                "кластер {address} не отвечает",
                "the cluster {address} does not answer",
            ),
            do=Words("дарегин текшериңиз", "проверьте адрес", "check its address"),
            address=address,
        ) from error
    with client, client.get_executor() as executor:
        yield executor


def need_packages() -> None:
    """Raises SapatError when the extra is not installed: said before any work is done."""
    from importlib.util import find_spec

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SapatError(
            Words(
                "PDF үчүн бул пакеттер керек: {names}",
                "для PDF нужны пакеты: {names}",
                "PDF needs the packages {names}",
            ),
            do='pip install "sapat[pdf]"',
            names=", ".join(missing),
        )
