"""Fields that repeat without a seam: what every texture is made of.

A field is a square array of floats whose opposite edges are neighbours. Coordinates run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Field: TypeAlias = NDArray[np.float64]
Random: TypeAlias = np.random.Generator


def coordinates(size: int) -> tuple[Field, Field]:
    """x to the right and y downwards at the centres of the pixels."""
    line = (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(line, line)
    return x, y


def fractal(
    random: Random,
    size: int,
    slope: float = 1.5,
    stretch: tuple[float, float] = (1.0, 1.0),
    lowest: float = 0.0,
    highest: float = 1e9,
) -> Field:
    """Noise whose amplitude falls as frequency ** -slope; mean 0, deviation 1.

    `stretch` makes it longer along x and y. Only frequencies from `lowest` to `highest`, in periods a side
    and measured after stretching, are in it.
    """
    frequency = np.hypot(
        np.fft.rfftfreq(size, 1 / size)[None, :] * stretch[0],
        np.fft.fftfreq(size, 1 / size)[:, None] * stretch[1],
    )
    kept = (frequency >= max(lowest, 1e-9)) & (frequency <= highest)
    gain = np.where(kept, np.maximum(frequency, 1.0) ** -slope, 0.0)
    field = np.fft.irfft2(np.fft.rfft2(random.standard_normal((size, size))) * gain, s=(size, size))
    return np.asarray((field - field.mean()) / (field.std() + 1e-9))


def blurred(field: Field, radius: float) -> Field:
    """A Gaussian blur; `radius` is its deviation in pixels."""
    size = len(field)
    frequency = np.hypot(np.fft.rfftfreq(size)[None, :], np.fft.fftfreq(size)[:, None])
    kernel = np.exp(-2 * (np.pi * radius * frequency) ** 2)
    return np.asarray(np.fft.irfft2(np.fft.rfft2(field) * kernel, s=field.shape))


def smooth(low: float, high: float, field: Field) -> Field:
    """0 below `low`, 1 above `high`, and a smooth step between."""
    t = np.clip((field - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def lit(height: Field, strength: float) -> Field:
    """The light on a relief from the upper left: 0 on level ground, positive where it faces the light."""
    across = np.roll(height, -1, axis=1) - np.roll(height, 1, axis=1)
    down = np.roll(height, -1, axis=0) - np.roll(height, 1, axis=0)
    return np.asarray(np.tanh(strength * (across + down)))


@dataclass(frozen=True)
class Cells:
    """A periodic Voronoi diagram. Distances are in units of a cell's mean width.

    `nearest` is the distance to the own centre, `border` that to the nearest border, `number` the own cell.
    """

    nearest: Field
    border: Field
    number: NDArray[np.int64]
    count: int


def cells(
    random: Random, size: int, columns: int, rows: int, jitter: float, warp: Field | None = None
) -> Cells:
    """A cell for each place of a grid, its centre moved by up to `jitter` of half a cell (Worley 1996).

    `warp`, in units of cells, moves both coordinates, so that borders are no longer straight.
    """
    x, y = coordinates(size)
    shift = np.zeros_like(x) if warp is None else warp
    u, v = x * columns + shift, y * rows + np.roll(shift, size // 2, axis=0)
    offset = 0.5 + 0.5 * jitter * random.uniform(-1, 1, (2, rows, columns))
    column, row = np.floor(u).astype(int), np.floor(v).astype(int)
    near = np.full((3, size, size), np.inf)  # distance, then the vector to the centre
    number = np.zeros((size, size), dtype=np.int64)
    vectors = []
    for down in range(-2, 3):
        for right in range(-2, 3):
            j, i = (column + right) % columns, (row + down) % rows
            dx, dy = column + right + offset[0, i, j] - u, row + down + offset[1, i, j] - v
            vectors.append((dx, dy))
            distance = dx * dx + dy * dy
            closer = distance < near[0]
            near = np.where(closer, np.stack([distance, dx, dy]), near)
            number = np.where(closer, i * columns + j, number)
    border = np.full((size, size), np.inf)
    for dx, dy in vectors:
        across, down_ = dx - near[1], dy - near[2]
        length = np.hypot(across, down_)
        edge = ((near[1] + dx) * across + (near[2] + dy) * down_) / (2 * np.maximum(length, 1e-6))
        border = np.where(length > 1e-6, np.minimum(border, edge), border)
    return Cells(np.sqrt(near[0]), border, number, columns * rows)
