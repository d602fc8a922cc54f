"""A recipe as the lines that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.core.records import Asset

translate = QCoreApplication.translate
MOST_FRAMES = 1_000_000
MOST_KEYFRAMES = 12
LATENT_LENGTH = 40
SHOWN = frozenset({"prompt", "negative_prompt", "width", "height", "steps", "scheduler", "guidance_scale"})
"""Parameters that have a line of their own."""

PRECISIONS = {"float32": "fp32", "bfloat16": "bf16", "float16": "fp16"}


def recipe_rows(asset: Asset) -> list[tuple[str, str]]:
    """Names and values, in the order in which they are shown; nothing for an asset without a recipe."""
    if asset.recipe is None:
        return []
    return [(name, value) for name, value in _rows(asset, asset.recipe) if value]


def short_hash(model_hash: str) -> str:
    """A hash that fits beside a name."""
    return f"{model_hash[:4]}…{model_hash[-2:]}" if len(model_hash) > 8 else model_hash


def _rows(asset: Asset, recipe: Recipe) -> Iterator[tuple[str, str]]:
    parameters = recipe.request.parameters
    yield translate("RecipeRows", "Model"), f"{recipe.model_name}  {short_hash(recipe.model_hash)}".strip()
    yield translate("RecipeRows", "Prompt"), recipe.prompt
    yield translate("RecipeRows", "Without"), str(parameters.get("negative_prompt") or "")
    yield translate("RecipeRows", "Size"), f"{asset.width} × {asset.height}" if asset.width else ""
    yield translate("RecipeRows", "Seed"), f"{recipe.request.seeds[0]} + {recipe.index}"
    yield translate("RecipeRows", "Frames"), _frames(recipe)
    yield translate("RecipeRows", "Keyframes"), _keyframes(recipe)
    yield translate("RecipeRows", "Steps"), _steps(recipe)
    yield translate("RecipeRows", "Guidance"), str(parameters.get("guidance_scale", ""))
    yield from _others(parameters)
    yield translate("RecipeRows", "Runtime"), _runtime(recipe)
    yield translate("RecipeRows", "Time"), f"{recipe.duration_s:.1f} s" if recipe.duration_s else ""
    yield translate("RecipeRows", "Licence"), recipe.licence


def _others(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a generator takes beside that. A recipe has no titles, so the common names have theirs here."""
    titles = {
        "label": translate("RecipeRows", "Class"),
        "latent": translate("RecipeRows", "Latent"),
        "style_latent": translate("RecipeRows", "Style"),
        "truncation_psi": translate("RecipeRows", "Truncation"),
        "temperature": translate("RecipeRows", "Temperature"),
        "max_new_tokens": translate("RecipeRows", "Longest text"),
    }
    for name, value in parameters.items():
        if name not in SHOWN and value not in ("", False):
            yield titles.get(name, name.replace("_", " ").capitalize()), _short_value(value)


def _short_value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else _shortened(str(value))


def _frames(recipe: Recipe) -> str:
    frames, rate = recipe.facts.get("frames"), recipe.facts.get("frames_per_second")
    if not isinstance(frames, int) or not isinstance(rate, int | float):
        return ""  # a file from elsewhere may say anything
    if not (0 < frames <= MOST_FRAMES and 0 < rate <= MOST_FRAMES):
        return ""
    words = translate("RecipeRows", "{frames} · {rate} a second · {seconds} s")
    return words.format(frames=frames, rate=f"{rate:g}", seconds=f"{frames / rate:.1f}")


def _keyframes(recipe: Recipe) -> str:
    animation = recipe.request.animation
    if animation is None:
        return ""
    shown = [_shortened(keyframe) for keyframe in animation.keyframes[:MOST_KEYFRAMES]]
    more = ["…"] if len(animation.keyframes) > MOST_KEYFRAMES else []
    way = " → ".join(shown + more)
    return (
        translate("RecipeRows", "{way}, and back to the first").format(way=way)
        if animation.is_closed
        else way
    )


def _shortened(latent: str) -> str:
    return latent if len(latent) <= LATENT_LENGTH else f"{latent[: LATENT_LENGTH - 1]}…"


def _steps(recipe: Recipe) -> str:
    parameters = recipe.request.parameters
    scheduler = recipe.facts.get("scheduler") or parameters.get("scheduler") or ""
    return " · ".join(str(part) for part in (parameters.get("steps", ""), scheduler) if part)


def _runtime(recipe: Recipe) -> str:
    runtime = recipe.runtime
    version = ".".join(recipe.libraries.get(runtime.backend, "").split(".")[:2])
    precision = PRECISIONS.get(runtime.precision, runtime.precision)
    return f"{runtime.backend} {version}".strip() + f" · {runtime.device} {precision}"
