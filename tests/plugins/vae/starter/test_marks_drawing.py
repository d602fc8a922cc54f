"""The marks that the starter learns from."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from aigc_vae.starter import dataset
from aigc_vae.starter.draw import Mark, draw
from aigc_vae.starter.kinds import KINDS
from aigc_vae.starter.palettes import PALETTES, colours
from PIL import ImageOps

GROUPS = [(kind, count) for kind, (_, counts) in KINDS.items() for count in counts]
LOPSIDED = {("pinwheel", count) for count in (3, 4, 6)} | {("steps", 3), ("steps", 4)}
LETTERS_WITHOUT_MIRROR = {("monogram", 3), ("monogram", 7)}


def _mark(kind: str, count: int, seed: int = 5, inks: tuple[int, int, int] = (3, 3, 3)) -> Mark:
    return Mark(kind=kind, count=count, seed=seed, size=0.75, palette=1, is_dark=False, inks=inks)


@pytest.mark.parametrize(("kind", "count"), GROUPS)
def test_every_group_draws_something_that_stays_in_the_picture(kind: str, count: int) -> None:
    pixels = np.asarray(draw(_mark(kind, count)), np.int16)
    ground = colours(PALETTES[1], is_dark=False)[0]
    inked = np.abs(pixels - ground).max(axis=2) > 16
    assert 0.03 < inked.mean() < 0.7
    border = np.concatenate(
        [inked[:2].ravel(), inked[-2:].ravel(), inked[:, :2].ravel(), inked[:, -2:].ravel()]
    )
    assert not border.any()


@pytest.mark.parametrize(("kind", "count"), sorted(set(GROUPS) - LOPSIDED - LETTERS_WITHOUT_MIRROR))
def test_marks_of_one_colour_look_alike_in_the_mirror(kind: str, count: int) -> None:
    drawn = draw(_mark(kind, count))
    difference = np.abs(np.asarray(drawn, np.int16) - np.asarray(ImageOps.mirror(drawn), np.int16))
    assert difference.mean() < 4  # the corners of outlines fall on whole pixels of the fine canvas


def test_a_mark_has_one_set_of_pixels_and_others_have_others() -> None:
    marks = dataset.marks(40, stream=7)
    assert dataset.marks(40, stream=7) == marks
    assert not set(marks) & set(dataset.marks(40, stream=8))
    drawn = {draw(mark).tobytes() for mark in marks}
    assert len(drawn) == 40
    assert drawn == {draw(mark).tobytes() for mark in marks}


def test_all_kinds_palettes_and_grounds_are_drawn() -> None:
    marks = dataset.marks(3000, stream=7)
    assert {(mark.kind, mark.count) for mark in marks} == set(GROUPS)
    assert {(mark.palette, mark.is_dark) for mark in marks} == {
        (palette, is_dark) for palette in range(len(PALETTES)) for is_dark in (False, True)
    }
    assert {len(set(mark.inks)) for mark in marks} == {1, 2, 3}


@pytest.mark.parametrize("inks", [(1, 1, 1), (2, 2, 2), (3, 3, 3)])
def test_a_common_part_stays_visible_in_one_colour(inks: tuple[int, int, int]) -> None:
    pixels = np.asarray(draw(_mark("links", 2, inks=inks)))
    assert tuple(pixels[32, 32]) == colours(PALETTES[1], is_dark=False)[0]


def test_the_proportions_depend_on_the_seed_alone() -> None:
    make, _ = KINDS["petals"]
    assert make(Random(3), 5, (1, 2, 3)) == make(Random(3), 5, (1, 2, 3))
    assert make(Random(3), 5, (1, 2, 3)) != make(Random(4), 5, (1, 2, 3))
