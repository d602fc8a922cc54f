"""What the pictures of each task are."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from aigc_vae import hooks
from aigc_vae.network import ConvVae
from aigc_vae.sizes import ConvVaeSizes
from PIL import Image

from aigc_desktop.api import AigcError, Generator, JobCancelled, Model
from aigc_desktop.api.noise import normal
from aigc_desktop.api.parameters import schema_of
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.vae import tiny
from tests.plugins.vae.running import (
    INTERPOLATE,
    MAP,
    RECONSTRUCT,
    SAMPLE,
    outputs,
    picture,
    request,
)

diffusers: Any = import_module("diffusers")


def _decoded(folder: Path, latents: torch.Tensor) -> Image.Image:
    """What a plain script makes of latents (D,)."""
    vae = ConvVae(tiny.SIZES).eval()
    vae.load_state_dict(tiny.safetensors.load_file(folder / "model.safetensors"))
    with torch.inference_mode():
        pixels = vae.decode(latents[None])[0].permute(1, 2, 0).numpy()
    return Image.fromarray(np.rint(np.clip((pixels + 1) * 127.5, 0, 255)).astype(np.uint8))


def test_hook_create_generator_decodes_the_noise_of_the_seed(conv: Model, generator: Generator) -> None:
    noise = normal(5, (tiny.LATENTS + 1,))[1:]
    assert picture(generator, conv, SAMPLE, seed=5) == _decoded(Path(conv.path), torch.from_numpy(noise))


def test_without_temperature_every_seed_shows_the_mean_picture(conv: Model, generator: Generator) -> None:
    mean = _decoded(Path(conv.path), torch.zeros(tiny.LATENTS))
    for seed in (1, 2):
        assert picture(generator, conv, SAMPLE, seed=seed, temperature=0.0) == mean
    assert picture(generator, conv, SAMPLE, seed=1, temperature=0.5) != mean


def test_a_picture_does_not_depend_on_how_many_are_made(conv: Model, generator: Generator) -> None:
    several = outputs(generator, request(conv, SAMPLE, seeds=(7, 8, 9)))
    assert [output.image for output in several] == [
        picture(generator, conv, SAMPLE, seed=seed) for seed in (7, 8, 9)
    ]


def test_a_latent_is_where_the_picture_is_made_from(conv: Model, generator: Generator) -> None:
    def made(latent: str) -> Image.Image:
        return picture(generator, conv, SAMPLE, seed=3, latent=latent)

    assert made("4") == picture(generator, conv, SAMPLE, seed=4) != picture(generator, conv, SAMPLE, seed=3)
    noise = [normal(seed, (tiny.LATENTS + 1,))[1:] for seed in (4, 9)]
    between = np.float32(0.6) * noise[0] - np.float32(0.8) * noise[1]
    assert made("0.6*4 - 0.8*9") == _decoded(Path(conv.path), torch.from_numpy(between))


@pytest.mark.parametrize("text", ["a mark", "0.6*", "5000*1"])
def test_what_is_no_point_of_the_latent_space_is_refused(
    text: str, conv: Model, generator: Generator
) -> None:
    with pytest.raises(AigcError) as caught:
        picture(generator, conv, SAMPLE, latent=text)
    assert (caught.value.code, bool(caught.value.hint)) == ("latent.text", True)


def test_the_latent_lab_knows_the_field(conv: Model) -> None:
    shape = schema_of(hooks.parameters(SAMPLE, conv))["properties"]["latent"]
    assert (shape["x-widget"], shape["x-advanced"], shape["default"]) == ("latent", True, "")
    assert "latent" not in hooks.parameters(INTERPOLATE, conv).__struct_fields__


def test_an_interpolation_starts_and_ends_at_the_pictures_of_its_seeds(
    conv: Model, generator: Generator
) -> None:
    for position, seed in ((0.0, 3), (1.0, 4)):
        made = picture(generator, conv, INTERPOLATE, seed=3, to_seed=4, position=position)
        assert made == picture(generator, conv, SAMPLE, seed=seed)
    between = picture(generator, conv, INTERPOLATE, seed=3, to_seed=4, position=0.5)
    assert between not in (
        picture(generator, conv, SAMPLE, seed=3),
        picture(generator, conv, SAMPLE, seed=4),
    )


def test_the_middle_of_a_map_is_the_picture_of_its_seed(conv: Model, generator: Generator) -> None:
    sheet = picture(generator, conv, MAP, seed=3, cells=3, span=1.5)
    assert sheet.size == (3 * tiny.SIDE, 3 * tiny.SIDE)
    middle = sheet.crop((tiny.SIDE, tiny.SIDE, 2 * tiny.SIDE, 2 * tiny.SIDE))
    _assert_near(middle, picture(generator, conv, SAMPLE, seed=3))


def test_a_map_leads_right_along_its_first_axis_and_up_along_its_second(tmp_path: Path) -> None:
    axes = tuple(tuple(float(2 * (i == place)) for i in range(tiny.LATENTS)) for place in (4, 9))
    sizes = ConvVaeSizes(
        image_size=tiny.SIDE,
        latent_size=tiny.LATENTS,
        channels=tiny.SIZES.channels,
        map_axes=(axes[0], axes[1]),
    )
    folder = tiny.save_conv(tmp_path / "mapped", sizes)
    model = tiny.model(folder)
    sheet = picture(hooks.create_generator(model, CPU), model, MAP, seed=3, cells=3, span=1.5)
    centre = torch.from_numpy(normal(3, (tiny.LATENTS + 1,))[1:])
    right, top = centre.clone(), centre.clone()
    right[4] += 3
    top[9] += 3
    side = tiny.SIDE
    _assert_near(sheet.crop((2 * side, side, 3 * side, 2 * side)), _decoded(folder, right))
    _assert_near(sheet.crop((side, 0, 2 * side, side)), _decoded(folder, top))


@pytest.mark.parametrize("size", [(16, 16), (50, 33)])
@pytest.mark.parametrize("kind", ["conv", "kl"])
def test_a_reconstruction_has_the_size_of_the_picture(
    kind: str, size: tuple[int, int], conv: Model, kl: Model, tmp_path: Path
) -> None:
    model = {"conv": conv, "kl": kl}[kind]
    file = tiny.picture(tmp_path / "photo.png", *size)
    loaded = hooks.create_generator(model, CPU)
    wanted = request(model, RECONSTRUCT, image=str(file), noise=0.3, missing=0.25)
    (output,) = outputs(loaded, wanted)
    assert output.image.size == size
    with Image.open(file) as before:
        difference = np.asarray(before, np.float64) - np.asarray(output.image, np.float64)
    assert output.facts["psnr_db"] == pytest.approx(
        10 * np.log10(255**2 / np.square(difference).mean()), abs=0.01
    )


def test_damage_depends_on_the_seed_and_none_does_not(conv: Model, generator: Generator, photo: Path) -> None:
    def made(seed: int, **damage: float) -> Image.Image:
        return picture(generator, conv, RECONSTRUCT, seed=seed, image=str(photo), **damage)

    assert made(1) == made(2)
    assert made(1, noise=0.2) != made(2, noise=0.2)
    assert made(1, missing=0.5) != made(2, missing=0.5)
    assert made(1, missing=0.5) == made(1, missing=0.5)


def test_a_picture_with_gaps_is_cancelled_within_a_round(
    conv: Model, generator: Generator, photo: Path
) -> None:
    wanted = request(conv, RECONSTRUCT, image=str(photo), missing=0.5)
    job = ScriptedJob(wanted, cancel_at=2)
    with pytest.raises(JobCancelled):
        outputs(generator, wanted, job)
    assert [step for step, _, _ in job.steps] == [0, 1, 2]


def test_a_map_is_cancelled_within_a_row(conv: Model, generator: Generator) -> None:
    wanted = request(conv, MAP, cells=4)
    job = ScriptedJob(wanted, cancel_at=1)
    with pytest.raises(JobCancelled):
        outputs(generator, wanted, job)
    assert [step for step, _, _ in job.steps] == [0, 1]


def test_the_autoencoder_of_a_diffusion_model_does_what_diffusers_does(kl: Model, photo: Path) -> None:
    made = picture(hooks.create_generator(kl, CPU), kl, RECONSTRUCT, image=str(photo))
    theirs = _reconstructed_by_diffusers(Path(kl.path), photo)
    assert made == theirs


def _reconstructed_by_diffusers(folder: Path, photo: Path) -> Image.Image:
    plain = diffusers.AutoencoderKL.from_pretrained(folder)
    processor = diffusers.image_processor.VaeImageProcessor(vae_scale_factor=4)
    with Image.open(photo) as image, torch.no_grad():
        pixels = processor.preprocess(image)
        decoded = plain.decode(plain.encode(pixels).latent_dist.mode()).sample
    (made,) = processor.postprocess(decoded)
    assert isinstance(made, Image.Image)
    return made


def test_a_diffusion_models_latents_are_not_sampled(kl: Model) -> None:
    for task in (SAMPLE, INTERPOLATE, MAP):
        with pytest.raises(AigcError) as caught:
            hooks.parameters(task, kl)
        assert caught.value.code == "model.task"
        assert RECONSTRUCT in caught.value.hint


def test_a_closed_generator_runs_no_more(conv: Model) -> None:
    loaded = hooks.create_generator(conv, CPU)
    loaded.close()
    with pytest.raises(ValueError, match="closed"):
        picture(loaded, conv, SAMPLE)


def _assert_near(first: Image.Image, second: Image.Image) -> None:
    """Equal but for the rounding of sums in a batch."""
    difference = np.abs(np.asarray(first, np.int16) - np.asarray(second, np.int16))
    assert difference.max() <= 1
