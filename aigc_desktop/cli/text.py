"""Plain text: tables, errors, and what a program may read instead."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

_GAP = "  "


def complain(message: str, hint: str = "", details: str = "") -> None:
    """One sentence and a way out on standard error; the details only where AIGC_DEBUG is set."""
    print(message, file=sys.stderr)
    if hint:
        print(hint, file=sys.stderr)
    if details and os.environ.get("AIGC_DEBUG"):
        print(details, file=sys.stderr)


def print_json(value: object) -> None:
    """`value` as one line of JSON on standard output."""
    print(msgspec.json.encode(value, order="deterministic").decode())


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, as wide as its content."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True))
        print(_GAP.join(cells).rstrip())


def print_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Lines of `name  value` on standard output; empty values are left out."""
    shown = [(name, value) for name, value in facts if value]
    longest = max((width(name) for name, _ in shown), default=0)
    for name, value in shown:
        print(name + " " * (longest - width(name)) + _GAP + value)


def shorten(text: str, longest: int) -> str:
    """`text` on one line of at most `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def printable(text: str) -> str:
    """`text` without the signs that would steer a terminal; line breaks and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def width(text: str) -> int:
    """How many columns of a terminal `text` takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
