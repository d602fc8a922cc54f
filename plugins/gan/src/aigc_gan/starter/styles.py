"""The styles that the encoder found lately, for the mapping network to be held to."""

from __future__ import annotations

import torch

from aigc_gan.losses import energy_distance
from aigc_gan.style import Mapping

KNOWN, COMPARED = 256, 48
"""How many styles of each class are remembered, and how many of them are compared at a time."""


class KnownStyles:
    """The last styles (N, latent) of drawn textures of each class."""

    def __init__(self, classes: int, latent_size: int) -> None:
        self._styles = torch.zeros(classes, KNOWN, latent_size)
        self._seen = [0] * classes

    def remember(self, style: torch.Tensor, label: torch.Tensor) -> None:
        """Keep styles, and forget the oldest ones of their classes."""
        for number, w in zip(label.tolist(), style, strict=True):
            self._styles[number, self._seen[number] % KNOWN] = w
            self._seen[number] += 1

    def mismatch(self, mapping: Mapping) -> torch.Tensor:
        """How differently from these the styles of a mapping network are distributed, class by class.

        0 as long as too few are known.
        """
        count = min(KNOWN, *self._seen)
        if count < 2:
            return torch.zeros(())
        some = torch.randperm(count)[:COMPARED]
        numbers = torch.arange(len(self._styles)).repeat_interleave(COMPARED)
        made = mapping(torch.randn(len(numbers), self._styles.shape[2]), numbers)
        return energy_distance(self._styles[:, some], made.unflatten(0, (-1, COMPARED)))
