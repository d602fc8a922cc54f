"""What is done to a picture before it is reconstructed: noise, and parts that are taken away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aigc_desktop.api.noise import Noise

from .codec import Array

CELLS = 8
"""A picture is divided into 8 x 8 parts, of which some are taken away."""

_GREY = 0.0


@dataclass(frozen=True)
class Damaged:
    """`pictures` (1, 3, height, width); `known` (1, 1, height, width) tells what was left."""

    pictures: Array
    known: NDArray[np.bool_]


def damage(pictures: Array, seed: int, noise: float, missing: float) -> Damaged:
    """Lay noise over one picture (1, 3, height, width) and take parts of it away, both decided by `seed`.

    `noise` is the deviation of a Gaussian as a share of the range of colours, `missing` the share of the 64
    parts that become grey.
    """
    source = Noise(seed)
    order = np.argsort(source.normal((CELLS * CELLS,)))
    gone = np.zeros(CELLS * CELLS, np.bool_)
    gone[order[: round(missing * CELLS * CELLS)]] = True
    known = ~_spread(gone.reshape(CELLS, CELLS), *pictures.shape[2:])
    noisy = pictures + np.float32(2 * noise) * source.normal(pictures.shape) if noise else pictures
    left = np.where(known, np.clip(noisy, -1, 1), np.float32(_GREY))
    return Damaged(np.asarray(left, np.float32), known)


def _spread(parts: NDArray[np.bool_], height: int, width: int) -> NDArray[np.bool_]:
    """The parts as pixels, (1, 1, height, width)."""
    rows, columns = (np.arange(side) * CELLS // side for side in (height, width))
    return np.asarray(parts[np.ix_(rows, columns)][None, None])
