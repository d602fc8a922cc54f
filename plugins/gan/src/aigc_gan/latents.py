"""Where pictures come from: the noise of seeds, and ways between latents. Imports no torch."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from aigc_desktop.api.latents import Latent
from aigc_desktop.api.noise import Noise

from .sizes import AnySizes, StyleSizes
from .wishes import Wishes

Floats = NDArray[np.float32]


def latent(seed: int, size: int) -> Floats:
    """The z of a seed, shape (size)."""
    return Noise(seed).normal((size,))


def z_of(seed: int, size: int, wishes: Wishes) -> Floats:
    """The z of a picture: its latent, or on the way from there to the z of another seed."""
    z = wishes.latent_of(seed).noise((size,))
    return slerp(z, latent(wishes.to_seed, size), wishes.position) if wishes.position else z


def layer_noise(seed: int, sizes: StyleSizes) -> Floats:
    """The noise of all layers for a seed, shape (noise_size): what its stream gives after z."""
    stream = Noise(seed)
    stream.normal((sizes.latent_size,))
    return stream.normal((sizes.noise_size,))


def sums_beyond_first(points: Sequence[Latent], size: int) -> tuple[Floats, Floats]:
    """What leads in w from the first seed of each point to the point itself.

    The z of all of their seeds, (terms, size), and the share of each in the w of each point, (points, terms).
    """
    seeds = [seed for point in points for seed, _ in point.terms]
    shares, start = np.zeros((len(points), len(seeds)), np.float32), 0
    for row, point in zip(shares, points, strict=True):
        row[start : start + len(point.terms)] = [weight for _, weight in point.terms]
        row[start] -= 1
        start += len(point.terms)
    return np.stack([latent(seed, size) for seed in seeds]), shares


def begun(pixels: Floats, seed: int, sizes: AnySizes) -> Floats:
    """A picture (3, H, W) moved around itself to where its seed says that it begins, if its model wants that.

    What repeats has no beginning. Layouts that were learned have one, and moving hides that they are few.
    """
    if not isinstance(sizes, StyleSizes) or not sizes.starts_anywhere:
        return pixels
    random = Random(f"begin {seed}")
    side = sizes.image_size
    return np.roll(pixels, (random.randrange(side), random.randrange(side)), axis=(-2, -1))


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
