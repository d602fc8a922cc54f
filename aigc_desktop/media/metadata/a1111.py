"""The dialect that every other tool reads: A1111's `parameters`, prompt lines and one line of settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import MAX_SEED
from aigc_desktop.media.metadata.clean import clean
from aigc_desktop.media.metadata.found import FoundSettings, Value
from aigc_desktop.media.metadata.samplers import sampler_of, scheduler_of

KEY = "parameters"

_NEGATIVE = "Negative prompt:"
_SHORT_HASH = 10
_MIN_SETTINGS = 3
_KEY_SHAPE = re.compile(r"\w[\w \-/]{0,63}")
_INTEGER = re.compile(r"[0-9]{1,16}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,15})?")
_SIZE = re.compile(r"([0-9]{1,6})x([0-9]{1,6})")
_NUMBERS = {
    "Steps": "steps",
    "CFG scale": "guidance_scale",
    "Clip skip": "clip_skip",
    "Denoising strength": "strength",
}
_WHOLE = frozenset({"steps", "clip_skip"})


def encode(recipe: Recipe, width: int, height: int) -> str:
    """`recipe` as A1111 would write it for a picture of `width` x `height`."""
    negative = str(recipe.request.parameters.get("negative_prompt", ""))
    lines = [
        recipe.prompt,
        f"{_NEGATIVE} {negative}" if negative else "",
        _settings_line(recipe, width, height),
    ]
    return "\n".join(line for line in lines if line).replace("\r\n", "\n")


def _settings_line(recipe: Recipe, width: int, height: int) -> str:
    given = recipe.request.parameters
    scheduler = recipe.facts.get("scheduler", given.get("scheduler"))
    settings = {
        "Steps": given.get("steps"),
        "Sampler": None if scheduler is None else sampler_of(str(scheduler)),
        "CFG scale": given.get("guidance_scale"),
        "Seed": recipe.seed,
        "Size": f"{width}x{height}",
        "Model hash": recipe.model_hash[:_SHORT_HASH] or None,
        "Model": recipe.model_name,
        "Clip skip": given.get("clip_skip") or None,
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
    body, settings = _split(text.replace("\r\n", "\n").strip())
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
    settings = dict(_pairs(last))
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
    """`key: value` pairs set apart by commas. A scanner, as a pattern could be made to run for hours."""
    position = 0
    while (colon := line.find(":", position)) >= 0:
        key = line[position:colon].rpartition(",")[2].strip()
        value, position = _value(line, colon + 1)
        if _KEY_SHAPE.fullmatch(key):
            yield key, value


def _value(line: str, start: int) -> tuple[str, int]:
    """The value that begins at `start`, and where the next pair begins."""
    while line[start : start + 1] == " ":
        start += 1
    if line[start : start + 1] == '"':
        quoted = _unquoted(line, start)
        if quoted is not None:
            return quoted
    comma = line.find(",", start)
    end = len(line) if comma < 0 else comma
    return line[start:end].strip(), end + 1


def _unquoted(line: str, start: int) -> tuple[str, int] | None:
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(line, start)
    except ValueError:
        return None
    return (value, end + 1) if line[end : end + 1] in ("", ",") else None


def _found(parameters: dict[str, Value], settings: dict[str, str]) -> FoundSettings:
    for key, name in _NUMBERS.items():
        number = _number(settings.get(key, ""), is_whole=name in _WHOLE)
        if number is not None:
            parameters[name] = number
            del settings[key]
    _take_size(parameters, settings)
    _take_scheduler(parameters, settings)
    return FoundSettings(
        dialect="a1111",
        seed=_take_seed(settings),
        parameters=parameters,
        model=clean(settings.pop("Model", "")),
        model_hash=clean(settings.pop("Model hash", "")),
        others={clean(key): clean(value) for key, value in settings.items()},
    )


def _number(text: str, *, is_whole: bool) -> int | float | None:
    if is_whole:
        return int(text) if _INTEGER.fullmatch(text) else None
    return float(text) if _DECIMAL.fullmatch(text) else None


def _take_size(parameters: dict[str, Value], settings: dict[str, str]) -> None:
    size = _SIZE.fullmatch(settings.get("Size", ""))
    if size:
        parameters["width"], parameters["height"] = int(size[1]), int(size[2])
        del settings["Size"]


def _take_scheduler(parameters: dict[str, Value], settings: dict[str, str]) -> None:
    scheduler = scheduler_of(settings.get("Sampler", ""), settings.get("Schedule type", ""))
    if scheduler:
        parameters["scheduler"] = scheduler
        settings.pop("Sampler")
        settings.pop("Schedule type", None)


def _take_seed(settings: dict[str, str]) -> int | None:
    seed = _number(settings.get("Seed", ""), is_whole=True)
    if seed is None or seed > MAX_SEED:
        return None
    del settings["Seed"]
    return int(seed)
