"""The generator of Radford et al. 2015 (DCGAN): transposed convolutions, batch normalisation, ReLU, tanh.

The guidelines are those of section 3 there: no pooling, no hidden fully connected layer, batch normalisation
everywhere but in the last layer. With classes, z stands beside the class as a one-hot vector.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import nn

from .mlp import COLOURS, with_class
from .sizes import SMALLEST, DcganSizes


class DcganGenerator(nn.Module):
    """z and class -> picture: 4 x 4 pixels of features first, then twice the size layer by layer."""

    def __init__(self, sizes: DcganSizes) -> None:
        super().__init__()
        self.sizes = sizes
        inputs, widths = sizes.latent_size + len(sizes.classes), sizes.channels
        layers = [_layer(nn.ConvTranspose2d(inputs, widths[0], SMALLEST, bias=False))]
        for before, after in pairwise(widths):
            layers.append(_layer(nn.ConvTranspose2d(before, after, 4, stride=2, padding=1, bias=False)))
        self.layers = nn.Sequential(*layers)
        self.picture = nn.ConvTranspose2d(widths[-1], COLOURS, 4, stride=2, padding=1)

    def forward(self, z: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """z (N, latent) and class numbers (N) -> pictures (N, 3, H, W) in -1 to 1."""
        values = with_class(z, label, len(self.sizes.classes))
        return torch.tanh(self.picture(self.layers(values[:, :, None, None])))


def _layer(convolution: nn.ConvTranspose2d) -> nn.Sequential:
    nn.init.normal_(convolution.weight, std=0.02)
    return nn.Sequential(convolution, nn.BatchNorm2d(convolution.out_channels), nn.ReLU())
