"""Where pictures come from: the noise of a seed, and ways between two latents. Imports no torch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aigc_desktop.api.noise import Noise

from .sizes import StyleSizes
from .wishes import Wishes

Floats = NDArray[np.float32]


def latent(seed: int, size: int) -> Floats:
    """The z of a seed, shape (size)."""
    return Noise(seed).normal((size,))


def z_of(seed: int, size: int, wishes: Wishes) -> Floats:
    """The z of a picture: that of its seed, or on the way to that of another."""
    z = latent(seed, size)
    return slerp(z, latent(wishes.to_seed, size), wishes.position) if wishes.position else z


def layer_noise(seed: int, sizes: StyleSizes) -> Floats:
    """The noise of all layers for a seed, shape (noise_size): what its stream gives after z."""
    stream = Noise(seed)
    stream.normal((sizes.latent_size,))
    return stream.normal((sizes.noise_size,))


def slerp(first: Floats, second: Floats, position: float) -> Floats:
    """From the first vector (0) to the second (1) along the arc between them (Shoemake 1985).

    Keeps the length of normally distributed vectors, which a straight line would not. Nearly parallel
    vectors have no arc; between them the line is taken.
    """
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    angle = float(np.arccos(np.clip(float(first @ second) / max(lengths, 1e-12), -1, 1)))
    sine = np.sin(angle)
    if sine < 1e-4:
        return np.asarray(first + position * (second - first), np.float32)
    between = np.sin((1 - position) * angle) * first + np.sin(position * angle) * second
    return np.asarray(between / sine, np.float32)
