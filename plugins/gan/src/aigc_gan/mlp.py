"""The generator of Goodfellow et al. 2014 (Generative Adversarial Nets, section 5): fully connected layers.

With classes it is conditional as in Mirza & Osindero 2014: the class stands beside z as a one-hot vector.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import nn
from torch.nn import functional

from .sizes import MlpSizes

COLOURS = 3


class MlpGenerator(nn.Module):
    """z and class -> picture, through hidden layers with ReLU."""

    def __init__(self, sizes: MlpSizes) -> None:
        super().__init__()
        self.sizes = sizes
        widths = (sizes.latent_size + len(sizes.classes), *sizes.channels)
        self.hidden = nn.ModuleList(nn.Linear(before, after) for before, after in pairwise(widths))
        self.picture = nn.Linear(widths[-1], COLOURS * sizes.image_size**2)

    def forward(self, z: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """z (N, latent) and class numbers (N) -> pictures (N, 3, H, W) in -1 to 1."""
        values = with_class(z, label, len(self.sizes.classes))
        for layer in self.hidden:
            values = functional.relu(layer(values))
        side = self.sizes.image_size
        return torch.tanh(self.picture(values)).reshape(-1, COLOURS, side, side)


def with_class(z: torch.Tensor, label: torch.Tensor, classes: int) -> torch.Tensor:
    """z beside the class as a one-hot vector: (N, latent + classes). Without classes, z."""
    if not classes:
        return z
    return torch.cat([z, functional.one_hot(label, classes).to(z.dtype)], dim=1)
