"""What a place says while there is nothing in it, and what to do about that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aigc_desktop.ui.icons import icon, pixmap

ICON_SIDE = 40
TEXT_WIDTH = 320


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and a button where there is something to do."""

    action = Signal()

    def __init__(self, icon_name: str, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = QLabel(self)
        self._title = _text(title, "heading")
        self._hint = _text(hint, "dim")
        self._button = QPushButton(self)
        self._button.clicked.connect(self.action)
        self._button.hide()
        row = QHBoxLayout(self)
        row.addStretch()
        column = QVBoxLayout()
        row.addLayout(column)
        row.addStretch()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._draw_icon()

    def say(self, title: str, hint: str, action: str = "", action_icon: str = "") -> None:
        """Change the words; without `action` there is no button."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        if action_icon:
            self._button.setIcon(icon(action_icon))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._icon_name, ICON_SIDE, QPalette.ColorRole.PlaceholderText, ratio))


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedWidth(TEXT_WIDTH)
    return label
