"""Notices files that come, go or change their names outside the application."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

REST_MS = 1000


class FolderWatch(QObject):
    """Tells that something changed in some folders or in the folders there, after a second's rest.

    A batch that is being saved changes its folder all the time; it is told of once, at its end.
    """

    changed = Signal()

    def __init__(self, folders: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = folders
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self._rest.start())
        self._watch()

    def stop(self) -> None:
        """Tell no more."""
        self._rest.stop()
        self._watcher.removePaths(self._watcher.directories())

    def _tell(self) -> None:
        self._watch()
        self.changed.emit()

    def _watch(self) -> None:
        """Watch folders that are new; those that are gone leave the list by themselves."""
        inner = [str(path) for folder in self._folders for path in folder.glob("*/") if path.is_dir()]
        wanted = {*map(str, self._folders), *inner} - set(self._watcher.directories())
        if wanted:
            self._watcher.addPaths(sorted(wanted))
