"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO

_EVERY_S = 0.1
_WIDTH = 24


class ProgressBar:
    """One line that is drawn over again; silent when nobody watches."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty()
        self._last_s = 0.0
        self._length = 0

    def show(self, label: str, fraction: float, note: str) -> None:
        """Draw the bar, ten times a second at most; a full one always."""
        now = time.monotonic()
        if not self._is_shown or (now - self._last_s < _EVERY_S and fraction < 1):
            return
        self._last_s = now
        self._draw(bar_line(label, fraction, note, shutil.get_terminal_size().columns))

    def clear(self) -> None:
        """Wipe the line, so that something else can be printed."""
        if self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()
            self._length = 0

    def _draw(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._length))
        self._stream.flush()
        self._length = len(line)


def bar_line(label: str, fraction: float, note: str, columns: int) -> str:
    """The bar as text that fits into `columns`."""
    filled = round(min(max(fraction, 0.0), 1.0) * _WIDTH)
    bar = "#" * filled + "." * (_WIDTH - filled)
    return f"{label} [{bar}] {fraction:4.0%}  {note}"[: max(columns - 1, 1)].rstrip()


def duration(seconds: float) -> str:
    """Time left in words; nothing while it is not known."""
    if seconds < 0:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s left" if minutes else f"{rest} s left"
