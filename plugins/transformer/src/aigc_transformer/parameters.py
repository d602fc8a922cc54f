"""The parameters of a model, as a type made for it: only what it takes, within its limits."""

from __future__ import annotations

from typing import Annotated, Any, cast

import msgspec

from aigc_desktop.api import Params, param

from .traits import MOST_NEW_TOKENS, Traits, Usual

_Field = tuple[str, Any, Any]


def params_for(traits: Traits) -> type[Params]:
    """The type of the parameters of a model with these traits."""
    fields = [*_texts(traits), *_length(traits), *_sampling(traits.usual)]
    made = msgspec.defstruct(
        "TextGeneration", fields, bases=(Params,), frozen=True, kw_only=True, forbid_unknown_fields=True
    )
    return cast(type[Params], made)


def _texts(traits: Traits) -> list[_Field]:
    prompt = param("Prompt", "What the text goes on from.", widget="prompt", max_length=100_000)
    asked = param("Prompt", "What to answer.", widget="prompt", max_length=100_000)
    if not traits.chat_template:
        return [("prompt", Annotated[str, prompt], traits.usual.prompt)]
    system = param("System prompt", "How to answer.", widget="text", max_length=20_000)
    chat = param("Chat", "Off: the text goes on from the prompt as it stands.", advanced=True)
    return [
        ("prompt", Annotated[str, asked], traits.usual.prompt),
        ("system", Annotated[str, system], ""),
        ("use_chat_template", Annotated[bool, chat], True),
    ]


def _length(traits: Traits) -> list[_Field]:
    most = param(
        "Longest text",
        "The text ends by itself, or after so many tokens.",
        ge=1,
        le=min(traits.context or MOST_NEW_TOKENS, MOST_NEW_TOKENS),
        unit="tokens",
    )
    stop = param(
        "Stop at",
        "The text ends before this. Several: one a line.",
        widget="text",
        max_length=2000,
        advanced=True,
    )
    return [
        ("max_new_tokens", Annotated[int, most], traits.usual.max_new_tokens),
        ("stop", Annotated[str, stop], ""),
    ]


def _sampling(usual: Usual) -> list[_Field]:
    temperature = param(
        "Temperature",
        "Low is predictable, high is daring; 0 always takes the likeliest.",
        ge=0,
        le=5,
        step=0.05,
    )
    top_p = param(
        "Top p",
        "Only the likeliest tokens that together reach this share.",
        ge=0,
        le=1,
        step=0.01,
        advanced=True,
    )
    top_k = param("Top k", "Only so many of the likeliest tokens; 0 is all.", ge=0, le=1000, advanced=True)
    penalty = param(
        "Repetition penalty",
        "Above 1, what was written already becomes less likely.",
        ge=0.5,
        le=3,
        step=0.05,
        advanced=True,
    )
    return [
        ("temperature", Annotated[float, temperature], float(usual.temperature)),
        ("top_p", Annotated[float, top_p], float(usual.top_p)),
        ("top_k", Annotated[int, top_k], usual.top_k),
        ("repetition_penalty", Annotated[float, penalty], float(usual.repetition_penalty)),
    ]
