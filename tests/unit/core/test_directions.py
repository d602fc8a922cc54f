"""A direction comes from the stars that the user gave, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import parse
from aigc_desktop.core import directions
from aigc_desktop.core.directions import FoundDirection, direction_from_stars
from aigc_desktop.core.library import Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.messages import OutputSaved

Add = Callable[..., None]


@pytest.fixture
def add(library: Library, paths: Paths, write: Callable[..., OutputSaved]) -> Add:
    """Save a picture of a seed, or of a latent, with stars."""
    made = iter(range(1000))

    def add(stars: int, *, seed: int = 0, task: str = "text-to-image", text: str = "", **fields: str) -> None:
        job, model = f"job{next(made)}", fields.pop("model", "starter")
        output = write(0, job=job, text=text, model=model)
        request = msgspec.structs.replace(
            output.recipe.request, task=task, parameters={"prompt": "a star", **fields}, seeds=(seed,)
        )
        recipe = msgspec.structs.replace(output.recipe, request=request)
        folder = paths.incoming / "session" / "job"
        asset = library.place(msgspec.structs.replace(output, recipe=recipe), folder)
        library.rate([asset.id], stars)

    return add


def test_it_leads_from_the_others_to_the_starred(library: Library, add: Add) -> None:
    add(1, seed=1)
    add(5, seed=2)
    add(0, seed=3)
    found = direction_from_stars(library, "starter")
    # The means are (1/2, 1/2, 0) and (0, 0, 1); their difference has the length sqrt(3/2).
    assert found == FoundDirection(parse("0.408248*1 + 0.408248*2 - 0.816497*3"), 2, 1)


def test_a_latent_counts_instead_of_the_seed(library: Library, add: Add) -> None:
    add(3, seed=1, latent="0.6*7 + 0.8*8")
    add(0, seed=1, latent="")
    found = direction_from_stars(library, "starter")
    assert [seed for seed, _ in found.latent.terms] == [1, 7, 8]


def test_what_is_no_point_of_this_model_does_not_count(library: Library, add: Add) -> None:
    add(2, seed=1)
    add(0, seed=2)
    wanted = direction_from_stars(library, "starter")
    add(5, seed=3, model="another")
    add(5, seed=4, task="image-to-image")
    add(5, seed=5, text="a slogan")
    add(5, seed=6, latent="from elsewhere")
    add(0, seed=7, style_latent="8")
    assert direction_from_stars(library, "starter") == wanted


def test_the_newest_count_when_there_are_many(
    library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directions, "MOST_ASSETS", 2)
    for seed in range(4):
        add(1, seed=seed)
    add(0, seed=9)
    found = direction_from_stars(library, "starter")
    assert (found.starred, found.others) == (2, 1)
    assert [seed for seed, _ in found.latent.terms] == [2, 3, 9]


@pytest.mark.parametrize(("stars", "code"), [(0, "direction.starred"), (4, "direction.others")])
def test_stars_must_tell_some_from_others(library: Library, add: Add, stars: int, code: str) -> None:
    add(stars, seed=1)
    with pytest.raises(AigcError) as caught:
        direction_from_stars(library, "starter")
    assert caught.value.code == code
    assert caught.value.hint


def test_equal_means_give_no_direction(library: Library, add: Add) -> None:
    add(1, seed=1)
    add(0, seed=1)
    with pytest.raises(AigcError) as caught:
        direction_from_stars(library, "starter")
    assert caught.value.code == "latent.direction"


def test_it_moves_points_to_where_the_starred_are(library: Library, add: Add) -> None:
    for seed in range(6):
        add(int(seed < 3), seed=seed)
    direction = direction_from_stars(library, "starter").latent
    assert direction.length == pytest.approx(1, abs=1e-5)
    weights = dict(direction.terms)
    assert all((weights[seed] > 0) == (seed < 3) for seed in range(6))
