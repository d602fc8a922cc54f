"""Runs a generator in a test."""

from __future__ import annotations

from PIL import Image

from aigc_desktop.api import Generator, ImageOutput, Model, Request, Task
from aigc_desktop.api.testing import ScriptedJob

SAMPLE: Task = "unconditional-image-generation"
RECONSTRUCT: Task = "image-reconstruction"
INTERPOLATE: Task = "latent-interpolation"
MAP: Task = "latent-map"


def request(model: Model, task: Task, *, seeds: tuple[int, ...] = (1,), **parameters: object) -> Request:
    """A request for the generator of this plugin."""
    return Request(generator="vae", model=model.id, task=task, parameters=parameters, seeds=seeds)


def outputs(generator: Generator, wanted: Request, job: ScriptedJob | None = None) -> list[ImageOutput]:
    """What the generator yields for the request, in order."""
    made = list(generator.generate(wanted, job or ScriptedJob(wanted)))
    return [output for output in made if isinstance(output, ImageOutput)]


def picture(
    generator: Generator, model: Model, task: Task, *, seed: int = 1, **parameters: object
) -> Image.Image:
    """The picture of one seed."""
    return outputs(generator, request(model, task, seeds=(seed,), **parameters))[0].image
