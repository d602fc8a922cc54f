"""The rail of pages at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from aigc_desktop.ui import icons

WIDTH = 76


class Rail(QFrame):
    """One button a page, and the settings at its foot."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "right")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(8, 10, 8, 10)
        self._rows.setSpacing(4)
        self._rows.addStretch(1)

    def add_page(self, title: str, icon: str) -> None:
        """Add a button below those that are there."""
        index = len(self._group.buttons())
        button = _button(title, icon)
        button.setCheckable(True)
        button.setToolTip(f"{title}  Ctrl+{index + 1}")
        self._group.addButton(button, index)
        self._rows.insertWidget(index, button)

    def add_menu(self, title: str, icon: str, menu: QMenu) -> None:
        """Add a button at the foot that opens a menu."""
        button = _button(title, icon)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._rows.addWidget(button)

    def title(self, index: int) -> str:
        """The name of a page."""
        return self._group.button(index).text()

    def mark(self, index: int) -> None:
        """Show which page is open."""
        self._group.button(index).setChecked(True)


def _button(title: str, icon: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "rail")
    button.setText(title)
    button.setAccessibleName(title)
    button.setIcon(icons.icon(icon, icons.Role.PlaceholderText, on=icons.Role.Text))
    button.setIconSize(QSize(20, 20))
    button.setFixedSize(60, 56)
    return button
