"""The prior of the finished model: one Gaussian for each group of training marks that were drawn alike.

A group is a kind with its count, its ground (light or dark) and its number of colours. Because the recipe
knows the groups, nothing has to be searched for: each component is the mean and the covariance of its group's
encodings (the mixture of posteriors of Tomczak & Welling 2018, "VAE with a VampPrior", fitted after the
training). Covariances of small groups lean towards the mean one (Friedman 1989, "Regularized Discriminant
Analysis").
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import torch

from .draw import Mark

RANK = 32
LEANING = 60.0
"""The weight of the mean covariance, in marks."""


@dataclass(frozen=True)
class Mixture:
    """K components of D latents: `shares` (K), `means` (K, D), `factors` (K, D, rank)."""

    shares: torch.Tensor
    means: torch.Tensor
    factors: torch.Tensor


def fit_mixture(encoded: torch.Tensor, marks: list[Mark], rank: int = RANK) -> Mixture:
    """The mixture of the encodings (N, D) of these marks."""
    groups = [encoded[rows] for rows in _groups(marks)]
    scatters = [_scatter(group) for group in groups]
    pooled = torch.stack(scatters).sum(dim=0) / len(encoded)
    covariances = [
        (scatter + LEANING * pooled) / (len(group) + LEANING)
        for scatter, group in zip(scatters, groups, strict=True)
    ]
    return Mixture(
        torch.tensor([len(group) / len(encoded) for group in groups]),
        torch.stack([group.mean(dim=0) for group in groups]),
        torch.stack([_factor(covariance, rank) for covariance in covariances]),
    )


def principal_axes(encoded: torch.Tensor) -> torch.Tensor:
    """The two strongest principal components of the encodings (N, D), as long as their deviations: (2, D)."""
    return _factor(_scatter(encoded) / len(encoded), 2).T.contiguous()


def _groups(marks: list[Mark]) -> list[list[int]]:
    rows = defaultdict(list)
    for row, mark in enumerate(marks):
        rows[mark.group, mark.is_dark, len(set(mark.inks))].append(row)
    return [rows[group] for group in sorted(rows)]


def _scatter(points: torch.Tensor) -> torch.Tensor:
    away = points - points.mean(dim=0)
    return away.T @ away


def _factor(covariance: torch.Tensor, rank: int) -> torch.Tensor:
    """F (D, rank) with F F' as near to the covariance as that rank allows."""
    strengths, directions = torch.linalg.eigh(covariance.double())
    strongest = strengths.flip(0)[:rank].clamp(min=0).sqrt()
    factor: torch.Tensor = directions.flip(1)[:, :rank] * strongest
    return factor.float()
