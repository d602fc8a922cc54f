"""Texts on standard error while they are written, where that is a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from aigc_desktop.cli.text import printable


class LiveText:
    """One text below the other; silent when nobody watches."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_watched = self._stream.isatty()
        self._index: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether a text stands there that may go on."""
        return self._index is not None

    def show(self, delta: str, index: int) -> None:
        """Show more of text `index`."""
        if not self._is_watched:
            return
        if self._index not in (None, index):
            self._stream.write("\n\n")
        self._index = index
        self._stream.write(printable(delta))
        self._stream.flush()

    def end(self) -> None:
        """End the line, so that something else can be printed."""
        if self.is_open:
            self._stream.write("\n")
            self._stream.flush()
            self._index = None
