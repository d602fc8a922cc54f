"""The parameter names and hints that the window can say in other languages.

Plugins title their parameters in English. What is not known here is shown as the plugin wrote it.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NUMBER = re.compile(r"\d+")

MADE = (
    QT_TRANSLATE_NOOP("Parameters", "Width"),
    QT_TRANSLATE_NOOP("Parameters", "Height"),
    QT_TRANSLATE_NOOP("Parameters", "Size"),
    QT_TRANSLATE_NOOP("Parameters", "Count"),
    QT_TRANSLATE_NOOP("Parameters", "Seed"),
)
"""Titles that the window has itself, or that plugins put together; `known_sentences` has all others."""


def said(text: str) -> str:
    """`text`, a parameter's title or description, in the window's language where it is known.

    A known text may hold one number that varies: `{0}` stands for it.
    """
    translated = QCoreApplication.translate("Parameters", text)
    numbers = _NUMBER.findall(text)
    if translated != text or len(numbers) != 1:
        return translated
    return QCoreApplication.translate("Parameters", _NUMBER.sub("{0}", text)).replace("{0}", numbers[0])
