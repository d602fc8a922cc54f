"""The losses against values worked out by hand."""

from __future__ import annotations

from math import log, sqrt

import pytest
import torch
from aigc_gan import losses

REAL, FAKE = torch.tensor([0.0, 2.0]), torch.tensor([0.0, -1.0])


def _sigmoid(value: float) -> float:
    return float(torch.sigmoid(torch.tensor(value, dtype=torch.float64)))


def test_the_discriminator_pays_for_every_doubt() -> None:
    real = -(log(0.5) + log(_sigmoid(2))) / 2
    fake = -(log(0.5) + log(1 - _sigmoid(-1))) / 2
    assert losses.discriminator_loss(REAL, FAKE).item() == pytest.approx(real + fake, rel=1e-5)


def test_the_generator_minimises_log_of_one_minus_the_score() -> None:
    expected = (log(0.5) + log(1 - _sigmoid(-1))) / 2
    assert losses.minimax_loss(FAKE).item() == pytest.approx(expected, rel=1e-5)


def test_the_other_generator_loss_does_not_saturate() -> None:
    expected = -(log(0.5) + log(_sigmoid(-1))) / 2
    assert losses.non_saturating_loss(FAKE).item() == pytest.approx(expected, rel=1e-5)
    hopeless = torch.tensor([-20.0], requires_grad=True)
    (gradient,) = torch.autograd.grad(losses.non_saturating_loss(hopeless), hopeless)
    (vanished,) = torch.autograd.grad(losses.minimax_loss(hopeless), hopeless)
    assert abs(gradient.item()) > 0.99
    assert abs(vanished.item()) < 1e-8


def test_the_wasserstein_losses_are_differences_of_means() -> None:
    assert losses.critic_loss(REAL, FAKE).item() == pytest.approx(-1.5)
    assert losses.wasserstein_loss(FAKE).item() == pytest.approx(0.5)


def test_the_gradient_penalty_of_a_line_is_its_slope_less_one() -> None:
    slope = torch.tensor([[3.0, 4.0]], requires_grad=True)

    def critic(points: torch.Tensor) -> torch.Tensor:
        return (points * slope).sum(dim=1)

    points = torch.randn(5, 2)
    penalty = losses.gradient_penalty(critic, points, -points, torch.rand(5))
    assert penalty.item() == pytest.approx((5 - 1) ** 2)
    (gradient,) = torch.autograd.grad(penalty, slope)
    assert gradient.tolist() == [pytest.approx([2 * 4 * 3 / 5, 2 * 4 * 4 / 5])]


def test_the_gradient_penalty_looks_between_drawn_and_generated() -> None:
    real, fake = torch.full((2, 1), 4.0), torch.zeros(2, 1)

    def critic(points: torch.Tensor) -> torch.Tensor:
        return points.square().sum(dim=1)

    penalty = losses.gradient_penalty(critic, real, fake, torch.tensor([0.25, 1.0]))
    assert penalty.item() == pytest.approx(((2 * 1 - 1) ** 2 + (2 * 4 - 1) ** 2) / 2)


def test_r1_is_the_square_of_the_gradient_on_drawn_pictures() -> None:
    def critic(points: torch.Tensor) -> torch.Tensor:
        return points.square().sum(dim=1) / 2

    points = torch.tensor([[1.0, 2.0], [0.0, 3.0]])
    assert losses.r1_penalty(critic, points).item() == pytest.approx((5 + 9) / 2)


def test_the_energy_distance_of_two_groups_by_hand() -> None:
    real = torch.tensor([[[0.0, 0.0], [0.0, 0.0]]])
    fake = torch.tensor([[[3.0, 4.0], [0.0, 0.0]]])
    across, within = (5 + 0 + 5 + 0) / 4, 5.0
    expected = (2 * across - within) / sqrt(2)
    assert losses.energy_distance(real, fake).item() == pytest.approx(expected, abs=1e-3)


def test_the_energy_distance_is_least_for_the_same_distribution() -> None:
    random = torch.Generator().manual_seed(0)
    real, same = torch.randn(2, 1, 400, 3, generator=random)
    others = {"moved": same + 1, "collapsed": same * 0.1, "too varied": same * 3}
    least = losses.energy_distance(real, same)
    for name, other in others.items():
        assert losses.energy_distance(real, other) > least + 0.05, name
