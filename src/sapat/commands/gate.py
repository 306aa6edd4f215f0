"""The server hook `pre-receive`: decides whether a push touches what is under control, and only then loads the rules.

Runs as `python -IS`: until it is known that something is controlled, nothing outside the standard library is imported.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Final

from sapat.model.push import Move, refused
from sapat.read.git import Git
from sapat.read.push import forward, governed, main_line, resolved, touches, unborn
from sapat.write.locks import free_abandoned

_PATIENCE: Final = 900  # seconds: the first push of ten thousand documents takes less than a tenth of it


def main() -> int:
    """Read the moves from stdin; 0 lets the push in. What cannot be checked does not get in."""
    rows = sys.stdin.buffer.read().decode(errors="surrogateescape").split("\n")
    try:
        _end_in_time()
        return _gate([Move(*row.split(" ", 2)) for row in rows if row])
    except Exception as error:
        from sapat.report.refusals import unchecked

        tell(unchecked(error))
        return 1


def _end_in_time() -> None:
    """Whoever pushes waits, and the server works: what never comes to an end is refused too."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(_PATIENCE)


def _give_up(*_: object) -> None:
    raise TimeoutError


def _gate(moves: list[Move]) -> int:
    git = Git(Path(os.environ.get("GIT_DIR", ".")).resolve())
    line = main_line(git)
    moves = resolved(git, moves, line)
    mine = next((move for move in moves if move.ref == line), None)
    empty = mine.created if mine else unborn(git, line)
    wrong = list(refused(moves, line, empty, lambda move: forward(git, move)))
    if wrong:
        from sapat.report.refusals import of_refs

        tell(of_refs(wrong, line.removeprefix("refs/heads/")))
        return 1
    if freed := free_abandoned(git.root, (*(move.ref for move in moves), "HEAD")):
        from sapat.report.refusals import FREED, said

        tell(said(FREED, {"names": ", ".join(freed)}))
    if mine is None:
        return 0
    first = mine.created or not governed(git, mine.old)
    if not first and not touches(git, mine):
        return 0
    return _judge(git, mine, first)


def _judge(git: Git, move: Move, first: bool) -> int:
    """The rules, in this process: from here on the packages of this Python are needed."""
    import gc
    import site

    gc.disable()  # it makes millions of values, hardly a cycle, and ends
    site.main()
    from sapat.commands.pushed import judge
    from sapat.report.refusals import of_findings

    verdict, told = judge(git, move, first)
    tell(told + (of_findings(verdict.findings) if verdict.failed else ""))
    return 1 if verdict.failed else 0


def tell(text: str) -> None:
    """To whoever pushed, in UTF-8 whatever the server's locale."""
    sys.stderr.buffer.write(text.encode(errors="backslashreplace"))
    sys.stderr.buffer.flush()
