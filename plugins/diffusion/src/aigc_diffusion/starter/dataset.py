"""The training set: scenes at random, kept apart from the held-out ones, and their drawings on disk.

A scene is held out when any of its objects has a held-out combination of shape, colour and background. One in
eight combinations is: each shape, each colour and each background is met in training, the three together
are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from multiprocessing import Pool
from pathlib import Path
from random import Random

import numpy as np
import torch

from .draw import COLOURS, SIZES, STYLES, Icon, Pixels, Scene, draw
from .shapes import SHAPES

PAIR_SHARE = 0.25
SOFT_SHARE = 0.12
TURN = 10.0
TRAINING, HELD_OUT, VERIFYING = 0, 1, 2


def held_out(scene: Scene) -> bool:
    """Whether training must not see the scene."""
    return any(held_out_combination(icon.shape, icon.colour, scene.background) for icon in scene.icons)


def held_out_combination(shape: str, colour: str, background: str) -> bool:
    """A fixed eighth of all combinations, spread evenly over shapes, colours and backgrounds."""
    shapes, colours = list(SHAPES), list(COLOURS)
    return (7 * shapes.index(shape) + 5 * colours.index(colour) + 3 * colours.index(background)) % 8 == 0


def random_scene(rng: Random, pair_share: float = PAIR_SHARE) -> Scene:
    """Any scene at all, held out or not."""
    backdrop = "soft" if rng.random() < SOFT_SHARE else "plain"
    pair = rng.random() < pair_share
    background, *colours = rng.sample(list(COLOURS), 3 if pair and rng.random() < 0.85 else 2)
    if pair:
        places = ((0.27, "small"), (0.73, "small"))
        style = rng.choice(STYLES)
        icons = [
            _random_icon(rng, colours[i % len(colours)], style, *place) for i, place in enumerate(places)
        ]
    else:
        icons = [_random_icon(rng, colours[0], rng.choice(STYLES), 0.5, rng.choice(list(SIZES)))]
    return Scene(tuple(icons), background, backdrop)


def _random_icon(rng: Random, colour: str, style: str, x: float, size: str) -> Icon:
    jitter = 0.02 if size == "large" or x != 0.5 else 0.05
    dx, dy, turn = rng.uniform(-jitter, jitter), rng.uniform(-jitter, jitter), rng.uniform(-TURN, TURN)
    return Icon(rng.choice(list(SHAPES)), colour, style, size, x + dx, 0.5 + dy, turn)


def scenes(
    total: int, stream: int, want_held_out: bool | None = False, pair_share: float = PAIR_SHARE
) -> list[Scene]:
    """`total` scenes of a numbered stream: training ones (False), held-out ones (True) or any (None)."""
    rng = Random(f"icons-64 stream {stream}")
    endless = (random_scene(rng, pair_share) for _ in count())
    wanted: Iterator[Scene] = (s for s in endless if want_held_out is None or held_out(s) is want_held_out)
    return list(islice(wanted, total))


def pixels(batch: list[Scene], size: int, processes: int = 1) -> torch.Tensor:
    """The drawings as bytes, shape (N, 3, size, size)."""
    paint = partial(_array, size=size)
    if processes == 1:
        drawn = [paint(scene) for scene in batch]
    else:
        with Pool(processes) as pool:
            drawn = pool.map(paint, batch, chunksize=256)
    return torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2).contiguous()


def _array(scene: Scene, size: int) -> Pixels:
    return np.asarray(draw(scene, size))


def cached_pixels(batch: list[Scene], size: int, path: Path, processes: int = 1) -> torch.Tensor:
    """`pixels`, kept in a file so that a resumed training need not draw again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, pixels(batch, size, processes).numpy())
    return torch.from_numpy(np.load(path))


def normalised(drawn: torch.Tensor, device: torch.device | str = "cpu") -> torch.Tensor:
    """Bytes to floats in -1 to 1, in the memory layout in which convolutions are fast."""
    return (drawn.to(device).float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)
