"""The outlines of the sixteen shapes, as closed contours around the origin.

A contour is a list of (x, y) points, x to the right and y down, inside a circle of radius one. A shape with a
hole (the ring) has two contours; a point is inside the shape when it is inside an odd number of them.
"""

from __future__ import annotations

from collections.abc import Callable
from math import acos, cos, pi, sin, sqrt

Contour = list[tuple[float, float]]


def _polar(radius: Callable[[float], float], points: int = 96) -> Contour:
    angles = [2 * pi * i / points - pi / 2 for i in range(points)]
    return [(radius(a) * cos(a), radius(a) * sin(a)) for a in angles]


def _regular(corners: int, start: float = -pi / 2) -> Contour:
    return [(cos(start + 2 * pi * i / corners), sin(start + 2 * pi * i / corners)) for i in range(corners)]


def _circle() -> list[Contour]:
    return [_polar(lambda _: 0.94)]


def _square() -> list[Contour]:
    return [[(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]]


def _triangle() -> list[Contour]:
    return [[(0.0, -0.95), (0.98, 0.78), (-0.98, 0.78)]]


def _diamond() -> list[Contour]:
    return [[(0.0, -1.0), (0.68, 0.0), (0.0, 1.0), (-0.68, 0.0)]]


def _hexagon() -> list[Contour]:
    return [_regular(6)]


def _star() -> list[Contour]:
    outer, inner = _regular(5), _regular(5, -pi / 2 + pi / 5)
    return [[point for o, (x, y) in zip(outer, inner, strict=True) for point in (o, (0.44 * x, 0.44 * y))]]


def _heart() -> list[Contour]:
    """The usual parametric heart curve, scaled into the unit circle."""
    turns = [2 * pi * i / 96 for i in range(96)]
    return [
        [
            (sin(t) ** 3 * 0.98, -(13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)) / 16.5 - 0.08)
            for t in turns
        ]
    ]


def _cross() -> list[Contour]:
    a, b = 0.32, 0.95
    return [
        [
            (-a, -b),
            (a, -b),
            (a, -a),
            (b, -a),
            (b, a),
            (a, a),
            (a, b),
            (-a, b),
            (-a, a),
            (-b, a),
            (-b, -a),
            (-a, -a),
        ]
    ]


def _ring() -> list[Contour]:
    return [_polar(lambda _: 0.96), _polar(lambda _: 0.52)]


def _moon() -> list[Contour]:
    """A crescent, open to the right: the unit circle less a circle of radius 0.8 around (0.5, 0)."""
    tip = (1 + 0.5**2 - 0.8**2) / (2 * 0.5)
    outer = _left_arc(0.0, 1.0, acos(tip))
    inner = _left_arc(0.5, 0.8, acos((tip - 0.5) / 0.8))
    return [[(x + 0.22, y) for x, y in outer + inner[::-1]]]


def _left_arc(centre: float, radius: float, opening: float, points: int = 64) -> Contour:
    """A circle around (centre, 0), less the part within `opening` radians of the direction to the right."""
    angles = [opening + (2 * pi - 2 * opening) * i / (points - 1) for i in range(points)]
    return [(centre + radius * cos(a), radius * sin(a)) for a in angles]


def _arrow() -> list[Contour]:
    return [[(-0.95, -0.3), (0.1, -0.3), (0.1, -0.8), (0.98, 0.0), (0.1, 0.8), (0.1, 0.3), (-0.95, 0.3)]]


def _drop() -> list[Contour]:
    turns = [2 * pi * i / 96 for i in range(96)]
    return [[(0.72 * sin(t) * sin(t / 2) ** 1.6, -0.98 * cos(t)) for t in turns]]


def _flower() -> list[Contour]:
    return [_polar(lambda a: 0.62 + 0.36 * abs(cos(2.5 * (a + pi / 2))))]


def _cloud() -> list[Contour]:
    """The union of five discs, seen from the origin (the union is star-shaped around it)."""
    discs = [
        (-0.52, 0.2, 0.42),
        (-0.1, -0.18, 0.52),
        (0.42, -0.02, 0.42),
        (0.55, 0.25, 0.38),
        (0.0, 0.28, 0.35),
    ]
    return [_polar(lambda a: max(_exit(a, *disc) for disc in discs), 128)]


def _exit(angle: float, x: float, y: float, radius: float) -> float:
    """How far a ray from the origin runs until it leaves the disc; 0 where it misses the disc."""
    along, across = x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)
    return along + sqrt(radius**2 - across**2) if abs(across) < radius else 0.0


def _lightning() -> list[Contour]:
    return [
        [(0.12, -1.0), (-0.68, 0.2), (-0.12, 0.2), (-0.32, 1.0), (0.68, -0.28), (0.12, -0.28), (0.55, -1.0)]
    ]


def _house() -> list[Contour]:
    return [
        [(0.0, -0.95), (0.98, -0.05), (0.7, -0.05), (0.7, 0.85), (-0.7, 0.85), (-0.7, -0.05), (-0.98, -0.05)]
    ]


SHAPES: dict[str, Callable[[], list[Contour]]] = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "diamond": _diamond,
    "hexagon": _hexagon,
    "star": _star,
    "heart": _heart,
    "cross": _cross,
    "ring": _ring,
    "moon": _moon,
    "arrow": _arrow,
    "drop": _drop,
    "flower": _flower,
    "cloud": _cloud,
    "lightning": _lightning,
    "house": _house,
}
