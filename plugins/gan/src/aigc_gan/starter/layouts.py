"""From what the layouts of the generator start: what drawn textures of the same layout have in common."""

from __future__ import annotations

import torch

from .textures import LAYOUTS


def first_layouts(latents: torch.Tensor, components: int) -> torch.Tensor:
    """The mean of the textures of each layout, and the directions in which they differ most.

    Latents (classes, count, C, h, w) -> (classes, layouts, components * C, h, w): the mean, then the
    principal components, each as large as the textures deviate along it. The training goes on from there.
    """
    groups = [row[number::LAYOUTS].float() for row in latents for number in range(LAYOUTS)]
    made = torch.stack([_components(group, components) for group in groups])
    return made.reshape(len(latents), LAYOUTS, *made.shape[1:])


def _components(textures: torch.Tensor, components: int) -> torch.Tensor:
    mean = textures.mean(dim=0)
    apart = (textures - mean).flatten(1)
    _, vectors = torch.linalg.eigh(apart @ apart.T)
    sides = vectors.flip(1)[:, : components - 1].T @ apart / len(textures) ** 0.5
    return torch.cat([mean, *sides.reshape(-1, *mean.shape)])
