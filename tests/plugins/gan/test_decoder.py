"""A style generator that makes latents first, and the decoder that paints them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import msgspec
import pytest
import torch
from aigc_gan import hooks
from aigc_gan.decoder import Decoder
from aigc_gan.sizes import DecoderSizes, StyleSizes
from aigc_gan.style import StyleGenerator

from aigc_desktop.api import AigcError
from aigc_desktop.api.testing import CPU
from tests.plugins.gan import tiny
from tests.plugins.gan.running import pictures, request

DECODER = DecoderSizes(latent_channels=5, channels=(8, 6))
SIZES = StyleSizes(
    image_size=32,
    latent_size=16,
    channels=(12, 8),
    classes=tiny.CLASSES,
    plain_layers=2,
    decoder=DECODER,
)


def _network() -> StyleGenerator:
    return cast(StyleGenerator, tiny.network(SIZES))


def test_layers_and_noise_follow_from_the_sizes() -> None:
    assert SIZES.layers == 5
    assert SIZES.noise_sides == (4, 4, 8, 8, 8, 32)
    assert SIZES.noise_size == 2 * 16 + 3 * 64 + 32 * 32


@pytest.mark.parametrize("channels", [(12,), (12, 8, 6)])
def test_blocks_and_decoder_end_at_the_size_of_the_picture(channels: tuple[int, ...]) -> None:
    told = msgspec.to_builtins(SIZES) | {"channels": channels}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, StyleSizes)


@torch.no_grad()
def test_a_decoded_picture_tiles_too() -> None:
    """Shifting the constant and all noise, the decoder's too, shifts the picture: it knows no edge."""
    network, every, noise = _network(), torch.randn(1, SIZES.layers, 16), torch.randn(1, SIZES.noise_size)
    plain = network.synthesis(every, noise)
    moved = [
        torch.roll(part, (part.shape[-1] // 4, part.shape[-1] // 2), (2, 3)).flatten(1)
        for part in network.synthesis.noise_parts(noise)[0]
    ]
    network.synthesis.start.values.data = torch.roll(network.synthesis.start.values.data, (1, 2), (2, 3))
    shifted = network.synthesis(every, torch.cat(moved, dim=1))
    assert plain.shape == (1, 3, 32, 32)
    assert torch.allclose(shifted, torch.roll(plain, (8, 16), (2, 3)), atol=1e-4)
    assert not torch.allclose(shifted, plain, atol=1e-2)


@torch.no_grad()
def test_a_latent_paints_its_block_and_what_is_around_it() -> None:
    torch.manual_seed(0)
    decoder, none = Decoder(DECODER), torch.zeros(1, 1, 64, 64)
    plain, spot = torch.zeros(1, 5, 16, 16), torch.zeros(1, 5, 16, 16)
    spot[0, 2, 0, 0] = 1
    changed = (decoder(spot, none) - decoder(plain, none)).abs().sum(dim=(0, 1)) > 1e-6
    assert changed[:4, :4].all()
    assert changed[-1, -1]
    assert not changed[30:34].any()


@torch.no_grad()
def test_grain_is_painted_from_the_noise_of_its_place() -> None:
    torch.manual_seed(0)
    decoder, latents = Decoder(DECODER), torch.randn(1, 5, 8, 8)
    none, spot = torch.zeros(1, 1, 32, 32), torch.zeros(1, 1, 32, 32)
    spot[0, 0, 12, 12] = 1
    changed = (decoder(latents, spot) - decoder(latents, none)).abs().sum(dim=(0, 1)) > 1e-6
    assert changed[12, 12]
    assert not changed[:8].any()
    assert not changed[:, 20:].any()


def test_such_a_model_is_loaded_and_drawn(tmp_path: Path) -> None:
    model = tiny.model(tiny.save(SIZES, tmp_path / "decoded"))
    made = pictures(hooks.create_generator(model, CPU), request(model, seeds=(1, 2), label="wood"))
    assert made[0].size == (32, 32)
    assert made[0] != made[1]


def test_a_decoder_that_the_weights_lack_is_noticed(tmp_path: Path) -> None:
    folder = tiny.save(SIZES, tmp_path / "decoded")
    plain = msgspec.to_builtins(SIZES)
    plain["decoder"]["channels"] = [8, 7]
    (folder / "config.json").write_bytes(msgspec.json.encode(plain))
    with pytest.raises(AigcError) as refused:
        hooks.create_generator(tiny.model(folder), CPU)
    assert refused.value.code == "model.damaged"
