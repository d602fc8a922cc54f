"""The samplers that need no PyTorch take the path of diffusers' schedulers, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np
import pytest
import torch
from aigc_diffusion.onnx.samplers import NAMES as SAMPLERS
from aigc_diffusion.onnx.samplers import sample
from aigc_diffusion.onnx.schedule import Floats
from aigc_diffusion.schedulers import SCHEDULERS, admitted, check_steps, make_scheduler, merged, written
from numpy.typing import NDArray

from aigc_desktop.api import AigcError
from aigc_desktop.api.noise import Noise
from tests.plugins.diffusion import tiny

SEED = 11
SHAPE = (1, 4, 6, 5)
SPACINGS = ("leading", "trailing", "linspace")
NEAR = 1e-3
"""How far latents may be apart, relative to the largest of them."""

DPM = {"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "dpmsolver++", "solver_order": 2}


@lru_cache
def _matrix() -> NDArray[np.float64]:
    return np.random.default_rng(5).standard_normal((4, 4)) / 2


def network(x: Floats, time: float) -> Floats:
    """A smooth function of the state and the timestep, in place of a network."""
    mixed = np.einsum("ij,njhw->nihw", _matrix(), np.asarray(x, np.float64))
    return np.asarray(np.tanh(mixed + np.cos(time / 300)) + 0.2 * np.asarray(x, np.float64))


def ours(name: str, config: Mapping[str, Any], steps: int) -> Iterator[Floats]:
    """The latents after each step."""
    noise = Noise(SEED)
    path = sample(name, merged(name, config), steps, network, lambda: noise.normal(SHAPE))
    return (step.latents for step in path)


def theirs(name: str, config: Mapping[str, Any], steps: int) -> Iterator[Floats]:
    """The same by the scheduler of diffusers, driven as its pipelines drive it."""
    scheduler: Any = make_scheduler(name, config)
    source = torch.Generator("cpu").manual_seed(SEED)
    scheduler.set_timesteps(steps)
    options = {"generator": source} if name in ("euler_ancestral", "lcm") else {}
    latents = torch.randn(SHAPE, generator=source) * scheduler.init_noise_sigma
    for time in scheduler.timesteps:
        state = scheduler.scale_model_input(latents, time)
        output = torch.from_numpy(network(state.numpy(), float(time))).float()
        latents = scheduler.step(output, time, latents, **options).prev_sample
        yield latents.numpy()


def agree(name: str, config: Mapping[str, Any], steps: int) -> None:
    """Both take one path."""
    count = 0
    for our, their in zip(ours(name, config, steps), theirs(name, config, steps), strict=True):
        count += 1
        size = float(np.abs(their).max())
        assert np.isfinite(their).all()
        assert float(np.abs(our - their).max()) <= NEAR * size, f"step {count} of {steps}"
    assert count == steps


def config_of(prediction: str = "epsilon", **changes: object) -> dict[str, Any]:
    return {**tiny.ddim_config(prediction), **changes}


def test_every_sampler_bears_a_name_that_users_know() -> None:
    assert set(SAMPLERS) == {scheduler.name for scheduler in SCHEDULERS}


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 20, 50])
@pytest.mark.parametrize("name", SAMPLERS)
def test_any_number_of_steps(name: str, steps: int) -> None:
    agree(name, config_of(), steps)


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction", "sample"])
@pytest.mark.parametrize("name", SAMPLERS)
def test_every_prediction_and_spacing(name: str, prediction: str, spacing: str) -> None:
    config = config_of(prediction, timestep_spacing=spacing)
    if name not in admitted(config):
        assert (name, prediction) == ("euler_ancestral", "sample")
        return
    for steps in (4, 13):
        agree(name, config, steps)


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("prediction", ["v_prediction", "sample"])
@pytest.mark.parametrize("name", SAMPLERS)
def test_a_model_whose_last_step_holds_noise_alone(name: str, prediction: str, spacing: str) -> None:
    config = config_of(prediction, timestep_spacing=spacing, rescale_betas_zero_snr=True)
    if name in admitted(config):
        for steps in (5, 30):
            agree(name, config, steps)


def test_karras_sigmas_that_round_to_one_timestep_do_not_run_over_the_end() -> None:
    config = config_of("v_prediction", rescale_betas_zero_snr=True, timestep_spacing="trailing")
    scheduler: Any = make_scheduler("dpmpp_2m_karras", config)
    scheduler.set_timesteps(30)
    assert len(set(scheduler.timesteps.tolist())) < 30  # or this test tests nothing
    agree("dpmpp_2m_karras", config, 30)


@pytest.mark.parametrize("offset", [0, 1])
@pytest.mark.parametrize(
    "betas",
    [
        {"beta_schedule": "linear"},
        {"beta_schedule": "squaredcos_cap_v2"},
        {"trained_betas": np.linspace(0.001, 0.03, 400).tolist(), "num_train_timesteps": 400},
        {"num_train_timesteps": 250},
    ],
)
@pytest.mark.parametrize("name", SAMPLERS)
def test_every_schedule_of_noise(name: str, betas: Mapping[str, Any], offset: int) -> None:
    agree(name, config_of(**betas, steps_offset=offset), 9)


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize(
    "config",
    [
        {"_class_name": "DDIMScheduler"},
        {"_class_name": "DDIMScheduler", "clip_sample_range": 2.0, "steps_offset": 1},
        {"_class_name": "EulerDiscreteScheduler"},
        {"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "leading", **tiny.SCHEDULE},
        {"_class_name": "EulerAncestralDiscreteScheduler", **tiny.SCHEDULE},
        {"_class_name": "PNDMScheduler", "skip_prk_steps": True, **tiny.SCHEDULE},
        {**DPM, **tiny.SCHEDULE},
        {**DPM, "use_karras_sigmas": True},
        {"_class_name": "UniPCMultistepScheduler"},
        {"_class_name": "UniPCMultistepScheduler", "solver_order": 3, **tiny.SCHEDULE},
        {"_class_name": "LCMScheduler"},
        {"_class_name": "LCMScheduler", "clip_sample": True, "set_alpha_to_one": False},
    ],
)
def test_the_words_of_every_scheduler_that_models_come_with(name: str, config: Mapping[str, Any]) -> None:
    if name in admitted(config):
        agree(name, config, 8)


@pytest.mark.parametrize(
    "option",
    [
        {"interpolation_type": "log_linear"},
        {"timestep_type": "continuous"},
        {"final_sigmas_type": "sigma_min"},
        {"use_exponential_sigmas": True},
        {"use_beta_sigmas": True},
        {"use_lu_lambdas": True},
        {"solver_type": "heun"},
        {"solver_type": "bh1"},
        {"solver_type": "bh2"},
        {"solver_order": 1},
        {"solver_order": 3},
        {"predict_x0": False},
        {"disable_corrector": [2]},
        {"clip_sample": True},
        {"timestep_scaling": 3.0, "original_inference_steps": 25},
        {"lambda_min_clipped": -5.1},
        {"lambda_min_clipped": -inf},
        {"thresholding": True},
        {"lower_order_final": False},
        {"euler_at_final": True},
        {"sigma_min": 0.1, "sigma_max": 9.0},
    ],
)
def test_a_sampler_that_lacks_an_option_of_the_model_is_not_offered(option: Mapping[str, Any]) -> None:
    for prediction in ("epsilon", "v_prediction"):
        config = config_of(prediction, beta_schedule="squaredcos_cap_v2", **option)
        names = written(config)
        assert "euler_ancestral" in names
        for name in names:
            agree(name, config, 12)


def test_samplers_are_left_out_for_their_own_lacks_alone() -> None:
    assert set(written(config_of())) == set(SAMPLERS)
    assert set(SAMPLERS) - set(written(config_of(thresholding=True))) == {
        "ddim",
        "dpmpp_2m",
        "dpmpp_2m_karras",
        "unipc",
        "lcm",
    }
    assert set(SAMPLERS) - set(written(config_of(interpolation_type="log_linear"))) == {"euler"}


def test_lcm_takes_no_more_steps_than_its_training_took() -> None:
    told = config_of(original_inference_steps=20)
    check_steps("lcm", told, 20)
    check_steps("unipc", told, 60)
    for config, steps in ((told, 21), (config_of(), 51)):
        with pytest.raises(AigcError, match=f"not {steps}") as caught:
            check_steps("lcm", config, steps)
        assert caught.value.hint


def test_each_step_shows_what_the_picture_will_be() -> None:
    goal = np.full(SHAPE, 0.5)

    def knowing(x: Floats, time: float) -> Floats:
        return goal

    config = config_of("sample", set_alpha_to_one=True)
    for name in (n for n in SAMPLERS if n in admitted(config)):
        steps = list(sample(name, merged(name, config), 6, knowing, lambda: Noise(SEED).normal(SHAPE)))
        assert all(np.allclose(step.finished, goal) for step in steps)
        assert np.allclose(steps[-1].latents, goal)


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_step_is_taken_only_when_it_is_asked_for(name: str) -> None:
    calls: list[float] = []

    def counting(x: Floats, time: float) -> Floats:
        calls.append(time)
        return network(x, time)

    next(sample(name, merged(name, config_of()), 5, counting, lambda: Noise(SEED).normal(SHAPE)))
    assert len(calls) == 1
