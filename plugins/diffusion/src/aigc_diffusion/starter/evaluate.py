"""How often the model does as it is told, on prompts whose combinations it has never seen.

A picture counts as right for a colour when the colour is there, and for a shape when the verifier, which was
trained on drawn pictures only, sees that shape first. What the checks say of held-out drawings is reported
beside it: it is the most that a model could reach.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import torch
from torch import nn

from . import dataset
from .captions import LANGUAGES, Detail, caption
from .draw import Scene
from .sampling import Settings, pictures_of
from .untyped import Pipeline
from .verifier import background_present, foreground_present, recognised

NAMED = Detail(size=0.65, style=0.8, ground=1.0, synonym=0.3)


@dataclass(frozen=True)
class Figures:
    """Shares of pictures, from 0 to 1."""

    pictures: int
    background: float
    foreground: float
    both_colours: float
    shape: float
    all_right: float


def held_out_prompts(total: int, pair_share: float = 0.0) -> list[tuple[Scene, str, str]]:
    """Held-out scenes, each with its caption and that caption's language; the languages take turns."""
    scenes = dataset.scenes(total, dataset.HELD_OUT, want_held_out=True, pair_share=pair_share)
    rng = Random(f"icons-64 prompts {total} {pair_share}")
    languages = [LANGUAGES[index % len(LANGUAGES)] for index in range(total)]
    return [
        (scene, caption(scene, tongue, rng, NAMED), tongue)
        for scene, tongue in zip(scenes, languages, strict=True)
    ]


def figures_of(drawn: torch.Tensor, scenes: list[Scene], verifier: nn.Module) -> Figures:
    """Measure pictures (bytes, N x 3 x 64 x 64) against the scenes that they should show."""
    background, foreground = background_present(drawn, scenes), foreground_present(drawn, scenes)
    shape = recognised(verifier, drawn, scenes)
    checks = (background, foreground, background & foreground, shape, background & foreground & shape)
    return Figures(len(scenes), *(round(float(check.float().mean()), 4) for check in checks))


def evaluate(pipeline: Pipeline, verifier: nn.Module, total: int, settings: Settings) -> dict[str, object]:
    """Figures of generated pictures by language and style, of pairs, and of drawings of the same scenes."""
    asked = held_out_prompts(total)
    scenes = [scene for scene, _, _ in asked]
    started = time.perf_counter()
    made = pictures_of(pipeline, [text for _, text, _ in asked], settings)
    seconds = (time.perf_counter() - started) / total

    def part(keep: Callable[[int], bool]) -> Figures:
        chosen = [index for index in range(total) if keep(index)]
        return figures_of(made[chosen], [scenes[index] for index in chosen], verifier)

    return {
        "settings": settings,
        "all": part(lambda index: True),
        **{tongue: part(lambda index, tongue=tongue: asked[index][2] == tongue) for tongue in LANGUAGES},  # type: ignore[misc]
        **_by_style(scenes, part),
        "pairs": _pairs(pipeline, verifier, total // 5, settings),
        "drawings": figures_of(dataset.pixels(scenes, made.shape[-1]), scenes, verifier),
        "seconds a picture, batch of 50": round(seconds, 3),
        "seconds a picture, one at a time": round(_seconds_alone(pipeline, asked[0][1], settings), 3),
    }


def _by_style(scenes: list[Scene], part: Callable[[Callable[[int], bool]], Figures]) -> dict[str, Figures]:
    styles = [scene.icons[0].style for scene in scenes]
    return {style: part(lambda index, style=style: styles[index] == style) for style in sorted(set(styles))}  # type: ignore[misc]


def _pairs(pipeline: Pipeline, verifier: nn.Module, total: int, settings: Settings) -> Figures:
    asked = held_out_prompts(total, pair_share=1.0)
    made = pictures_of(pipeline, [text for _, text, _ in asked], settings)
    return figures_of(made, [scene for scene, _, _ in asked], verifier)


def _seconds_alone(pipeline: Pipeline, prompt: str, settings: Settings, repeats: int = 5) -> float:
    """The best of several runs: on a busy machine the others measure its neighbours."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        pictures_of(pipeline, [prompt], settings)
        times.append(time.perf_counter() - started)
    return min(times)
