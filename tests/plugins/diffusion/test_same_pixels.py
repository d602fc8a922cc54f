"""Same seed, same pixels: what the plugin makes is what a plain diffusers script makes, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import torch
from aigc_diffusion import hooks
from aigc_diffusion.schedulers import SCHEDULERS
from PIL import Image

from aigc_desktop.api import Generator, Model
from aigc_desktop.api.testing import CPU
from tests.plugins.diffusion import tiny
from tests.plugins.diffusion.running import pictures, request

SEED = 41


def script(
    model: Model, seed: int, scheduler: object = None, prompt: str | None = "a red star", **arguments: object
) -> Image.Image:
    """What somebody would write who only knows diffusers."""
    pipe = getattr(tiny.diffusers, model.class_name).from_pretrained(model.path)
    pipe.set_progress_bar_config(disable=True)
    pipe.scheduler = scheduler or pipe.scheduler
    images = pipe(prompt, generator=torch.Generator("cpu").manual_seed(seed), **arguments).images
    picture: Image.Image = images[0]
    return picture


@pytest.mark.parametrize("class_name", tiny.CLASSES)
def test_every_class_gives_the_pixels_of_a_plain_script(
    class_name: str, tiny_model: Callable[[str], Model]
) -> None:
    model = tiny_model(class_name)
    size: dict[str, Any] = {"width": 80, "height": 64}
    fixed: dict[str, Any] = {"use_resolution_binning": False} if "PixArt" in class_name else {}
    loaded = hooks.create_generator(model, CPU)
    made = pictures(loaded, request(model, steps=3, guidance_scale=4.0, seeds=(SEED, SEED + 1), **size))
    for k, picture in enumerate(made):
        plain = script(model, SEED + k, num_inference_steps=3, guidance_scale=4.0, **size, **fixed)
        assert picture.size == (80, 64)
        assert picture.tobytes() == plain.tobytes()
    assert made[0].tobytes() != made[1].tobytes()


def _plain_scheduler(name: str, config: dict[str, Any]) -> object:
    """The scheduler that a script would make for the name."""
    d = tiny.diffusers
    recipes: dict[str, Callable[[], object]] = {
        "euler": lambda: d.EulerDiscreteScheduler.from_config(config),
        "euler_ancestral": lambda: d.EulerAncestralDiscreteScheduler.from_config(config),
        "ddim": lambda: d.DDIMScheduler.from_config(config),
        "dpmpp_2m": lambda: d.DPMSolverMultistepScheduler.from_config(config),
        "dpmpp_2m_karras": lambda: d.DPMSolverMultistepScheduler.from_config(config, use_karras_sigmas=True),
        "unipc": lambda: d.UniPCMultistepScheduler.from_config(config),
        "lcm": lambda: d.LCMScheduler.from_config(config),
    }
    return recipes[name]()


@pytest.mark.parametrize("name", sorted({s.name for s in SCHEDULERS}))
def test_every_scheduler_gives_the_pixels_of_a_plain_script(
    name: str, stable_diffusion: Model, generator: Generator
) -> None:
    scheduler = _plain_scheduler(name, stable_diffusion.config["scheduler/scheduler_config.json"])
    plain = script(stable_diffusion, SEED, scheduler, num_inference_steps=4, negative_prompt="blue")
    wanted = request(stable_diffusion, steps=4, scheduler=name, negative_prompt="blue", seeds=(SEED,))
    assert pictures(generator, wanted)[0].tobytes() == plain.tobytes()


@torch.no_grad()
def _skipped(model: Model, skip: int) -> torch.Tensor:
    """The prompt as the text encoder sees it `skip` layers before its end."""
    pipe = tiny.diffusers.StableDiffusionPipeline.from_pretrained(model.path)
    tokens = pipe.tokenizer("a red star", padding="max_length", max_length=77, return_tensors="pt")
    layers = pipe.text_encoder(tokens.input_ids, output_hidden_states=True).hidden_states
    embeds: torch.Tensor = pipe.text_encoder.final_layer_norm(layers[-1 - skip])
    return embeds


@pytest.mark.parametrize("skip", [0, 1, 2])
def test_clip_skip_leaves_out_the_last_layers(
    skip: int, stable_diffusion: Model, generator: Generator
) -> None:
    plain = script(
        stable_diffusion,
        SEED,
        prompt=None,
        prompt_embeds=_skipped(stable_diffusion, skip),
        num_inference_steps=2,
    )
    skipped = pictures(generator, request(stable_diffusion, steps=2, clip_skip=skip, seeds=(SEED,)))
    assert skipped[0].tobytes() == plain.tobytes()


@pytest.mark.parametrize("scheduler", ["ddim", "euler_ancestral"])
def test_a_picture_does_not_depend_on_its_neighbours(
    scheduler: str, stable_diffusion: Model, generator: Generator
) -> None:
    four = request(stable_diffusion, steps=2, scheduler=scheduler, seeds=(5, 6, 7, 8))
    together = [picture.tobytes() for picture in pictures(generator, four)]
    alone = msgspec.structs.replace(four, seeds=(7,))
    assert pictures(generator, alone)[0].tobytes() == together[2]
    assert pictures(generator, four, indices=(3, 1)) == [
        Image.frombytes("RGB", (64, 64), together[k]) for k in (3, 1)
    ]


@pytest.mark.parametrize("prediction", ["v_prediction", "sample"])
def test_a_network_that_predicts_something_else_takes_the_same_path(
    prediction: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("prediction") / prediction
    model = tiny.model(tiny.save("StableDiffusionPipeline", folder, scheduler=tiny.ddim(prediction)))
    loaded = hooks.create_generator(model, CPU)
    for name in ("euler", "dpmpp_2m"):
        config = model.config["scheduler/scheduler_config.json"]
        plain = script(model, SEED, _plain_scheduler(name, config), num_inference_steps=3)
        made = pictures(loaded, request(model, steps=3, scheduler=name, seeds=(SEED,)))
        assert made[0].tobytes() == plain.tobytes()


@pytest.mark.parametrize("class_name", ["StableDiffusion3Pipeline", "FluxPipeline"])
@pytest.mark.parametrize("name", ["euler", "dpmpp_2m", "unipc"])
def test_flow_matching_models_run_with_every_scheduler_they_admit(
    class_name: str, name: str, tiny_model: Callable[[str], Model]
) -> None:
    model = tiny_model(class_name)
    kind = hooks.parameters(model, "text-to-image")
    assert name in msgspec.json.schema(kind)["$defs"]["TextToImage"]["properties"]["scheduler"]["enum"]
    loaded = hooks.create_generator(model, CPU)
    made = pictures(loaded, request(model, steps=3, scheduler=name, width=64, height=64))
    assert len(set(made[0].tobytes())) > 10
