"""Puts files for the user into a folder: whole or not at all, and never over another file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.records import Asset
from aigc_desktop.media.files import FULL, write_whole

_LONGEST = 128


def deliver(asset: Asset, folder: Path, suffix: str, content: Callable[[], bytes]) -> Path:
    """Write `content` into `folder`, under a free name that tells what made the asset."""
    target = reserve(asset, folder, suffix)
    try:
        write_whole(target, content())
    except (AigcError, OSError):
        target.unlink(missing_ok=True)
        raise
    return target


def make_folder(folder: Path) -> None:
    """Make the folder that was asked for with --out; raises AigcError `usage.out`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AigcError(
            "usage.out",
            f"The folder {folder} cannot be made: {error.strerror}.",
            "Choose another folder with --out.",
        ) from error


def reserve(asset: Asset, folder: Path, suffix: str) -> Path:
    """An empty file, or without a suffix an empty folder, whose free name tells what made the asset."""
    for number in itertools.count(1):
        target = folder / f"{_stem(asset)}{'' if number == 1 else f'-{number}'}{suffix}"
        try:
            with explained(target):
                target.open("xb").close() if suffix else target.mkdir()
        except FileExistsError:
            continue
        return target
    raise AssertionError("counting never ends")


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Turn what goes wrong while `target` is written into an AigcError `disk.full` or `file.unwritable`."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno in FULL:
            raise AigcError(
                "disk.full",
                f"The disk that holds {target.parent} is full.",
                "Free some space there, or choose another folder.",
                str(error),
            ) from error
        raise AigcError(
            "file.unwritable", f"{target} cannot be written: {error.strerror}.", "Choose another folder."
        ) from error


def _stem(asset: Asset) -> str:
    if asset.recipe is None:
        return Path(asset.file).stem
    name = f"{asset.recipe.model_name}-{asset.recipe.seed}"
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).strip(" .")[-_LONGEST:] or "asset"
