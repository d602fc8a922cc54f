"""Our own dialect: the whole recipe as JSON under the key `aigc_recipe`."""

from __future__ import annotations

from typing import Any

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import MAX_SEED, Request
from aigc_desktop.media.metadata.clean import clean
from aigc_desktop.media.metadata.found import FoundSettings, Value

KEY = "aigc_recipe"
VERSION = 1

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, the last that can be written as a date."""


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    recipe: dict[str, Any]


def encode(recipe: Recipe) -> str:
    """`recipe` as it is stored in a file."""
    plain = msgspec.to_builtins(recipe)
    return msgspec.json.encode(_Stored(version=VERSION, recipe=plain)).decode()


def is_ours(comment: str) -> bool:
    """Whether a comment, which any program may have written, begins as a recipe of ours does."""
    return comment.startswith('{"version":')


def decode(text: str) -> Recipe:
    """The recipe in `text`; fields that this version does not know are left out.

    Raises AigcError `recipe.unreadable` or `recipe.newer`.
    """
    try:
        stored = msgspec.json.decode(text, type=_Stored)
        if stored.version > VERSION:
            raise AigcError(
                "recipe.newer",
                "The recipe in this picture was written by a newer version of AIGC Desktop.",
                "Update the application to use it.",
            )
        return _checked(msgspec.convert(_without_unknown(stored.recipe), Recipe))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _unreadable(str(error)) from error


def read(text: str) -> FoundSettings:
    """The settings in a recipe as it is stored. Raises as `decode` does."""
    recipe = decode(text)
    return FoundSettings(
        dialect="aigc",
        parameters=_showable(recipe.request.parameters),
        seed=recipe.seed,
        model=clean(recipe.model_name),
        model_hash=clean(recipe.model_hash),
        recipe=recipe,
    )


def _without_unknown(recipe: dict[str, Any]) -> dict[str, Any]:
    """`recipe` without unknown fields of its request: requests from the outside are strict about those."""
    request = recipe.get("request")
    if not isinstance(request, dict):
        return recipe
    known = Request.__struct_fields__
    return {**recipe, "request": {name: request[name] for name in known if name in request}}


def _checked(recipe: Recipe) -> Recipe:
    seeds = recipe.request.seeds
    if not 0 <= recipe.index < len(seeds):
        raise ValueError(f"index {recipe.index} of {len(seeds)} seeds")
    if not all(0 <= seed <= MAX_SEED for seed in seeds):
        raise ValueError("a seed out of range")
    if not 0 <= recipe.created_at <= _LAST_SECOND or not 0 <= recipe.duration_s <= _LAST_SECOND:
        raise ValueError("a time out of range")
    return recipe


def _showable(parameters: dict[str, Any]) -> dict[str, Value]:
    shown: dict[str, Value] = {}
    for name, value in parameters.items():
        if isinstance(value, str):
            shown[clean(name)] = clean(value)
        elif isinstance(value, bool | int | float):
            shown[clean(name)] = value
    return shown


def _unreadable(details: str) -> AigcError:
    return AigcError(
        "recipe.unreadable",
        "The recipe in this picture is damaged.",
        "Type the settings in by hand.",
        details=details,
    )
