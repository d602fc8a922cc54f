"""Turns between processes: who holds a lock file works, the others wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aigc_desktop.api.errors import AigcError


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the lock file at `path` inside the `with` block; the system lets go when the holder dies.

    It excludes other threads too. Raises AigcError `file.locked` when it cannot be had.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise _not_locked(path, error) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise _not_locked(path, error) from error
        yield  # closing the file lets go


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)  # the byte that is locked; it need not be there
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # gives up after ten seconds
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX)


def _not_locked(path: Path, error: OSError) -> AigcError:
    return AigcError(
        "file.locked",
        f"{path.name} could not be locked: {error.strerror or error}.",
        "Close other windows of the application and check that you may write to its folder.",
    )
