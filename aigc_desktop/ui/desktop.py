"""Puts the window together with the core, and keeps both until the window is closed.

Until the window has been painted nothing but Qt is imported: the theme and the language are those that the
window wore last. The core opens in a thread behind it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from aigc_desktop.core.paths import Paths
from aigc_desktop.ui.appearance import Appearance
from aigc_desktop.ui.languages import install_translators, language_of, remove_translators
from aigc_desktop.ui.main_window import MainWindow
from aigc_desktop.ui.resources import resource

if TYPE_CHECKING:
    from aigc_desktop.api.errors import AigcError
    from aigc_desktop.core.app import App
    from aigc_desktop.ui.background import Background

log = logging.getLogger(__name__)


class Desktop(QObject):
    """Shows the empty window at once, then opens the core behind it."""

    opened = Signal()
    _faulted = Signal(str)

    def __init__(self, application: QApplication, paths: Paths) -> None:
        super().__init__(application)
        self._application = application
        self.paths = paths
        self._state = QSettings(str(paths.home / "window.ini"), QSettings.Format.IniFormat)
        self._appearance = Appearance(application, self._worn("theme"))
        self._translators: list[QTranslator] = []
        self._background: Background | None = None
        self._app: App | None = None
        self._faulted.connect(self._tell_fault)
        self._speak(self._worn("language"))
        self.window = MainWindow(self._state)

    def open(self) -> None:
        """Show the window; the core opens once it has been painted."""
        self._listen_for_faults()
        self.window.shown.connect(lambda: QTimer.singleShot(0, self._open_core))
        self.window.show()

    def close(self) -> None:
        """Close the window if it is still open, then the core."""
        self.window.close()
        if self._background is not None:
            self._background.close()
        if self._app is not None:
            self._app.close()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _open_core(self) -> None:
        from aigc_desktop.ui.background import Background

        self._application.setWindowIcon(QIcon(str(resource("app.svg"))))
        self._background = Background(self)
        self._background.run(self._opened_core, self._furnish, self._show_no_core)

    def _opened_core(self) -> App:
        from aigc_desktop.core.app import open_app

        # Kept at once: a window that is closed meanwhile must still be able to close the core.
        self._app = open_app(self.paths.home, adopts=True)
        return self._app

    def _furnish(self, app: App) -> None:
        if not self.window.isVisible():
            return
        chosen = app.settings.value
        if chosen.theme != self._worn("theme"):
            self._wear(chosen.theme)
        if chosen.language != self._worn("language"):
            self.change_language(chosen.language)
        else:
            self._fill_window(app)
        if app.adopted and self.window.page_key != "queue":
            self._tell_of_last_time(app.adopted)
        if app.settings.notice is not None:
            self.window.messages.show_error(app.settings.notice)
        self.opened.emit()

    def _tell_of_last_time(self, jobs: int) -> None:
        """The Queue page says the same with buttons, so the message goes when that page is opened."""
        messages = self.window.messages
        messages.show_notice(
            self.tr("Jobs of last time are still in the queue: {0}.").format(jobs),
            self.tr("The queue is paused; resume it on the Queue page."),
        )
        said = messages.text
        self.window.page_opened.connect(
            lambda key: messages.hide() if key == "queue" and messages.text == said else None
        )

    def _fill_window(self, app: App) -> None:
        from aigc_desktop.ui.rooms import Rooms
        from aigc_desktop.ui.settings_menu import SettingsMenu

        menu = SettingsMenu(app.settings, self._on_setting, self.window)
        menu.addSeparator()
        menu.addAction(self.tr("List of keys")).triggered.connect(self.window.open_key_list)
        self.window.add_menu(self.tr("Settings"), "settings", menu)
        Rooms(app, self.window, self._state)

    def _show_no_core(self, error: AigcError) -> None:
        from aigc_desktop.ui.sentences import sentence
        from aigc_desktop.ui.widgets.empty_state import EmptyState

        self.window.show_instead(EmptyState("error", sentence(error.message), sentence(error.hint)))

    def _on_setting(self, name: str, value: str) -> None:
        if name == "theme":
            self._wear(value)
        elif name == "language":
            QTimer.singleShot(0, lambda: self.change_language(value))

    def _wear(self, theme: str) -> None:
        self._state.setValue("window/theme", theme)
        self._appearance.choose(theme)

    def change_language(self, language: str) -> None:
        """Every text is made anew: the window closes and opens where it was; the core stays."""
        old = self.window
        self._state.setValue("window/language", language)
        self._speak(language)
        self._application.setQuitOnLastWindowClosed(False)
        old.close()
        self.window = MainWindow(self._state)
        self.window.show()
        self._application.setQuitOnLastWindowClosed(True)
        old.deleteLater()
        if self._app is not None:
            self._fill_window(self._app)

    def _speak(self, language: str) -> None:
        remove_translators(self._application, self._translators)
        self._translators = install_translators(self._application, language_of(language))

    def _worn(self, what: str) -> str:
        return str(self._state.value(f"window/{what}", "system"))

    def _listen_for_faults(self) -> None:
        """An exception that nobody caught is told in a sentence, from whichever thread it comes."""

        def tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
            details = "".join(traceback.format_exception(kind, error, trace))
            log.error("nobody caught this: %s", details)
            self._faulted.emit(details)

        sys.excepthook = tell
        threading.excepthook = lambda args: tell(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell_fault(self, details: str) -> None:
        from aigc_desktop.api.errors import ErrorInfo

        self.window.messages.show_error(
            ErrorInfo(
                code="application.fault",
                message=self.tr("Something went wrong inside the application."),
                hint=self.tr(
                    "Your pictures and the queue are safe. If it happens again, report the details."
                ),
                details=details,
            )
        )
