"""Finds the sentences that the core, the engine and the first-party plugins say to users.

They are English in the code, because the command line and other hosts read them too; the window translates
those it knows. What varies in a sentence becomes `{0}`, `{1}`, ...
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPOKEN_BY = ("api", "media", "messages.py", "engine", "core")
_SAYS = {
    "AigcError": slice(1, 3),
    "ErrorInfo": slice(0, 0),
    "notice": slice(0, 2),
    "JobNotice": slice(0, 0),
    "JobNoticed": slice(0, 0),
}
TARGET = ROOT / "aigc_desktop" / "ui" / "known_sentences.py"
_HEAD = '''# ruff: noqa: E501 - sentences are not broken
"""What the core and the plugins say to users. Written by `python packaging/translations.py`."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

KNOWN = (
'''


def spoken() -> list[str]:
    """Every sentence, once, in order."""
    places = [ROOT / "aigc_desktop" / name for name in SPOKEN_BY] + [ROOT / "plugins"]
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted({text for file in files for text in _in(file) if any(map(str.isalpha, _fixed(text)))})


def write(target: Path = TARGET) -> None:
    """Write the sentences down where the window finds them."""
    lines = [f"    QT_TRANSLATE_NOOP({_quoted('Sentences')}, {_quoted(text)}),\n" for text in spoken()]
    target.write_text(_HEAD + "".join(lines) + ")\n", encoding="utf-8")


def _in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _SAYS:
                named = [k.value for k in node.keywords if k.arg in ("message", "hint")]
                for argument in [*node.args[_SAYS[name]], *named]:
                    yield from _texts(argument)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield _template(node)


def _template(node: ast.JoinedStr) -> str:
    parts = []
    count = 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)


def _fixed(text: str) -> str:
    return "".join(part.partition("}")[2] for part in ("}" + text).split("{"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
