"""Where pictures come from: the noise of a seed, and ways between two latents."""

from __future__ import annotations

import torch

from aigc_desktop.api.noise import Noise

from .sizes import StyleSizes


def latent(seed: int, size: int) -> torch.Tensor:
    """The z of a seed, shape (size)."""
    return torch.from_numpy(Noise(seed).normal((size,)))


def layer_noise(seed: int, sizes: StyleSizes) -> torch.Tensor:
    """The noise of all layers for a seed, shape (noise_size): what its stream gives after z."""
    stream = Noise(seed)
    stream.normal((sizes.latent_size,))
    return torch.from_numpy(stream.normal((sizes.noise_size,)))


def slerp(first: torch.Tensor, second: torch.Tensor, position: float) -> torch.Tensor:
    """From the first vector (0) to the second (1) along the arc between them (Shoemake 1985).

    Keeps the length of normally distributed vectors, which a straight line would not. Nearly parallel
    vectors have no arc; between them the line is taken.
    """
    cosine = torch.dot(first, second) / (first.norm() * second.norm()).clamp(min=1e-12)
    angle = torch.arccos(cosine.clamp(-1, 1))
    sine = torch.sin(angle)
    if float(sine) < 1e-4:
        return torch.lerp(first, second, position)
    return (torch.sin((1 - position) * angle) * first + torch.sin(position * angle) * second) / sine
