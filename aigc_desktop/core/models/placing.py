"""Moves a model that a job made among the models, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from itertools import count
from pathlib import Path

from aigc_desktop.api.errors import AigcError

_LONGEST = 80
"""Of a folder's name, in characters: systems take 255 bytes, and a number may follow."""


def place_model(incoming: Path, folder: str, models: Path, name: str) -> Path:
    """Move `incoming/folder` to `models/name`, or `name-2`, ... where that is taken; its new place.

    What is no letter, digit, dot, hyphen or underscore in `name` becomes a hyphen.
    Raises AigcError `model.unplaced` when the engine named what it should not, or the system refuses.
    """
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:_LONGEST]
    if not re.fullmatch(r"\d{4}", folder) or not plain:
        raise _unplaced(name[:_LONGEST], "its name is not one of a folder")
    source = incoming / folder
    if source.is_symlink() or not source.is_dir():
        raise _unplaced(name, "it is not there")
    try:
        models.mkdir(parents=True, exist_ok=True)
        target = _free(models, plain)
        _move(source, target)
    except OSError as error:
        raise _unplaced(name, error.strerror or "not all of it could be copied") from error
    return target


def _free(models: Path, name: str) -> Path:
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(models / free for free in names if not os.path.lexists(models / free))


def _move(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The models lie on another disk: copied beside their place, under a name that no search sees.
        with tempfile.TemporaryDirectory(prefix=".", dir=target.parent) as beside:
            shutil.copytree(source, Path(beside) / target.name).rename(target)


def _unplaced(name: str, why: str) -> AigcError:
    return AigcError(
        "model.unplaced",
        f"The finished model {name} could not be moved among the models: {why}.",
        "Look whether the disk is full or the folder of models write-protected, then run the job again.",
    )
