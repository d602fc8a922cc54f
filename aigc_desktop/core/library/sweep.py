"""Makes rows and files agree again: after a crash, and after somebody worked in the folder.

Another process may be placing or binning meanwhile. It holds the database's write lock while it does, so
every difference is looked at once more under that lock before anything is done about it.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.database import Database
from aigc_desktop.core.library import files
from aigc_desktop.core.library.arrivals import KINDS, as_copy, describe
from aigc_desktop.core.library.rows import NewRow, insert
from aigc_desktop.core.paths import Paths

log = logging.getLogger(__name__)

_PART = ".part"
_OLD_S = 3600.0


class Sweep:
    """One comparison of the library's folders with its rows. `run` tells whether anything changed."""

    def __init__(self, paths: Paths, database: Database) -> None:
        self._paths = paths
        self._database = database

    def run(self) -> bool:
        """Settle every difference."""
        on_disk = set(_walk(self._paths, self._paths.assets)) | set(_walk(self._paths, self._paths.bin))
        known, missing = self._known()
        lost = known - missing - on_disk
        returned = missing & on_disk
        settled = [self._settle_lost(file) for file in sorted(lost)]
        settled += [self._mark(file, is_missing=False) for file in sorted(returned)]
        settled += [self._settle_new(file) for file in sorted(on_disk - known)]
        self._remove_stray_thumbnails()
        return any(settled)

    def _known(self) -> tuple[set[str], set[str]]:
        connection = self._database.connection()
        known = {file for (file,) in connection.execute("SELECT file FROM assets")}
        missing = {file for (file,) in connection.execute("SELECT file FROM assets WHERE is_missing = 1")}
        return known, missing

    def _settle_lost(self, file: str) -> bool:
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT id, created_at, binned_at, thumbnail FROM assets WHERE file = ?", (file,)
            ).fetchone()
            path = self._paths.home / file
            if row is None or path.exists():
                return False
            asset_id, created_at, binned_at, thumbnail = row
            elsewhere = (
                files.place_of(self._paths, path.name, created_at)
                if binned_at
                else files.bin_of(self._paths, asset_id, path.suffix)
            )
            if elsewhere.exists() and not _has_row(connection, files.relative(self._paths, elsewhere)):
                files.move(elsewhere, path)  # a move into the bin or out of it was cut short
            elif binned_at:  # so was a deletion
                connection.execute("DELETE FROM assets WHERE file = ?", (file,))
                files.remove([self._paths.home / thumbnail] if thumbnail else [])
            else:
                _set_missing(connection, file, is_missing=True)
            return True

    def _mark(self, file: str, *, is_missing: bool) -> bool:
        with self._database.transaction() as connection:
            _set_missing(connection, file, is_missing=is_missing)
        return True

    def _settle_new(self, file: str) -> bool:
        path = self._paths.home / file
        if path.suffix == _PART:
            return _remove_if_old(path)
        if path.suffix.lower() not in KINDS or not path.exists():
            return False
        try:
            row = describe(self._paths, path)
        except AigcError as error:  # perhaps still being copied; it is looked at again the next time
            log.info("%s is not taken into the library: %s", file, error)
            return False
        with self._database.transaction() as connection:
            return path.exists() and not _has_row(connection, file) and self._adopt(connection, row)

    def _adopt(self, connection: sqlite3.Connection, row: NewRow) -> bool:
        """Give a file its row: the one it had under another name, or a new one."""
        if row.recipe is not None:
            own = (row.recipe.job_id, row.recipe.index)
            known = connection.execute(
                "SELECT is_missing, kind FROM assets WHERE job_id = ? AND job_index = ?", own
            ).fetchone()
            if known == (1, row.kind):  # a frame of an animation bears the same recipe
                connection.execute(
                    "UPDATE assets SET file = ?, is_missing = 0 WHERE job_id = ? AND job_index = ?",
                    (row.file, *own),
                )
                return True
            if known is not None and row.is_output:
                row = as_copy(row)
        insert(connection, row)
        if (self._paths.home / row.file).is_relative_to(self._paths.bin):
            connection.execute("UPDATE assets SET binned_at = ? WHERE file = ?", (time.time(), row.file))
        return True

    def _remove_stray_thumbnails(self) -> None:
        on_disk = set(_walk(self._paths, self._paths.thumbnails))
        if on_disk:
            named = self._database.connection().execute("SELECT thumbnail FROM assets WHERE thumbnail != ''")
            for file in on_disk - {name for (name,) in named}:
                _remove_if_old(self._paths.home / file)


def dead_folders(incoming: Path, live_sessions: Collection[str]) -> list[Path]:
    """The folders that engines of sessions that are over wrote into."""
    folders = (folder for folder in incoming.iterdir() if folder.is_dir() and not folder.is_symlink())
    return [folder for folder in folders if folder.name not in live_sessions]


def remove_folder(folder: Path) -> None:
    """Remove `folder` and all in it."""
    try:
        shutil.rmtree(folder)
    except OSError as error:  # it is tried again at the next start
        log.warning("%s cannot be removed: %s", folder, error)


def _walk(paths: Paths, folder: Path) -> Iterator[str]:
    """Every plain file below `folder`, as the database names it. Hidden files and links are left alone."""
    try:
        with os.scandir(folder) as scan:
            entries = [entry for entry in scan if not entry.name.startswith(".")]
    except OSError as error:  # its assets are shown as missing until it can be read
        log.warning("%s cannot be read: %s", folder, error)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(paths, Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield entry.path[len(str(paths.home)) + 1 :].replace(os.sep, "/")


def _has_row(connection: sqlite3.Connection, file: str) -> bool:
    return connection.execute("SELECT 1 FROM assets WHERE file = ?", (file,)).fetchone() is not None


def _set_missing(connection: sqlite3.Connection, file: str, *, is_missing: bool) -> None:
    connection.execute("UPDATE assets SET is_missing = ? WHERE file = ?", (is_missing, file))


def _remove_if_old(file: Path) -> bool:
    """Remove what a crash left; something newer may be in the hands of another process."""
    if file.exists() and time.time() - file.stat().st_mtime > _OLD_S:
        files.remove([file])
    return False
