"""Training the autoencoder on drawn marks."""

from __future__ import annotations

from pathlib import Path

import torch

from aigc_vae.gaussian import DiagonalGaussian
from aigc_vae.loss import LossPlan, negative_elbo
from aigc_vae.network import ConvVae

from .dataset import normalised
from .training import Plan, half_precision, train


def train_vae(
    vae: ConvVae,
    drawn: torch.Tensor,
    plan: Plan,
    loss_plan: LossPlan,
    device: torch.device,
    state: Path,
) -> torch.nn.Module:
    """Train on drawings (bytes, N x 3 x side x side); return the averaged weights."""
    vae.to(device).to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]

    def loss(step: int) -> torch.Tensor:
        random = torch.Generator().manual_seed(step)
        chosen = torch.randint(len(drawn), (plan.batch,), generator=random)
        pictures = normalised(drawn[chosen], device)
        noise = torch.randn(plan.batch, vae.sizes.latent_size, generator=random).to(device)
        with half_precision(device):
            decoded, mean, log_variance = vae(pictures, noise)
        posterior = DiagonalGaussian(mean, log_variance)
        return negative_elbo(pictures, decoded.float(), posterior, loss_plan, step).total

    return train(vae, loss, plan, state)
