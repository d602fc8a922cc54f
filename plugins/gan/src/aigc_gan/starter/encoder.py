"""Which style a drawn texture has: the encoder of a VAE-GAN (Larsen et al. 2016).

The generator is asked to make the texture again from its style and layout, so that it learns from every
texture what styles may mean, long before a discriminator could tell it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from aigc_gan.style import Linear, active

from .judge import Conv

LOWEST, HIGHEST = -6.0, 1.0
"""Limits of the logarithm of a variance."""


@dataclass(frozen=True)
class Believed:
    """Means of w and logarithms of its variances, (N, latent)."""

    mean: torch.Tensor
    variance: torch.Tensor

    def drawn(self) -> torch.Tensor:
        """w, drawn at random (Kingma & Welling 2014, section 2.4)."""
        return self.mean + torch.exp(0.5 * self.variance) * torch.randn_like(self.mean)

    def divergence(self) -> torch.Tensor:
        """From a standard normal distribution, in nats, summed over w and averaged over pictures."""
        each = self.mean.square() + self.variance.exp() - 1 - self.variance
        return 0.5 * each.sum(dim=1).mean()


class Encoder(nn.Module):
    """Latents (N, C, h, w) and class numbers (N) -> what to believe of w, wherever the texture lies."""

    def __init__(
        self, latent_channels: int, widths: tuple[int, int, int], classes: int, latent_size: int
    ) -> None:
        super().__init__()
        near, middle, far = widths
        self.embedding = nn.Embedding(classes, near)
        self.first, self.second, self.third = (
            Conv(latent_channels, near),
            Conv(4 * near, middle),
            Conv(4 * middle, far),
        )
        self.dense = Linear(2 * far, far)
        self.style = Linear(far, 2 * latent_size)

    def forward(self, latents: torch.Tensor, label: torch.Tensor) -> Believed:
        values = active(self.first(latents) + self.embedding(label)[:, :, None, None])
        values = active(self.second(functional.pixel_unshuffle(values, 2)))
        values = active(self.third(functional.pixel_unshuffle(values, 2))).float()
        pooled = torch.cat([values.mean(dim=(2, 3)), values.var(dim=(2, 3), unbiased=False)], dim=1)
        mean, variance = self.style(active(self.dense(pooled))).float().chunk(2, dim=1)
        return Believed(mean, (variance - 1).clamp(LOWEST, HIGHEST))
