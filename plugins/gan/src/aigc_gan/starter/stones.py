"""Brick, marble, sand, stone, terrazzo, tiles: each gives a picture (h, w, 3), from 0 to 1."""

from __future__ import annotations

import numpy as np

from .colours import Colour, blend, chosen, hsv, shaded, within
from .fields import Random, cells, coordinates, fractal, lit, smooth


def brick(layout: Random, random: Random, size: int) -> Colour:
    """Courses of bricks in running bond, each brick in a tone of its own."""
    rows = int(layout.choice([4, 8]))
    columns = rows // 2
    x, y = coordinates(size)
    row = np.floor(y * rows).astype(int)
    u = x * columns + 0.5 * (row % 2)
    column = np.floor(u).astype(int) % columns
    mortar = layout.uniform(0.05, 0.1)
    across, down = np.abs(u % 1 - 0.5), np.abs(y * rows % 1 - 0.5)
    depth = np.minimum((0.5 - across) * 2, 0.5 - down) + 0.02 * fractal(layout, size, 1.0)
    body = smooth(mortar - 0.04, mortar + 0.04, depth)
    tone = layout.standard_normal((rows, columns))[row, column]
    base = chosen(
        random,
        [
            ((5, 22), (0.5, 0.8), (0.5, 0.8)),
            ((20, 40), (0.15, 0.4), (0.55, 0.85)),
            ((0, 360), (0.0, 0.1), (0.3, 0.9)),
        ],
    )
    joint = within(random, (20, 50), (0.0, 0.15), (0.25, 0.85))
    light = 0.13 * tone + 0.06 * fractal(layout, size, 0.4) + 0.5 * lit(body, 0.6) - 0.15 * (1 - body)
    return shaded(blend(joint, base, body), light)


def marble(layout: Random, random: Random, size: int) -> Colour:
    """Veins along the folds of a warped field, on a cloudy ground."""
    x, y = coordinates(size)
    along = layout.integers(-2, 3), layout.integers(1, 3)
    warp = fractal(layout, size, 1.9)
    wave = np.abs(np.sin(np.pi * 2 * (along[0] * x + along[1] * y) / 1 + layout.uniform(1.2, 2.4) * warp))
    veins = np.exp(-wave / layout.uniform(0.06, 0.16))
    fine = np.exp(-np.abs(fractal(layout, size, 1.8)) / 0.06) * random.uniform(0.2, 0.6)
    ground = chosen(
        random,
        [
            ((30, 60), (0.0, 0.12), (0.85, 0.98)),
            ((140, 175), (0.3, 0.6), (0.2, 0.4)),
            ((200, 260), (0.0, 0.25), (0.1, 0.25)),
            ((0, 25), (0.15, 0.4), (0.7, 0.9)),
        ],
    )
    vein = hsv(
        random.uniform(0, 60),
        random.uniform(0, 0.5),
        0.9 if ground.mean() < 0.5 else random.uniform(0.25, 0.5),
    )
    cloud = 0.10 * fractal(layout, size, 2.0)
    return shaded(blend(ground, vein, np.clip(veins + fine, 0, 1) * random.uniform(0.6, 0.9)), cloud)


def sand(layout: Random, random: Random, size: int) -> Colour:
    """Ripples that the wind has left, and grains."""
    _, y = coordinates(size)
    count = int(layout.choice([4, 6, 8]))
    warp = fractal(layout, size, 2.3, (1.0, 2.0))
    ripples = np.sin(2 * np.pi * (count * y) + layout.uniform(0.8, 1.6) * warp)
    ripples = np.where(ripples > 0, ripples, 0.6 * ripples)
    base = chosen(
        random,
        [
            ((30, 45), (0.3, 0.5), (0.75, 0.95)),
            ((15, 28), (0.5, 0.7), (0.65, 0.85)),
            ((30, 60), (0.05, 0.15), (0.85, 0.98)),
            ((0, 60), (0.0, 0.1), (0.25, 0.4)),
        ],
    )
    light = 0.22 * ripples + 0.09 * random.standard_normal((size, size)) + 0.03 * fractal(layout, size, 1.5)
    return shaded(blend(base, base, ripples), light)


def stone(layout: Random, random: Random, size: int) -> Colour:
    """Rounded stones, each in a tone of its own, and dark gaps."""
    count = int(layout.choice([4, 6, 8]))
    found = cells(layout, size, count, count, 0.75, 0.08 * fractal(layout, size, 1.6))
    gap = layout.uniform(0.05, 0.1)
    body = smooth(gap - 0.03, gap + 0.05, found.border)
    dome = np.minimum(found.border, 0.4)
    tone = layout.standard_normal(found.count)[found.number]
    warm = (0.5 + 0.35 * layout.standard_normal(found.count))[found.number]
    cold = chosen(random, [((200, 240), (0.02, 0.2), (0.4, 0.7)), ((60, 120), (0.05, 0.2), (0.4, 0.65))])
    other = chosen(random, [((20, 45), (0.1, 0.35), (0.5, 0.8)), ((0, 20), (0.1, 0.3), (0.45, 0.7))])
    gaps = within(random, (20, 90), (0.1, 0.4), (0.1, 0.3))
    light = 0.1 * tone + 0.07 * fractal(layout, size, 0.7) + 0.55 * lit(dome, 5.0)
    return blend(gaps, shaded(blend(cold, other, np.clip(warm, 0, 1)), light), body)


def terrazzo(layout: Random, random: Random, size: int) -> Colour:
    """Chips of several stones and sizes, cut flat, in a plain ground."""
    ground = chosen(
        random,
        [
            ((20, 60), (0.0, 0.12), (0.86, 0.98)),
            ((0, 360), (0.1, 0.3), (0.75, 0.95)),
            ((180, 260), (0.0, 0.2), (0.18, 0.35)),
        ],
    )
    picture: Colour = blend(ground, ground, np.zeros((size, size)))
    hue = random.uniform(0, 360)
    palette = [
        within(random, (hue - 30 + 120 * k, hue + 30 + 120 * k), (0.1, 0.55), (0.3, 0.9)) for k in range(3)
    ]
    palette.append(hsv(30, 0.05, 0.95 if ground.mean() < 0.6 else 0.25))
    for count, share in ((16, 0.35), (int(layout.choice([6, 8])), layout.uniform(0.4, 0.75))):
        found = cells(layout, size, count, count, 0.9)
        reach = layout.uniform(0.06, 0.2, found.count)[found.number]
        there = (layout.random(found.count) < share)[found.number]
        chip = smooth(-0.5, 0.5, (found.border - reach) * size / count) * there
        colour = np.array(palette)[layout.integers(len(palette), size=found.count)][found.number]
        picture = blend(picture, colour, chip)
    return shaded(picture, 0.025 * fractal(layout, size, 0.2))


def tiles(layout: Random, random: Random, size: int) -> Colour:
    """Glazed square tiles with bevelled edges, plain or in a chequered pattern."""
    count = int(layout.choice([2, 4, 8]))
    x, y = coordinates(size)
    column, row = np.floor(x * count).astype(int), np.floor(y * count).astype(int)
    depth = (0.5 - np.maximum(np.abs(x * count % 1 - 0.5), np.abs(y * count % 1 - 0.5))) * size / count
    width = layout.uniform(1.0, 2.0)
    body, bevel = smooth(width - 0.8, width + 0.8, depth), smooth(width, width + 4.0, depth)
    first = within(random, (0, 360), (0.2, 0.8), (0.35, 0.95))
    second = first if layout.random() < 0.5 else within(random, (0, 360), (0.0, 0.6), (0.7, 1.0))
    grout = within(random, (20, 60), (0.0, 0.1), (0.3, 0.95))
    tone = layout.standard_normal((count, count))[row, column]
    light = 0.06 * tone + 0.45 * lit(bevel, 1.2) + 0.05 * fractal(layout, size, 2.0)
    glaze = blend(first, second, ((row + column) % 2).astype(float))
    return blend(grout, shaded(glaze, light), body)
