"""The parameters of a model for a task, as a type made for them: only what the model takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import msgspec

from aigc_desktop.api import AigcError, Model, Params, Task, param
from aigc_desktop.api.latents import MOST_LETTERS
from aigc_desktop.api.requests import MAX_SEED

from .sizes import AnySizes, StyleSizes
from .wishes import Space

MOST_PSI = 1.5
MOST_NOISE = 2.0
W_INPUT = "w_z"
"""The input that an ONNX file has where it takes points of w; older exports take those of z alone."""

_Field = tuple[str, Any, Any]


def params_for(sizes: AnySizes, task: Task, model: Model) -> type[Params]:
    """The type of the parameters; raises AigcError `model.task` for classes of a model that has none."""
    if task == "class-to-image" and not sizes.classes:
        raise AigcError(
            "model.task",
            f"“{model.name}” was trained without classes and cannot be asked for one.",
            "Choose the task unconditional-image-generation.",
        )
    fields = [
        *(_label(sizes.classes) if task != "unconditional-image-generation" and sizes.classes else []),
        *(_interpolation() if task == "latent-interpolation" else _latent()),
        *(_style(sizes) if isinstance(sizes, StyleSizes) else []),
        *(_space() if task != "latent-interpolation" and _takes_w(sizes, model) else []),
    ]
    name = "".join(word.capitalize() for word in task.split("-"))
    made = msgspec.defstruct(
        name, fields, bases=(Params,), frozen=True, kw_only=True, forbid_unknown_fields=True
    )
    return cast(type[Params], made)


def _label(classes: tuple[str, ...]) -> list[_Field]:
    label = param("Class", "What the picture shows.", widget="choice")
    return [("label", Annotated[cast(Any, Literal)[classes], label], classes[0])]


def _latent() -> list[_Field]:
    latent = param(
        "Latent",
        "Where the picture is made from, such as 12 or 0.6*12 + 0.8*13; empty is the seed's own.",
        widget="latent",
        max_length=MOST_LETTERS,
        advanced=True,
    )
    return [("latent", Annotated[str, latent], "")]


def _takes_w(sizes: AnySizes, model: Model) -> bool:
    is_known = model.backend == "torch" or W_INPUT in model.config.get("onnx", {}).get("inputs", {})
    return isinstance(sizes, StyleSizes) and is_known


def _space() -> list[_Field]:
    space = param(
        "Latent space",
        "z is noise; w, which the mapping network makes of it, changes more evenly from point to point.",
        widget="choice",
        advanced=True,
    )
    return [("latent_space", Annotated[Space, space], "z")]


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
    style = param(
        "Style latent",
        "The point whose style is mixed in, such as 7; empty is that of the seed.",
        widget="latent",
        max_length=MOST_LETTERS,
        advanced=True,
    )
    first = param(
        "Mix from layer",
        "Early layers decide on the large forms, late ones on colours.",
        ge=0,
        le=layers,
        advanced=True,
    )
    last = param(
        "Mix to layer",
        f"Layers up to this one, itself not included, take the style latent's style; there are {layers}.",
        ge=0,
        le=layers,
        advanced=True,
    )
    return [
        ("style_latent", Annotated[str, style], ""),
        ("mix_from_layer", Annotated[int, first], 0),
        ("mix_to_layer", Annotated[int, last], 0),
    ]
