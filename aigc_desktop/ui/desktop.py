"""Puts the window together with the core, and keeps both until the window is closed."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.settings import SettingsFile
from aigc_desktop.ui.appearance import Appearance
from aigc_desktop.ui.languages import install_translators, language_of, remove_translators
from aigc_desktop.ui.main_window import MainWindow
from aigc_desktop.ui.settings_menu import SettingsMenu
from aigc_desktop.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from aigc_desktop.core.app import App

log = logging.getLogger(__name__)


class Desktop(QObject):
    """Shows the empty window at once, then opens the core behind it."""

    opened = Signal()
    _failed = Signal(ErrorInfo)

    def __init__(self, application: QApplication, paths: Paths) -> None:
        super().__init__(application)
        self._application = application
        self._paths = paths
        self._settings = SettingsFile(paths.settings)
        self._state = QSettings(str(paths.home / "window.ini"), QSettings.Format.IniFormat)
        self._appearance = Appearance(application, self._settings.value.theme)
        self._translators: list[QTranslator] = []
        self._app: App | None = None
        self._failed.connect(self._tell)
        self._speak()
        self.window = self._make_window()

    def open(self) -> None:
        """Show the window; the core opens once it has been painted."""
        self._listen_for_faults()
        self.window.shown.connect(lambda: QTimer.singleShot(0, self._open_core))
        self.window.show()

    def close(self) -> None:
        """Close the window if it is still open, then the core."""
        self.window.close()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._app is not None:
            self._app.close()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._state)
        menu = SettingsMenu(self._settings, self._on_setting, window)
        menu.addSeparator()
        menu.addAction(self.tr("List of keys")).triggered.connect(window.open_key_list)
        window.add_menu(self.tr("Settings"), "settings", menu)
        return window

    def _open_core(self) -> None:
        from aigc_desktop.core.app import open_app
        from aigc_desktop.ui.rooms import Rooms

        try:
            self._app = open_app(self._paths.home, adopts=True)
        except AigcError as error:
            self.window.show_instead(EmptyState("error", error.message, error.hint))
            return
        Rooms(self._app, self.window, self._state)
        self._say_what_waits(self._app.adopted)
        if self._settings.notice is not None:
            self.window.messages.show_error(self._settings.notice)
        self.opened.emit()

    def _say_what_waits(self, jobs: int) -> None:
        if jobs:
            self.window.messages.show_notice(
                self.tr("Jobs of last time are still in the queue: {0}.").format(jobs),
                self.tr("The queue is paused; resume it on the Queue page."),
            )

    def _on_setting(self, name: str) -> None:
        if name == "theme":
            self._appearance.choose(self._settings.value.theme)
        elif name == "language":
            QTimer.singleShot(0, self._change_language)

    def _change_language(self) -> None:
        """Every text is made anew: the window closes and opens where it was; the core stays."""
        old = self.window
        self._speak()
        self._application.setQuitOnLastWindowClosed(False)
        old.close()
        self.window = self._make_window()
        self.window.show()
        self._application.setQuitOnLastWindowClosed(True)
        old.deleteLater()
        if self._app is not None:
            from aigc_desktop.ui.rooms import Rooms

            Rooms(self._app, self.window, self._state)

    def _speak(self) -> None:
        remove_translators(self._application, self._translators)
        language = language_of(self._settings.value.language)
        self._translators = install_translators(self._application, language)

    def _listen_for_faults(self) -> None:
        """An exception that nobody caught is told in a sentence, from whichever thread it comes."""

        def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            log.error("uncaught", exc_info=(kind, error, trace))
            self._failed.emit(_fault(kind, error, trace))

        sys.excepthook = tell
        threading.excepthook = lambda args: tell(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _tell(self, error: ErrorInfo) -> None:
        self.window.messages.show_error(error)


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> ErrorInfo:
    if isinstance(error, AigcError):
        return error.info()
    return ErrorInfo(
        code="application.fault",
        message="Something went wrong inside the application.",
        hint="Your pictures and the queue are safe. If it happens again, report the details.",
        details="".join(traceback.format_exception(kind, error, trace)),
    )
