"""What every test of the window needs: one QApplication without a screen, and nothing left running."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.ui import theme
from tests.gui.opening import Open, Opened
from tests.gui.shelf import Shelf, open_shelf
from tests.plugins.installing import SCRIPTED, install

WaitFor: TypeAlias = Callable[[Callable[[], object]], None]
TIMEOUT_S = 90.0


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application in the dark theme."""
    application = QApplication.instance() or QApplication(["aigc"])
    assert isinstance(application, QApplication)
    application.setStyle("fusion")
    application.setPalette(theme.palette(theme.DARK))
    application.setStyleSheet(theme.style_sheet(theme.DARK))
    yield application
    application.closeAllWindows()


@pytest.fixture
def wait_for(qapp: QApplication) -> WaitFor:
    """Runs the event loop until a condition holds; fails when it never does."""

    def wait(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < deadline, "what was waited for did not happen"
            qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    return wait


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty library on a home of its own."""
    shelf = open_shelf(tmp_path / "home")
    yield shelf
    shelf.database.close()


@pytest.fixture(autouse=True)
def nothing_left_running(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a thread, a busy pool or a running timer behind."""
    before = set(threading.enumerate())
    yield
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [t.name for t in set(threading.enumerate()) - before if not _is_pooled(t)] == []
    assert [_where(o) for o in gc.get_objects() if _is_running(o)] == []


def _is_pooled(thread: threading.Thread) -> bool:
    """A thread of a QThreadPool that ran Python code stays listed as a dummy after its pool is gone."""
    return isinstance(thread, threading._DummyThread)


def _is_running(thing: object) -> bool:
    if not isinstance(thing, QTimer | QThreadPool) or not isValid(thing):
        return False
    return thing.isActive() if isinstance(thing, QTimer) else thing.activeThreadCount() > 0


def _where(thing: QObject) -> str:
    return f"{thing!r} in {thing.parent()!r}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with the scripted plugin on the path of this process and of engines."""
    site = tmp_path / "site"
    install(SCRIPTED, site)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", str(site))
    folder = tmp_path / "home"
    folder.mkdir()
    SettingsFile(folder / "settings.json").change(language="en", theme="dark")
    return folder


@pytest.fixture
def open_window(qapp: QApplication, home: Path, wait_for: WaitFor) -> Iterator[Open]:
    """Opens the application as often as a test wants; what is still open is closed at the end."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    opened: list[Opened] = []

    def opener() -> Opened:
        opened.append(Opened(qapp, home, wait_for))
        return opened[-1]

    yield opener
    for each in opened:
        each.close()
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
