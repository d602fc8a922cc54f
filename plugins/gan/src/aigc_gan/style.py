"""The generator of Karras et al. 2019 and 2020 (StyleGAN and StyleGAN2), made small, with pictures that tile.

A mapping network turns the latent z and the class into a style w. The synthesis network starts from a learned
constant; each of its convolutions is scaled channel by channel by w, and adds noise of its own. Every
convolution and every enlargement treats opposite edges as neighbours, so the picture repeats without a seam.
With a decoder the synthesis network ends at latents, and the decoder paints them.

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

from .decoder import SLOPE, Decoder, wrapped
from .mlp import COLOURS
from .sizes import StyleSizes

HIDDEN = 4
"""How much wider the hidden layers of the mapping network are than z and w."""
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

    def __init__(self, sizes: StyleSizes, rate: float = 1.0) -> None:
        super().__init__()
        size, classes = sizes.latent_size, len(sizes.classes)
        self.embedding = nn.Embedding(classes, size) if classes else None
        hidden = [HIDDEN * size] * (sizes.mapping_layers - 1)
        widths = [2 * size if classes else size, *hidden, size]
        self.layers = nn.ModuleList(Linear(before, after, rate=rate) for before, after in pairwise(widths))

    def forward(self, z: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """z (N, latent) and class numbers (N) -> w (N, latent)."""
        values = normalised(z)
        if self.embedding is not None:
            values = torch.cat([values, normalised(self.embedding(label))], dim=1)
        for layer in self.layers[:-1]:
            values = active(layer(values))
        w: torch.Tensor = self.layers[-1](values)
        return w


class Synthesis(nn.Module):
    """Styles and noise -> picture, one block for each resolution; each adds to the picture (skips).

    With a decoder the blocks add to latents instead, which are decoded in the end.
    """

    def __init__(self, sizes: StyleSizes) -> None:
        super().__init__()
        self._noise_sides, each = sizes.noise_sides, sizes.plain_layers + 1
        self._own = [slice(max(0, each * n - 1), each * (n + 1) - 1) for n in range(len(sizes.channels))]
        widths, w, plain = sizes.channels, sizes.latent_size, sizes.plain_layers
        first = sizes.layouts.channels if sizes.layouts else widths[0]
        self.start: Layouts | Constant = (
            Layouts(sizes) if sizes.layouts else Constant(first, sizes.first_size)
        )
        pairs = enumerate(zip((first, *widths), widths, strict=False))
        adds = sizes.decoder.latent_channels if sizes.decoder else COLOURS
        self.blocks = nn.ModuleList(Block(*pair, w, plain, adds, is_first=not n) for n, pair in pairs)
        self.decoder = Decoder(sizes.decoder) if sizes.decoder else None

    def forward(self, styles: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """Styles (N, layers, latent) and noise (N, noise_size) -> pictures (N, 3, H, W), about -1 to 1."""
        maps, choice = self.noise_parts(noise)
        made = self.before_decoding(styles, maps, choice)
        if self.decoder is None:
            return made
        picture: torch.Tensor = self.decoder(made.to(styles.dtype), maps[-1])
        return picture

    def noise_parts(self, noise: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
        """The noise of each layer, (N, 1, side, side), and what chooses a layout, (N, layouts)."""
        counts = [side * side for side in self._noise_sides]
        parts = torch.split(noise[:, : sum(counts)], counts, dim=1)
        sides = zip(parts, self._noise_sides, strict=True)
        return [part.reshape(-1, 1, side, side) for part, side in sides], noise[:, sum(counts) :]

    def before_decoding(
        self, styles: torch.Tensor, maps: Sequence[torch.Tensor], choice: torch.Tensor
    ) -> torch.Tensor:
        """The latents for the decoder, (N, C, h, w); without a decoder the picture."""
        values = self.start(styles[:, 0], choice)
        made: torch.Tensor | None = None
        for own, block in zip(self._own, self.blocks, strict=True):
            values, added = block(values, styles[:, own], maps[own])
            made = added if made is None else doubled(made) + added
        assert made is not None
        return made


class Constant(nn.Module):
    """The learned values from which every picture starts."""

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        self.values = nn.Parameter(torch.randn(1, channels, side, side))

    def forward(self, w: torch.Tensor, choice: torch.Tensor) -> torch.Tensor:
        return self.values.to(w.dtype).expand(len(w), -1, -1, -1)


class Layouts(nn.Module):
    """Several such constants for each class: the style says of which class, the noise which of them.

    Between two styles of different classes the constants are mixed, so that pictures change gradually.
    """

    def __init__(self, sizes: StyleSizes, rate: float = 4.0) -> None:
        super().__init__()
        assert sizes.layouts is not None
        classes, side = max(1, len(sizes.classes)), sizes.first_size
        shape = classes, sizes.layouts.count, sizes.layouts.channels, side, side
        self.values = nn.Parameter(torch.randn(shape) / rate)
        self.class_of = Linear(sizes.latent_size, classes)
        self.rate = rate

    def forward(self, w: torch.Tensor, choice: torch.Tensor) -> torch.Tensor:
        """w (N, latent) and noise (N, layouts), the highest of which counts -> values (N, C, side, side)."""
        shares = torch.softmax(self.class_of(w).float(), dim=1).to(w.dtype)
        chosen = self.values.transpose(0, 1)[choice.argmax(dim=1)].to(w.dtype) * self.rate
        mixed = shares[:, None] @ chosen.flatten(2)
        return mixed.reshape(len(w), *chosen.shape[2:])


class Block(nn.Module):
    """One resolution: a convolution that enlarges (not in the first), some that do not, what it adds."""

    def __init__(self, inputs: int, outputs: int, w: int, plain: int, adds: int, is_first: bool) -> None:
        super().__init__()
        self.enlarging = None if is_first else StyledConv(inputs, outputs, w, enlarges=True)
        befores = [inputs if is_first else outputs] + [outputs] * (plain - 1)
        self.plain = nn.ModuleList(StyledConv(before, outputs, w) for before in befores)
        self.adding = Adding(outputs, adds, w)

    def forward(
        self, values: torch.Tensor, styles: torch.Tensor, maps: Sequence[torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        layers = [*self.plain] if self.enlarging is None else [self.enlarging, *self.plain]
        for number, layer in enumerate(layers):
            values = layer(values, styles[:, number], maps[number])
        return values, self.adding(values, styles[:, -1])


class ModulatedConv(nn.Module):
    """A convolution whose input channels are scaled by the style, and its output by the norm of the weights
    that result (Karras 2020, equations 1 and 3). Scaling values instead of weights keeps it one convolution.
    """

    def __init__(self, inputs: int, outputs: int, w: int, side: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, side, side))
        self.style = Linear(w, inputs, bias=1.0)
        self._meeting = inputs * side * side  # how many weights meet in a value

    def forward(
        self, values: torch.Tensor, w: torch.Tensor, offset: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The convolved values, `offset` added."""
        style, weight = self.style(w), self.weight / sqrt(self._meeting)
        made = self._convolved(values * style[:, :, None, None], weight.to(values.dtype))
        if offset is None:
            return made
        squares = weight.float().square().sum(dim=(2, 3)) * (self._meeting / weight[0].numel())
        norm = GAIN * torch.rsqrt(functional.linear(style.float().square(), squares) + 1e-8)
        return torch.addcmul(offset, made, norm[:, :, None, None].to(made.dtype))

    def _convolved(self, values: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.conv2d(values if weight.shape[-1] == 1 else wrapped(values), weight)


class EnlargingConv(ModulatedConv):
    """A transposed convolution to twice the size: four values for one, brought together by the next layer."""

    def __init__(self, inputs: int, outputs: int, w: int) -> None:
        super().__init__(inputs, outputs, w, 2)
        self._meeting = inputs  # each value is one of four, and meets one weight of each channel

    def _convolved(self, values: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.conv_transpose2d(values, weight.transpose(0, 1), stride=2)


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


class Adding(nn.Module):
    """Values -> what a block adds to the picture: a modulated 1 x 1 convolution, not demodulated."""

    def __init__(self, inputs: int, outputs: int, w: int) -> None:
        super().__init__()
        self.conv = ModulatedConv(inputs, outputs, w, 1)
        nn.init.normal_(self.conv.weight, std=0.2)
        self.bias = nn.Parameter(torch.zeros(1, outputs, 1, 1))

    def forward(self, values: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        added: torch.Tensor = self.conv(values, w).float() + self.bias.float()
        return added


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
