"""Shift+?: the list of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from aigc_desktop.ui.keys import keys_of


class KeyList(QDialog):
    """The keys of the window and of the page that is open, and those of the prompt field and the stage."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        shown = [(keys_of(action), action.text()) for action in actions if keys_of(action)]
        for row, (keys, text) in enumerate(shown + self._of_widgets()):
            grid.addWidget(_label(keys, "value"), row, 0)
            grid.addWidget(_label(text, "dim"), row, 1)

    def _of_widgets(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Up / Ctrl+Down", self.tr("Weigh the word at the cursor more or less")),
            ("Alt+Up / Alt+Down", self.tr("Recall an older or newer prompt")),
            ("Ctrl+Z / Ctrl+Y", self.tr("Undo and redo in a prompt")),
            (self.tr("Space"), self.tr("Pause the animation that is shown, or let it go on")),
        ]


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
