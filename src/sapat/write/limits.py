"""What a process may take from here on: memory, processor time, files; asked by those that read what strangers wrote."""

from __future__ import annotations

import sys


def limited(memory: int) -> None:
    """This process and its children may take so many bytes of memory, leave no core, open no endless file."""
    if sys.platform == "win32":
        return  # the wall clock of the parent is the limit there
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))


def one_more(seconds: int) -> None:
    """From now on so many seconds of processor time."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))
