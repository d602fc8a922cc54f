"""The box that prompts are written into: it grows with its text, weighs words and recalls prompts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.weights import weigh

_STEP = 0.1
_MOST_LINES = 9


class PromptEdit(QPlainTextEdit):
    """Ctrl+Up and Ctrl+Down weigh words, Alt+Up and Alt+Down recall prompts, Tab leaves."""

    def __init__(self, history: PromptHistory, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.updateGeometry)
        keys = Qt.Key
        self._commands: dict[tuple[Qt.KeyboardModifier, int], Callable[[], None]] = {
            (Qt.KeyboardModifier.ControlModifier, keys.Key_Up): lambda: self.weigh(_STEP),
            (Qt.KeyboardModifier.ControlModifier, keys.Key_Down): lambda: self.weigh(-_STEP),
            (Qt.KeyboardModifier.AltModifier, keys.Key_Up): self._recall_older,
            (Qt.KeyboardModifier.AltModifier, keys.Key_Down): self._recall_newer,
        }

    def sizeHint(self) -> QSize:
        wanted = min(max(self._lines, round(self.document().size().height())), _MOST_LINES)
        return QSize(super().sizeHint().width(), wanted * self.fontMetrics().lineSpacing() + 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = self._commands.get((modifiers, event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()  # a dropped picture is for the window

    def weigh(self, change: float) -> None:
        """Make the selected words, or the word at the cursor, weigh more or less."""
        cursor = self.textCursor()
        start, end, text = weigh(self.toPlainText(), cursor.selectionStart(), cursor.selectionEnd(), change)
        if text:
            self._replace(start, end, text)

    def write(self, text: str) -> None:
        """Put `text` in place of all that is there; it can be undone."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _replace(self, start: int, end: int, text: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        cursor.setPosition(start)
        cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _recall_older(self) -> None:
        self.write(self._history.older(self.toPlainText()))

    def _recall_newer(self) -> None:
        self.write(self._history.newer(self.toPlainText()))
