"""Pictures that start from a point between the noise of seeds, in both runtimes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from aigc_diffusion import hooks
from PIL import Image

from aigc_desktop.api import AigcError, Generator, JobCancelled, Model
from aigc_desktop.api.exporting import compare_pictures
from aigc_desktop.api.testing import CPU, ScriptedJob
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.conversion import ONNX
from tests.plugins.diffusion.running import pictures, request

POINT = "0.6*12 - 0.8*13"
SIZE: dict[str, Any] = {"width": 80, "height": 64, "steps": 2}


def made(generator: Generator, model: Model, latent: str, *, seed: int = 5, **more: Any) -> Image.Image:  # noqa: ANN401
    (picture,) = pictures(generator, request(model, seeds=(seed,), latent=latent, **{**SIZE, **more}))
    return picture


@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_a_single_seed_gives_its_own_picture_to_the_bit(
    class_name: str, tiny_model: Callable[[str], Model]
) -> None:
    model = tiny_model(class_name)
    loaded = hooks.create_generator(model, CPU)
    assert made(loaded, model, "12").tobytes() == made(loaded, model, "", seed=12).tobytes()
    assert len({made(loaded, model, text).tobytes() for text in ("", "12", "13", POINT)}) == 4


@pytest.mark.parametrize("scheduler", ["ddim", "euler"])
def test_the_noise_is_that_of_a_plain_script(
    scheduler: str, stable_diffusion: Model, generator: Generator
) -> None:
    """Whatever the scheduler makes of it: `euler` scales it first."""
    parts = [torch.randn(1, 4, 32, 40, generator=torch.Generator().manual_seed(seed)) for seed in (12, 13)]
    pipe = tiny.diffusers.StableDiffusionPipeline.from_pretrained(stable_diffusion.path)
    pipe.set_progress_bar_config(disable=True)
    if scheduler == "euler":
        pipe.scheduler = tiny.diffusers.EulerDiscreteScheduler.from_config(pipe.scheduler.config)
    latents = 0.6 * parts[0] - 0.8 * parts[1]
    plain = pipe("a red star", latents=latents, num_inference_steps=2, width=80, height=64).images[0]
    assert compare_pictures(plain, made(generator, stable_diffusion, POINT, scheduler=scheduler))[0] <= 1


def test_the_noise_of_later_steps_stays_that_of_the_seed(
    stable_diffusion: Model, generator: Generator
) -> None:
    def drawn(seed: int, latent: str) -> bytes:
        picture = made(generator, stable_diffusion, latent, seed=seed, scheduler="euler_ancestral", steps=3)
        return picture.tobytes()

    assert drawn(12, "12") == drawn(12, "")
    assert drawn(5, "12") != drawn(6, "12")


@pytest.mark.parametrize("scheduler", ["ddim", "euler_ancestral"])
@pytest.mark.parametrize("latent", ["12", POINT, "0.3*1 + 0.4*2 - 0.5*3 + 0.7*4"])
def test_both_runtimes_start_from_the_same_point(
    scheduler: str, latent: str, stable_diffusion: Model, generator: Generator, exported: Model
) -> None:
    asked: dict[str, Any] = {"scheduler": scheduler, "steps": 4}
    before = made(generator, stable_diffusion, latent, **asked)
    after = made(hooks.create_generator(exported, ONNX), exported, latent, **asked)
    assert compare_pictures(before, after)[0] <= 2


def test_a_picture_from_a_point_does_not_depend_on_its_neighbours(
    stable_diffusion: Model, generator: Generator
) -> None:
    wanted = request(
        stable_diffusion,
        seeds=(5, 6),
        latent=POINT,
        steps=2,
        scheduler="euler_ancestral",
        width=80,
        height=64,
    )
    alone = made(generator, stable_diffusion, POINT, seed=6, scheduler="euler_ancestral")
    assert pictures(generator, wanted)[1].tobytes() == alone.tobytes()


def test_a_cancelled_job_leaves_no_point_behind(stable_diffusion: Model, generator: Generator) -> None:
    before = made(generator, stable_diffusion, "")
    wanted = request(stable_diffusion, seeds=(5,), latent=POINT, **SIZE)
    with pytest.raises(JobCancelled):
        list(generator.generate(wanted, ScriptedJob(wanted, cancel_at=1)))
    assert made(generator, stable_diffusion, "").tobytes() == before.tobytes()


@pytest.mark.parametrize("text", ["a star", "0.6*", "2 3"])
@pytest.mark.parametrize("backend", ["torch", "onnx"])
def test_what_is_no_point_of_the_latent_space_is_refused(
    text: str, backend: str, stable_diffusion: Model, generator: Generator, exported: Model
) -> None:
    model = stable_diffusion if backend == "torch" else exported
    loaded = generator if backend == "torch" else hooks.create_generator(exported, ONNX)
    with pytest.raises(AigcError) as caught:
        made(loaded, model, text)
    assert (caught.value.code, bool(caught.value.hint)) == ("latent.text", True)


@pytest.mark.parametrize("backend", ["torch", "onnx"])
def test_a_prompt_that_was_read_before_is_kept_until_another_comes(
    backend: str, stable_diffusion: Model, generator: Generator, exported: Model
) -> None:
    model = stable_diffusion if backend == "torch" else exported
    loaded = generator if backend == "torch" else hooks.create_generator(exported, ONNX)
    first = made(loaded, model, POINT, prompt="a red star")
    others = [
        made(loaded, model, POINT, prompt="a blue star"),
        made(loaded, model, POINT, prompt="a red star", negative_prompt="blue"),
        made(loaded, model, POINT, prompt="a red star", guidance_scale=1.0),
        made(loaded, model, POINT, prompt="a red star", guidance_scale=3.0),
    ]
    assert first not in others
    assert len({picture.tobytes() for picture in others}) == len(others)
    assert made(loaded, model, POINT, prompt="a red star") == first
