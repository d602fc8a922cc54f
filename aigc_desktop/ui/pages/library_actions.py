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
Keys = Sequence[int]


class LibraryActions(QObject):
    """Rates, throws away, brings back and takes in assets, given by their keys in the library.

    The library's own events tell that it is done.
    """

    binned = Signal(object)
    imported = Signal(object)
    failed = Signal(ErrorInfo)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._background = Background(self)
        self._is_sweeping = False
        self._wants_sweep = False

    def rate(self, keys: Keys, rating: int) -> None:
        """Give stars."""
        self._do(lambda: self._library.rate(self._ids(keys), rating))

    def bin(self, keys: Keys) -> None:
        """Move into the bin; `binned` follows with the keys."""
        self._do(lambda: self._library.bin(self._ids(keys)), lambda _none: self.binned.emit(keys))

    def restore(self, keys: Keys) -> None:
        """Bring back out of the bin."""
        self._do(lambda: self._library.restore(self._ids(keys)))

    def delete(self, keys: Keys) -> None:
        """Delete for good what lies in the bin."""
        self._do(lambda: self._library.delete(self._ids(keys)))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Copy pictures into the library; `imported` follows for each, `failed` for those that cannot be."""
        for path in paths:
            self._take_in_one(path)

    def sweep(self) -> None:
        """Notice what was added or deleted outside; once more when that is asked for meanwhile."""
        self._wants_sweep = True
        if not self._is_sweeping:
            self._is_sweeping, self._wants_sweep = True, False
            self._background.run(self._library.sweep, self._end_sweep, self._end_failed_sweep)

    def stop(self) -> None:
        """Finish what has begun."""
        self._background.close()

    def _ids(self, keys: Keys) -> list[str]:
        return [asset.id for asset in self._library.assets(keys).values()]

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
        if self._wants_sweep:
            self.sweep()

    def _end_failed_sweep(self, error: AigcError) -> None:
        self._is_sweeping = False
        self._fail(error)
