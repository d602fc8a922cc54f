"""Builds a request out of what a form, a command line or a recipe holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import parse
from aigc_desktop.api.models import Model
from aigc_desktop.api.parameters import check
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import MAX_SEED, Animation, Request, Runtime, seed_range
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.plugins import GeneratorEntry

MAX_COUNT = 10_000


def build_request(
    entry: GeneratorEntry,
    model: Model,
    task: Task,
    values: Mapping[str, Any],
    *,
    seed: int,
    count: int,
    schema: Mapping[str, Any],
    runtime: Runtime | None = None,
    animation: Animation | None = None,
) -> Request:
    """A request that the generator will take. Raises AigcError naming the field and its limits."""
    if task not in entry.manifest.tasks:
        tasks = ", ".join(entry.manifest.tasks)
        raise AigcError("request.task", f"{entry.manifest.name} does not do {task}.", f"It does: {tasks}.")
    _check_range("seed", seed, 0, MAX_SEED)
    _check_range("count", count, 1, MAX_COUNT)
    check(schema, values)
    if animation is not None:
        _check_animation(model, schema, animation)
    return Request(
        generator=entry.id,
        model=model.id,
        task=task,
        parameters=dict(values),
        seeds=seed_range(seed, count),
        runtime=runtime or Runtime(),
        animation=animation,
    )


def request_again(recipe: Recipe) -> Request:
    """The request that makes one asset again: its seed alone, on the runtime that made it."""
    request = recipe.request
    return Request(
        generator=request.generator,
        model=request.model,
        task=request.task,
        parameters=request.parameters,
        seeds=(recipe.seed,),
        runtime=request.runtime,
        animation=request.animation,
    )


def _check_animation(model: Model, schema: Mapping[str, Any], animation: Animation) -> None:
    """What can be told before a model is loaded; the engine checks the rest."""
    if "latent" not in schema["properties"]:
        raise AigcError(
            "parameters.latent",
            f"{model.name} takes no latent here, so there is no way to animate it.",
            "Choose a model or a task whose parameters have a latent.",
        )
    for keyframe in animation.keyframes:
        parse(keyframe)


def _check_range(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise AigcError(
            "parameters.range",
            f"{name} is {value}; it must be from {low} to {high}.",
            f"Choose another {name}.",
        )
