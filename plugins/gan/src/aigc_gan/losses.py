"""The losses of generative adversarial networks, from scores of drawn and of generated pictures.

A score is a logit: high where the discriminator takes a picture for a drawn one. Every function gives a mean
over the batch.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import torch
from torch.nn import functional

Critic = Callable[[torch.Tensor], torch.Tensor]
"""Pictures (N, ...) -> scores (N)."""


def discriminator_loss(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """-log D(x) - log(1 - D(G(z))): Goodfellow et al. 2014, equation 1."""
    return functional.softplus(-real).mean() + functional.softplus(fake).mean()


def minimax_loss(fake: torch.Tensor) -> torch.Tensor:
    """log(1 - D(G(z))): the generator's side of equation 1 of Goodfellow et al. 2014."""
    return -functional.softplus(fake).mean()


def non_saturating_loss(fake: torch.Tensor) -> torch.Tensor:
    """-log D(G(z)): what Goodfellow et al. 2014 (section 3) propose, for gradients that do not vanish."""
    return functional.softplus(-fake).mean()


def critic_loss(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """E f(G(z)) - E f(x): the negative Wasserstein estimate (Arjovsky et al. 2017, equation 3)."""
    return fake.mean() - real.mean()


def wasserstein_loss(fake: torch.Tensor) -> torch.Tensor:
    """-E f(G(z)): the generator's side of the Wasserstein estimate."""
    return -fake.mean()


def gradient_penalty(
    critic: Critic, real: torch.Tensor, fake: torch.Tensor, share: torch.Tensor
) -> torch.Tensor:
    """(|grad f(x^)| - 1)^2 with x^ = share * x + (1 - share) * G(z): Gulrajani et al. 2017, equation 3.

    `share` is one number from 0 to 1 for each pair, drawn by the caller, shape (N). Not yet multiplied by
    lambda, which is 10 in the paper.
    """
    share = share.reshape(-1, *[1] * (real.ndim - 1))
    between = (share * real + (1 - share) * fake).detach().requires_grad_()
    norm = torch.linalg.vector_norm(_gradient(critic, between).flatten(1), dim=1)
    return torch.mean((norm - 1) ** 2)


def r1_penalty(critic: Critic, real: torch.Tensor) -> torch.Tensor:
    """|grad D(x)|^2 on drawn pictures: Mescheder et al. 2018, equation 9, not yet times gamma / 2."""
    gradient = _gradient(critic, real.detach().requires_grad_()).flatten(1)
    return torch.mean(gradient.square().sum(dim=1))


def energy_distance(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """2 E|x - y| - E|y - y'| over drawn x and generated y and y' of one group (Szekely & Rizzo 2013).

    Vectors (groups, n, values), n at least 2; a mean over the groups, divided by the root of their length.
    Without E|x - x'|, which the generator cannot change, it is least when both are distributed alike: it
    draws the means together and keeps the generated ones apart.
    """
    groups, count, values = fake.shape
    across = torch.mean(_distances(real, fake))
    within = torch.sum(_distances(fake, fake)) / (groups * count * (count - 1))
    return (2 * across - within) / sqrt(values)


def _distances(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """All distances between two sets, (groups, n, m); a little more than 0 keeps the root's slope finite."""
    return torch.sqrt(torch.cdist(first, second).square() + 1e-8)


def _gradient(critic: Critic, pictures: torch.Tensor) -> torch.Tensor:
    (gradient,) = torch.autograd.grad(critic(pictures).sum(), pictures, create_graph=True)
    return gradient
