"""A mark and how it is drawn. `draw` is deterministic: a mark has one set of pixels.

Which ink a part takes is decided by `inks`: (1, 1, 1) is a mark of one colour, (1, 2, 3) one of three.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw

from .geometry import Layer, Outline, scaled
from .kinds import KINDS, Inks
from .palettes import PALETTES, colours

SIZE = 64
SUPERSAMPLING = 4
_ONE, _TWO, _THREE = 0.3, 0.65, 1.0
_ORDERS: tuple[tuple[float, tuple[Inks, ...]], ...] = (
    (_ONE, ((1, 1, 1), (2, 2, 2), (3, 3, 3))),
    (_TWO, ((1, 2, 1), (1, 2, 2), (2, 1, 1), (1, 3, 3), (3, 1, 1))),
    (_THREE, ((1, 2, 3), (2, 1, 3), (3, 1, 2), (1, 3, 2))),
)


@dataclass(frozen=True)
class Mark:
    """One mark. `seed` decides its proportions; `size` is its half width as a share of the picture's."""

    kind: str
    count: int
    seed: int
    size: float
    palette: int
    is_dark: bool
    inks: Inks

    @property
    def group(self) -> str:
        """What marks that look alike have in common."""
        return f"{self.kind}-{self.count}"


def random_mark(rng: Random) -> Mark:
    """Any mark: kinds, counts, palettes and grounds are equally frequent."""
    kind = rng.choice(list(KINDS))
    share = rng.random()
    orders = next(orders for most, orders in _ORDERS if share <= most)
    return Mark(
        kind=kind,
        count=rng.choice(KINDS[kind][1]),
        seed=rng.getrandbits(32),
        size=rng.uniform(0.64, 0.8),
        palette=rng.randrange(len(PALETTES)),
        is_dark=rng.random() < 0.4,
        inks=rng.choice(orders),
    )


def draw(mark: Mark, size: int = SIZE) -> Image.Image:
    """The mark as an RGB picture of size x size pixels, anti-aliased by drawing it four times as large."""
    palette = colours(PALETTES[mark.palette], mark.is_dark)
    side = size * SUPERSAMPLING
    canvas = Image.new("RGB", (side, side), palette[0])
    make, _ = KINDS[mark.kind]
    for layer in make(Random(mark.seed), mark.count, mark.inks):
        canvas.paste(palette[layer.ink], (0, 0), _mask(scaled(layer, mark.size), side))
    return canvas.reduce(SUPERSAMPLING)


def _mask(layer: Layer, side: int) -> Image.Image:
    """Where the layer covers the canvas."""
    mask = Image.new("1", (side, side))
    pen, points = ImageDraw.Draw(mask), _pixels(layer.outline, side)
    if layer.width:
        _stroke(pen, points, layer.width * side / 2)
    else:
        pen.polygon(points, fill=1)
    if not layer.within:
        return mask
    area = Image.new("1", (side, side))
    ImageDraw.Draw(area).polygon(_pixels(layer.within, side), fill=1)
    return ImageChops.logical_and(mask, area)


def _stroke(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float) -> None:
    pen.line(points, fill=1, width=round(width))
    for x, y in points:
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=1)


def _pixels(outline: Outline, side: int) -> list[tuple[float, float]]:
    return [((x + 1) / 2 * side, (y + 1) / 2 * side) for x, y in outline]
