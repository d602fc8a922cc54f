"""Text from outside, shown as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def show_plain(label: QLabel, text: str) -> None:
    """Show the text without reading it as rich text.

    The namespace `Qt` is imported at the first text, not before the first paint: its hundreds of enumerations
    take longer to make than everything else that the empty window imports.
    """
    from PySide6.QtCore import Qt

    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
