"""Previews show the colours that the VAE would decode, and what the picture is becoming."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from aigc_diffusion.latent_rgb import FILE, LatentRgb, fit
from aigc_diffusion.outlook import Outlook
from aigc_diffusion.previews import Previewer, decoded
from aigc_diffusion.schedulers import make_scheduler
from PIL import Image

from aigc_desktop.api import Model
from tests.plugins.diffusion import tiny

MATRIX = [[0.1, 0.0, 0.02], [0.0, -0.1, 0.0], [0.03, 0.05, 0.1], [0.0, 0.0, -0.05]]
BIAS = [0.5, 0.4, 0.6]


class LinearVae:
    """A decoder that is linear, eight pixels a latent, so that the right answer is known."""

    config = types.SimpleNamespace(latent_channels=4, scaling_factor=0.5, shift_factor=0.1)
    dtype = torch.float32
    device = torch.device("cpu")

    def decode(self, z: torch.Tensor, return_dict: bool) -> tuple[torch.Tensor, ...]:
        scaled = (z - self.config.shift_factor) * self.config.scaling_factor
        rgb = torch.einsum("bchw,cd->bdhw", scaled, torch.tensor(MATRIX)) + torch.tensor(BIAS)[:, None, None]
        return (torch.nn.functional.interpolate(rgb * 2 - 1, scale_factor=8),)

    def enable_tiling(self) -> None: ...
    def disable_tiling(self) -> None: ...
    def enable_slicing(self) -> None: ...
    def disable_slicing(self) -> None: ...


def fitted_to_the_vae() -> LatentRgb:
    return fit(lambda latents: decoded(LinearVae(), latents), 4)


def test_the_fitted_map_is_that_of_the_vae() -> None:
    fitted = fitted_to_the_vae()
    assert np.allclose(fitted.matrix, MATRIX, atol=0.02)
    assert np.allclose(fitted.bias, BIAS, atol=0.02)


def test_fitting_leaves_the_noise_of_the_pictures_alone() -> None:
    state = torch.random.get_rng_state()
    fitted_to_the_vae()
    assert torch.equal(state, torch.random.get_rng_state())


def test_a_preview_has_one_pixel_for_each_latent() -> None:
    rgb = LatentRgb(np.eye(3)[:2], np.array([0.0, 0.0, 1.0]))
    latents = np.zeros((2, 3, 5))
    latents[0, 1, 2], latents[1, 2, 4] = 9.0, float("nan")
    picture = rgb.picture(latents)
    assert isinstance(picture, Image.Image)
    assert picture.size == (5, 3)
    assert picture.getpixel((0, 0)) == (0, 0, 255)
    assert picture.getpixel((2, 1)) == (255, 0, 255)


def test_a_map_may_give_each_latent_a_block_of_pixels() -> None:
    latents = np.zeros((2, 2, 3))
    latents[0, 0, 0], latents[1, 1, 2] = 1.0, 1.0
    picture = LatentRgb(np.eye(12)[[0, 7]], np.zeros(12)).picture(latents)
    assert picture.size == (6, 4)
    assert picture.getpixel((0, 0)) == (255, 0, 0)
    assert picture.getpixel((5, 3)) == (0, 255, 0)
    assert len(set(picture.get_flattened_data())) == 3


BAD_MAPS = [
    "",
    "{}",
    '{"matrix": [[1, 2], [3]], "bias": [1, 2]}',
    '{"matrix": [[1, 2, 3]], "bias": [1, 2, 3]}',
]


@pytest.mark.parametrize("content", BAD_MAPS)
def test_a_map_that_does_not_fit_the_model_is_not_used(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    pipeline: Any = types.SimpleNamespace(vae=LinearVae())
    model = Model(id="m", name="m", path=str(tmp_path), layout="diffusers")
    picture = Previewer(pipeline, model).picture(torch.zeros(1, 4, 2, 2), 16, 16)
    assert picture.getpixel((0, 0)) == pytest.approx([round(255 * part) for part in BIAS], abs=6)


SCHEDULES = {name: tiny.ddim_config("v_prediction") for name in ("ddim", "euler", "dpmpp_2m", "unipc")}
FLOW = {"_class_name": "FlowMatchEulerDiscreteScheduler", "shift": 3.0}


@pytest.mark.parametrize(("name", "config"), [*SCHEDULES.items(), ("euler", FLOW), ("unipc", FLOW)])
def test_the_outlook_is_the_picture_that_the_network_has_in_mind(
    name: str, config: dict[str, object]
) -> None:
    """A network that knows the finished picture, and says so in what it predicts at every step."""
    goal, noise = torch.randn(2, 1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    scheduler: Any = make_scheduler(name, config)
    scheduler.set_timesteps(6)
    outlook = Outlook(scheduler)
    latents = noise * float(getattr(scheduler, "init_noise_sigma", 1.0))
    for step, timestep in enumerate(scheduler.timesteps):
        level = outlook.level(step)
        latents = scheduler.step(_prediction(latents, goal, level, config), timestep, latents).prev_sample
        outlook.see(step, latents)
        if step > 0:
            assert torch.allclose(outlook.finished(), goal, atol=2e-2)


def _prediction(
    latents: torch.Tensor, goal: torch.Tensor, level: tuple[float, float], config: dict[str, object]
) -> torch.Tensor:
    a, s = level
    noise = (latents - a * goal) / s
    if config is FLOW:
        return noise - goal
    size = (a * a + s * s) ** 0.5
    velocity: torch.Tensor = (a * noise - s * goal) / size
    return velocity


def test_where_noise_is_renewed_the_state_itself_is_shown() -> None:
    scheduler: Any = make_scheduler("euler_ancestral", tiny.ddim_config("epsilon"))
    scheduler.set_timesteps(4)
    outlook = Outlook(scheduler)
    latents = torch.ones(1, 4, 2, 2)
    outlook.see(0, latents)
    outlook.see(1, latents)
    sigma = float(scheduler.sigmas[2])
    assert torch.allclose(outlook.finished(), latents / (1 + sigma**2) ** 0.5)
