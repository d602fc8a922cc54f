"""What marks are built of: closed outlines and strokes, in units where the picture reaches from -1 to 1.

x points right, y points down, and angles are in turns (1 is the whole circle), 0 upwards and then clockwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[Point, ...]
GROUND = 0
_CURVE = 72


@dataclass(frozen=True)
class Layer:
    """A filled outline, or with a `width` a stroke with round ends.

    `ink` is 0 for the ground and 1 to 3 for the inks. With `within`, only what lies in that outline is
    painted.
    """

    outline: Outline
    ink: int
    width: float = 0.0
    within: Outline = ()


def at(turn: float, radius: float) -> Point:
    """The point at this angle and distance from the middle."""
    return radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn)


def ellipse(rx: float, ry: float, x: float = 0.0, y: float = 0.0) -> Outline:
    """An ellipse around (x, y)."""
    steps = (2 * pi * step / _CURVE for step in range(_CURVE))
    return tuple((x + rx * cos(angle), y + ry * sin(angle)) for angle in steps)


def disc(radius: float, x: float = 0.0, y: float = 0.0) -> Outline:
    """A circle around (x, y)."""
    return ellipse(radius, radius, x, y)


def polygon(corners: int, radius: float, turn: float = 0.0) -> Outline:
    """A regular polygon with a corner at `turn`."""
    return tuple(at(turn + corner / corners, radius) for corner in range(corners))


def box(left: float, top: float, right: float, bottom: float) -> Outline:
    """A rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def arc(radius: float, start: float, end: float) -> Outline:
    """An open line along a circle, from one angle to another."""
    return tuple(at(start + (end - start) * step / _CURVE, radius) for step in range(_CURVE + 1))


def lens(inner: float, outer: float, width: float) -> Outline:
    """A leaf that points up, from distance `inner` to `outer`, `width` wide at its middle."""
    along = [step / (_CURVE // 2) for step in range(_CURVE // 2 + 1)]
    right = [(width / 2 * sin(pi * t), -inner - (outer - inner) * t) for t in along]
    return tuple(right) + tuple((-x, y) for x, y in reversed(right))


def turned(outline: Outline, turn: float) -> Outline:
    """The outline, turned clockwise about the middle."""
    c, s = cos(2 * pi * turn), sin(2 * pi * turn)
    return tuple((c * x - s * y, s * x + c * y) for x, y in outline)


def moved(outline: Outline, dx: float, dy: float) -> Outline:
    """The outline, moved."""
    return tuple((x + dx, y + dy) for x, y in outline)


def mirrored(outline: Outline) -> Outline:
    """The outline as seen in a mirror at the vertical axis."""
    return tuple((-x, y) for x, y in outline)


def scaled(layer: Layer, factor: float) -> Layer:
    """The layer, larger or smaller about the middle."""
    outline, within = (
        tuple((factor * x, factor * y) for x, y in points) for points in (layer.outline, layer.within)
    )
    return replace(layer, outline=outline, width=layer.width * factor, within=within)
