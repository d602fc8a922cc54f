"""Where the files of the library lie, and how they move so that a crash loses none."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.files import FULL

_A_DAY_S = 86_400.0


def asset_id(job_id: str, index: int) -> str:
    """The id of output `index` of a job, and the stem of its file."""
    return f"{job_id}-{index:04d}"


def place_of(paths: Paths, name: str, created_at: float) -> Path:
    """Where the file `name` of an asset made at `created_at` belongs."""
    return paths.assets / _month(created_at) / name


def thumbnail_of(paths: Paths, name: str, created_at: float) -> Path:
    """Where the thumbnail `name` of an asset made at `created_at` belongs."""
    return paths.thumbnails / _month(created_at) / name


def bin_of(paths: Paths, asset: str, suffix: str) -> Path:
    """Where the file of a binned asset lies."""
    return paths.bin / f"{asset}{suffix}"


def _month(created_at: float) -> str:
    return time.strftime("%Y-%m", time.gmtime(created_at))


def sound_time(claimed: float) -> float:
    """`claimed` if it can be the time at which something was made, else now."""
    now = time.time()
    return claimed if 0 < claimed < now + _A_DAY_S else now


def free_name(file: Path) -> Path:
    """`file`, or a name like it where that is taken."""
    return file if not file.exists() else file.with_stem(f"{file.stem}-{secrets.token_hex(4)}")


def relative(paths: Paths, file: Path) -> str:
    """`file` as the database names it."""
    return file.relative_to(paths.home).as_posix()


def received(folder: Path, name: str) -> Path:
    """The file called `name` that an engine says it wrote into `folder`.

    Raises AigcError `engine.file` for a name that leads out of the folder and for a link: the engine runs
    other people's code.
    """
    file = folder / name
    if Path(name).name != name or not _is_plain_or_gone(file):
        raise AigcError("engine.file", f"The engine named {name!r}, which is not a file in its folder.")
    return file


def _is_plain_or_gone(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except FileNotFoundError:
        return True


def move(source: Path, target: Path) -> None:
    """Move a file, durably, within the disk that holds the library.

    When `source` is gone and `target` is there, an earlier attempt got this far.
    """
    rename(source, target)
    flush_names([target.parent])


def flush_names(folders: Iterable[Path]) -> None:
    """Return when the names of the files in `folders` are on the disk."""
    for folder in folders:
        with explained(folder):
            flush(folder)


def rename(source: Path, target: Path) -> None:
    """Move a file with its content on the disk; its new name is there once `flush_names` was called."""
    with explained(target):
        try:
            flush(source)
        except FileNotFoundError:
            if target.exists():
                return
            raise
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)  # noqa: PTH105 - the call whose guarantee this file is about


def flush(path: Path) -> None:
    """Return when a file's content, or a folder's list of names, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # folders cannot be flushed there; NTFS journals its renames
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(files: Iterable[Path]) -> None:
    """Delete files; those that are gone already are no failure."""
    for file in files:
        with explained(file):
            file.unlink(missing_ok=True)


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn a failure of the file system into what the user can do about it."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise AigcError(
                "disk.full",
                f"The disk that holds {file.parent} is full.",
                "Free some space, or empty the bin of the library, then try again.",
            ) from error
        raise AigcError(
            "library.file",
            f"{file} cannot be written: {error.strerror}.",
            "Check the permissions of the folder and that no other program holds the file.",
        ) from error
