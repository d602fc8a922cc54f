"""The dialect that every other tool reads: A1111's `parameters`, prompt lines and one line of settings."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from itertools import islice

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import MAX_SEED
from aigc_desktop.media.metadata.clean import clean
from aigc_desktop.media.metadata.found import FoundSettings, Value
from aigc_desktop.media.metadata.samplers import sampler_of, scheduler_of

log = logging.getLogger(__name__)

KEY = "parameters"

_NEGATIVE = "Negative prompt:"
_SHORT_HASH = 10
_CLIP_SKIP_NONE = 1
"""A1111 counts the layer at which it stops, from 1; we count the layers that are left out."""
_MIN_SETTINGS = 3
_MAX_SETTINGS = 256
_KEY = re.compile(r"\w[\w \-/]{0,63}")
_QUOTED = re.compile(r' *("(?:[^"\\]|\\.)*") *(?:,|$)')
_INTEGER = re.compile(r"[0-9]{1,16}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,15})?")
_SIZE = re.compile(r"([0-9]{1,6})x([0-9]{1,6})")
_INTEGERS = {"Steps": "steps", "Clip skip": "clip_skip"}
_DECIMALS = {"CFG scale": "guidance_scale", "Denoising strength": "strength"}


def encode(recipe: Recipe, width: int, height: int) -> str:
    """`recipe` as A1111 would write it for a picture of `width` x `height`."""
    negative = str(recipe.request.parameters.get("negative_prompt") or "")
    lines = [
        recipe.prompt,
        f"{_NEGATIVE} {negative}" if negative else "",
        _settings_line(recipe, width, height),
    ]
    return "\n".join(line for line in lines if line)


def _settings_line(recipe: Recipe, width: int, height: int) -> str:
    given = recipe.request.parameters
    skipped = given.get("clip_skip")
    settings = {
        "Steps": given.get("steps"),
        "Sampler": sampler_of(given.get("scheduler")),
        "CFG scale": given.get("guidance_scale"),
        "Seed": recipe.seed,
        "Size": f"{width}x{height}",
        "Model hash": recipe.model_hash[:_SHORT_HASH] or None,
        "Model": recipe.model_name,
        "Clip skip": skipped + _CLIP_SKIP_NONE if skipped and isinstance(skipped, int) else None,
        "Denoising strength": given.get("strength"),
        "Version": f"AIGC Desktop {recipe.app_version}",
    }
    return ", ".join(f"{key}: {_quoted(value)}" for key, value in settings.items() if value is not None)


def _quoted(value: object) -> str:
    text = str(value).removesuffix(".0") if isinstance(value, float) else str(value)
    is_plain = text and text == text.strip() and not set(text) & set(',:\n"')
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def read(text: str) -> FoundSettings | None:
    """The settings in the text `parameters`, or None where it holds nothing."""
    body, settings = _split(text.strip())
    prompt, negative = _prompts(body)
    parameters: dict[str, Value] = {}
    if prompt:
        parameters["prompt"] = clean(prompt)
    if negative:
        parameters["negative_prompt"] = clean(negative)
    if not parameters and not settings:
        return None
    return _found(parameters, settings)


def _split(text: str) -> tuple[list[str], dict[str, str]]:
    """The lines of the prompts, and the settings in the last line if that is what it is."""
    *body, last = text.split("\n")
    settings = dict(islice(_pairs(last), _MAX_SETTINGS))
    if len(settings) < _MIN_SETTINGS:
        return [*body, last], {}
    return body, settings


def _prompts(lines: list[str]) -> tuple[str, str]:
    for number, line in enumerate(lines):
        if line.lstrip().startswith(_NEGATIVE):
            first = line.lstrip().removeprefix(_NEGATIVE)
            negative = "\n".join([first, *lines[number + 1 :]])
            return "\n".join(lines[:number]).strip(), negative.strip()
    return "\n".join(lines).strip(), ""


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """`key: value` pairs set apart by commas. One pattern for all of it could be made to run for hours."""
    position = 0
    while (colon := line.find(":", position)) >= 0:
        key = line[position:colon].rpartition(",")[2].strip()
        value, position = _value(line, colon + 1)
        if _KEY.fullmatch(key):
            yield key, value


def _value(line: str, start: int) -> tuple[str, int]:
    """The value that begins at `start`, and where the next pair begins."""
    quoted = _QUOTED.match(line, start)
    if quoted:
        try:
            return str(json.loads(quoted[1], strict=False)), quoted.end()
        except ValueError:
            log.info("a quoted value is no JSON: %.80s", quoted[1])
    comma = line.find(",", start)
    end = len(line) if comma < 0 else comma
    return line[start:end].strip(), end + 1


def _found(parameters: dict[str, Value], settings: dict[str, str]) -> FoundSettings:
    """Our words for what stands in `settings`; what is taken is taken out, the rest are the others."""
    _take_numbers(parameters, settings)
    _take_size(parameters, settings)
    _take_scheduler(parameters, settings)
    return FoundSettings(
        dialect="a1111",
        parameters=parameters,
        seed=_take_seed(settings),
        model=clean(settings.pop("Model", "")),
        model_hash=clean(settings.pop("Model hash", "")),
        others={clean(key): clean(value) for key, value in settings.items()},
    )


def _take_numbers(parameters: dict[str, Value], settings: dict[str, str]) -> None:
    for key, name in _INTEGERS.items():
        if _INTEGER.fullmatch(settings.get(key, "")):
            parameters[name] = int(settings.pop(key))
    for key, name in _DECIMALS.items():
        if _DECIMAL.fullmatch(settings.get(key, "")):
            parameters[name] = float(settings.pop(key))
    if "clip_skip" in parameters:
        parameters["clip_skip"] = max(0, int(parameters["clip_skip"]) - _CLIP_SKIP_NONE)


def _take_size(parameters: dict[str, Value], settings: dict[str, str]) -> None:
    size = _SIZE.fullmatch(settings.get("Size", ""))
    if size:
        parameters["width"], parameters["height"] = int(size[1]), int(size[2])
        del settings["Size"]


def _take_scheduler(parameters: dict[str, Value], settings: dict[str, str]) -> None:
    scheduler = scheduler_of(settings.get("Sampler", ""), settings.get("Schedule type", ""))
    if scheduler:
        parameters["scheduler"] = scheduler
        del settings["Sampler"]
        settings.pop("Schedule type", None)


def _take_seed(settings: dict[str, str]) -> int | None:
    text = settings.get("Seed", "")
    if not _INTEGER.fullmatch(text) or int(text) > MAX_SEED:
        return None
    return int(settings.pop("Seed"))
