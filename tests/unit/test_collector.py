"""The collector of cycles is as it was, whatever happens while it pauses."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from sapat.read.collector import paused


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
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
