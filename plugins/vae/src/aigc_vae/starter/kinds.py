"""The fourteen kinds of marks. Each function draws its sizes from `rng`; its layers fill the unit disc.

`count` is what a mark of the kind has so many of: petals, rings, rays. It is drawn by the caller, so that a
kind and a count together name a group of marks that look alike.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from .geometry import (
    GROUND,
    Layer,
    Outline,
    arc,
    at,
    box,
    disc,
    ellipse,
    lens,
    mirrored,
    moved,
    polygon,
    turned,
)

Inks: TypeAlias = tuple[int, int, int]
Maker: TypeAlias = Callable[[Random, int, Inks], list[Layer]]


def rings(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Rings about a core."""
    core = rng.uniform(0.2, 0.34)
    step = (1 - core) / count
    width = step * rng.uniform(0.5, 0.66)
    circles = [core + step * (ring + 1) - width / 2 for ring in range(count)]
    lines = [Layer(arc(r, 0, 1), inks[(i + 1) % 3], width) for i, r in enumerate(circles)]
    return [*lines, Layer(disc(core), inks[0])]


def arcs(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Arcs like a signal's, above a dot."""
    reach, dot = rng.uniform(0.1, 0.17), rng.uniform(0.16, 0.22)
    step = 1.6 / (count + 0.5)
    width = step * rng.uniform(0.42, 0.56)
    lines = [
        Layer(moved(arc(step * (i + 1), -reach, reach), 0, 0.8), inks[(i + 1) % 3], width)
        for i in range(count)
    ]
    return [*lines, Layer(disc(dot, 0, 0.78), inks[0])]


def petals(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Leaves in a circle, every second one in the second ink where they can take turns."""
    width = rng.uniform(1.9, 2.7) / count
    leaf = lens(rng.uniform(0.0, 0.14), 1.0, width)
    every = 2 if count % 2 == 0 else 1
    leaves = [Layer(turned(leaf, i / count), inks[i % every]) for i in range(count)]
    core = rng.uniform(0.14, 0.24)
    return [*leaves, Layer(disc(core), inks[2])]


def chevrons(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Angles stacked upwards."""
    slope, width = rng.uniform(0.42, 0.7), rng.uniform(0.2, 0.28)
    step = (1.8 - slope) / count
    tops = [-0.9 + step * (i + 0.5) for i in range(count)]
    return [
        Layer(((-0.8, top + slope), (0.0, top), (0.8, top + slope)), inks[i % 3], width)
        for i, top in enumerate(tops)
    ]


def monogram(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """A letter of thick strokes: `count` chooses it."""
    width, half = rng.uniform(0.2, 0.32), rng.uniform(0.6, 0.78)
    strokes = _LETTERS[count]
    return [
        Layer(tuple((x * half, y * 0.8) for x, y in stroke), inks[i % 2], width)
        for i, stroke in reversed(list(enumerate(strokes)))
    ]


_LETTERS: tuple[tuple[Outline, ...], ...] = (
    (((-1, 1), (0, -1), (1, 1)), ((-0.45, 0.35), (0.45, 0.35))),
    (((-1, -1), (-1, 1)), ((-1, 0), (1, 0)), ((1, -1), (1, 1))),
    (((-1, 1), (-1, -1), (0, 0.3), (1, -1), (1, 1)),),
    (((-1, 1), (-1, -1)), ((-1, -1), (1, 1)), ((1, 1), (1, -1))),
    (((-1, -1), (1, -1)), ((0, -1), (0, 1))),
    (((-1, -1), (1, 1)), ((1, -1), (-1, 1))),
    (((-1, -1), (0, 0), (1, -1)), ((0, 0), (0, 1))),
    (((-1, -1), (1, -1), (-1, 1), (1, 1)),),
)


def steps(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Bars that rise to the right from one line."""
    low, pitch, width = _bar_sizes(rng, count)
    layers = []
    for i in range(count):
        height, x = 1.7 * (low + (1 - low) * i / (count - 1)), -0.9 + pitch * (i + 0.5)
        layers.append(Layer(box(x - width / 2, 0.85 - height, x + width / 2, 0.85), inks[i % 2]))
    return layers


def levels(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Bars about a level line, highest in the middle."""
    low, pitch, width = _bar_sizes(rng, count)
    middle = (count - 1) / 2
    layers = []
    for i in range(count):
        height = 1.7 * (1 - (1 - low) * abs(i - middle) / middle)
        x = -0.9 + pitch * (i + 0.5)
        layers.append(Layer(box(x - width / 2, -height / 2, x + width / 2, height / 2), inks[i % 2]))
    return layers


def _bar_sizes(rng: Random, count: int) -> tuple[float, float, float]:
    """The lowest bar as a share of the highest, the distance of neighbours, the width of a bar."""
    pitch = 1.8 / count
    return rng.uniform(0.3, 0.55), pitch, pitch * rng.uniform(0.55, 0.72)


def orbits(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Ellipses about a nucleus."""
    flat, width = rng.uniform(0.3, 0.42), rng.uniform(0.1, 0.15)
    path = ellipse(0.92, 0.92 * flat)
    first = 0.125 if count == 2 else 0.0
    closed = (*path, path[0])
    lines = [Layer(turned(closed, first + i / (2 * count)), inks[i % 2], width) for i in range(count)]
    return [*lines, Layer(disc(rng.uniform(0.15, 0.22)), inks[2])]


def dots(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """A square of dots that shrink or grow outwards."""
    step = 1.7 / count
    middle, far = rng.uniform(0.34, 0.46), rng.uniform(0.26, 0.46)
    half = (count - 1) / 2
    layers = []
    for row in range(count):
        for column in range(count):
            away = max(abs(row - half), abs(column - half)) / half
            radius = step * (middle + (far - middle) * away)
            place = (column - half) * step, (row - half) * step
            layers.append(Layer(disc(radius, *place), inks[0] if away > 0.5 else inks[1]))
    return layers


def links(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Discs that overlap; their common parts are cut out where no third ink tells them apart."""
    away = rng.uniform(0.36, 0.46)
    first = 0.25 if count == 2 else 0.125 if count == 4 else 0.0
    discs = [disc(1 - away, *at(first + i / count, away)) for i in range(count)]
    whole = [Layer(outline, inks[i % 2]) for i, outline in enumerate(discs)]
    pairs = [(i, (i + 1) % count) for i in range(count)] if count > 2 else [(0, 1)]
    common = GROUND if inks[2] in inks[:2] else inks[2]
    return [*whole, *(Layer(discs[i], common, within=discs[j]) for i, j in pairs)]


def burst(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Rays about a disc."""
    inner, core = rng.uniform(0.42, 0.52), rng.uniform(0.24, 0.36)
    width = min(0.24, 1.5 / count) * rng.uniform(0.8, 1.1)
    rays = [
        Layer((at(i / count, inner), at(i / count, 1 - width / 2)), inks[i % 2], width) for i in range(count)
    ]
    return [*rays, Layer(disc(core), inks[2])]


def nested(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Polygons within each other; of triangles and squares the second is turned by half a corner."""
    inner, smallest = rng.uniform(0.6, 0.72), rng.uniform(0.26, 0.36)
    flip = 0.5 / count if count < 5 else 0.0
    sizes = ((1.0, 0.0, inks[0]), (inner, flip, GROUND), (smallest, 0.0, inks[1]))
    return [Layer(polygon(count, radius, turn), ink) for radius, turn, ink in sizes]


def pinwheel(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Blades that all lean the same way."""
    lean = rng.uniform(0.3, 0.56) / count
    blade = (at(0, 0.06), at(-lean / 2, 0.62), at(0.02, 1.0), at(lean, 0.72))
    every = 2 if count % 2 == 0 else 3
    return [Layer(turned(blade, i / count), inks[i % every]) for i in range(count)]


def sprout(rng: Random, count: int, inks: Inks) -> list[Layer]:
    """Pairs of leaves on a stem."""
    width, spread = rng.uniform(0.3, 0.42), rng.uniform(0.13, 0.18)
    stem = Layer(((0.0, -0.2), (0.0, 0.9)), inks[2], 0.13)
    leaves = []
    for pair in range(count):
        root = 0.55 - 0.62 * pair
        leaf = moved(turned(lens(0.0, 0.85, width), spread), 0.0, root)
        leaves += [Layer(leaf, inks[pair % 2]), Layer(mirrored(leaf), inks[pair % 2])]
    top = moved(lens(0.0, 0.7, width), 0.0, -0.28)
    return [stem, *leaves, Layer(top, inks[count % 2])]


KINDS: dict[str, tuple[Maker, tuple[int, ...]]] = {
    "rings": (rings, (1, 2)),
    "arcs": (arcs, (2, 3)),
    "petals": (petals, (4, 5, 6, 8)),
    "chevrons": (chevrons, (2, 3)),
    "monogram": (monogram, tuple(range(len(_LETTERS)))),
    "steps": (steps, (3, 4)),
    "levels": (levels, (3, 5)),
    "orbits": (orbits, (2, 3)),
    "dots": (dots, (3, 4)),
    "links": (links, (2, 3, 4)),
    "burst": (burst, (6, 8)),
    "nested": (nested, (3, 4, 5, 6)),
    "pinwheel": (pinwheel, (3, 4, 6)),
    "sprout": (sprout, (1, 2)),
}
