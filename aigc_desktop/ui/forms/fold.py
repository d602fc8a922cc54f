"""A section of a form that folds away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from aigc_desktop.ui import icons


class Fold(QWidget):
    """A heading that opens and closes what is below it; closed, it names what it hides."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, summary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._button = QPushButton(title)
        self._button.setProperty("kind", "fold")
        self._button.setCheckable(True)
        self._button.setIconSize(QSize(16, 16))
        self._button.setAccessibleName(title)
        self._summary = QLabel(summary)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setProperty("role", "small")
        self._summary.setWordWrap(True)
        self._summary.setContentsMargins(21, 0, 0, 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self._button, self._summary, content):
            rows.addWidget(widget)
        self._button.toggled.connect(self._show)
        self._show(False)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self._button.isChecked()

    def open(self, opened: bool) -> None:
        """Show or hide its content."""
        self._button.setChecked(opened)

    def _show(self, opened: bool) -> None:
        self._button.setIcon(icons.icon("chevron-down" if opened else "chevron-right"))
        self._content.setVisible(opened)
        self._summary.setVisible(not opened)
        self.toggled.emit(opened)
