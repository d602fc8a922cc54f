"""What training minimises: the negative evidence lower bound, reconstruction + beta * KL."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from .gaussian import DiagonalGaussian


@dataclass(frozen=True)
class LossPlan:
    """How pixels, from -1 to 1, are thought to lie about the decoded mean, and what the latents cost.

    `sigma` is the deviation of a Gaussian for the large errors, `scale` the width of a Laplace distribution
    for the small ones, and `edges` weighs the squared error of the differences between neighbours. Over the
    first `warm_up` steps beta rises from 0 (Bowman et al. 2016, "Generating Sentences from a Continuous
    Space"; Sonderby et al. 2016, "Ladder Variational Autoencoders"). The first `free_nats` of each latent's
    mean KL cost nothing (Kingma et al. 2016, "Improved Variational Inference with Inverse Autoregressive
    Flow"); 0 turns it off.
    """

    sigma: float = 0.2
    scale: float = 1.0
    edges: float = 0.5
    beta: float = 1.0
    warm_up: int = 1000
    free_nats: float = 0.0


@dataclass(frozen=True)
class Loss:
    """The terms as scalars, in nats a picture; `kl` is the plain one, whatever beta and the free nats are."""

    total: torch.Tensor
    reconstruction: torch.Tensor
    kl: torch.Tensor


def negative_elbo(
    pictures: torch.Tensor,
    decoded: torch.Tensor,
    posterior: DiagonalGaussian,
    plan: LossPlan,
    step: int,
) -> Loss:
    """Equation (7) of Kingma & Welling 2014 with one sample of z, negated and averaged over the batch.

    -log p(x|z) is, up to a constant, d^2 / (2 sigma^2) + |d| / scale for each pixel's error d. The square
    alone hides a veil over the ground behind many pixels that fit, the absolute value alone learns slowly.
    """
    reconstruction = _distance(pictures, decoded, plan)
    nats = posterior.kl().mean(dim=0)
    counted = nats.clamp(min=plan.free_nats).sum()
    total = reconstruction + beta_at(step, plan) * counted
    return Loss(total, reconstruction.detach(), nats.sum().detach())


def beta_at(step: int, plan: LossPlan) -> float:
    """Beta at this step, counted from 0: a straight line from 0 to its full value."""
    return plan.beta * min(1.0, step / plan.warm_up) if plan.warm_up else plan.beta


def _distance(pictures: torch.Tensor, decoded: torch.Tensor, plan: LossPlan) -> torch.Tensor:
    """-log p(x|z) without its constant, in nats a picture."""
    error = decoded - pictures
    across, down = error.diff(dim=-1).square().sum(), error.diff(dim=-2).square().sum()
    squares = error.square().sum() + plan.edges * (across + down)
    return (squares / (2 * plan.sigma**2) + error.abs().sum() / plan.scale) / len(pictures)
