"""The prior of the finished model: one Gaussian for each set of training marks that were drawn alike.

Alike are marks of one kind and count, on one ground, with their colours in the same places. Because the
recipe knows these sets, nothing has to be searched for: each component is the mean and the covariance of its
set's encodings (the mixture of posteriors of Tomczak & Welling 2018, "VAE with a VampPrior", fitted after the
training). The sets are small, so that their covariances lean towards that of all marks of the kind and count
(Friedman 1989, "Regularized Discriminant Analysis"), and only the strongest directions are kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

import torch

from .draw import Mark
from .kinds import Inks

RANK = 10
LEANING = 20.0
"""The weight of the covariance that a component leans towards, in marks."""

_Key: TypeAlias = tuple[str, bool, Inks]


@dataclass(frozen=True)
class Mixture:
    """K components of D latents: `shares` (K), `means` (K, D), `factors` (K, D, rank)."""

    shares: torch.Tensor
    means: torch.Tensor
    factors: torch.Tensor


def fit_mixture(encoded: torch.Tensor, marks: list[Mark], rank: int = RANK) -> Mixture:
    """The mixture of the encodings (N, D) of these marks."""
    parts = {key: encoded[rows] for key, rows in _alike(marks).items()}
    scatters = {key: _scatter(part) for key, part in parts.items()}
    common = _common_covariances(parts, scatters)
    covariances = [
        (scatters[key] + LEANING * common[key[0]]) / (len(part) + LEANING) for key, part in parts.items()
    ]
    return Mixture(
        torch.tensor([len(part) / len(encoded) for part in parts.values()]),
        torch.stack([part.mean(dim=0) for part in parts.values()]),
        torch.stack([_factor(covariance, rank) for covariance in covariances]),
    )


def principal_axes(encoded: torch.Tensor, marks: list[Mark]) -> torch.Tensor:
    """The two directions in which marks of one kind, count and ground differ most, (2, D).

    They are the principal components of the encodings (N, D) about the means of such marks, as long as their
    deviations. Those of all marks together would lead from one kind straight through what is none.
    """
    rows: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row, mark in enumerate(marks):
        rows[mark.group, mark.is_dark].append(row)
    scatters = [_scatter(encoded[places]) for places in rows.values()]
    return _factor(torch.stack(scatters).sum(dim=0) / len(encoded), 2).T.contiguous()


def _alike(marks: list[Mark]) -> dict[_Key, list[int]]:
    """The places of the marks that were drawn alike."""
    rows: dict[_Key, list[int]] = defaultdict(list)
    for row, mark in enumerate(marks):
        rows[mark.group, mark.is_dark, mark.inks].append(row)
    return {key: rows[key] for key in sorted(rows)}


def _common_covariances(
    parts: dict[_Key, torch.Tensor], scatters: dict[_Key, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """For each kind and count, the mean covariance of its sets about their own means."""
    sums: dict[str, torch.Tensor] = {}
    counts: dict[str, int] = defaultdict(int)
    for key, part in parts.items():
        sums[key[0]] = sums.get(key[0], torch.zeros_like(scatters[key])) + scatters[key]
        counts[key[0]] += len(part)
    return {group: total / counts[group] for group, total in sums.items()}


def _scatter(points: torch.Tensor) -> torch.Tensor:
    away = points - points.mean(dim=0)
    return away.T @ away


def _factor(covariance: torch.Tensor, rank: int) -> torch.Tensor:
    """F (D, rank) with F F' as near to the covariance as that rank allows."""
    strengths, directions = torch.linalg.eigh(covariance.double())
    strongest = strengths.flip(0)[:rank].clamp(min=0).sqrt()
    factor: torch.Tensor = directions.flip(1)[:, :rank] * strongest
    return factor.float()
