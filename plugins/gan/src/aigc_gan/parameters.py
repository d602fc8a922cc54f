"""The parameters of a model for a task, as a type made for them: only what the model takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import msgspec

from aigc_desktop.api import AigcError, Params, Task, param
from aigc_desktop.api.requests import MAX_SEED

from .sizes import AnySizes, StyleSizes

MOST_PSI = 1.5
MOST_NOISE = 2.0

_Field = tuple[str, Any, Any]


def params_for(sizes: AnySizes, task: Task, model_name: str) -> type[Params]:
    """The type of the parameters; raises AigcError `model.task` for classes of a model that has none."""
    if task == "class-to-image" and not sizes.classes:
        raise AigcError(
            "model.task",
            f"“{model_name}” was trained without classes and cannot be asked for one.",
            "Choose the task unconditional-image-generation.",
        )
    fields = [
        *(_label(sizes.classes) if task != "unconditional-image-generation" and sizes.classes else []),
        *(_interpolation() if task == "latent-interpolation" else []),
        *(_style(sizes) if isinstance(sizes, StyleSizes) else []),
    ]
    name = "".join(word.capitalize() for word in task.split("-"))
    made = msgspec.defstruct(
        name, fields, bases=(Params,), frozen=True, kw_only=True, forbid_unknown_fields=True
    )
    return cast(type[Params], made)


def _label(classes: tuple[str, ...]) -> list[_Field]:
    label = param("Class", "What the picture shows.", widget="choice")
    return [("label", Annotated[cast(Any, Literal)[classes], label], classes[0])]


def _interpolation() -> list[_Field]:
    to_seed = param("To seed", "The seed of the picture at the other end.", ge=0, le=MAX_SEED)
    position = param("Position", "0 is the picture of its own seed, 1 that of the other end.", ge=0, le=1)
    return [("to_seed", Annotated[int, to_seed], 1), ("position", Annotated[float, position], 0.5)]


def _style(sizes: StyleSizes) -> list[_Field]:
    psi = param(
        "Truncation",
        "Less is more typical and more alike, more is more varied; 0 is the mean of the class.",
        ge=0,
        le=MOST_PSI,
        step=0.05,
    )
    noise = param("Noise", "The strength of random detail.", ge=0, le=MOST_NOISE, step=0.1, advanced=True)
    return [
        ("truncation_psi", Annotated[float, psi], sizes.truncation_psi),
        ("noise", Annotated[float, noise], 1.0),
        *_style_mixing(sizes.layers),
    ]


def _style_mixing(layers: int) -> list[_Field]:
    seed = param("Style seed", "The seed whose style is mixed in.", ge=0, le=MAX_SEED, advanced=True)
    first = param(
        "Mix from layer",
        "Early layers decide on the large forms, late ones on colours.",
        ge=0,
        le=layers,
        advanced=True,
    )
    last = param(
        "Mix to layer",
        f"Layers up to this one, itself not included, take the style of the style seed; there are {layers}.",
        ge=0,
        le=layers,
        advanced=True,
    )
    return [
        ("style_seed", Annotated[int, seed], 0),
        ("mix_from_layer", Annotated[int, first], 0),
        ("mix_to_layer", Annotated[int, last], 0),
    ]
