"""Thumbnails read off the GUI thread, newest wish first, and kept within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from aigc_desktop.api.errors import AigcError
from aigc_desktop.ui.widgets.pictures import read_thumbnail

THREADS = 2
CACHE_MB = 64
STEP = 32
"""Sides are rounded up to this, so that resizing the window does not read everything again."""

_Wish = tuple[str, int]


class Thumbnails(QObject):
    """A cache of small pictures by path and side. A null pixmap stands for a file that cannot be shown."""

    loaded = Signal()
    _read = Signal(str, int, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._lock = threading.Lock()
        self._wishes: list[_Wish] = []
        self._busy: set[_Wish] = set()
        self._cache: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._bytes = 0
        self._read.connect(self._keep)

    def pixmap(self, path: str, side: int) -> QPixmap | None:
        """The picture for a square of `side` device pixels, or None while it has not been read."""
        wish = (path, _rounded(side))
        found = self._cache.get(wish)
        if found is not None:
            self._cache.move_to_end(wish)
        return found

    def want(self, paths: Iterable[str], side: int) -> None:
        """Read these, the first one first; what was wanted before and has not begun is dropped."""
        rounded = _rounded(side)
        wishes = [(path, rounded) for path in paths if path and (path, rounded) not in self._cache]
        with self._lock:
            self._wishes = [wish for wish in reversed(wishes) if wish not in self._busy]
            idle = min(THREADS - len(self._busy), len(self._wishes))
        for _ in range(idle):
            self._pool.start(_Reader(self))

    def forget(self, path: str) -> None:
        """Read this file anew when it is next wanted."""
        for wish in [wish for wish in self._cache if wish[0] == path]:
            self._drop(wish)

    def forget_missing(self) -> None:
        """Look again for files that could not be shown."""
        for wish in [wish for wish, pixmap in self._cache.items() if pixmap.isNull()]:
            self._drop(wish)

    def stop(self) -> None:
        """Drop what is wanted and wait for what is being read."""
        with self._lock:
            self._wishes = []
        self._pool.waitForDone()

    def read_wishes(self) -> None:
        """Read until nothing is wanted; runs in the pool's threads."""
        while (wish := self._next()) is not None:
            try:
                image = read_thumbnail(*wish)
            except AigcError:
                image = QImage()  # shown as a placeholder; opening it says why
            with self._lock:
                self._busy.discard(wish)
            self._read.emit(*wish, image)

    def _next(self) -> _Wish | None:
        with self._lock:
            if not self._wishes:
                return None
            wish = self._wishes.pop()
            self._busy.add(wish)
            return wish

    @Slot(str, int, QImage)
    def _keep(self, path: str, side: int, image: QImage) -> None:
        self._drop((path, side))
        self._cache[(path, side)] = QPixmap.fromImage(image)
        self._bytes += image.sizeInBytes()
        while self._bytes > CACHE_MB * 1024 * 1024:
            self._drop(next(iter(self._cache)))
        self.loaded.emit()

    def _drop(self, wish: _Wish) -> None:
        pixmap = self._cache.pop(wish, None)
        if pixmap is not None:
            self._bytes -= pixmap.width() * pixmap.height() * 4


class _Reader(QRunnable):
    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    def run(self) -> None:
        self._thumbnails.read_wishes()


def _rounded(side: int) -> int:
    return -(-side // STEP) * STEP
