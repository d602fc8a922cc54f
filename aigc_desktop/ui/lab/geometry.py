"""The map of seeds: where points lie, what they are, and which tiles are to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor, log2

from aigc_desktop.api.latents import Latent, of_seed, slerp

TILE = 96.0
"""About how large a tile is, in pixels: from this to twice this less one step of zooming."""

FARTHEST = 10_000
_SEEDS = 2**32
_SMALLEST_SCALE, _LARGEST_SCALE = TILE / 2**6, TILE * 2**7
_ZOOM_STEP = 2**0.25


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map: its number in steps of its level, and where it is painted."""

    level: int
    column: int
    row: int
    x: float
    y: float
    side: float

    @property
    def point(self) -> tuple[float, float]:
        """Its middle on the map."""
        return self.column * 2.0**-self.level, self.row * 2.0**-self.level


@dataclass(frozen=True, slots=True)
class MapView:
    """Which part of the map is seen: the point in the middle, and how many pixels a unit takes."""

    x: float = 0.0
    y: float = 0.0
    scale: float = TILE * 1.25

    @property
    def level(self) -> int:
        """How often the unit is halved so that tiles have a good size; negative where it is doubled."""
        return floor(log2(self.scale / TILE) + 1e-9)

    def panned(self, dx: float, dy: float) -> MapView:
        """The view after the map was dragged by so many pixels."""
        return self.moved_to(self.x - dx / self.scale, self.y - dy / self.scale)

    def moved_to(self, x: float, y: float) -> MapView:
        """The view with another point in the middle."""
        return replace(self, x=_bounded(x), y=_bounded(y))

    def zoomed(self, steps: float, dx: float = 0.0, dy: float = 0.0) -> MapView:
        """Nearer by so many steps; the point `dx`, `dy` pixels from the middle stays where it is."""
        scale = min(max(self.scale * _ZOOM_STEP**steps, _SMALLEST_SCALE), _LARGEST_SCALE)
        x = self.x + dx / self.scale - dx / scale
        y = self.y + dy / self.scale - dy / scale
        return MapView(_bounded(x), _bounded(y), scale)

    def at(self, dx: float, dy: float) -> tuple[float, float]:
        """The point `dx`, `dy` pixels from the middle."""
        return self.x + dx / self.scale, self.y + dy / self.scale

    def tiles(self, width: float, height: float) -> Iterator[Tile]:
        """The tiles that a picture of this size shows, those nearest to the middle first."""
        step = 2.0**-self.level
        side = step * self.scale
        columns = _span(self.x, width / self.scale, step)
        rows = _span(self.y, height / self.scale, step)
        places = [(column, row) for row in rows for column in columns]
        places.sort(key=lambda p: (p[0] * step - self.x) ** 2 + (p[1] * step - self.y) ** 2)
        for column, row in places:
            left = (column * step - self.x) * self.scale + (width - side) / 2
            top = (row * step - self.y) * self.scale + (height - side) / 2
            yield Tile(self.level, column, row, left, top, side)


def point(x: float, y: float, middle: Latent, base: int) -> Latent:
    """What lies at a point of the map: a seed at every whole number, arcs between them.

    `middle` lies at 0, 0; `base` is the seed from which the others are counted.
    """
    left, top = floor(x), floor(y)
    above = _between(left, top, x - left, middle, base)
    return above if y == top else slerp(above, _between(left, top + 1, x - left, middle, base), y - top)


def seed_at(column: int, row: int, base: int) -> int:
    """The seed at a crossing: each crossing has another, the same for ever (Szudzik's pairing, 2006)."""
    a, b = _folded(column), _folded(row)
    number = a * a + a + b if a >= b else b * b + a
    return (base + number) % _SEEDS


def _between(left: int, row: int, share: float, middle: Latent, base: int) -> Latent:
    first = _crossing(left, row, middle, base)
    return slerp(first, _crossing(left + 1, row, middle, base), share) if share else first


def _crossing(column: int, row: int, middle: Latent, base: int) -> Latent:
    return middle if column == row == 0 else of_seed(seed_at(column, row, base))


def _folded(number: int) -> int:
    """0, -1, 1, -2, 2 ... as 0, 1, 2, 3, 4 ..."""
    return 2 * number if number >= 0 else -2 * number - 1


def _span(centre: float, length: float, step: float) -> range:
    return range(ceil((centre - length / 2) / step - 0.5), floor((centre + length / 2) / step + 0.5) + 1)


def _bounded(place: float) -> float:
    return min(max(place, -FARTHEST), FARTHEST)
