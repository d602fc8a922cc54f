"""Where latents are drawn from, and the ways through them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from aigc_vae import hooks
from aigc_vae.latents import map_rows, slerp
from aigc_vae.prior import FILE, Prior, prior_of, standard_prior

from aigc_desktop.api import AigcError
from aigc_desktop.api.latents import of_seed, parse
from aigc_desktop.api.testing import CPU
from tests.plugins.vae import tiny
from tests.plugins.vae.running import SAMPLE, outputs, picture, request


def _mixture(folder: Path, means: list[float], shares: list[float]) -> Prior:
    tiny.save_prior(folder, means, shares)
    prior = prior_of(tiny.model(folder), tiny.SIZES)
    assert prior is not None
    return prior


def test_the_standard_prior_is_standard_normal() -> None:
    prior = standard_prior(30)
    drawn = np.stack([prior.latents(seed, 1.0) for seed in range(400)])
    assert abs(drawn.mean()) < 0.03
    assert abs(drawn.std() - 1) < 0.03


def test_a_seed_stands_for_the_same_latents_at_every_temperature() -> None:
    prior = standard_prior(3)
    np.testing.assert_allclose(prior.latents(8, 0.5), prior.latents(8, 1.0) / 2)
    assert not prior.latents(8, 0.0).any()


@pytest.mark.parametrize("temperature", [0.0, 0.7, 1.0])
def test_a_single_seed_is_a_point_of_its_own(own_folder: Path, temperature: float) -> None:
    prior = _mixture(own_folder, [-5.0, 5.0], [0.3, 0.7])
    for seed in range(6):
        np.testing.assert_array_equal(
            prior.between(of_seed(seed), temperature), prior.latents(seed, temperature)
        )


def test_points_lie_about_the_mean_of_the_mixture(own_folder: Path) -> None:
    prior = _mixture(own_folder, [-5.0, 5.0], [0.3, 0.7])
    np.testing.assert_allclose(prior.mean, np.full(tiny.LATENTS, 2.0), rtol=1e-6)
    first, second = prior.latents(1, 0.7), prior.latents(2, 0.7)
    np.testing.assert_allclose(
        prior.between(parse("0.6*1 - 0.8*2"), 0.7), 2 + 0.6 * (first - 2) - 0.8 * (second - 2), rtol=1e-5
    )


def test_components_are_drawn_in_their_shares(own_folder: Path) -> None:
    prior = _mixture(own_folder, [-5.0, 0.0, 5.0], [0.2, 0.5, 0.3])
    middles = np.array([prior.latents(seed, 1.0).mean() for seed in range(1000)])
    found = [np.mean(np.abs(middles - mean) < 1) for mean in (-5, 0, 5)]
    np.testing.assert_allclose(found, [0.2, 0.5, 0.3], atol=0.05)
    assert sum(found) == 1


def test_without_temperature_the_middle_of_a_component_is_drawn(own_folder: Path) -> None:
    prior = _mixture(own_folder, [-5.0, 5.0], [0.5, 0.5])
    middles = {float(prior.latents(seed, 0.0)[0]) for seed in range(20)}
    assert middles == {-5.0, 5.0}


def test_the_covariance_of_a_component_is_its_factor_squared() -> None:
    factor = np.array([[2.0, 0.0], [1.0, 0.5]], np.float32)
    prior = Prior(np.ones(1, np.float32), np.zeros((1, 2), np.float32), factor[None])
    drawn = np.stack([prior.latents(seed, 1.0) for seed in range(3000)])
    np.testing.assert_allclose(np.cov(drawn.T), factor @ factor.T, atol=0.3)


def test_pictures_are_drawn_from_the_models_own_prior(own_folder: Path) -> None:
    tiny.save_prior(own_folder, [3.0], [1.0], spread=0.0)
    model = tiny.model(own_folder)
    loaded = hooks.create_generator(model, CPU)
    (first,), (second,) = (outputs(loaded, request(model, SAMPLE, seeds=(seed,))) for seed in (1, 2))
    assert first.image == second.image
    assert first.facts["prior"] == "one Gaussian"
    own = own_folder / FILE
    own.unlink()
    assert picture(hooks.create_generator(model, CPU), model, SAMPLE) != first.image


@pytest.mark.parametrize("fault", ["truncated", "nan", "shape", "shares"])
def test_a_prior_that_cannot_be_used_is_refused(own_folder: Path, fault: str) -> None:
    tiny.save_prior(own_folder, [1.0], [0.4 if fault == "shares" else 1.0])
    file = own_folder / FILE
    if fault == "truncated":
        file.write_bytes(file.read_bytes()[:-8])
    if fault in ("nan", "shape"):
        tensors = tiny.safetensors.load_file(file)
        tensors["means"][0, 0] = float("nan")
        if fault == "shape":
            tensors["means"] = tensors["means"][:, 1:].contiguous() * 0
        tiny.safetensors.save_file(tensors, file)
    with pytest.raises(AigcError) as caught:
        hooks.create_generator(tiny.model(own_folder), CPU)
    assert caught.value.code == "model.damaged"
    assert FILE in caught.value.message


def test_an_arc_keeps_the_length_of_its_ends() -> None:
    start, end = np.array([2.0, 0.0], np.float32), np.array([0.0, 2.0], np.float32)
    np.testing.assert_allclose(slerp(start, end, 0.5), [2**0.5, 2**0.5], rtol=1e-5)
    np.testing.assert_allclose(slerp(start, end, 1 / 3), [3**0.5, 1.0], rtol=1e-5)
    np.testing.assert_array_equal(slerp(start, end, 0.0), start)


@pytest.mark.parametrize("end", [(4.0, 0.0), (0.0, 0.0), (-2.0, 0.0)])
def test_where_there_is_no_arc_the_way_is_straight(end: tuple[float, float]) -> None:
    start = np.array([2.0, 0.0], np.float32)
    half = slerp(start, np.array(end, np.float32), 0.5)
    np.testing.assert_allclose(half, [(2 + end[0]) / 2, 0])


def test_a_map_reaches_from_minus_span_to_span() -> None:
    centre, axes = np.array([10.0, 20.0], np.float32), np.eye(2, dtype=np.float32)
    rows = map_rows(centre, axes, span=2, cells=5)
    np.testing.assert_allclose(rows[0, 0], [8, 22])
    np.testing.assert_allclose(rows[4, 4], [12, 18])
    np.testing.assert_allclose(rows[2, 2], centre)
