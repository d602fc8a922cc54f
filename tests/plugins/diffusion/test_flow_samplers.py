"""Along the straight paths of flow matching too, the samplers take the steps of diffusers' schedulers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
import torch
from aigc_diffusion.onnx.flow import shift_for
from aigc_diffusion.onnx.samplers import sample
from aigc_diffusion.onnx.schedule import Floats
from aigc_diffusion.schedulers import admitted, make_scheduler, merged, written
from diffusers.pipelines.flux.pipeline_flux import calculate_shift

from aigc_desktop.api.noise import Noise
from tests.plugins.diffusion.test_samplers import NEAR, SEED, SHAPE, network

NAMES = ("euler", "dpmpp_2m", "unipc")
SD3 = {"_class_name": "FlowMatchEulerDiscreteScheduler", "shift": 3.0}
FLUX = {**SD3, "use_dynamic_shifting": True}
MU = 0.9


def theirs(
    name: str, config: Mapping[str, Any], steps: int, told: Mapping[str, Any]
) -> Iterator[tuple[float, Floats]]:
    """The timesteps and the latents after them by the scheduler of diffusers, as its pipelines drive it."""
    scheduler: Any = make_scheduler(name, config)
    scheduler.set_timesteps(**({} if "sigmas" in told else {"num_inference_steps": steps}), **told)
    latents = torch.from_numpy(Noise(SEED).normal(SHAPE))
    for time in scheduler.timesteps:
        output = torch.from_numpy(network(latents.numpy(), float(time))).float()
        latents = scheduler.step(output, time, latents).prev_sample
        yield float(time), latents.numpy()


def agree(name: str, config: Mapping[str, Any], steps: int, **told: object) -> None:
    """Both take one path, and ask the network at the same times."""
    times: list[float] = []

    def asked(x: Floats, time: float) -> Floats:
        times.append(time)
        return network(x, time)

    path = sample(name, {**merged(name, config), **told}, steps, asked, lambda: Noise(SEED).normal(SHAPE))
    for step, (time, their) in zip(path, theirs(name, config, steps, told), strict=True):
        assert times[-1] == pytest.approx(time, abs=1e-3)
        assert np.isfinite(their).all()
        assert float(np.abs(step.latents - their).max()) <= NEAR * float(np.abs(their).max())
    assert len(times) == steps


@pytest.mark.parametrize("steps", [1, 2, 5, 28])
@pytest.mark.parametrize("name", NAMES)
def test_with_a_shift_of_the_model(name: str, steps: int) -> None:
    assert set(written(SD3)) == set(NAMES)
    agree(name, SD3, steps)
    agree(name, {**SD3, "shift": 1.0}, steps)


@pytest.mark.parametrize("steps", [1, 4, 28])
@pytest.mark.parametrize("name", NAMES)
def test_with_a_shift_by_the_size_of_the_picture(name: str, steps: int) -> None:
    agree(name, FLUX, steps, mu=MU)


@pytest.mark.parametrize("steps", [1, 4, 28])
@pytest.mark.parametrize("config", [SD3, FLUX])
def test_with_the_levels_that_a_pipeline_tells(config: Mapping[str, Any], steps: int) -> None:
    mu = {"mu": MU} if config is FLUX else {}
    agree("euler", config, steps, sigmas=np.linspace(1.0, 1 / steps, steps), **mu)


@pytest.mark.parametrize("patches", [16, 256, 1000, 4096, 9000])
def test_larger_pictures_are_shifted_further(patches: int) -> None:
    assert shift_for({}, patches) == pytest.approx(calculate_shift(patches))
    told = {"base_shift": 0.3, "max_shift": 2.0, "base_image_seq_len": 100, "max_image_seq_len": 8000}
    assert shift_for(told, patches) == pytest.approx(calculate_shift(patches, 100, 8000, 0.3, 2.0))


@pytest.mark.parametrize(
    "option",
    [
        {"shift_terminal": 0.02},
        {"num_train_timesteps": 400},
        {"time_shift_type": "linear"},
        {"use_karras_sigmas": True},
        {"use_exponential_sigmas": True},
        {"invert_sigmas": True},
        {"stochastic_sampling": True},
        {"solver_order": 3},
        {"solver_type": "heun"},
    ],
)
def test_a_sampler_that_lacks_an_option_of_the_model_is_not_offered(option: Mapping[str, Any]) -> None:
    config = {**FLUX, **option}
    names = written(config)
    assert set(names) <= set(admitted(config))
    assert names or option.keys() & {"use_karras_sigmas", "use_exponential_sigmas"}
    for name in names:
        agree(name, config, 7, mu=MU)


def test_each_step_shows_what_the_picture_will_be() -> None:
    goal = np.full(SHAPE, 0.5)
    start = Noise(SEED).normal(SHAPE)
    for name in NAMES:
        path = sample(name, merged(name, SD3), 6, lambda x, time: start - goal, lambda: start)
        steps = list(path)
        assert all(np.allclose(step.finished, goal, atol=5e-3) for step in steps)
        assert np.allclose(steps[-1].latents, goal, atol=5e-3)
