"""From latents to pixels: the second half of a style generator that makes latents first.

As in latent diffusion (Rombach et al. 2022) the hard part, what lies where, is decided on a small grid, and
a few convolutions paint it: first block by block, then what the blocks around a pixel add to it. Fine grain,
which no latent can hold, is painted from noise, as strongly as the values around it ask for. All convolutions
treat opposite edges as neighbours.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import nn
from torch.nn import functional

from .sizes import DecoderSizes

SLOPE = 0.2
PIXELS = 2
"""The side of the block of pixels that the last layer paints at once."""


class Decoder(nn.Module):
    """Latents (N, C, h, w) and noise of the picture's size -> pictures (N, 3, H, W)."""

    def __init__(self, sizes: DecoderSizes) -> None:
        super().__init__()
        channels = sizes.channels
        self.side = PIXELS << (len(channels) - 1)
        self.blocks = nn.Conv2d(sizes.latent_channels, 3 * self.side**2, 1)
        self.first = Wrapped(sizes.latent_channels, channels[0])
        self.refining = nn.ModuleList(Wrapped(channels[0], channels[0]) for _ in range(2))
        self.enlarging = nn.ModuleList(Wrapped(a, 4 * b) for a, b in pairwise(channels))
        self.grain = nn.Conv2d(PIXELS**2, channels[-1], 1)
        self.strength = nn.Conv2d(channels[-1], channels[-1], 1)
        self.colours = Wrapped(channels[-1], 3 * PIXELS**2)

    def forward(self, latents: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """`noise` is (N, 1, H, W), normally distributed."""
        values = functional.leaky_relu(self.first(latents), SLOPE)
        for layer in self.refining:
            values = values + functional.leaky_relu(layer(values), SLOPE)
        for layer in self.enlarging:
            values = functional.leaky_relu(functional.pixel_shuffle(layer(values), 2), SLOPE)
        grain = self.grain(functional.pixel_unshuffle(noise.to(values.dtype), PIXELS))
        values = values + functional.leaky_relu(self.strength(values) * grain, SLOPE)
        blocks = functional.pixel_shuffle(self.blocks(latents), self.side)
        return blocks + functional.pixel_shuffle(self.colours(values), PIXELS)


class Wrapped(nn.Conv2d):
    """A 3 x 3 convolution that takes what lies beyond an edge from the opposite edge."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return super().forward(wrapped(values))


def wrapped(values: torch.Tensor) -> torch.Tensor:
    """One more pixel on every side, taken from the opposite side."""
    rows = torch.cat([values[..., -1:, :], values, values[..., :1, :]], dim=-2)
    return torch.cat([rows[..., -1:], rows, rows[..., :1]], dim=-1)
