"""The twelve materials by name, and pictures of them on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray

from . import fibres, stones
from .colours import Colour
from .fields import Random

Pixels: TypeAlias = NDArray[np.uint8]

MATERIALS: Mapping[str, Callable[[Random, Random, int], Colour]] = {
    "brick": stones.brick,
    "fabric": fibres.fabric,
    "grass": fibres.grass,
    "leather": fibres.leather,
    "marble": stones.marble,
    "metal": fibres.metal,
    "paper": fibres.paper,
    "sand": stones.sand,
    "stone": stones.stone,
    "terrazzo": stones.terrazzo,
    "tiles": stones.tiles,
    "wood": fibres.wood,
}
NAMES = tuple(MATERIALS)
SIZE = 128
LAYOUTS = 12
"""How many arrangements of each material there are to learn; colours and strengths always differ."""
TRAINING, HELD_OUT, VERIFYING = 0, 1, 2
"""Streams of seeds that have no texture in common."""


def texture(name: str, seed: int, stream: int, size: int = SIZE) -> Pixels:
    """One picture of a material as bytes, shape (size, size, 3).

    Those for training share a few layouts, texture by texture the next one, and keep the place at which they
    were drawn: what lies where is easier to learn. All others have a layout of their own, and are rolled by a
    random amount.
    """
    number, trains = NAMES.index(name), stream == TRAINING
    random = np.random.default_rng([stream, number, seed])
    layout = np.random.default_rng([stream, number, seed % LAYOUTS if trains else seed, 1])
    picture = MATERIALS[name](layout, random, size)
    if not trains:
        picture = np.roll(picture, tuple(random.integers(size, size=2)), axis=(0, 1))
    return np.asarray(np.clip(picture * 255 + 0.5, 0, 255), dtype=np.uint8)


def textures(count: int, stream: int, processes: int = 1, size: int = SIZE) -> torch.Tensor:
    """`count` pictures of each material as bytes, shape (materials, count, 3, size, size)."""
    wanted = [(name, seed, stream) for name in NAMES for seed in range(count)]
    paint = partial(texture, size=size)
    if processes == 1:
        drawn = [paint(*one) for one in wanted]
    else:
        with Pool(processes) as pool:
            drawn = pool.starmap(paint, wanted, chunksize=32)
    pictures = torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2).contiguous()
    return pictures.reshape(len(NAMES), count, *pictures.shape[1:])


def cached_textures(count: int, stream: int, path: Path, processes: int = 1) -> torch.Tensor:
    """`textures`, kept in a file so that a resumed training need not draw again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh.npy")
        np.save(fresh, textures(count, stream, processes).numpy())
        fresh.replace(path)
    return torch.from_numpy(np.load(path))
