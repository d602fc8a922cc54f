"""A style generator that starts from one of several learned layouts of a class."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import msgspec
import pytest
import torch
from aigc_gan import hooks
from aigc_gan.sizes import LayoutSizes, StyleSizes
from aigc_gan.style import Layouts, StyleGenerator

from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

SIZES = StyleSizes(
    image_size=16,
    latent_size=16,
    channels=(8, 6),
    first_size=8,
    classes=tiny.CLASSES,
    layouts=LayoutSizes(count=4, channels=5),
)


def _network() -> StyleGenerator:
    return cast(StyleGenerator, tiny.network(SIZES))


def _choice(number: int) -> torch.Tensor:
    return torch.nn.functional.one_hot(torch.tensor([number]), 4) - 0.5


def test_sizes_start_where_the_layouts_lie() -> None:
    assert SIZES.noise_sides == (8, 16, 16)
    assert SIZES.noise_size == 64 + 2 * 256 + 4
    told = msgspec.to_builtins(SIZES) | {"first_size": 4}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, StyleSizes)


@torch.no_grad()
def test_the_highest_of_the_noise_chooses_the_layout() -> None:
    layouts = Layouts(SIZES)
    layouts.class_of.bias[1] = 1e4
    for number in range(4):
        values = layouts(torch.randn(1, 16), _choice(number))
        assert torch.allclose(values[0], layouts.values[1, number] * 4, atol=1e-5)
        assert torch.equal(values, layouts(torch.zeros(1, 16), 0.1 * _choice(number)))


@torch.no_grad()
def test_the_style_says_of_which_class_a_layout_is_and_between_two_they_are_mixed() -> None:
    layouts = Layouts(SIZES)
    layouts.class_of.weight.zero_()
    layouts.class_of.bias.copy_(torch.tensor([0.0, 0.0, -1e4]))
    mixed = layouts(torch.randn(1, 16), _choice(2))
    assert torch.allclose(mixed[0], 2 * (layouts.values[0, 2] + layouts.values[1, 2]), atol=1e-5)


@torch.no_grad()
def test_a_picture_from_a_layout_tiles_too() -> None:
    network, every, noise = _network(), torch.randn(1, SIZES.layers, 16), torch.randn(1, SIZES.noise_size)
    plain = network.synthesis(every, noise)
    maps, choice = network.synthesis.noise_parts(noise)
    moved = [torch.roll(part, (part.shape[-1] // 4, part.shape[-1] // 2), (2, 3)).flatten(1) for part in maps]
    network.synthesis.start.values.data = torch.roll(network.synthesis.start.values.data, (2, 4), (3, 4))
    shifted = network.synthesis(every, torch.cat([*moved, choice], dim=1))
    assert torch.allclose(shifted, torch.roll(plain, (4, 8), (2, 3)), atol=1e-4)
    assert not torch.allclose(shifted, plain, atol=1e-2)


def test_seeds_have_different_layouts(tmp_path: Path) -> None:
    model = tiny.model(tiny.save(SIZES, tmp_path / "layouts"))
    generator = hooks.create_generator(model, CPU)
    made = pictures(generator, request(model, seeds=tuple(range(8)), label="wood", truncation_psi=0.0))
    assert len({picture.tobytes() for picture in made}) == 8
    still = pictures(
        generator, request(model, seeds=tuple(range(8)), label="wood", truncation_psi=0.0, noise=0.0)
    )
    assert len({picture.tobytes() for picture in still}) == 1
