"""Materials that have grown, or were woven and worked: fabric, grass, leather, metal, paper, wood."""

from __future__ import annotations

import numpy as np

from .colours import Colour, blend, chosen, hsv, shaded, within
from .fields import Field, Random, blurred, cells, coordinates, fractal, lit, smooth


def fabric(layout: Random, random: Random, size: int) -> Colour:
    """A plain weave or a twill of two colours of thread, sometimes with bands."""
    count = int(layout.choice([16, 32]))
    x, y = coordinates(size)
    column, row = np.floor(x * count).astype(int), np.floor(y * count).astype(int)
    twill = layout.random() < 0.5
    over = ((column + row) % 4 < 2) if twill else ((column + row) % 2 == 0)
    across, down = np.sin(np.pi * (x * count % 1)), np.sin(np.pi * (y * count % 1))
    warp = within(random, (0, 360), (0.1, 0.85), (0.3, 0.95))
    weft = (
        shaded_colour(random, warp)
        if random.random() < 0.6
        else within(random, (0, 360), (0.0, 0.6), (0.3, 1.0))
    )
    bands = int(layout.choice([0, 0, 2, 4]))
    third = within(random, (0, 360), (0.0, 0.8), (0.2, 1.0))
    stripe_x, stripe_y = (np.floor(c * bands * 2) % 2 for c in (x, y)) if bands else (0 * x, 0 * y)
    first, second = blend(warp, third, 0.7 * stripe_x), blend(weft, third, 0.7 * stripe_y)
    threads = np.where(over[..., None], first, second)
    light = 0.45 * (np.where(over, across, down) - 0.75) + 0.05 * fractal(layout, size, 0.3)
    return shaded(threads, light)


def shaded_colour(random: Random, colour: Colour) -> Colour:
    """The same colour, somewhat darker or lighter."""
    return np.asarray(np.clip(colour * random.uniform(0.6, 0.95), 0, 1))


def grass(layout: Random, random: Random, size: int) -> Colour:
    """Blades that lean to either side, the upper ones lighter."""
    height: Field = np.full((size, size), -3.0)
    for layer in range(4):
        lean = layout.uniform(-0.5, 0.5)
        blades = _sheared(fractal(layout, size, 0.4, (0.7, 3.0), lowest=4, highest=19), lean)
        height = np.maximum(height - 0.35, blades + 0.1 * layer)
    hue = random.uniform(70, 125)
    dark = hsv(hue + 15, random.uniform(0.5, 0.8), random.uniform(0.15, 0.3))
    light = hsv(hue - 15, random.uniform(0.45, 0.75), random.uniform(0.6, 0.9))
    return shaded(blend(dark, light, smooth(-0.6, 2.2, height)), 0.12 * lit(height, 0.5))


def _sheared(field: Field, lean: float) -> Field:
    """Each row moved sideways, there and back within the height, so that the picture still repeats."""
    size = len(field)
    moves = (lean * size / 4 * np.sin(2 * np.pi * np.arange(size) / size)).astype(int)
    columns = (np.arange(size)[None, :] + moves[:, None]) % size
    return np.take_along_axis(field, columns, axis=1)


def leather(layout: Random, random: Random, size: int) -> Colour:
    """A grain of small irregular cells with creases between them."""
    count = int(layout.choice([12, 16, 20]))
    found = cells(layout, size, count, count, 0.9, 0.25 * fractal(layout, size, 1.5))
    grain = smooth(0.0, 0.3, found.border)
    wrinkles = np.exp(-np.abs(fractal(layout, size, 1.7)) / 0.12) * random.uniform(0.0, 0.5)
    height = grain - 0.6 * wrinkles
    base = chosen(
        random,
        [
            ((12, 32), (0.5, 0.8), (0.3, 0.65)),
            ((0, 360), (0.0, 0.15), (0.12, 0.25)),
            ((345, 365), (0.6, 0.85), (0.4, 0.6)),
            ((200, 230), (0.3, 0.6), (0.25, 0.45)),
            ((28, 40), (0.25, 0.45), (0.7, 0.9)),
        ],
    )
    return shaded(
        base, 0.3 * lit(height, 0.9) - 0.35 * (1 - grain) - 0.1 * wrinkles + 0.06 * fractal(layout, size, 1.5)
    )


def metal(layout: Random, random: Random, size: int) -> Colour:
    """Brushed metal: fine streaks and a soft sheen."""
    _, y = coordinates(size)
    streaks = fractal(layout, size, 0.35, (24.0, 1.0))
    scratches = np.clip(fractal(layout, size, 0.2, (10.0, 1.0)) - 2.0, 0, 2)
    sheen = np.sin(2 * np.pi * (int(layout.integers(1, 3)) * y + layout.random()))
    base = chosen(
        random,
        [
            ((200, 230), (0.0, 0.12), (0.5, 0.75)),
            ((38, 50), (0.4, 0.65), (0.7, 0.9)),
            ((14, 26), (0.4, 0.65), (0.65, 0.85)),
            ((200, 240), (0.05, 0.3), (0.2, 0.4)),
            ((0, 360), (0.3, 0.6), (0.4, 0.7)),
        ],
    )
    light = random.uniform(0.05, 0.1) * streaks + random.uniform(0.08, 0.2) * sheen + 0.12 * scratches
    return shaded(blend(base, base, y), light)


def paper(layout: Random, random: Random, size: int) -> Colour:
    """Crumpled paper: flat facets of two sizes that meet in sharp folds."""
    height = _folds(layout, size, int(layout.integers(3, 5))) + 0.5 * _folds(
        layout, size, int(layout.integers(6, 9))
    )
    base = chosen(
        random,
        [
            ((30, 60), (0.0, 0.1), (0.82, 0.95)),
            ((28, 40), (0.3, 0.45), (0.65, 0.8)),
            ((0, 360), (0.15, 0.45), (0.75, 0.95)),
        ],
    )
    light = random.uniform(0.3, 0.5) * blurred(lit(height, 0.09 * size), 0.5) - 0.06
    return shaded(base, light + 0.02 * fractal(layout, size, 0.3))


def _folds(layout: Random, size: int, count: int) -> Field:
    """Every cell a plane of its own slope."""
    found = cells(layout, size, count, count, 1.0)
    return np.asarray(found.nearest * layout.uniform(-1, 1, found.count)[found.number] / count)


def wood(layout: Random, random: Random, size: int) -> Colour:
    """Boards with growth rings, fine grain, and sometimes joints."""
    x, y = coordinates(size)
    boards = int(layout.choice([1, 2, 4]))
    board = np.floor(y * boards).astype(int)
    slow = fractal(layout, size, 2.2, (1.0, 0.6))
    moved = np.take_along_axis(slow, (np.arange(size)[None, :] + 37 * board) % size, axis=1)
    rings = int(layout.choice([8, 12, 16])) * y + layout.uniform(0.5, 1.1) * moved
    saw = rings % 1
    year = np.where(saw < 0.8, saw / 0.8, (1 - saw) / 0.2)
    grain = fractal(layout, size, 0.5, (14.0, 1.0))
    light, dark = _timber(random)
    tone = layout.standard_normal(boards)[board] * (boards > 1)
    joint = (
        1 - smooth(0.4, 1.6, (0.5 - np.abs(y * boards % 1 - 0.5)) * size / boards) if boards > 1 else 0 * x
    )
    body = blend(light, dark, np.clip(0.75 * year**1.5 + 0.12 * grain, 0, 1))
    return shaded(body, 0.05 * tone + 0.03 * grain - 0.6 * joint)


def _timber(random: Random) -> tuple[Colour, Colour]:
    """The light and the dark colour of a kind of timber."""
    light = chosen(
        random,
        [
            ((28, 38), (0.35, 0.55), (0.75, 0.92)),
            ((18, 28), (0.45, 0.65), (0.45, 0.65)),
            ((8, 18), (0.5, 0.7), (0.45, 0.65)),
            ((25, 45), (0.08, 0.2), (0.55, 0.75)),
        ],
    )
    return light, np.asarray(light * random.uniform(0.5, 0.75))
