"""Dresses the application in a theme: the one that was chosen, or the one that the system shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from aigc_desktop.ui.theme import DARK, LIGHT, Theme, palette, style_sheet


class Appearance(QObject):
    """Keeps the palette and the style sheet in step with the setting (`system`, `dark`, `light`)."""

    changed = Signal(Theme)

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.theme = DARK
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Wear `dark` or `light`, or follow the `system`."""
        self._choice = choice
        hints = self._application.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Light if choice == "light" else Qt.ColorScheme.Dark)
        self._wear(self._wanted())

    def _wanted(self) -> Theme:
        if self._choice != "system":
            return LIGHT if self._choice == "light" else DARK
        is_light = self._application.styleHints().colorScheme() == Qt.ColorScheme.Light
        return LIGHT if is_light else DARK

    def _follow_system(self) -> None:
        if self._wanted() != self.theme:
            self._wear(self._wanted())

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        self._application.setPalette(palette(theme))
        self._application.setStyleSheet(style_sheet(theme))
        self.changed.emit(theme)
