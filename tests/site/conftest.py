"""The site of the world, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.world import built, world


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the repository that has a document of every kind."""
    folder = tmp_path_factory.mktemp("site")
    built(world(folder / "repository"), folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def page(site_folder: Path) -> Callable[[str], str]:
    """The text of a page of that site."""
    return lambda url: (site_folder / url).read_text()
