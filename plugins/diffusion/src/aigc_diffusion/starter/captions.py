"""Captions of scenes, and the words that they use.

A caption says what the scene shows, never more. It may leave out the size, the style or the background, as
people do; the model then chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from . import words
from .draw import Icon, Scene
from .words import Words

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Detail:
    """How likely a caption names what may be left out, and how likely a synonym replaces the usual word."""

    size: float = 0.65
    style: float = 0.8
    ground: float = 0.95
    synonym: float = 0.3


FULL = Detail(size=1.0, style=1.0, ground=1.0, synonym=0.0)


def caption(scene: Scene, language: str, rng: Random, detail: Detail = Detail()) -> str:
    """One wording of what the scene shows, in English ("en") or Simplified Chinese ("zh")."""
    return _english(scene, rng, detail) if language == "en" else _chinese(scene, rng, detail)


@cache
def vocabulary() -> frozenset[str]:
    """Every word that a caption can contain: English ones in lower case, Chinese ones as written."""
    tables = [table for name, table in vars(words).items() if name.startswith(("EN_", "ZH_"))]
    return frozenset(word for table in tables for word in _words_of(table))


def _words_of(table: object) -> Iterator[str]:
    """The single words in a table of synonyms or templates; placeholders and punctuation are no words."""
    if isinstance(table, dict):
        table = tuple(table.values())
    if isinstance(table, str):
        yield from re.findall(r"\w+", re.sub(r"\{\w+\}", " ", table))
    elif isinstance(table, tuple):
        for entry in table:
            yield from _words_of(entry)


def _english(scene: Scene, rng: Random, detail: Detail) -> str:
    things = [_english_thing(icon, rng, detail, alone=len(scene.icons) == 1) for icon in scene.icons]
    thing = (
        things[0] if len(things) == 1 else rng.choice(words.EN_PAIRS).format(left=things[0], right=things[1])
    )
    ground = _pick(words.EN_COLOURS, scene.background, rng, detail)
    if scene.backdrop == "soft":
        ground = f"{rng.choice(words.EN_SOFT)} {ground}"
    text = rng.choice(_templates(words.EN_WITH_GROUND, words.EN_WITHOUT_GROUND, rng, detail))
    return re.sub(r"\ba (?=[aeiou])", "an ", text.format(thing=thing, ground=ground))


def _english_thing(icon: Icon, rng: Random, detail: Detail, alone: bool) -> str:
    style = [_pick(words.EN_STYLES, icon.style, rng, detail)] if rng.random() < detail.style else []
    size = [_pick(words.EN_SIZES, icon.size, rng, detail)] if alone and rng.random() < detail.size else []
    names = [
        _pick(words.EN_COLOURS, icon.colour, rng, detail),
        _pick(words.EN_SHAPES, icon.shape, rng, detail),
    ]
    return " ".join([*size, *style, *names])


def _chinese(scene: Scene, rng: Random, detail: Detail) -> str:
    things = [_chinese_thing(icon, rng, detail, alone=len(scene.icons) == 1) for icon in scene.icons]
    thing = (
        things[0] if len(things) == 1 else rng.choice(words.ZH_PAIRS).format(left=things[0], right=things[1])
    )
    ground = _pick(words.ZH_COLOURS, scene.background, rng, detail)
    if scene.backdrop == "soft":
        ground = f"{rng.choice(words.ZH_SOFT)}{ground}"
    text = rng.choice(_templates(words.ZH_WITH_GROUND, words.ZH_WITHOUT_GROUND, rng, detail))
    if len(scene.icons) == 1:
        text = text.replace("一个", rng.choice(words.ZH_COUNTS.get(scene.icons[0].shape, ("一个",))))
    return text.format(thing=thing, ground=ground).replace(" ", "")


def _chinese_thing(icon: Icon, rng: Random, detail: Detail, alone: bool) -> str:
    style = _pick(words.ZH_STYLES, icon.style, rng, detail) if rng.random() < detail.style else ""
    size = _pick(words.ZH_SIZES, icon.size, rng, detail) if alone and rng.random() < detail.size else ""
    colour, shape = (
        _pick(words.ZH_COLOURS, icon.colour, rng, detail),
        _pick(words.ZH_SHAPES, icon.shape, rng, detail),
    )
    return f"{size}{style}{colour}{rng.choice(('', '', '的'))}{shape}"


def _pick(table: Words, key: str, rng: Random, detail: Detail) -> str:
    first, *others = table[key]
    return rng.choice(others) if others and rng.random() < detail.synonym else first


def _templates(
    named: tuple[str, ...], unnamed: tuple[str, ...], rng: Random, detail: Detail
) -> tuple[str, ...]:
    return named if rng.random() < detail.ground else unnamed
