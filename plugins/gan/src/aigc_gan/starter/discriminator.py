"""The discriminator of the starter: residual (Karras 2020), the class by projection (Miyato & Koyama 2018).

It grows with the generator (Karras et al. 2018), and sees how much the pictures of a group differ (minibatch
standard deviation, section 3 there), so that pictures that are all alike give themselves away.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import torch
from torch import nn
from torch.nn import functional

from aigc_gan.style import Linear, active

GROUP = 4


class Conv(nn.Module):
    """A convolution with a step size that does not depend on its width; zeros beyond the edges."""

    def __init__(self, inputs: int, outputs: int, side: int, stride: int = 1) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, side, side))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self._scale, self._stride = 1 / sqrt(inputs * side * side), stride
        self._padding = (side - 1) // 2

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        weight, bias = (self.weight * self._scale).to(values.dtype), self.bias.to(values.dtype)
        return functional.conv2d(values, weight, bias, stride=self._stride, padding=self._padding)


class Halving(nn.Module):
    """A residual block to half the size, with a convolution before it where that is cheap."""

    def __init__(self, inputs: int, outputs: int, looks_first: bool) -> None:
        super().__init__()
        self.first = Conv(inputs, inputs, 3) if looks_first else None
        self.second = Conv(inputs, outputs, 4, stride=2)
        self.skip = Conv(inputs, outputs, 1)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        made = values if self.first is None else active(self.first(values))
        made = active(self.second(made))
        both: torch.Tensor = made + self.skip(functional.avg_pool2d(values, 2))
        return both * sqrt(0.5)


class Discriminator(nn.Module):
    """Pictures and class numbers -> a score each: high where the picture seems drawn."""

    def __init__(self, channels: Sequence[int], classes: int) -> None:
        """`channels` as the generator's: one entry for each resolution from 4 pixels up."""
        super().__init__()
        self.from_colours = nn.ModuleList(Conv(3, width, 3) for width in channels)
        pairs = zip(channels[1:], channels, strict=False)
        self.blocks = nn.ModuleList(Halving(*pair, looks_first=n < 2) for n, pair in enumerate(pairs))
        widest = channels[0]
        self.joint = Conv(widest + 1, widest, 3)
        self.dense = Linear(widest * 16, widest)
        self.score = Linear(widest, 1)
        self.embedding = nn.Embedding(classes, widest)

    def forward(self, pictures: torch.Tensor, label: torch.Tensor, fade: float = 1.0) -> torch.Tensor:
        """Pictures (N, 3, r, r) of any resolution from 8 up; groups of 4 neighbours are compared. -> (N)"""
        level = pictures.shape[-1].bit_length() - 3
        values = self.blocks[level - 1](active(self.from_colours[level](pictures)))
        if fade < 1:
            small = active(self.from_colours[level - 1](functional.avg_pool2d(pictures, 2)))
            values = small + fade * (values - small)
        for block in reversed(self.blocks[: level - 1]):
            values = block(values)
        values = active(self.joint(torch.cat([values, spread(values)], dim=1)))
        features = active(self.dense(values.flatten(1))).float()
        projected = torch.sum(self.embedding(label) * features, dim=1) / sqrt(features.shape[1])
        return torch.add(self.score(features).squeeze(1), projected)


def spread(values: torch.Tensor) -> torch.Tensor:
    """The mean standard deviation within each group of neighbours, as one more channel (N, 1, h, w)."""
    groups = values.float().reshape(-1, min(GROUP, len(values)), *values.shape[1:])
    deviation = (groups.var(dim=1, unbiased=False) + 1e-8).sqrt().mean(dim=(1, 2, 3))
    each = deviation.repeat_interleave(groups.shape[1])
    return each[:, None, None, None].expand(-1, 1, *values.shape[2:]).to(values.dtype)
