"""What the core and the plugins say, in the window's language where it is known."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

_PLACE = re.compile(r"\{(\d)\}")


def sentence(text: str) -> str:
    """`text` translated; what varies in it (names, numbers, paths) stays as it is."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            translated = QCoreApplication.translate("Sentences", template)
            return _PLACE.sub(lambda place: found.group(int(place.group(1)) + 1), translated)
    return text


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    from aigc_desktop.ui.known_sentences import KNOWN

    # Where two match, the one that says more is meant.
    known = sorted(map(str, KNOWN), key=lambda text: -len(_PLACE.sub("", text)))
    return [(text, re.compile(_regex(text), re.DOTALL)) for text in known]


def _regex(template: str) -> str:
    return "(.*?)".join(re.escape(part) for part in _PLACE.split(template)[::2])
