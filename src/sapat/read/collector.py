"""Python's collector of cycles, paused where millions of values are made and hardly a cycle: it would look at each of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Nothing is collected inside. What was made there is not looked at afterwards either, until the next pause: it goes
    when nothing refers to it, and a cycle among it waits for a collection after that.
    """
    running = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.enable()
