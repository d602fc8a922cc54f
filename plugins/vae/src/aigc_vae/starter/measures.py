"""How like two pictures are, and how unlike the pictures of a set."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import torch
from torch.nn import functional

_WINDOW, _SIGMA = 11, 1.5
_C1, _C2 = 0.01**2, 0.03**2


def psnr(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Peak signal-to-noise ratio in dB of each pair of pictures (N, 3, h, w) from 0 to 1."""
    squares = (first - second).square().mean(dim=(1, 2, 3)).clamp(min=1e-10)
    return -10 * squares.log10()


def ssim(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Structural similarity of each pair of pictures (N, C, h, w) from 0 to 1, the mean over channels.

    Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity", equation
    (13) with a Gaussian window of 11 x 11 pixels and a deviation of 1.5, where the window fits in whole.
    """
    mean1, mean2 = _blurred(first), _blurred(second)
    variance1 = _blurred(first * first) - mean1 * mean1
    variance2 = _blurred(second * second) - mean2 * mean2
    covariance = _blurred(first * second) - mean1 * mean2
    likeness = (2 * mean1 * mean2 + _C1) * (2 * covariance + _C2)
    scale = (mean1.square() + mean2.square() + _C1) * (variance1 + variance2 + _C2)
    return (likeness / scale).mean(dim=(1, 2, 3))


def mean_distance(points: torch.Tensor) -> float:
    """The mean Euclidean distance of all pairs of points (N, D), a point and itself left out."""
    count = len(points)
    return float(torch.cdist(points, points).sum() / (count * (count - 1)))


def nearest_distance(points: torch.Tensor, others: Iterable[torch.Tensor]) -> float:
    """The mean distance of points (N, D) to the nearest of `others`, which come in parts of (M, D)."""
    nearest = torch.full((len(points),), inf)
    for part in others:
        nearest = torch.minimum(nearest, torch.cdist(points, part).min(dim=1).values)
    return float(nearest.mean())


def _blurred(pictures: torch.Tensor) -> torch.Tensor:
    places = torch.arange(_WINDOW, dtype=pictures.dtype) - _WINDOW // 2
    line = torch.exp(-places.square() / (2 * _SIGMA**2))
    window = torch.outer(line, line) / line.sum() ** 2
    channels = pictures.shape[1]
    return functional.conv2d(pictures, window.expand(channels, 1, -1, -1), groups=channels)
