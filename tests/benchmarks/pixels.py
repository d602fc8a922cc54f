"""Whether two sides made the same pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def compare(ours: Sequence[Path], plain: Path, most: int) -> dict[str, int]:
    """How many pictures are identical to `plain`/0.png, 1.png, ..., and how far any channel is off, of 255.

    Raises AssertionError where that is more than `most`.
    """
    apart = [int(np.abs(_levels(file) - _levels(plain / f"{k}.png")).max()) for k, file in enumerate(ours)]
    if max(apart) > most:
        raise AssertionError(f"The two sides made other pictures: up to {max(apart)} of 255 apart.")
    return {"identical": apart.count(0), "most_apart_of_255": max(apart)}


def _levels(file: Path) -> NDArray[np.int16]:
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"), np.int16)
