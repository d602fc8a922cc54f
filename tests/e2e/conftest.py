"""A home of its own and the scripted plugin for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aigc_desktop.core.app import open_app
from tests.e2e.driving import Driver
from tests.plugins.installing import SCRIPTED, install


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path that holds the scripted plugin, for this process and its children."""
    folder = tmp_path / "site"
    install(SCRIPTED, folder)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def start(home: Path, site: Path) -> Iterator[Callable[..., Driver]]:
    """Opens the application, as often as a test wants, and closes it at the end."""
    opened: list[Driver] = []

    def opener(*, adopts: bool = False) -> Driver:
        app = open_app(home, adopts=adopts)
        app.models.scan()
        opened.append(Driver(app))
        return opened[-1]

    yield opener
    for driver in opened:
        driver.app.close()


@pytest.fixture
def driver(start: Callable[..., Driver]) -> Driver:
    return start()
