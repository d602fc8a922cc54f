"""The parameter names and hints that the window can say in other languages.

Plugins title their parameters in English. What is not known here is shown as the plugin wrote it.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NUMBER = re.compile(r"\d+")

KNOWN = (
    QT_TRANSLATE_NOOP("Parameters", "Prompt"),
    QT_TRANSLATE_NOOP("Parameters", "Negative prompt"),
    QT_TRANSLATE_NOOP("Parameters", "Width"),
    QT_TRANSLATE_NOOP("Parameters", "Height"),
    QT_TRANSLATE_NOOP("Parameters", "Size"),
    QT_TRANSLATE_NOOP("Parameters", "Count"),
    QT_TRANSLATE_NOOP("Parameters", "Seed"),
    QT_TRANSLATE_NOOP("Parameters", "Steps"),
    QT_TRANSLATE_NOOP("Parameters", "Guidance"),
    QT_TRANSLATE_NOOP("Parameters", "Guidance scale"),
    QT_TRANSLATE_NOOP("Parameters", "Scheduler"),
    QT_TRANSLATE_NOOP("Parameters", "CLIP skip"),
    QT_TRANSLATE_NOOP("Parameters", "Strength"),
    QT_TRANSLATE_NOOP("Parameters", "What the picture shows."),
    QT_TRANSLATE_NOOP("Parameters", "What the picture must not show."),
    QT_TRANSLATE_NOOP("Parameters", "The model was trained at {0} pixels."),
    QT_TRANSLATE_NOOP("Parameters", "More steps take longer and show more detail."),
    QT_TRANSLATE_NOOP("Parameters", "How closely the picture follows the prompt."),
    QT_TRANSLATE_NOOP("Parameters", "The way from noise to picture."),
    QT_TRANSLATE_NOOP("Parameters", "How many of the last layers of the text encoder to leave out."),
)


def said(text: str) -> str:
    """`text`, a parameter's title or description, in the window's language where it is known.

    A known text may hold one number: `{0}` stands for it.
    """
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return QCoreApplication.translate("Parameters", text)
    return QCoreApplication.translate("Parameters", _NUMBER.sub("{0}", text)).replace("{0}", numbers[0])
