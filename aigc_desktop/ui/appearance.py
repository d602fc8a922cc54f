"""Dresses the application in a theme: the one that was chosen, or the one that the system shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from aigc_desktop.ui.theme import DARK, LIGHT, Theme, palette, style_sheet

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_HALF = 128


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
        if choice == "system":
            self._application.styleHints().unsetColorScheme()
        else:
            self._application.styleHints().setColorScheme(_scheme(choice))
        self._wear(self._wanted())

    def _wanted(self) -> Theme:
        is_dark = self._system_is_dark() if self._choice == "system" else self._choice == "dark"
        return DARK if is_dark else LIGHT

    def _system_is_dark(self) -> bool:
        """Told by the colour of its windows, which a system has even where it names no scheme."""
        return self._application.style().standardPalette().window().color().lightness() < _HALF

    def _follow_system(self) -> None:
        if self._wanted() != self.theme:
            self._wear(self._wanted())

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        self._application.setPalette(palette(theme))
        self._application.setStyleSheet(style_sheet(theme))
        self.changed.emit(theme)


def _scheme(choice: str) -> Qt.ColorScheme:
    """What Qt calls the choice. Its namespace is slow to import, and most windows follow the system."""
    from PySide6.QtCore import Qt

    return Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
