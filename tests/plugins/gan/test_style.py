"""The style generator: it tiles, it mixes by layers, it is truncated towards the mean."""

from __future__ import annotations

from typing import cast

import pytest
import torch
from aigc_gan.drawing import draw, styles
from aigc_gan.sizes import StyleSizes
from aigc_gan.style import EnlargingConv, ModulatedConv, StyleGenerator, doubled
from aigc_gan.wishes import Space, Wishes
from torch.nn import functional

from aigc_desktop.api.latents import Latent, of_seed, parse
from tests.plugins.gan import tiny

SIZES = cast(StyleSizes, tiny.SIZES["StyleGenerator"])
SHIFT = (3, -2)


@pytest.fixture(scope="module")
def network() -> StyleGenerator:
    return cast(StyleGenerator, tiny.network(SIZES))


@pytest.mark.parametrize("kind", [ModulatedConv, EnlargingConv])
@torch.no_grad()
def test_a_shifted_input_gives_the_shifted_output(kind: type[ModulatedConv]) -> None:
    conv = EnlargingConv(5, 4, 16) if kind is EnlargingConv else ModulatedConv(5, 4, 16, 3)
    values, w = torch.randn(2, 5, 8, 8), torch.randn(2, 16)
    scale = 2 if kind is EnlargingConv else 1
    plain = conv(values, w)
    assert plain.shape == (2, 4, 8 * scale, 8 * scale)
    moved = conv(torch.roll(values, SHIFT, (2, 3)), w)
    assert torch.allclose(moved, torch.roll(plain, [scale * s for s in SHIFT], (2, 3)), atol=1e-5)


def test_enlarging_a_picture_wraps_around() -> None:
    values = torch.randn(1, 3, 8, 8)
    larger = doubled(values)
    assert larger.shape == (1, 3, 16, 16)
    assert torch.allclose(
        doubled(torch.roll(values, SHIFT, (2, 3))), torch.roll(larger, (6, -4), (2, 3)), atol=1e-6
    )
    first = 0.75 * values[0, 0, 4, 0] + 0.25 * values[0, 0, 4, -1]
    neighbour = 0.75 * values[0, 0, 3, 0] + 0.25 * values[0, 0, 3, -1]
    assert larger[0, 0, 8, 0].item() == pytest.approx((0.75 * first + 0.25 * neighbour).item(), abs=1e-6)


@torch.no_grad()
def test_everything_after_the_constant_wraps_around(network: StyleGenerator) -> None:
    """Shifting the constant and the noise of every layer shifts the picture: no edge is known anywhere."""
    every, noise = torch.randn(1, SIZES.layers, 16), torch.randn(1, SIZES.noise_size)
    plain = network.synthesis(every, noise)
    maps = torch.split(noise, [side**2 for side in SIZES.noise_sides], dim=1)
    moved = [
        torch.roll(part.reshape(1, side, side), (side // 4, side // 2), (1, 2)).flatten(1)
        for part, side in zip(maps, SIZES.noise_sides, strict=True)
    ]
    constant = network.synthesis.start.values.data.clone()
    network.synthesis.start.values.data = torch.roll(constant, (1, 2), (2, 3))
    try:
        shifted = network.synthesis(every, torch.cat(moved, dim=1))
    finally:
        network.synthesis.start.values.data = constant
    assert torch.allclose(shifted, torch.roll(plain, (4, 8), (2, 3)), atol=1e-4)
    assert not torch.allclose(shifted, plain, atol=1e-2)


@torch.no_grad()
def test_modulation_is_the_same_as_scaling_and_normalising_the_weights() -> None:
    conv = ModulatedConv(5, 4, 16, 3)
    values, w = torch.randn(1, 5, 6, 6), torch.randn(1, 16)
    weight = conv.weight * conv.style(w)[0][None, :, None, None] / (5 * 9) ** 0.5
    weight = weight / (weight.square().sum(dim=(1, 2, 3), keepdim=True) + 1e-8).sqrt()
    expected = functional.conv2d(functional.pad(values, (1, 1, 1, 1), mode="circular"), weight)
    assert torch.allclose(conv(values, w, torch.zeros(())), expected * 2**0.5, atol=1e-4)


@torch.no_grad()
def test_demodulation_keeps_the_variance_of_an_enlarging_convolution() -> None:
    conv = EnlargingConv(64, 64, 16)
    made = conv(torch.randn(8, 64, 16, 16), 3 * torch.randn(8, 16), torch.zeros(()))
    assert made.std().item() == pytest.approx(2**0.5, rel=0.1)


@torch.no_grad()
def test_truncation_0_is_the_mean_of_the_class(network: StyleGenerator) -> None:
    label = torch.tensor([1, 1])
    none = styles(network, (5, 6), label, Wishes(truncation_psi=0.0))
    assert torch.equal(none, network.mean_w[1].expand(2, SIZES.layers, -1))
    full = styles(network, (5, 6), label, Wishes())
    half = styles(network, (5, 6), label, Wishes(truncation_psi=0.5))
    assert torch.allclose(half, (none + full) / 2, atol=1e-6)
    assert not torch.allclose(full[0], full[1], atol=1e-2)


@torch.no_grad()
def test_style_mixing_changes_only_the_layers_asked_for(network: StyleGenerator) -> None:
    label = torch.tensor([0])
    own, other = styles(network, (5,), label, Wishes()), styles(network, (9,), label, Wishes())
    mixed = styles(network, (5,), label, Wishes(style=of_seed(9), mixed=range(1, 3)))
    for layer in range(SIZES.layers):
        taken = other if layer in (1, 2) else own
        assert torch.equal(mixed[:, layer], taken[:, layer])
    all_of_it = draw(network, (5,), (0,), Wishes(style=of_seed(9), mixed=range(SIZES.layers), noise=0.0))
    assert torch.equal(all_of_it, draw(network, (9,), (0,), Wishes(noise=0.0)))


def test_styles_are_interpolated_in_a_straight_line_in_w(network: StyleGenerator) -> None:
    label = torch.tensor([2])
    ends = [styles(network, (seed,), label, Wishes()) for seed in (5, 9)]
    quarter = styles(network, (5,), label, Wishes(to_seed=9, position=0.25))
    assert torch.allclose(quarter, 0.75 * ends[0] + 0.25 * ends[1], atol=1e-6)


MIXED = Latent(((5, 0.6), (9, -0.8)))


@torch.no_grad()
def test_a_point_of_w_is_a_sum_about_the_mean_of_the_class(network: StyleGenerator) -> None:
    label = torch.tensor([2])
    first, second = (styles(network, (seed,), label, Wishes()) for seed in (5, 9))
    mean = network.mean_w[2]
    made = styles(network, (1,), label, Wishes(latent=MIXED, latent_space="w"))
    assert torch.allclose(made, mean + 0.6 * (first - mean) - 0.8 * (second - mean), atol=1e-6)
    assert not torch.allclose(made, styles(network, (1,), label, Wishes(latent=MIXED)), atol=1e-2)


@torch.no_grad()
def test_a_point_of_z_is_a_sum_of_noise(network: StyleGenerator) -> None:
    label, z = torch.tensor([2]), torch.from_numpy(MIXED.noise((16,)))
    made = styles(network, (1,), label, Wishes(latent=MIXED))
    assert torch.allclose(made[:, 0], network.mapping(z[None], label), atol=1e-6)


@pytest.mark.parametrize("space", ["z", "w"])
def test_a_single_seed_is_the_same_point_in_both_spaces(network: StyleGenerator, space: Space) -> None:
    label, wishes = torch.tensor([1]), Wishes(latent=of_seed(9), latent_space=space)
    assert torch.equal(styles(network, (5,), label, wishes), styles(network, (9,), label, Wishes()))


def test_a_point_of_w_does_not_depend_on_what_is_made_beside_it(network: StyleGenerator) -> None:
    wishes = Wishes(latent=parse("0.5*1 + 0.5*2 + 0.7*3"), latent_space="w")
    together = styles(network, (5, 6, 7), torch.tensor([0, 1, 2]), wishes)
    for place in range(3):
        assert torch.equal(styles(network, (8,), torch.tensor([place]), wishes)[0], together[place])


@pytest.mark.parametrize("space", ["z", "w"])
def test_the_style_that_is_mixed_in_is_a_point_of_the_same_space(
    network: StyleGenerator, space: Space
) -> None:
    label = torch.tensor([1])
    wishes = Wishes(style=MIXED, latent_space=space, mixed=range(1, 3))
    theirs = styles(network, (5,), label, Wishes(latent=MIXED, latent_space=space))
    assert torch.equal(styles(network, (5,), label, wishes)[:, 1:3], theirs[:, 1:3])
    own, plain = Wishes(latent=MIXED, latent_space=space, mixed=range(1, 3)), Wishes()
    assert torch.equal(styles(network, (5,), label, own)[:, 1:3], styles(network, (5,), label, plain)[:, 1:3])


def test_noise_is_scaled_by_its_strength(network: StyleGenerator) -> None:
    full, none = draw(network, (5,), (0,), Wishes()), draw(network, (5,), (0,), Wishes(noise=0.0))
    assert not torch.equal(full, none)
    label, zero = torch.tensor([0]), torch.zeros(1, SIZES.noise_size)
    every = styles(network, (5,), label, Wishes())
    with torch.no_grad():
        assert torch.equal(none, network.synthesis(every, zero).clamp(-1, 1))


@torch.no_grad()
def test_the_whole_network_is_one_function_of_tensors(network: StyleGenerator) -> None:
    """What an export takes: z, class, noise and psi in, the same picture out."""
    from aigc_gan.latents import latent, layer_noise

    z, noise = (torch.from_numpy(drawn)[None] for drawn in (latent(7, 16), layer_noise(7, SIZES)))
    made = network(z, torch.tensor([1]), noise, torch.tensor(0.7))
    assert torch.allclose(made.clamp(-1, 1), draw(network, (7,), (1,), Wishes(truncation_psi=0.7)), atol=1e-6)


def test_the_mean_style_is_measured_class_by_class() -> None:
    fresh = cast(StyleGenerator, tiny.network(SIZES))
    fresh.measure_mean(2000)
    z = torch.randn(2000, 16, generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        for number in range(len(SIZES.classes)):
            w = fresh.mapping(z, torch.full((2000,), number))
            assert torch.allclose(w.mean(dim=0), fresh.mean_w[number], atol=0.15)
    assert not torch.allclose(fresh.mean_w[0], fresh.mean_w[1], atol=0.15)
