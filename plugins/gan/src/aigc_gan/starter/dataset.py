"""The drawn textures, their latents, and batches of both."""

from __future__ import annotations

from pathlib import Path

import torch

from .blocks import BlockTransform, fitted
from .judge import GROUP
from .textures import TRAINING, cached_textures

FITTED = 60
"""From how many textures of each material the transform to latents is found."""


def drawn_textures(folder: Path, count: int) -> torch.Tensor:
    """`count` textures of each material for training, (materials, count, 3, h, w), bytes."""
    return cached_textures(count, TRAINING, folder / "train.npy", processes=2)


def transform_of(drawn: torch.Tensor, channels: int) -> BlockTransform:
    """The transform to latents that suits drawn textures (materials, count, 3, h, w)."""
    return fitted(as_floats(drawn[:, :FITTED].flatten(0, 1)), channels)


def encoded(drawn: torch.Tensor, transform: BlockTransform) -> torch.Tensor:
    """The latents of all textures, (materials, count, C, h / 8, w / 8), float16."""
    parts = [transform.latents(as_floats(part)).half() for part in torch.split(drawn.flatten(0, 1), 250)]
    latents = torch.cat(parts)
    return latents.reshape(*drawn.shape[:2], *latents.shape[1:])


def random_labels(classes: int, count: int, random: torch.Generator) -> torch.Tensor:
    """Class numbers in groups of the same class, the classes of the groups as different as can be."""
    groups = -(-count // GROUP)
    rounds = [torch.randperm(classes, generator=random) for _ in range(-(-groups // classes))]
    return torch.cat(rounds)[:groups].repeat_interleave(GROUP)[:count]


def chosen(
    drawn: torch.Tensor, label: torch.Tensor, random: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Some of each class number at random, (N, ...) of (materials, count, ...), and their numbers (N)."""
    number = torch.randint(drawn.shape[1], (len(label),), generator=random)
    return drawn[label, number], number


def as_floats(pictures: torch.Tensor) -> torch.Tensor:
    """Bytes as floats in -1 to 1."""
    return pictures.float() / 127.5 - 1


def rolled(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Moved by a random amount around both edges: a texture is the same everywhere, so it stays true."""
    down, right = torch.randint(pictures.shape[-1], (2,), generator=random).tolist()
    return torch.roll(pictures, (down, right), dims=(-2, -1))
