"""What a picture of the starter's world is, and how it is drawn.

A `Scene` is one or two `Icon`s on a background. `draw` is deterministic: a scene has one set of pixels.
Lengths are fractions of the picture's side, angles are degrees, colours are sRGB bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .shapes import SHAPES, Contour

COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (220, 38, 38),
    "orange": (249, 125, 22),
    "yellow": (250, 210, 30),
    "green": (22, 163, 74),
    "cyan": (30, 200, 225),
    "blue": (37, 85, 235),
    "purple": (130, 45, 200),
    "pink": (248, 120, 185),
    "brown": (125, 72, 35),
    "black": (20, 20, 22),
    "white": (255, 255, 255),
    "gray": (148, 152, 160),
}
STYLES = ("flat", "outlined", "striped", "gradient")
SIZES = {"small": 0.22, "medium": 0.31, "large": 0.40}
BACKDROPS = ("plain", "soft")
OUTLINE_WIDTH = 0.05
STRIPE_PERIOD = 0.19
SUPERSAMPLING = 4
Pixels: TypeAlias = NDArray[Any]


@dataclass(frozen=True)
class Icon:
    """One object: its shape and look, its centre (x, y) and its turn in degrees."""

    shape: str
    colour: str
    style: str = "flat"
    size: str = "medium"
    x: float = 0.5
    y: float = 0.5
    rotation: float = 0.0


@dataclass(frozen=True)
class Scene:
    """One or two icons on a background that is plain, or soft (it fades to a lighter or darker tone)."""

    icons: tuple[Icon, ...]
    background: str = "white"
    backdrop: str = "plain"


def draw(scene: Scene, size: int = 64) -> Image.Image:
    """The scene as an RGB picture of size x size pixels, anti-aliased by drawing it four times as large."""
    side = size * SUPERSAMPLING
    canvas = _background(scene, side)
    for icon in scene.icons:
        mask = _mask(icon, side)[..., None]
        canvas = np.where(mask, _paint(icon, side), canvas)
    # averaging blocks is the exact box filter, and needs no resampling library to be reproducible
    blocks = canvas.reshape(size, SUPERSAMPLING, size, SUPERSAMPLING, 3).mean(axis=(1, 3))
    return Image.fromarray((blocks + 0.5).astype(np.uint8))


def tone(colour: str, amount: float) -> tuple[float, float, float]:
    """The colour, lightened by `amount` (0 to 1); light colours are darkened instead, so that it shows."""
    rgb = COLOURS[colour]
    light = 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2] > 175
    target = 0 if light else 255
    red, green, blue = (channel + (target - channel) * amount * (0.6 if light else 1.0) for channel in rgb)
    return red, green, blue


def _background(scene: Scene, side: int) -> Pixels:
    start = np.array(COLOURS[scene.background], dtype=np.float32)
    end = np.array(tone(scene.background, 0.4 if scene.backdrop == "soft" else 0.0), dtype=np.float32)
    ramp = np.linspace(0, 1, side, dtype=np.float32)[:, None, None]
    return np.broadcast_to(start + (end - start) * ramp, (side, side, 3))


def _mask(icon: Icon, side: int) -> Pixels:
    """Where the icon covers the canvas: a boolean array of shape (side, side)."""
    image = Image.new("1", (side, side))
    pen = ImageDraw.Draw(image)
    for index, contour in enumerate(_placed(icon, side)):
        if icon.style == "outlined":
            pen.line([*contour, *contour[:2]], fill=1, width=round(OUTLINE_WIDTH * side), joint="curve")
        else:
            pen.polygon(contour, fill=1 - index % 2)
    return np.asarray(image)


def _placed(icon: Icon, side: int) -> list[Contour]:
    """The shape's contours in canvas pixels: turned, scaled and moved to the icon's place."""
    turn, scale = radians(icon.rotation), SIZES[icon.size] * side
    c, s = cos(turn) * scale, sin(turn) * scale
    x0, y0 = icon.x * side, icon.y * side
    return [
        [(x0 + c * x - s * y, y0 + s * x + c * y) for x, y in contour] for contour in SHAPES[icon.shape]()
    ]


def _paint(icon: Icon, side: int) -> Pixels:
    """The icon's colour at every point: an array that broadcasts to (side, side, 3)."""
    base = np.array(COLOURS[icon.colour], dtype=np.float32)
    if icon.style not in ("striped", "gradient"):
        return base
    other = np.array(tone(icon.colour, 0.55), dtype=np.float32)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    if icon.style == "gradient":
        share = np.clip((y - icon.y) / (2 * SIZES[icon.size]) + 0.5, 0, 1)
    else:
        share = (((x - icon.x + y - icon.y) / STRIPE_PERIOD + 0.25) % 1 >= 0.5).astype(np.float32)
    mixed: Pixels = base + (other - base) * share[..., None]
    return mixed
