"""Colours for textures: made in hue, saturation and value, blended along a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .fields import Field, Random

Colour: TypeAlias = NDArray[np.float64]
"""Red, green and blue from 0 to 1."""
Range: TypeAlias = tuple[float, float]


def hsv(hue: float, saturation: float, value: float) -> Colour:
    """The colour of a hue in degrees, a saturation and a value from 0 to 1."""
    sector = (np.array([5.0, 3.0, 1.0]) + hue / 60) % 6
    return np.asarray(value * (1 - saturation * np.clip(np.minimum(sector, 4 - sector), 0, 1)))


def within(random: Random, hue: Range, saturation: Range, value: Range) -> Colour:
    """A colour at random within limits."""
    return hsv(random.uniform(*hue) % 360, random.uniform(*saturation), random.uniform(*value))


def chosen(random: Random, choices: Sequence[tuple[Range, Range, Range]]) -> Colour:
    """A colour at random within one of several limits."""
    return within(random, *choices[int(random.integers(len(choices)))])


def blend(first: Colour, second: Colour, share: Field) -> Colour:
    """From the first colour to the second, as a picture (h, w, 3); colours may be pictures themselves."""
    return np.asarray(first + (second - first) * share[..., None])


def shaded(picture: Colour, light: Field) -> Colour:
    """The picture lighter where `light` is positive and darker where it is negative."""
    up, down = np.clip(light, 0, 1)[..., None], np.clip(-light, 0, 1)[..., None]
    return np.asarray(picture + (1 - picture) * up - picture * down)
