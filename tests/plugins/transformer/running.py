"""Runs a generator in a test."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Request, TextOutput
from aigc_desktop.api.testing import ScriptedJob


def request(model: Model, *, seeds: tuple[int, ...] = (1,), **parameters: object) -> Request:
    """A request for a short text about a fox, at a temperature of 1."""
    values = {"prompt": "a quiet fox", "max_new_tokens": 12, "temperature": 1.0, **parameters}
    return Request(
        generator="transformer", model=model.id, task="text-generation", parameters=values, seeds=seeds
    )


def outputs(generator: Generator, wanted: Request, job: ScriptedJob | None = None) -> list[TextOutput]:
    """What the generator yields for the request, in order."""
    made = list(generator.generate(wanted, job or ScriptedJob(wanted)))
    return [output for output in made if isinstance(output, TextOutput)]


def texts(generator: Generator, wanted: Request, job: ScriptedJob | None = None) -> list[str]:
    """The texts of `outputs`."""
    return [output.text for output in outputs(generator, wanted, job)]
