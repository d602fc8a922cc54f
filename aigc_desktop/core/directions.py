"""Directions in a latent space, found from what the user likes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import MOST_SEEDS, Latent, difference, latent_or_seed
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.records import Asset

MOST_ASSETS = MOST_SEEDS // 2
"""How many of either sort are looked at, the newest: a direction has room for the seeds of so many."""

_SAMPLING: frozenset[Task] = frozenset({"text-to-image", "unconditional-image-generation", "class-to-image"})
"""The tasks whose picture is made from one latent, which is the noise of the seed where none is given."""

_CHUNK = 500


class FoundDirection(NamedTuple):
    """A direction of length 1, and how many assets with and without stars it was found from."""

    latent: Latent
    starred: int
    others: int


def direction_from_stars(library: Library, model: str) -> FoundDirection:
    """From the mean of this model's pictures without stars to that of those with any.

    Raises AigcError `direction.starred` or `direction.others` when there are none of either sort, and
    `latent.direction` when both have the same mean.
    """
    liked = library.keys(AssetQuery(model=model, kind="image", min_rating=1))
    among = frozenset(liked)
    rest = [key for key in library.keys(AssetQuery(model=model, kind="image")) if key not in among]
    starred = list(islice(_latents(library, liked), MOST_ASSETS))
    if not starred:
        raise AigcError(
            "direction.starred",
            "No picture of this model has a star.",
            "Give stars to the results that you like, here or in the library.",
        )
    others = list(islice(_latents(library, rest), MOST_ASSETS))
    if not others:
        raise AigcError(
            "direction.others",
            "Every picture of this model has stars.",
            "Make some more and leave without stars what you do not like.",
        )
    return FoundDirection(difference(starred, others), len(starred), len(others))


def _latents(library: Library, keys: Iterable[int]) -> Iterator[Latent]:
    waiting = iter(keys)
    while chunk := list(islice(waiting, _CHUNK)):
        assets = library.assets(chunk)
        for key in chunk:
            latent = _latent_of(assets[key]) if key in assets else None
            if latent is not None:
                yield latent


def _latent_of(asset: Asset) -> Latent | None:
    """The one point that the picture shows, if it shows one."""
    recipe = asset.recipe
    if recipe is None or recipe.request.task not in _SAMPLING:
        return None
    parameters = recipe.request.parameters
    if parameters.get("style_latent"):
        return None
    try:
        return latent_or_seed(str(parameters.get("latent", "")), recipe.seed)
    except AigcError:  # an asset from outside may claim anything
        return None
