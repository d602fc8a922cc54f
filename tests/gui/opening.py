"""Opens the whole application in a window, with the scripted plugin, on a home of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.paths import Paths
from aigc_desktop.ui.desktop import Desktop
from aigc_desktop.ui.main_window import MainWindow
from aigc_desktop.ui.pages.generate import GeneratePage

if TYPE_CHECKING:
    from tests.gui.conftest import WaitFor


class Opened:
    """A running window and its Generate page."""

    def __init__(self, application: QApplication, home: Path, wait_for: WaitFor) -> None:
        self._wait_for = wait_for
        self._is_closed = False
        paths = Paths(home)
        paths.make()
        self.desktop = Desktop(application, paths)
        self.desktop.open()
        wait_for(lambda: self.window.pages())
        self.window.activateWindow()
        wait_for(self.window.isActiveWindow)

    @property
    def window(self) -> MainWindow:
        """The window that is open now."""
        return self.desktop.window

    @property
    def page(self) -> GeneratePage:
        """The Generate page."""
        page = self.window.open_page("generate")
        assert isinstance(page, GeneratePage)
        return page

    def choose_scripted(self) -> GeneratePage:
        """Choose the scripted generator and wait for its form."""
        page = self.page
        generating = page.generating
        self._wait_for(lambda: generating.choice)
        scripted = next(c for c in generating.choices() if c.entry.id == "scripted")
        if generating.choice != scripted:
            generating.choose(scripted)
        self._wait_for(lambda: page.column.form)
        return page

    def close(self) -> None:
        """Close the window and the core, as quitting does. Doing it twice does no harm."""
        if self._is_closed:
            return
        self._is_closed = True
        self.desktop.close()
        self.desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Open = Callable[[], Opened]
