"""One asset of the library on a stage of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from aigc_desktop.ui.icons import icon
from aigc_desktop.ui.widgets.stage import Stage


class LargeView(Stage):
    """Page Up and Page Down go to the neighbours, Escape goes back, Delete throws away."""

    closed = Signal()
    stepped = Signal(int)
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar.views.hide_choice(self.bar.GRID)
        self._add("chevron-left", self.tr("Back to the grid (Esc)")).clicked.connect(self.closed)
        previous = self._add("arrow-up", self.tr("Previous (Page Up)"))
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following = self._add("arrow-down", self.tr("Next (Page Down)"))
        following.clicked.connect(lambda: self.stepped.emit(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, icon_name: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.add(button)
        return button
