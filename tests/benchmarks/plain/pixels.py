"""From what a network gives to a picture, in NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def picture(pixels: NDArray[np.float32]) -> Image.Image:
    """(3, height, width) from -1 to 1."""
    levels = ((pixels + 1) * np.float32(127.5)).clip(0, 255).round().astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(levels.transpose(1, 2, 0)))
