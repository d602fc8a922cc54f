"""How keys are written for people."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence


def keys_of(action: QAction) -> str:
    """The first shortcut of an action, such as `Ctrl+Enter`; empty where it has none."""
    text = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")
