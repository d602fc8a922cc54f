"""Runs a generator in a test."""

from __future__ import annotations

from PIL import Image

from aigc_desktop.api import Generator, ImageOutput, Model, Request
from aigc_desktop.api.testing import ScriptedJob


def request(model: Model, *, seeds: tuple[int, ...] = (1,), **parameters: object) -> Request:
    """A request for a red star."""
    values = {"prompt": "a red star", **parameters}
    return Request(
        generator="diffusion", model=model.id, task="text-to-image", parameters=values, seeds=seeds
    )


def pictures(
    generator: Generator, wanted: Request, indices: tuple[int, ...] = (), job: ScriptedJob | None = None
) -> list[Image.Image]:
    """What the generator yields for the request, in order."""
    outputs = list(generator.generate(wanted, job or ScriptedJob(wanted, indices)))
    return [output.image for output in outputs if isinstance(output, ImageOutput)]
