"""The Gaussian, the loss and the network, against the literature and against PyTorch's own distributions."""

from __future__ import annotations

import math

import pytest
import torch
from aigc_vae.gaussian import DiagonalGaussian
from aigc_vae.loss import LossPlan, beta_at, negative_elbo
from aigc_vae.network import ConvVae
from aigc_vae.sizes import ConvVaeSizes

from tests.plugins.vae import tiny


def _posterior(batch: int = 5, size: int = 7) -> DiagonalGaussian:
    random = torch.Generator().manual_seed(1)
    mean, log_variance = torch.randn(2, batch, size, generator=random)
    return DiagonalGaussian(2 * mean, log_variance)


def test_the_divergence_is_that_of_the_closed_form_by_hand() -> None:
    # mean 1, variance e: (1 + e - 1 - 1) / 2; mean 0, variance 1: 0.
    posterior = DiagonalGaussian(torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0, 0.0]]))
    torch.testing.assert_close(posterior.kl(), torch.tensor([[(math.e - 1) / 2, 0.0]]))


def test_the_divergence_is_that_of_torch_distributions() -> None:
    posterior = _posterior()
    normal = torch.distributions.Normal
    theirs = torch.distributions.kl_divergence(
        normal(posterior.mean, (posterior.log_variance / 2).exp()), normal(0.0, 1.0)
    )
    torch.testing.assert_close(posterior.kl(), theirs)


def test_a_sample_is_the_mean_moved_by_the_noise_in_deviations() -> None:
    posterior = DiagonalGaussian(torch.tensor([[3.0]]), torch.tensor([[math.log(4.0)]]))
    assert posterior.sample(torch.tensor([[-1.5]])).item() == pytest.approx(0.0, abs=1e-6)


def test_gradients_reach_both_parameters_through_a_sample() -> None:
    mean, log_variance = torch.zeros(1, 3, requires_grad=True), torch.zeros(1, 3, requires_grad=True)
    noise = torch.tensor([[1.0, -2.0, 0.5]])
    DiagonalGaussian(mean, log_variance).sample(noise).sum().backward()  # type: ignore[no-untyped-call]
    torch.testing.assert_close(mean.grad, torch.ones(1, 3))
    torch.testing.assert_close(log_variance.grad, noise / 2)


def test_samples_have_the_mean_and_the_variance_that_were_asked_for() -> None:
    noise = torch.randn(20_000, 1, generator=torch.Generator().manual_seed(2))
    wide = torch.ones_like(noise)
    samples = DiagonalGaussian(-2 * wide, math.log(9.0) * wide).sample(noise)
    assert samples.mean().item() == pytest.approx(-2, abs=0.1)
    assert samples.var().item() == pytest.approx(9, abs=0.3)


def test_an_extreme_log_variance_stays_a_number() -> None:
    posterior = DiagonalGaussian.of(torch.tensor([[0.0, 0.0, 1e9, -1e9]]))
    assert posterior.kl().isfinite().all()


def test_beta_rises_in_a_straight_line() -> None:
    plan = LossPlan(beta=0.5, warm_up=100)
    assert [beta_at(step, plan) for step in (0, 50, 100, 5000)] == [0, 0.25, 0.5, 0.5]
    assert beta_at(0, LossPlan(beta=0.5, warm_up=0)) == 0.5


def test_the_loss_is_reconstruction_plus_beta_times_the_divergence() -> None:
    pictures, decoded = torch.zeros(5, 3, 4, 4), torch.full((5, 3, 4, 4), 0.3)
    plan = LossPlan(sigma=0.2, scale=0.5, edges=1.0, beta=2.0, warm_up=0)
    loss = negative_elbo(pictures, decoded, _posterior(), plan, step=0)
    by_hand = 48 * (0.3**2 / (2 * 0.2**2) + 0.3 / 0.5)  # the error is the same everywhere: no edges
    assert loss.reconstruction.item() == pytest.approx(by_hand, rel=1e-5)
    divergence = _posterior().kl().sum(dim=1).mean().item()
    assert loss.kl.item() == pytest.approx(divergence, rel=1e-5)
    assert loss.total.item() == pytest.approx(by_hand + 2 * divergence, rel=1e-5)


def test_edges_cost_extra() -> None:
    pictures = torch.zeros(1, 3, 4, 4)
    blurred = pictures.clone()
    blurred[..., 2:] = 0.3
    losses = [
        negative_elbo(pictures, blurred, _posterior(1), LossPlan(sigma=1.0, edges=edges), 0).reconstruction
        for edges in (0.0, 1.0)
    ]
    assert (losses[1] - losses[0]).item() == pytest.approx(3 * 4 * 0.3**2 / 2, rel=1e-4)


def test_free_nats_cost_nothing() -> None:
    pictures = torch.zeros(2, 3, 4, 4)
    small = DiagonalGaussian(torch.full((2, 4), 0.1), torch.zeros(2, 4))
    loss = negative_elbo(pictures, pictures, small, LossPlan(warm_up=0, free_nats=0.25), step=0)
    assert loss.total.item() == pytest.approx(4 * 0.25)
    assert loss.kl.item() == pytest.approx(4 * 0.005)


def test_the_network_takes_the_sizes_that_it_is_told() -> None:
    sizes = ConvVaeSizes(image_size=32, latent_size=6, channels=(4, 8, 12))
    pictures, noise = torch.zeros(2, 3, 32, 32), torch.zeros(2, 6)
    decoded, mean, log_variance = ConvVae(sizes)(pictures, noise)
    assert decoded.shape == pictures.shape
    assert mean.shape == log_variance.shape == (2, 6)


def test_without_noise_the_forward_pass_is_encoding_and_decoding() -> None:
    torch.manual_seed(0)
    vae = ConvVae(tiny.SIZES).eval()
    pictures = torch.rand(2, 3, tiny.SIDE, tiny.SIDE) * 2 - 1
    decoded, mean, _ = vae(pictures, torch.zeros(2, tiny.LATENTS))
    torch.testing.assert_close(mean, vae.encode(pictures).mean)
    torch.testing.assert_close(decoded, vae.decode(mean))
