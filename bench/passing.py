"""CPU seconds of reading the history of all documents, the snapshot being read before: printed, for `bench.cases`."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path

from sapat.read.history import read_history
from sapat.read.repository import find_repository


def used() -> float:
    return sum(os.times()[:4])


gc.set_threshold(200_000, 50, 50)  # as the console script does
repository = find_repository(Path(sys.argv[1]))
at = repository.load(today=date.fromisoformat(sys.argv[2])).snapshot
before = used()
history = read_history(repository.need_git(), at)
written = sum(len(history.written(slug)) for slug in at.slugs)
assert written >= len(at.documents)
print(used() - before)
