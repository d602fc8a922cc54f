"""Ways through the latent space: the shortest arc between two points, and a map around one."""

from __future__ import annotations

import numpy as np

from .codec import Array
from .sizes import ConvVaeSizes

_PARALLEL = 1e-4


def slerp(start: Array, end: Array, position: float) -> Array:
    """The point at `position` (0 to 1) on the arc from `start` to `end`, both (D,).

    Spherical linear interpolation (Shoemake 1985, "Animating Rotation with Quaternion Curves"): in many
    dimensions a straight line passes nearer to the origin than any sample does (White 2016, "Sampling
    Generative Networks"). Where both point the same or opposite ways, or one is 0, the line is straight.
    """
    lengths = float(np.linalg.norm(start)), float(np.linalg.norm(end))
    cosine = float(start @ end) / (lengths[0] * lengths[1]) if all(lengths) else 1.0
    angle = float(np.arccos(np.clip(cosine, -1, 1)))
    if np.sin(angle) < _PARALLEL:
        return np.asarray((1 - position) * start + position * end, np.float32)
    shares = np.sin((1 - position) * angle) / np.sin(angle), np.sin(position * angle) / np.sin(angle)
    return np.asarray(shares[0] * start + shares[1] * end, np.float32)


def map_axes(sizes: ConvVaeSizes) -> Array:
    """The directions of a model's map, (2, D): its own, or those of the first two latents."""
    if sizes.map_axes is None:
        return np.eye(2, sizes.latent_size, dtype=np.float32)
    return np.asarray(sizes.map_axes, np.float32)


def map_rows(centre: Array, axes: Array, span: float, cells: int) -> Array:
    """The points of a map, (cells, cells, D): rows from top to bottom, in each from left to right.

    `axes` (2, D) lead to the right and upwards; the map reaches from -span to span along both.
    """
    steps = np.linspace(-span, span, cells, dtype=np.float32)
    right, up = steps[None, :, None] * axes[0], steps[::-1, None, None] * axes[1]
    return np.asarray(centre + right + up, np.float32)
