"""Runs a generator in a test."""

from __future__ import annotations

from PIL import Image

from aigc_desktop.api import Generator, ImageOutput, Model, Request, Task
from aigc_desktop.api.testing import ScriptedJob


def request(
    model: Model, task: Task = "class-to-image", *, seeds: tuple[int, ...] = (1,), **parameters: object
) -> Request:
    """A request for pictures of the first class."""
    return Request(generator="gan", model=model.id, task=task, parameters=parameters, seeds=seeds)


def pictures(generator: Generator, wanted: Request, indices: tuple[int, ...] = ()) -> list[Image.Image]:
    """What the generator yields for the request, in order."""
    outputs = generator.generate(wanted, ScriptedJob(wanted, indices))
    return [output.image for output in outputs if isinstance(output, ImageOutput)]
