"""An icon that stands in a text and follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from aigc_desktop.ui.icons import Role, pixmap

_NEW_LOOK = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)


class IconLabel(QLabel):
    """Draws its icon anew when the colours or the screen change."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._sign: tuple[str, Role] | None = None

    def show_icon(self, name: str, role: Role) -> None:
        """Show the icon called `name` in the colour of `role`."""
        self._sign = (name, role)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _NEW_LOOK:
            self._draw()

    def _draw(self) -> None:
        if self._sign is not None:
            self.setPixmap(pixmap(self._sign[0], self._side, self._sign[1], self.devicePixelRatioF()))
