"""The textures that the starter learns from: seamless, varied, the same for the same seed."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
import torch
from aigc_gan.starter.colours import hsv
from aigc_gan.starter.evaluate import seam
from aigc_gan.starter.fields import blurred, cells, coordinates, fractal, lit, smooth
from aigc_gan.starter.textures import HELD_OUT, NAMES, SIZE, TRAINING, texture, textures


@pytest.mark.parametrize("name", NAMES)
def test_a_texture_is_seamless_and_its_own_seeds(name: str) -> None:
    pictures = np.stack([texture(name, seed, TRAINING) for seed in range(12)])
    assert pictures.shape == (12, SIZE, SIZE, 3)
    assert np.array_equal(pictures[3], texture(name, 3, TRAINING))
    assert len({picture.tobytes() for picture in pictures}) == 12
    assert not np.array_equal(pictures[3], texture(name, 3, HELD_OUT))
    for axis in (1, 2):
        steps = np.abs(np.roll(pictures, -1, axis).astype(float) - pictures).mean(axis=(3 - axis, 3))
        assert (steps[:, -1] < 1.4 * steps[:, :-1].max(axis=1)).all()


def test_a_seam_is_noticed() -> None:
    ramp = np.broadcast_to(np.linspace(0, 200, 64, dtype=np.uint8)[None, :, None], (64, 64, 3))
    noise = np.random.default_rng(0).integers(0, 20, (64, 64, 3), dtype=np.uint8)
    cut = torch.from_numpy(ramp + noise).permute(2, 0, 1)[None]
    assert all(measure > 3 for measure in seam(cut))
    whole = torch.from_numpy(noise).permute(2, 0, 1)[None]
    assert seam(whole) == pytest.approx((1, 1), abs=0.2)


def test_all_materials_are_drawn_in_order() -> None:
    drawn = textures(2, TRAINING)
    assert drawn.shape == (len(NAMES), 2, 3, SIZE, SIZE)
    assert drawn.dtype == torch.uint8
    for row, name in zip(drawn, NAMES, strict=True):
        assert np.array_equal(row[1].permute(1, 2, 0).numpy(), texture(name, 1, TRAINING))


def test_fractal_noise_is_long_where_it_is_stretched() -> None:
    field = fractal(np.random.default_rng(1), 128, 0.5, (12.0, 1.0))
    assert field.mean() == pytest.approx(0, abs=1e-9)
    assert field.std() == pytest.approx(1, abs=1e-3)
    across, down = (np.abs(np.roll(field, 1, axis) - field).mean() for axis in (1, 0))
    assert across < 0.8 * down


def test_fractal_noise_keeps_to_its_band() -> None:
    field = fractal(np.random.default_rng(1), 64, lowest=5, highest=9)
    frequencies = np.abs(np.fft.rfft2(field))
    length = np.hypot(np.fft.rfftfreq(64, 1 / 64)[None, :], np.fft.fftfreq(64, 1 / 64)[:, None])
    outside = (length < 5) | (length > 9)
    assert frequencies[outside].max() < 1e-6 < frequencies[~outside].max()


def test_cells_are_what_brute_force_finds() -> None:
    size, count = 32, 3
    random = np.random.default_rng(4)
    found = cells(random, size, count, count, 0.8)
    offset = 0.5 + 0.4 * np.random.default_rng(4).uniform(-1, 1, (2, count, count))
    x, y = (count * c for c in coordinates(size))
    nearest, second = np.full((2, size, size), np.inf)
    for row in range(-3, 6):
        for column in range(-3, 6):
            shift = offset[:, row % count, column % count]
            distance = np.hypot(column + shift[0] - x, row + shift[1] - y)
            nearest, second = np.minimum(nearest, distance), np.minimum(second, np.maximum(nearest, distance))
    assert np.allclose(found.nearest, nearest)
    assert (found.border <= (second - nearest) / 2 + (second + nearest) / 2 + 1e-9).all()
    assert (found.border >= -1e-9).all()
    assert set(found.number.ravel()) <= set(range(9))


def test_blur_smooth_and_light() -> None:
    spot = np.zeros((16, 16))
    spot[0, 0] = 1
    soft = blurred(spot, 1.0)
    assert soft.sum() == pytest.approx(1)
    assert soft[0, 15] == pytest.approx(soft[0, 1])
    assert smooth(1, 3, np.array([0.0, 2.0, 4.0])).tolist() == [0, 0.5, 1]
    assert (lit(np.ones((4, 4)), 5.0) == 0).all()
    ridge = np.tile(np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]), (6, 1))
    light = lit(ridge, 1.0)
    assert light[0, 1] > 0 > light[0, 3]


@pytest.mark.parametrize("hue", [0, 40, 100, 170, 250, 330])
def test_colours_are_those_of_the_standard_library(hue: int) -> None:
    assert hsv(hue, 0.6, 0.8).tolist() == pytest.approx(colorsys.hsv_to_rgb(hue / 360, 0.6, 0.8))
