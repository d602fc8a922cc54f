"""Text from a stranger's file, made safe to show."""

from __future__ import annotations

import re

# Control characters, lone surrogates, and those that turn the direction of what follows them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """`text` without characters that hide or reorder it; newlines and tabs stay."""
    return _UNSAFE.sub("", text)
