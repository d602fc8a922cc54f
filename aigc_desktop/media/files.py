"""Opening files that strangers made, and writing our own so that each is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from aigc_desktop.api.errors import AigcError

MAX_FILE_BYTES = 256 * 1024 * 1024

_MIB = 1024 * 1024
FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# Not every system has all of these. Without O_NONBLOCK a named pipe would be waited for.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def open_regular(path: Path) -> BinaryIO:
    """Open `path` for reading if it is a regular file of a bearable size, not a link, device or pipe.

    Raises AigcError `image.unreadable` or `image.too_large`.
    """
    try:
        if path.is_symlink():
            raise _unreadable(path, "it is a link", "Use the file that the link points to.")
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _unreadable(path, reason, "Check that the file exists and that you may read it.") from error
    stream = os.fdopen(descriptor, "rb")
    try:
        _check(path, os.fstat(descriptor))
    except AigcError:
        stream.close()
        raise
    return stream


def write_whole(path: Path, data: bytes, *, is_flushed: bool = True) -> None:
    """Write `path` through `<name>.part`, so that it appears complete or not at all.

    Without `is_flushed` that does not hold when the machine goes down: for what somebody else still flushes.
    Raises AigcError `disk.full` or `file.unwritable`; nothing is left behind then.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            if is_flushed:
                os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # Where it could not even be made, there is nothing to remove.
            part.unlink()
        raise _not_written(path, len(data), error) from error


def settle(path: Path) -> None:
    """Return when `path` is on the disk. Raises AigcError `disk.full` or `file.unwritable`."""
    try:
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    except OSError as error:
        raise _not_written(path, path.stat().st_size, error) from error


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(path, "it is not a file", "Choose a picture file.")
    if status.st_size > MAX_FILE_BYTES:
        raise AigcError(
            "image.too_large",
            f"{path.name} has {status.st_size / _MIB:.0f} MB; {MAX_FILE_BYTES // _MIB} MB are the limit.",
            "Save it smaller in another program first.",
        )


def _unreadable(path: Path, reason: str, hint: str) -> AigcError:
    return AigcError("image.unreadable", f"{path.name} could not be opened: {reason}.", hint)


def _not_written(path: Path, size: int, error: OSError) -> AigcError:
    if error.errno not in FULL:
        reason = error.strerror or str(error)
        return AigcError(
            "file.unwritable",
            f"{path.name} could not be written: {reason}.",
            f"Check that {path.parent} exists and that you may write there.",
        )
    free = shutil.disk_usage(path.parent).free
    return AigcError(
        "disk.full",
        f"The disk is full: {path.name} needs {size / _MIB:.1f} MB, {free / _MIB:.1f} MB are free.",
        "Free some space, then retry the job; finished pictures are kept.",
        details=str(error),
    )
