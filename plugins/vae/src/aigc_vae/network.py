"""The network: a convolutional encoder and decoder around one vector of latents.

Kingma & Welling 2014, "Auto-Encoding Variational Bayes", with convolutions instead of their layers: residual
blocks (He et al. 2016, "Identity Mappings in Deep Residual Networks"), halved by strides on the way in and
doubled by sub-pixel convolutions on the way out (Shi et al. 2016, "Real-Time Single Image and Video
Super-Resolution").
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import nn

from .gaussian import DiagonalGaussian
from .sizes import IMAGE_CHANNELS, ConvVaeSizes


class ConvVae(nn.Module):
    """Pictures (N, 3, side, side) from -1 to 1 to a Gaussian over latents (N, latent size), and back."""

    def __init__(self, sizes: ConvVaeSizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = _encoder(sizes)
        self.decoder = _decoder(sizes)

    def encode(self, pictures: torch.Tensor) -> DiagonalGaussian:
        """q(z|x), equation (9) of Kingma & Welling."""
        return DiagonalGaussian.of(self.encoder(pictures))

    def decode(self, z: torch.Tensor) -> torch.Tensor:
        """The mean of p(x|z); only about -1 to 1, not cut to it."""
        pictures: torch.Tensor = self.decoder(z)
        return pictures

    def forward(
        self, pictures: torch.Tensor, noise: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Reconstructions through one sample of z each, and the mean and log variance it was drawn from."""
        posterior = self.encode(pictures)
        return self.decode(posterior.sample(noise)), posterior.mean, posterior.log_variance


def _encoder(sizes: ConvVaeSizes) -> nn.Sequential:
    channels = sizes.channels
    layers: list[nn.Module] = [nn.PixelUnshuffle(2), _convolution(4 * IMAGE_CHANNELS, channels[0])]
    for before, after in pairwise(channels):
        layers += [nn.ReLU(), _convolution(before, after, stride=2), nn.BatchNorm2d(after)]
    places = channels[-1] * sizes.inner_side**2
    layers += [_Residual(channels[-1]), nn.BatchNorm2d(channels[-1]), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(places, 2 * sizes.latent_size))


def _decoder(sizes: ConvVaeSizes) -> nn.Sequential:
    channels, side = sizes.channels[::-1], sizes.inner_side
    layers: list[nn.Module] = [
        nn.Linear(sizes.latent_size, channels[0] * side**2),
        nn.Unflatten(1, (channels[0], side, side)),
    ]
    for before, after in pairwise(channels):
        layers += [_Residual(before), _convolution(before, 4 * after), nn.PixelShuffle(2)]
    layers += [_Residual(channels[-1]), nn.BatchNorm2d(channels[-1]), nn.ReLU()]
    return nn.Sequential(*layers, _convolution(channels[-1], 4 * IMAGE_CHANNELS), nn.PixelShuffle(2))


def _convolution(before: int, after: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(before, after, kernel_size=3, padding=1, stride=stride)


class _Residual(nn.Module):
    """x + f(x), where f is two convolutions, each after normalisation and activation."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.branch = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            _convolution(channels, channels),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            _convolution(channels, channels),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        summed: torch.Tensor = x + self.branch(x)
        return summed
