"""A filter as a small round button: its menu offers the choices, and one more press takes the choice back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from aigc_desktop.ui.icons import icon

T = TypeVar("T")
Choices = Callable[[], Sequence[tuple[str, T]]]
HEIGHT = 28


class FilterChip(QPushButton, Generic[T]):
    """Shows its name, or the choice made. `choices` is asked for whenever the menu opens."""

    changed = Signal()

    def __init__(self, name: str, unset: T, choices: Choices[T], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._unset = unset
        self._choices = choices
        self.value = unset
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon goes behind the text
        self.clicked.connect(self._press)
        self._show("")

    @property
    def is_set(self) -> bool:
        """Whether a choice was made."""
        return self.value != self._unset

    def choose(self, label: str, value: T) -> None:
        """Make a choice."""
        self.value = value
        self._show(label)
        self.changed.emit()

    def clear(self) -> None:
        """Take the choice back without announcing it."""
        self.value = self._unset
        self._show("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._open()
        else:
            super().keyPressEvent(event)

    def menu_of_choices(self) -> QMenu:
        """The menu as it stands now."""
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for label, value in self._choices():
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(partial(self.choose, label, value))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing to choose from yet")).setEnabled(False)
        return menu

    def _press(self) -> None:
        if self.is_set:
            self.choose("", self._unset)
        else:
            self._open()

    def _open(self) -> None:
        menu = self.menu_of_choices()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()
        self.setChecked(self.is_set)

    def _show(self, label: str) -> None:
        self.setText((label or self._name).replace("&", "&&"))
        self.setIcon(icon("close" if self.is_set else "chevron-down"))
        self.setChecked(self.is_set)
        spoken = self.tr("{filter}: {choice}, press to remove")
        self.setAccessibleName(spoken.format(filter=self._name, choice=label) if label else self._name)
