"""Runs what it is told, each in a process group of its own, without paying for the imports every time."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
from importlib import import_module

PR_SET_CHILD_SUBREAPER = 36


def child(told: dict[str, object]) -> int:
    os.setsid()
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(str(told[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
    handle = os.open(os.devnull, os.O_RDONLY)
    os.dup2(handle, 0)
    os.environ.update(told["env"])  # type: ignore[call-overload]
    words = [str(word) for word in told["words"]]  # type: ignore[attr-defined]
    if words[0] != "sapat":
        os.execvp(words[0], words)
    from sapat.cli import main

    code = main(words[1:])
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    return code


def serve() -> None:
    from sapat.cli import VERBS

    for module, _ in VERBS.values():
        if module not in ("build",):
            import_module(f"sapat.commands.{module}")
    for name in ("sapat.write.commit", "sapat.read.fitness", "git", "jsonschema_rs"):
        import_module(name)
    gc.collect()
    gc.freeze()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for line in sys.stdin:
        told = json.loads(line)
        leader = os.fork()
        if leader == 0:
            code = 99
            try:
                code = child(told)
            except BaseException:
                import traceback

                traceback.print_exc()
            finally:
                os._exit(code)
        status = 0
        while True:  # whatever it started has ended too, or has been killed with it
            try:
                pid, ended = os.wait()
            except ChildProcessError:
                break
            if pid == leader:
                status = ended
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
