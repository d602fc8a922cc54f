"""From pictures to latents: the principal components of blocks of 8 x 8 pixels (Pearson 1901; Jolliffe 2002).

No network has to be trained for this half, nothing crosses the edge of a block, and turned round it is a
first layer for the decoder that paints most of the picture already.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

SIDE = 8


@dataclass(frozen=True)
class BlockTransform:
    """`mean` (192) and `components` (192, C) of the values of a block, and the `scale` (C) of each latent."""

    mean: torch.Tensor
    components: torch.Tensor
    scale: torch.Tensor

    def latents(self, pictures: torch.Tensor) -> torch.Tensor:
        """Pictures (N, 3, H, W) in -1 to 1 -> latents (N, C, H / 8, W / 8)."""
        blocks = functional.pixel_unshuffle(pictures, SIDE).permute(0, 2, 3, 1)
        return ((blocks - self.mean) @ self.components * self.scale).permute(0, 3, 1, 2)

    @torch.no_grad()
    def write_inverse(self, layer: nn.Conv2d) -> None:
        """Have a 1 x 1 convolution paint each block from its latents."""
        assert layer.bias is not None
        layer.weight.copy_((self.components / self.scale)[:, :, None, None])
        layer.bias.copy_(self.mean)


def fitted(pictures: torch.Tensor, channels: int) -> BlockTransform:
    """The transform that keeps most of pictures (N, 3, H, W) in -1 to 1.

    A latent is scaled by the root of its deviation: later components shrink less than they are, so that a
    network that makes latents takes fine forms as seriously as colours, but no more.
    """
    blocks = functional.pixel_unshuffle(pictures, SIDE).permute(0, 2, 3, 1).reshape(-1, 3 * SIDE**2)
    mean = blocks.mean(dim=0)
    variances, vectors = torch.linalg.eigh((blocks - mean).T @ (blocks - mean) / len(blocks))
    deviations = variances.flip(0)[:channels].sqrt()
    return BlockTransform(mean, vectors.flip(1)[:, :channels].contiguous(), deviations.rsqrt())
