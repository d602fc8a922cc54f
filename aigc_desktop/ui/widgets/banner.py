"""A line over a page that says one thing and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from aigc_desktop.ui.icons import Role, icon
from aigc_desktop.ui.theme import WARNING
from aigc_desktop.ui.widgets.icon_label import IconLabel
from aigc_desktop.ui.widgets.plain import show_plain

Action = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Hidden until it has something to say. Each action is a button; `is_closable` adds one that hides it."""

    def __init__(self, parent: QWidget | None = None, icon_name: str = "info") -> None:
        super().__init__(parent)
        self.setProperty("surface", "raised")
        self.setProperty("edge", "bottom")
        self._icon = IconLabel(18, self)
        self.sign(icon_name, WARNING)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._close = QToolButton(self)
        self._close.setProperty("kind", "quiet")
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    def sign(self, icon_name: str, role: Role) -> None:
        """Change the icon before the sentence."""
        self._icon.show_icon(icon_name, role)

    def say(self, text: str, *actions: Action, is_closable: bool = True) -> None:
        """Show a sentence with its actions."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(label, act) for label, act in actions]
        for place, button in enumerate(self._buttons, start=2):
            self._row.insertWidget(place, button)
        show_plain(self._text, text)
        self._close.setVisible(is_closable)
        self.setAccessibleName(text)
        self.show()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _button(self, label: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(label, self)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: act())
        return button
