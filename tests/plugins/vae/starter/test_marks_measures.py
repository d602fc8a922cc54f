"""The figures of the card are what their names say."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from aigc_vae.starter.draw import Mark
from aigc_vae.starter.measures import mean_distance, nearest_distance, psnr, ssim
from aigc_vae.starter.mixture import fit_mixture, principal_axes
from aigc_vae.starter.verifier import NO_MARK, recognised


def _pictures(seed: int, count: int = 2) -> torch.Tensor:
    return torch.rand(count, 3, 32, 32, generator=torch.Generator().manual_seed(seed))


def test_a_picture_is_entirely_like_itself() -> None:
    torch.testing.assert_close(ssim(_pictures(1), _pictures(1)), torch.ones(2))


def test_pictures_of_noise_are_not_alike_in_structure() -> None:
    assert (ssim(_pictures(1), _pictures(2)).abs() < 0.1).all()


def test_even_pictures_differ_in_lightness_alone() -> None:
    dark, light = torch.full((1, 1, 16, 16), 0.2), torch.full((1, 1, 16, 16), 0.6)
    by_hand = (2 * 0.2 * 0.6 + 0.0001) / (0.2**2 + 0.6**2 + 0.0001)
    assert ssim(dark, light).item() == pytest.approx(by_hand, rel=1e-4)


def test_structure_is_weighed_by_a_gaussian_window() -> None:
    # A single window fits into 11 x 11: the sums can be written out.
    first, second = (torch.rand(11, 11, generator=torch.Generator().manual_seed(s)).double() for s in (1, 2))
    line = torch.exp(-((torch.arange(11) - 5.0) ** 2) / (2 * 1.5**2)).double()
    window = torch.outer(line, line)
    window /= window.sum()
    mean1, mean2 = (window * first).sum(), (window * second).sum()
    variance1, variance2 = (window * (first - mean1) ** 2).sum(), (window * (second - mean2) ** 2).sum()
    covariance = (window * (first - mean1) * (second - mean2)).sum()
    by_hand = ((2 * mean1 * mean2 + 0.01**2) * (2 * covariance + 0.03**2)) / (
        (mean1**2 + mean2**2 + 0.01**2) * (variance1 + variance2 + 0.03**2)
    )
    assert ssim(first[None, None], second[None, None]).item() == pytest.approx(by_hand.item(), rel=1e-6)


def test_the_signal_to_noise_ratio_is_the_textbooks() -> None:
    assert psnr(torch.zeros(1, 3, 4, 4), torch.full((1, 3, 4, 4), 0.1)).item() == pytest.approx(20)


def test_distances_leave_out_a_point_and_itself() -> None:
    points = torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 0.0]])
    assert mean_distance(points) == pytest.approx((5 + 0 + 5) / 3)
    parts = torch.tensor([[[0.0, 1.0]], [[9.0, 9.0]]])
    assert nearest_distance(points[:1], parts) == pytest.approx(1)


def test_no_mark_and_a_guess_are_not_recognised() -> None:
    kinds, confidence = torch.tensor([3, 3, NO_MARK]), torch.tensor([0.95, 0.6, 0.99])
    assert recognised(kinds, confidence).tolist() == [True, False, False]


def _two_groups(count: int) -> tuple[torch.Tensor, list[Mark]]:
    random = torch.Generator().manual_seed(1)
    spread = torch.tensor([0.1, 2.0, 0.5])
    near = torch.randn(count, 3, generator=random) * spread + torch.tensor([5.0, 0.0, 0.0])
    far = torch.randn(3 * count, 3, generator=random) * spread - torch.tensor([5.0, 0.0, 0.0])
    groups = [
        Mark(kind=kind, count=2, seed=0, size=0.7, palette=0, is_dark=False, inks=(1, 1, 1))
        for kind in ("arcs", "rings")
    ]
    return torch.cat([near, far]), [groups[0]] * count + [groups[1]] * 3 * count


def test_each_group_becomes_a_component_with_its_mean_and_covariance() -> None:
    encoded, marks = _two_groups(2000)
    mixture = fit_mixture(encoded, marks, rank=3)
    torch.testing.assert_close(mixture.shares, torch.tensor([0.25, 0.75]))
    torch.testing.assert_close(mixture.means[:, 0], torch.tensor([5.0, -5.0]), atol=0.05, rtol=0)
    covariance = mixture.factors[0] @ mixture.factors[0].T
    torch.testing.assert_close(covariance.diag().sqrt(), torch.tensor([0.1, 2.0, 0.5]), atol=0.1, rtol=0)


def test_a_lower_rank_keeps_the_strongest_directions() -> None:
    encoded, marks = _two_groups(2000)
    factor = fit_mixture(encoded, marks, rank=1).factors[0]
    assert factor.shape == (3, 1)
    assert factor[1].abs().item() == pytest.approx(2.0, abs=0.1)


def test_a_set_of_one_leans_on_its_own_kind_alone() -> None:
    encoded, marks = _two_groups(2000)
    odd = replace(marks[0], inks=(1, 2, 1))
    wide = torch.cat([encoded[:2000], 10 * encoded[2000:], torch.full((1, 3), 9.0)])
    mixture = fit_mixture(wide, [*marks, odd], rank=3)
    torch.testing.assert_close(mixture.means[1], torch.full((3,), 9.0))
    spread = (mixture.factors[1] @ mixture.factors[1].T).diag().sqrt()
    assert spread[1].item() == pytest.approx(2.0, abs=0.2)


def test_the_axes_of_the_map_are_where_marks_of_one_kind_differ_most() -> None:
    right, up = principal_axes(*_two_groups(2000))  # the kinds lie 10 apart along the first latent
    torch.testing.assert_close(right.abs(), torch.tensor([0.0, 2.0, 0.0]), atol=0.1, rtol=0)
    torch.testing.assert_close(up.abs(), torch.tensor([0.0, 0.0, 0.5]), atol=0.1, rtol=0)
