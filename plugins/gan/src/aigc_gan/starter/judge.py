"""The discriminator of the starter: latents and class numbers -> scores, high where they seem drawn.

It judges the whole, and every block of 2 x 2 latents with what surrounds it (compare Isola et al. 2017); both
know the class by projection (Miyato & Koyama 2018). It also says which class it sees (Odena et al. 2017). It
is told how much the latents of a group differ (minibatch standard deviation, Karras et al. 2018, section 3),
so that pictures that are all alike give themselves away. Opposite edges are neighbours: no seam goes unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import torch
from torch import nn
from torch.nn import functional

from aigc_gan.decoder import wrapped
from aigc_gan.style import Linear, active

GROUP = 4


class Conv(nn.Module):
    """A 3 x 3 convolution whose step size does not depend on its width; opposite edges are neighbours."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self._scale = 1 / sqrt(inputs * 9)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return functional.conv2d(wrapped(values), self.weight * self._scale, self.bias)


@dataclass(frozen=True)
class Verdict:
    """Scores of the wholes (N), of the blocks (N, h, w), and scores for each class (N, classes)."""

    whole: torch.Tensor
    blocks: torch.Tensor
    classes: torch.Tensor


class Judge(nn.Module):
    """Latents (N, C, 16, 16) and class numbers (N) -> a verdict."""

    def __init__(self, latent_channels: int, side: int, widths: tuple[int, int, int], classes: int) -> None:
        super().__init__()
        near, middle, far = widths
        self.first = Conv(latent_channels, near)
        self.second = Conv(4 * near, middle)
        self.again = Conv(middle, middle)
        self.third = Conv(4 * middle, far)
        self.joint = Conv(far + 1, far)
        self.dense = Linear(far * (side // 4) ** 2, far)
        self.block_score, self.block_class = Linear(middle, 1), nn.Embedding(classes, middle)
        self.score, self.class_of = Linear(far, 1), nn.Embedding(classes, far)
        self.material = Linear(far, classes)

    def begin_as(self, other: nn.Module) -> None:
        """See at first as a network sees that has learned to: its layers of the same names are taken over."""
        for name in ("first", "second", "third"):
            getattr(self, name).load_state_dict(getattr(other, name).state_dict())

    def forward(self, latents: torch.Tensor, label: torch.Tensor) -> Verdict:
        values = active(self.first(latents))
        values = active(self.second(functional.pixel_unshuffle(values, 2)))
        values = (values + active(self.again(values))) * sqrt(0.5)
        blocks = projected(
            values.permute(0, 2, 3, 1), self.block_score, self.block_class(label)[:, None, None]
        )
        values = active(self.third(functional.pixel_unshuffle(values, 2)))
        values = active(self.joint(torch.cat([values, spread(values)], dim=1)))
        features = active(self.dense(values.flatten(1))).float()
        return Verdict(projected(features, self.score, self.class_of(label)), blocks, self.material(features))


def projected(features: torch.Tensor, score: Linear, of_class: torch.Tensor) -> torch.Tensor:
    """A score of features (..., C) by themselves, and another by how they fit what the class looks like."""
    values = features.float()
    fitting = torch.sum(of_class * values, dim=-1) / sqrt(values.shape[-1])
    return torch.add(score(values).squeeze(-1), fitting)


def spread(values: torch.Tensor) -> torch.Tensor:
    """The mean standard deviation within each group of neighbours, as one more channel (N, 1, h, w)."""
    groups = values.float().reshape(-1, min(GROUP, len(values)), *values.shape[1:])
    deviation = (groups.var(dim=1, unbiased=False) + 1e-8).sqrt().mean(dim=(1, 2, 3))
    each = deviation.repeat_interleave(groups.shape[1])
    return each[:, None, None, None].expand(-1, 1, *values.shape[2:]).to(values.dtype)
