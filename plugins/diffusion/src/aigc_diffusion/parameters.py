"""The parameters of a model, as a type made for it: only what it takes, within its limits."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import msgspec

from aigc_desktop.api import Params, param
from aigc_desktop.api.latents import MOST_LETTERS

from .traits import MOST_GUIDANCE, MOST_STEPS, Traits

_DRAFT_STEPS = 2
"""With as many and without guidance, form, place and colours are nearly those of the finished picture."""

_Field = tuple[str, Any, Any]


def params_for(traits: Traits) -> type[Params]:
    """The type of the parameters of a model with these traits."""
    fields = [*_texts(traits), *_sizes(traits), *_sampling(traits), *_clip_skip(traits), _latent()]
    made = msgspec.defstruct(
        "TextToImage", fields, bases=(Params,), frozen=True, kw_only=True, forbid_unknown_fields=True
    )
    return cast(type[Params], made)


def _texts(traits: Traits) -> list[_Field]:
    prompt = param("Prompt", "What the picture shows.", widget="prompt", max_length=4000)
    negative = param(
        "Negative prompt", "What the picture must not show.", widget="text", max_length=4000, advanced=True
    )
    taken = traits.pipeline.takes_negative_prompt
    return [
        ("prompt", Annotated[str, prompt], ""),
        *([("negative_prompt", Annotated[str, negative], "")] * taken),
    ]


def _sizes(traits: Traits) -> list[_Field]:
    return [
        (side, Annotated[int, _side(side.capitalize(), traits)], traits.size) for side in ("width", "height")
    ]


def _side(title: str, traits: Traits) -> msgspec.Meta:
    return param(
        title,
        f"The model was trained at {traits.size} pixels.",
        ge=traits.smallest,
        le=traits.largest,
        multiple_of=traits.multiple_of,
        widget="size",
        unit="px",
        step=max(traits.multiple_of, traits.size // 8 // traits.multiple_of * traits.multiple_of),
    )


def _sampling(traits: Traits) -> list[_Field]:
    steps = param(
        "Steps",
        "More steps take longer and show more detail.",
        ge=1,
        le=MOST_STEPS,
        draft=min(_DRAFT_STEPS, traits.steps),
    )
    guidance = param(
        "Guidance",
        "How closely the picture follows the prompt.",
        ge=0,
        le=MOST_GUIDANCE,
        step=0.5,
        draft=1.0,  # without guidance a step costs half
    )
    scheduler = param(
        "Scheduler",
        "The way from noise to picture. “own” is the one that the model brings.",
        widget="choice",
        advanced=True,
    )
    choices = cast(Any, Literal)[traits.schedulers]
    return [
        ("steps", Annotated[int, steps], traits.steps),
        *(
            []
            if traits.guidance is None
            else [("guidance_scale", Annotated[float, guidance], traits.guidance)]
        ),
        ("scheduler", Annotated[choices, scheduler], traits.scheduler),
    ]


def _clip_skip(traits: Traits) -> list[_Field]:
    if traits.clip_layers < 2:
        return []
    skip = param(
        "CLIP skip",
        "How many of the last layers of the text encoder to leave out.",
        ge=0,
        le=min(4, traits.clip_layers - 1),
        advanced=True,
    )
    return [("clip_skip", Annotated[int, skip], 0)]


def _latent() -> _Field:
    latent = param(
        "Latent",
        "The noise that the picture starts from, such as 12 or 0.6*12 + 0.8*13; empty is the seed's own.",
        widget="latent",
        max_length=MOST_LETTERS,
        advanced=True,
    )
    return "latent", Annotated[str, latent], ""
