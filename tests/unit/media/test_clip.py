"""Animations are read back frame by frame, at the rate at which they were made."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.clip import Clip, read_clip
from aigc_desktop.media.sequence import timed, write_sequence

COLOURS = ("red", "red", "red", "gold", "teal", "teal")


def film(folder: Path, recipe: Recipe, colours: tuple[str, ...] = COLOURS, rate: float = 24.0) -> Clip:
    """An animation with a frame for each colour, written and looked at again."""
    files = [folder / f"{number}.png" for number in range(len(colours))]
    for colour, file in zip(colours, files, strict=True):
        Image.new("RGB", (16, 8), colour).save(file)
    recipe = timed(recipe, len(files), rate)
    write_sequence(files, rate, recipe, folder, "film")
    return read_clip(folder / "film.webp", recipe)


def shown(clip: Clip) -> list[str]:
    named = {Image.new("RGB", (1, 1), colour).tobytes(): colour for colour in COLOURS}
    return [named[picture.tobytes()[:3]] for picture in clip.pictures()]


@pytest.mark.parametrize("rate", [7.0, 24.0, 29.97, 120.0])
def test_equal_neighbours_are_stored_once_and_come_one_by_one(
    tmp_path: Path, recipe: Recipe, rate: float
) -> None:
    clip = film(tmp_path, recipe, rate=rate)
    with Image.open(clip.file) as image:
        assert getattr(image, "n_frames", 1) == 3
    assert (clip.frames, clip.frames_per_second, clip.width, clip.height) == (6, rate, 16, 8)
    assert tuple(shown(clip)) == COLOURS


def test_a_still_animation_has_all_its_frames(tmp_path: Path, recipe: Recipe) -> None:
    assert shown(film(tmp_path, recipe, ("red", "red", "red"))) == ["red"] * 3


def test_opaque_frames_have_no_alpha(tmp_path: Path, recipe: Recipe) -> None:
    assert {picture.mode for picture in film(tmp_path, recipe).pictures()} == {"RGB"}


def test_a_file_whose_recipe_says_nothing_is_measured(tmp_path: Path, recipe: Recipe) -> None:
    clip = film(tmp_path, recipe, ("red", "gold", "teal"), 10.0)
    assert read_clip(clip.file, None) == clip


@pytest.mark.parametrize(
    "facts",
    [
        {"frames": -1, "frames_per_second": 24.0},
        {"frames": "six", "frames_per_second": 24.0},
        {"frames": 6, "frames_per_second": 0},
        {"frames": 6, "frames_per_second": float("nan")},
        {"frames": 6},
    ],
)
def test_senseless_facts_are_not_believed(tmp_path: Path, recipe: Recipe, facts: dict[str, object]) -> None:
    clip = film(tmp_path, recipe, ("red", "gold"), 10.0)
    assert read_clip(clip.file, msgspec.structs.replace(recipe, facts=facts)) == clip


def test_a_recipe_that_claims_too_much_is_refused(tmp_path: Path, recipe: Recipe) -> None:
    clip = film(tmp_path, recipe)
    claims = timed(recipe, 10**9, 24.0)
    with pytest.raises(AigcError) as caught:
        read_clip(clip.file, claims)
    assert caught.value.code == "animation.too_large"


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, recipe: Recipe) -> None:
    clip = film(tmp_path, recipe)
    clip.file.write_bytes(clip.file.read_bytes()[:-40])
    with pytest.raises(AigcError) as caught:
        list(clip.pictures())
    assert caught.value.code == "image.unreadable"
