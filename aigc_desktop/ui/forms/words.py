"""The parameter names and hints that the window can say in other languages.

Plugins title their parameters in English. What is not known here is shown as the plugin wrote it.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

KNOWN = (
    QT_TRANSLATE_NOOP("Parameters", "Prompt"),
    QT_TRANSLATE_NOOP("Parameters", "Negative prompt"),
    QT_TRANSLATE_NOOP("Parameters", "Width"),
    QT_TRANSLATE_NOOP("Parameters", "Height"),
    QT_TRANSLATE_NOOP("Parameters", "Size"),
    QT_TRANSLATE_NOOP("Parameters", "Count"),
    QT_TRANSLATE_NOOP("Parameters", "Seed"),
    QT_TRANSLATE_NOOP("Parameters", "Steps"),
    QT_TRANSLATE_NOOP("Parameters", "Guidance scale"),
    QT_TRANSLATE_NOOP("Parameters", "Scheduler"),
    QT_TRANSLATE_NOOP("Parameters", "Clip skip"),
    QT_TRANSLATE_NOOP("Parameters", "Strength"),
)


def said(text: str) -> str:
    """`text`, a parameter's title or description, in the window's language where it is known."""
    return QCoreApplication.translate("Parameters", text)
