"""Bringing a picture to a size that the network takes, and the result back to the picture's own.

A network of one size has pictures scaled to it; one that takes any size has them filled up at the edges.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from .codec import Array
from .pictures import to_array, to_picture
from .sizes import ConvVaeSizes, Sizes

_FINE = Image.Resampling.LANCZOS


def inwards(picture: Image.Image, sizes: Sizes) -> Array:
    """The RGB picture as the network takes it, (1, 3, height, width)."""
    if isinstance(sizes, ConvVaeSizes):
        return to_array(picture.resize((sizes.image_size, sizes.image_size), _FINE))
    pixels = to_array(picture)
    below, beside = (-side % sizes.multiple_of for side in pixels.shape[2:])
    return np.pad(pixels, ((0, 0), (0, 0), (0, below), (0, beside)), mode="edge")


def outwards(pixels: Array, sizes: Sizes, size: tuple[int, int]) -> Image.Image:
    """What the network made, (1, 3, height, width), as a picture of `size` (width, height)."""
    if isinstance(sizes, ConvVaeSizes):
        return to_picture(pixels[0]).resize(size, _FINE)
    width, height = size
    return to_picture(pixels[0, :, :height, :width])
