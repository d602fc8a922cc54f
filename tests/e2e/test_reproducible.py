"""The same seed gives the same pixels: as a plain diffusers script, in any batch, and again from a recipe."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from aigc_desktop.api.requests import Request, Runtime, seed_range
from aigc_desktop.core.requests import request_again
from aigc_desktop.media.metadata import read_settings
from tests.e2e.driving import Driver
from tests.plugins.diffusion import tiny

PARAMETERS = {"prompt": "a red star", "width": 64, "height": 64, "steps": 3, "guidance_scale": 3.0}
ON_CPU = Runtime(device="cpu", precision="float32")


@pytest.fixture
def folder(home: Path) -> Path:
    return tiny.save("StableDiffusionPipeline", home / "models" / "tiny-sd")


def submit(driver: Driver, seed: int, count: int) -> list[bytes]:
    """Make pictures through the whole application; returns their pixels in the order of the seeds."""
    request = Request(
        generator="diffusion",
        model="tiny-sd",
        task="text-to-image",
        parameters=PARAMETERS,
        seeds=seed_range(seed, count),
        runtime=ON_CPU,
    )
    job = driver.finish(driver.app.queue.submit(request))
    assert job.error is None
    made = [asset for asset in driver.assets() if asset.recipe and asset.recipe.job_id == job.id]
    return [pixels(a.file) for a in sorted(made, key=lambda a: a.recipe.index if a.recipe else 0)]


def pixels(file: str | Path) -> bytes:
    with Image.open(file) as picture:
        return picture.convert("RGB").tobytes()


def plain_script(folder: Path, seed: int) -> bytes:
    """What a user of diffusers would write."""
    torch: Any = import_module("torch")
    diffusers: Any = import_module("diffusers")
    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.scheduler = diffusers.DDIMScheduler.from_config(pipeline.scheduler.config)
    arguments = {k: v for k, v in PARAMETERS.items() if k != "steps"}
    generator = torch.Generator("cpu").manual_seed(seed)
    made = pipeline(**arguments, num_inference_steps=PARAMETERS["steps"], generator=generator)
    return bytes(made.images[0].tobytes())


def test_a_seed_means_the_same_everywhere(start: Callable[..., Driver], folder: Path) -> None:
    driver = start()
    together = submit(driver, seed=40, count=3)
    alone = submit(driver, seed=42, count=1)
    assert together[2] == alone[0]
    assert together[2] == plain_script(folder, 42)
    assert together[0] != together[1] != together[2]


def test_a_recipe_makes_the_same_picture_after_a_restart(start: Callable[..., Driver], folder: Path) -> None:
    first = start()
    submit(first, seed=7, count=2)
    first.app.close()
    second = start()
    asset = next(asset for asset in second.assets() if asset.recipe and asset.recipe.seed == 8)
    found = read_settings(Path(asset.file))
    assert found is not None
    assert found.recipe == asset.recipe
    assert asset.recipe is not None
    job = second.finish(second.app.queue.submit(request_again(asset.recipe)))
    again = next(a for a in second.assets() if a.recipe and a.recipe.job_id == job.id)
    assert pixels(again.file) == pixels(asset.file)
    assert again.recipe is not None
    assert again.recipe.model_hash == asset.recipe.model_hash
