"""The collector of cycles is as it was, whatever happens while it pauses."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from sapat.read.collector import paused


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@paused()
def within() -> bool:
    return gc.isenabled()


@paused()
def broken() -> None:
    assert within() is False
    assert not gc.isenabled()  # the inner pause ends nothing
    raise KeyError


@pytest.mark.parametrize("running", [True, False])
def test_it_is_as_before_also_after_an_error_and_one_pause_within_another(running: bool) -> None:
    (gc.enable if running else gc.disable)()
    assert within() is False
    assert gc.isenabled() is running
    with pytest.raises(KeyError):
        broken()
    assert gc.isenabled() is running


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.me = self


def test_a_cycle_made_meanwhile_goes_with_a_collection_after_the_next_pause() -> None:
    with paused():
        gone = weakref.ref(Ring())
    gc.collect()
    assert gone() is not None  # what was made in the pause is not looked at
    with paused():
        pass
    with paused():  # the former things are among the others again
        gc.collect()
    assert gone() is None
