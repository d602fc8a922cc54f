"""Drawings and captions: the same scene gives the same pixels, and captions say what the scene shows."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from aigc_diffusion.starter import dataset, words
from aigc_diffusion.starter.captions import FULL, LANGUAGES, caption, vocabulary
from aigc_diffusion.starter.draw import COLOURS, STYLES, Icon, Scene, draw
from aigc_diffusion.starter.shapes import SHAPES
from aigc_diffusion.starter.verifier import background_present, foreground_present
from aigc_diffusion.vocabulary import unknown_words

RED_CIRCLE = Scene((Icon("circle", "red"),), "white")


def test_the_world_is_as_large_as_promised() -> None:
    assert len(SHAPES) >= 12
    assert len(COLOURS) >= 12
    assert len(STYLES) >= 4


def test_drawing_is_deterministic_and_anti_aliased() -> None:
    first, second = np.asarray(draw(RED_CIRCLE)), np.asarray(draw(RED_CIRCLE))
    assert first.shape == (64, 64, 3)
    assert np.array_equal(first, second)
    assert tuple(first[32, 32]) == COLOURS["red"]
    assert tuple(first[0, 0]) == COLOURS["white"]
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 2


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_stays_inside_the_unit_circle(shape: str) -> None:
    assert max(np.hypot(x, y) for contour in SHAPES[shape]() for x, y in contour) <= 1.3


def test_the_colour_checks_are_right_on_drawings() -> None:
    scenes = dataset.scenes(100, dataset.VERIFYING, want_held_out=None, pair_share=0.0)
    drawn = dataset.pixels(scenes, 64)
    assert background_present(drawn, scenes).float().mean() >= 0.99
    assert foreground_present(drawn, scenes).float().mean() >= 0.97
    others = [_recoloured(scene) for scene in scenes]
    assert background_present(drawn, others).float().mean() <= 0.01
    assert foreground_present(drawn, others).float().mean() <= 0.06


def _recoloured(scene: Scene) -> Scene:
    """The same scene in colours of which it shows none."""
    (icon,) = scene.icons
    first, second, *_ = [name for name in COLOURS if name not in (icon.colour, scene.background)]
    return Scene((replace(icon, colour=first),), second, scene.backdrop)


def test_a_full_caption_names_everything() -> None:
    for scene in dataset.scenes(100, dataset.TRAINING):
        english, chinese = (caption(scene, language, Random(1), FULL) for language in LANGUAGES)
        for icon in scene.icons:
            assert words.EN_COLOURS[icon.colour][0] in english
            assert words.EN_SHAPES[icon.shape][0] in english
            assert words.EN_STYLES[icon.style][0] in english
            assert words.ZH_COLOURS[icon.colour][0] in chinese
            assert words.ZH_SHAPES[icon.shape][0] in chinese
        assert words.EN_COLOURS[scene.background][0] in english
        assert words.ZH_COLOURS[scene.background][0] in chinese


def test_wordings_differ() -> None:
    for language in LANGUAGES:
        assert len({caption(RED_CIRCLE, language, Random(seed)) for seed in range(200)}) > 60


def test_captions_contain_known_words_only() -> None:
    rng = Random(2)
    for scene in dataset.scenes(500, dataset.TRAINING):
        for language in LANGUAGES:
            text = caption(scene, language, rng)
            assert unknown_words(text, vocabulary()) == (), text


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("a red circle on a white background", ()),
        ("A RED circle, on white!", ()),
        ("a red dragon on a photorealistic background", ("dragon", "photorealistic")),
        ("白色背景上的一个红色圆形", ()),
        ("白色背景上的一只恐龙", ("一只恐龙",)),
        ("飞翔的红色圆形", ("飞翔",)),
        ("red 恐龙 and dragon dragon", ("恐龙", "dragon")),
        ("", ()),
    ],
)
def test_unknown_words_are_named(prompt: str, unknown: tuple[str, ...]) -> None:
    assert unknown_words(prompt, vocabulary()) == unknown


def test_the_vocabulary_has_both_languages() -> None:
    assert {"red", "circle", "红色", "圆形", "background", "背景"} <= vocabulary()


def test_training_and_held_out_scenes_share_no_combination() -> None:
    def combinations(scenes: list[Scene]) -> set[tuple[str, str, str]]:
        return {(icon.shape, icon.colour, scene.background) for scene in scenes for icon in scene.icons}

    training = combinations(dataset.scenes(4000, dataset.TRAINING))
    held_out = combinations(dataset.scenes(1000, dataset.HELD_OUT, want_held_out=True, pair_share=0.0))
    assert not training & held_out
    assert {shape for shape, _, _ in held_out} == set(SHAPES)
    assert {colour for _, colour, _ in held_out} == set(COLOURS)
    assert {background for _, _, background in held_out} == set(COLOURS)
