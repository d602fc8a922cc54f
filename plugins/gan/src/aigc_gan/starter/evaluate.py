"""Whether generated textures are what was asked for, repeat without a seam, and differ as drawn ones do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from aigc_gan.drawing import draw
from aigc_gan.latents import begun
from aigc_gan.style import StyleGenerator
from aigc_gan.wishes import Wishes

from .dataset import as_floats
from .textures import NAMES
from .verifier import Verifier

SMALL = 16
"""The side to which pictures are averaged before their pixels are compared."""


@dataclass(frozen=True)
class Figures:
    """What was measured on the pictures of one material.

    `accuracy` is the share that the verifier names rightly; `seam` and `seam_in_step` are the two numbers of
    the function `seam`; the distances are mean pairwise ones.
    """

    pictures: int
    accuracy: float
    seam: float
    seam_in_step: float
    feature_distance: float
    pixel_distance: float


def generated(network: StyleGenerator, each: int, psi: float, first_seed: int = 0) -> torch.Tensor:
    """`each` pictures of every material as bytes, (materials, each, 3, h, w), by the way of the plugin."""
    rows = [_generated(network, number, each, psi, first_seed) for number in range(len(NAMES))]
    return torch.stack(rows)


def _generated(network: StyleGenerator, number: int, each: int, psi: float, first_seed: int) -> torch.Tensor:
    wishes = Wishes(label=number, truncation_psi=psi)
    seeds = range(first_seed, first_seed + each)
    made = [begun(draw(network, [seed], [number], wishes)[0].numpy(), seed, network.sizes) for seed in seeds]
    return ((torch.from_numpy(np.stack(made)) + 1) * 127.5).round().to(torch.uint8)


@torch.no_grad()
def figures_of(pictures: torch.Tensor, verifier: Verifier) -> dict[str, Figures]:
    """Figures of pictures (materials, n, 3, h, w), bytes, by material; `all` is the mean of them."""
    parts = {
        name: _figures(part, number, verifier)
        for number, (name, part) in enumerate(zip(NAMES, pictures, strict=True))
    }
    means = [
        sum(getattr(part, field) for part in parts.values()) / len(parts)
        for field in ("accuracy", "seam", "seam_in_step", "feature_distance", "pixel_distance")
    ]
    return {
        "all": Figures(pictures.shape[0] * pictures.shape[1], *(round(mean, 4) for mean in means)),
        **parts,
    }


def _figures(part: torch.Tensor, number: int, verifier: Verifier) -> Figures:
    floats = as_floats(part)
    features, scores = (
        torch.cat(rows) for rows in zip(*(verifier(few) for few in torch.split(floats, 50)), strict=True)
    )
    right = float((scores.argmax(dim=1) == number).float().mean())
    small = functional.adaptive_avg_pool2d(floats, SMALL).flatten(1)
    measured = (right, *seam(part), distance(features), distance(small))
    return Figures(len(part), *(round(value, 4) for value in measured))


def seam(pictures: torch.Tensor) -> tuple[float, float]:
    """The mean difference across the outer edges over that between neighbours inside; 1 is no seam.

    The first number compares with all neighbours inside, the second with those halfway: a pattern of an even
    number of bricks or tiles that has a joint on the edge has one there too.
    """
    values, steps = pictures.float(), torch.zeros(pictures.shape[-1])
    for axis in (-1, -2):
        difference = (torch.roll(values, -1, axis) - values).abs().transpose(axis, -1)
        steps += difference.mean(dim=(0, 1, 2))
    return float(steps[-1] / steps[:-1].mean()), float(steps[-1] / steps[len(steps) // 2 - 1])


def distance(points: torch.Tensor) -> float:
    """The mean Euclidean distance of all pairs of different points (N, values)."""
    return float(functional.pdist(points.float()).mean())
