"""What the core and the plugins say, in the window's language where it is known."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

_PLACE = re.compile(r"\{(\d)\}")


def sentence(text: str) -> str:
    """`text` translated, with the known parts in it; names, numbers and paths stay as they are."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return _filled(QCoreApplication.translate("Sentences", template), found.groups())
    return text


def _filled(template: str, parts: tuple[str, ...]) -> str:
    return _PLACE.sub(lambda place: sentence(parts[int(place.group(1))]), template)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    from aigc_desktop.ui.known_sentences import KNOWN

    # Where two match, the one that says more is meant.
    known = sorted(map(str, KNOWN), key=lambda text: -len(_PLACE.sub("", text)))
    return [(text, re.compile(_regex(text), re.DOTALL)) for text in known]


def _regex(template: str) -> str:
    return "(.*?)".join(re.escape(part) for part in _PLACE.split(template)[::2])
