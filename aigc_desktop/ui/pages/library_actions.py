"""What can be done with assets, done off the GUI thread, one thing after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.errors import AigcError, ErrorInfo
from aigc_desktop.core.library import Library
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.background import Background

T = TypeVar("T")


class LibraryActions(QObject):
    """Rates, throws away, brings back and takes in assets. The library's own events tell that it is done."""

    binned = Signal(tuple)
    imported = Signal(object)
    failed = Signal(ErrorInfo)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._background = Background(self)
        self._is_sweeping = False

    def rate(self, ids: Sequence[str], rating: int) -> None:
        """Give stars."""
        self._do(lambda: self._library.rate(ids, rating))

    def bin(self, ids: Sequence[str]) -> None:
        """Move into the bin; `binned` follows with the ids."""
        self._do(lambda: self._library.bin(ids), lambda _none: self.binned.emit(tuple(ids)))

    def restore(self, ids: Sequence[str]) -> None:
        """Bring back out of the bin."""
        self._do(lambda: self._library.restore(ids))

    def delete(self, ids: Sequence[str]) -> None:
        """Delete for good what lies in the bin."""
        self._do(lambda: self._library.delete(ids))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Copy pictures into the library; `imported` follows for each, `failed` for those that cannot be."""
        for path in paths:
            self._take_in_one(path)

    def sweep(self) -> None:
        """Notice what was added or deleted outside."""
        if not self._is_sweeping:
            self._is_sweeping = True
            self._background.run(self._library.sweep, self._end_sweep, self._end_failed_sweep)

    def stop(self) -> None:
        """Finish what has begun."""
        self._background.close()

    def _take_in_one(self, path: Path) -> None:
        def taken_in(asset: Asset) -> None:
            self.imported.emit(asset)

        self._do(lambda: self._library.import_file(path), taken_in)

    def _do(self, work: Callable[[], T], done: Callable[[T], None] = lambda _result: None) -> None:
        self._background.run(work, done, self._fail)

    def _fail(self, error: AigcError) -> None:
        self.failed.emit(error.info())

    def _end_sweep(self, _none: None) -> None:
        self._is_sweeping = False

    def _end_failed_sweep(self, error: AigcError) -> None:
        self._is_sweeping = False
        self._fail(error)
