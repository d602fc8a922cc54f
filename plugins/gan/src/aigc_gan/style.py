"""The generator of Karras et al. 2019 and 2020 (StyleGAN and StyleGAN2), made small, with pictures that tile.

A mapping network turns the latent z and the class into a style w. The synthesis network starts from a learned
constant; each of its convolutions is scaled channel by channel by w, and adds noise of its own. Every
convolution and every enlargement treats opposite edges as neighbours, so the picture repeats without a seam.

Weights are cast to the type of the values that they meet: with float32 weights and bfloat16 styles the
synthesis runs in mixed precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

import torch
from torch import nn
from torch.nn import functional

from .sizes import SMALLEST, StyleSizes

SLOPE = 0.2
GAIN = sqrt(2)
"""Keeps the variance through a leaky ReLU (He et al. 2015)."""


class StyleGenerator(nn.Module):
    """z, class, noise -> picture; see `forward`."""

    mean_w: torch.Tensor

    def __init__(self, sizes: StyleSizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.mapping = Mapping(sizes)
        self.synthesis = Synthesis(sizes)
        self.register_buffer("mean_w", torch.zeros(max(1, len(sizes.classes)), sizes.latent_size))

    def forward(
        self, z: torch.Tensor, label: torch.Tensor, noise: torch.Tensor, psi: torch.Tensor
    ) -> torch.Tensor:
        """Pictures (N, 3, H, W) in -1 to 1 from z (N, latent), class numbers (N), noise and psi (1 or N, 1).

        `noise` is (N, noise_size), normally distributed, already scaled by its strength.
        """
        w = self.truncated(self.mapping(z, label), label, psi)
        picture: torch.Tensor = self.synthesis(self.repeated(w), noise)
        return picture

    def truncated(self, w: torch.Tensor, label: torch.Tensor, psi: torch.Tensor) -> torch.Tensor:
        """w moved towards the mean of its class; psi 1 leaves it, 0 is the mean (Karras 2019, section B)."""
        mean = self.mean_w[label]
        return mean + psi * (w - mean)

    def repeated(self, w: torch.Tensor) -> torch.Tensor:
        """The same style for every layer: (N, latent) -> (N, layers, latent)."""
        return w.unsqueeze(1).expand(-1, self.sizes.layers, -1)

    @torch.no_grad()
    def measure_mean(self, samples: int = 4096) -> None:
        """Set `mean_w` to the mean style of each class, over a fixed draw of z."""
        random = torch.Generator().manual_seed(0)
        z = torch.randn(samples, self.sizes.latent_size, generator=random).to(self.mean_w)
        for number in range(len(self.mean_w)):
            label = torch.full((samples,), number, device=z.device)
            self.mean_w[number] = self.mapping(z, label).mean(dim=0)


class Linear(nn.Module):
    """A linear layer whose step size is the same for all widths (Karras et al. 2018, section 4.1)."""

    def __init__(self, inputs: int, outputs: int, bias: float = 0.0, rate: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / rate)
        self.bias = nn.Parameter(torch.full((outputs,), bias / rate))
        self._scale, self._rate = rate / sqrt(inputs), rate

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        weight, bias = self.weight * self._scale, self.bias * self._rate
        return functional.linear(values, weight.to(values.dtype), bias.to(values.dtype))


class Mapping(nn.Module):
    """z and class -> w: z normalised to length, beside an embedding of the class, through a few layers."""

    def __init__(self, sizes: StyleSizes, rate: float = 0.3) -> None:
        super().__init__()
        size, classes = sizes.latent_size, len(sizes.classes)
        self.embedding = nn.Embedding(classes, size) if classes else None
        widths = [2 * size if classes else size] + [size] * sizes.mapping_layers
        self.layers = nn.ModuleList(Linear(before, after, rate=rate) for before, after in pairwise(widths))

    def forward(self, z: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """z (N, latent) and class numbers (N) -> w (N, latent)."""
        values = normalised(z)
        if self.embedding is not None:
            values = torch.cat([values, normalised(self.embedding(label))], dim=1)
        for layer in self.layers:
            values = active(layer(values))
        return values


class Synthesis(nn.Module):
    """Styles and noise -> picture, one block for each resolution; each adds to the picture (skips)."""

    def __init__(self, sizes: StyleSizes) -> None:
        super().__init__()
        self._noise_sides = sizes.noise_sides
        widths, w = sizes.channels, sizes.latent_size
        self.constant = nn.Parameter(torch.randn(1, widths[0], SMALLEST, SMALLEST))
        befores = (widths[0], *widths)
        pairs = zip(befores, widths, strict=False)
        self.blocks = nn.ModuleList(Block(a, b, w, is_first=not n) for n, (a, b) in enumerate(pairs))

    def forward(
        self, styles: torch.Tensor, noise: torch.Tensor, blocks: int | None = None, fade: float = 1.0
    ) -> torch.Tensor:
        """Styles (N, layers, latent) and noise (N, noise_size) -> pictures (N, 3, H, W), about -1 to 1.

        In training `blocks` ends at a smaller resolution, and `fade` weighs what the last block adds
        (progressive growing, Karras et al. 2018).
        """
        maps = [
            part.reshape(-1, 1, side, side)
            for part, side in zip(
                torch.split(noise, [side * side for side in self._noise_sides], dim=1),
                self._noise_sides,
                strict=True,
            )
        ]
        values = self.constant.to(styles.dtype).expand(len(styles), -1, -1, -1)
        picture: torch.Tensor | None = None
        chosen = self.blocks[:blocks]
        for number, block in enumerate(chosen):
            own = slice(max(0, 2 * number - 1), 2 * number + 1)
            values, colours = block(values, styles[:, own], maps[own])
            share = fade if blocks is not None and number == len(chosen) - 1 else 1.0
            picture = colours if picture is None else doubled(picture) + share * colours
        assert picture is not None
        return picture


class Block(nn.Module):
    """One resolution: a convolution that enlarges (except in the first block), one that does not, colours."""

    def __init__(self, inputs: int, outputs: int, w: int, is_first: bool) -> None:
        super().__init__()
        self.enlarging = None if is_first else StyledConv(inputs, outputs, w, enlarges=True)
        self.plain = StyledConv(outputs, outputs, w)
        self.colours = ToColours(outputs, w)

    def forward(
        self, values: torch.Tensor, styles: torch.Tensor, maps: Sequence[torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        if self.enlarging is not None:
            values = self.enlarging(values, styles[:, 0], maps[0])
        values = self.plain(values, styles[:, -1], maps[-1])
        return values, self.colours(values, styles[:, -1])


class ModulatedConv(nn.Module):
    """A convolution whose input channels are scaled by the style, and its output by the norm of the weights
    that result (Karras 2020, equations 1 and 3). Scaling values instead of weights keeps it one convolution.
    """

    def __init__(self, inputs: int, outputs: int, w: int, side: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, side, side))
        self.style = Linear(w, inputs, bias=1.0)
        self._taps = side * side  # how many weights meet in a pixel

    def forward(
        self, values: torch.Tensor, w: torch.Tensor, offset: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The convolved values, `offset` added."""
        style, weight = self.style(w), self._kernel() / sqrt(self.weight.shape[1] * self._taps)
        made = self._convolved(values * style[:, :, None, None], weight.to(values.dtype))
        if offset is None:
            return made
        squares = weight.float().square().sum(dim=(2, 3)) * (self._taps / weight[0, 0].numel())
        norm = GAIN * torch.rsqrt(functional.linear(style.float().square(), squares) + 1e-8)
        return torch.addcmul(offset, made, norm[:, :, None, None].to(made.dtype))

    def _kernel(self) -> torch.Tensor:
        return self.weight

    def _convolved(self, values: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.conv2d(values if self._taps == 1 else wrapped(values), weight)


class EnlargingConv(ModulatedConv):
    """A transposed convolution to twice the size: four pixels for one, then smoothed by [1, 4, 1] along both
    axes, or the grid of fours would show everywhere (Odena et al. 2016). A third of it is left, for materials
    that are grids: with [1, 2, 1] nothing would say where in its four a pixel lies. The smoothing is folded
    into the weights.
    """

    def __init__(self, inputs: int, outputs: int, w: int) -> None:
        super().__init__(inputs, outputs, w, 2)

    def _kernel(self) -> torch.Tensor:
        rows = functional.pad(self.weight, (2, 2, 2, 2))
        rows = rows[..., :-2, :] + 4 * rows[..., 1:-1, :] + rows[..., 2:, :]
        return (rows[..., :-2] + 4 * rows[..., 1:-1] + rows[..., 2:]) / 9

    def _convolved(self, values: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.conv_transpose2d(wrapped(values), weight.transpose(0, 1), stride=2, padding=3)


class StyledConv(nn.Module):
    """A modulated convolution with noise of learned strength, bias and leaky ReLU."""

    def __init__(self, inputs: int, outputs: int, w: int, enlarges: bool = False) -> None:
        super().__init__()
        self.conv = EnlargingConv(inputs, outputs, w) if enlarges else ModulatedConv(inputs, outputs, w, 3)
        self.strength = nn.Parameter(torch.zeros(1, outputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(1, outputs, 1, 1))

    def forward(self, values: torch.Tensor, w: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        strength, bias = self.strength.to(values.dtype), self.bias.to(values.dtype)
        offset = torch.addcmul(bias, noise.to(values.dtype), strength)
        return functional.leaky_relu(self.conv(values, w, offset), SLOPE)


class ToColours(nn.Module):
    """Values -> red, green, blue: a modulated 1 x 1 convolution without demodulation."""

    def __init__(self, inputs: int, w: int) -> None:
        super().__init__()
        self.conv = ModulatedConv(inputs, 3, w, 1)
        nn.init.normal_(self.conv.weight, std=0.2)
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))

    def forward(self, values: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        colours: torch.Tensor = self.conv(values, w).float() + self.bias.float()
        return colours


def wrapped(values: torch.Tensor) -> torch.Tensor:
    """One more pixel on every side, taken from the opposite side."""
    rows = torch.cat([values[..., -1:, :], values, values[..., :1, :]], dim=-2)
    return torch.cat([rows[..., -1:], rows, rows[..., :1]], dim=-1)


def doubled(values: torch.Tensor) -> torch.Tensor:
    """Twice the size by the filter [1, 3, 3, 1] / 4, in which opposite edges are neighbours."""
    larger = functional.interpolate(wrapped(values), scale_factor=2.0, mode="bilinear", align_corners=False)
    return larger[..., 2:-2, 2:-2]


def active(values: torch.Tensor) -> torch.Tensor:
    """Leaky ReLU that keeps the variance."""
    return functional.leaky_relu(values, SLOPE) * GAIN


def normalised(values: torch.Tensor) -> torch.Tensor:
    """Scaled to a mean square of 1 along the last axis."""
    return values * torch.rsqrt(values.square().mean(dim=-1, keepdim=True) + 1e-8)
