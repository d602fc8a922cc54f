"""Previews show the colours that the VAE would decode, and what the picture is becoming."""

from __future__ import annotations

import types

import pytest
import torch
from aigc_diffusion.previews import LatentRgb, fit, render
from PIL import Image

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


def test_the_fitted_map_is_that_of_the_vae() -> None:
    fitted = fit(LinearVae())
    assert torch.tensor(fitted.matrix).flatten().tolist() == pytest.approx(
        torch.tensor(MATRIX).flatten().tolist(), abs=0.02
    )
    assert fitted.bias == pytest.approx(tuple(BIAS), abs=0.02)


def test_fitting_leaves_the_noise_of_the_pictures_alone() -> None:
    state = torch.random.get_rng_state()
    fit(LinearVae())
    assert torch.equal(state, torch.random.get_rng_state())


def test_a_preview_has_one_pixel_for_each_latent() -> None:
    rgb = LatentRgb(matrix=[(1.0, 0.0, 0.0), (0.0, 1.0, 0.0)], bias=(0.0, 0.0, 1.0))
    latents = torch.zeros(2, 3, 5)
    latents[0, 1, 2], latents[1, 2, 4] = 9.0, float("nan")
    picture = render(latents, rgb)
    assert isinstance(picture, Image.Image)
    assert picture.size == (5, 3)
    assert picture.getpixel((0, 0)) == (0, 0, 255)
    assert picture.getpixel((2, 1)) == (255, 0, 255)
