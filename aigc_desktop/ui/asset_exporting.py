"""Exports one asset after another in a thread, says how far that is, and can be stopped."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.core.asset_forms import export_asset
from aigc_desktop.core.records import Asset
from aigc_desktop.ui.background import Background


class AssetExporting(QObject):
    """One export at a time. `done` bears the new file or folder, or None for one that was stopped."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(AigcError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stopped = threading.Event()
        self.is_busy = False

    def start(self, asset: Asset, form: str, folder: Path) -> None:
        """Write `asset` as `form` into `folder`."""
        self._stopped.clear()
        self.is_busy = True
        self._background.run(partial(self._export, asset, form, folder), self._end, self._fail)

    def cancel(self) -> None:
        """Stop at the next frame; nothing is kept."""
        self._stopped.set()

    def stop(self) -> None:
        """Stop, and wait for that; called before the window goes."""
        self.cancel()
        self._background.close()

    def _export(self, asset: Asset, form: str, folder: Path) -> Path | None:
        """Runs in the thread."""
        try:
            return export_asset(asset, form, folder, self._step)
        except JobCancelled:
            return None

    def _step(self, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise JobCancelled
        self.progressed.emit(done, total)

    def _end(self, path: Path | None) -> None:
        self.is_busy = False
        self.done.emit(path)

    def _fail(self, error: AigcError) -> None:
        self.is_busy = False
        self.failed.emit(error)
