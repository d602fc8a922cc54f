"""Emphasis in a prompt: `(word:1.1)` weighs a word heavier, `(word:0.9)` lighter."""

from __future__ import annotations

import re

_WEIGHED = re.compile(r"\(([^()]*):(\d+(?:\.\d+)?)\)")
_LEAST, _MOST = 0.1, 2.0


def weigh(text: str, start: int, end: int, change: float) -> tuple[int, int, str]:
    """Change the weight of what is selected, or of the word at the cursor.

    Returns the range to replace and what to put there; a weight of 1 needs no brackets.
    """
    for found in _WEIGHED.finditer(text):
        if found.start() <= start and end <= found.end():
            weight = float(found.group(2)) + change
            return found.start(), found.end(), _weighed(found.group(1), weight)
    left, right = _word(text, start, end)
    inner = text[left:right]
    return left, right, _weighed(inner, 1 + change) if inner else ""


def _weighed(inner: str, weight: float) -> str:
    weight = round(min(_MOST, max(_LEAST, weight)), 2)
    return inner if weight == 1 else f"({inner}:{weight:g})"


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    if start != end:
        chosen = text[start:end]
        return start + len(chosen) - len(chosen.lstrip()), end - len(chosen) + len(chosen.rstrip())
    while start > 0 and _is_inside(text[start - 1]):
        start -= 1
    while end < len(text) and _is_inside(text[end]):
        end += 1
    return start, end


def _is_inside(character: str) -> bool:
    return character.isalnum() or character in "-_'"
