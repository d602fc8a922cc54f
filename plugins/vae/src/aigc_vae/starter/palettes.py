"""The colours of the marks: sixteen palettes of a light and a dark ground and two inks that suit both.

The third ink is the other ground's colour: dark on the light ground, light on the dark one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """Colours as `#RRGGBB`."""

    light: str
    dark: str
    first: str
    second: str


PALETTES = (
    Palette("#FDF6EC", "#1B2A41", "#E4572E", "#F3A712"),
    Palette("#F4F7F5", "#0B3C49", "#13A89E", "#F6C445"),
    Palette("#FFF5F7", "#3A0F2E", "#E83F6F", "#FF9F6B"),
    Palette("#F5F7FF", "#1A1B4B", "#4B5DFF", "#9C7BFF"),
    Palette("#F3FAF0", "#12372A", "#2E9E5B", "#A8D65C"),
    Palette("#FFFBEA", "#2B2118", "#C8553D", "#E9B44C"),
    Palette("#F7F4FF", "#2A1244", "#8A3FFC", "#F46BCB"),
    Palette("#F0F9FF", "#07263D", "#1487D4", "#57C7E3"),
    Palette("#FAF7F2", "#22223B", "#C9504B", "#4A6FA5"),
    Palette("#F6F6F4", "#202124", "#E5383B", "#8D99AE"),
    Palette("#FFF9F0", "#103B3A", "#EE6C4D", "#2A9D8F"),
    Palette("#F2F6F9", "#14273A", "#2F6FDE", "#FF8A3D"),
    Palette("#FBF8F3", "#37231B", "#9C6644", "#D9A066"),
    Palette("#F4FBFA", "#0E3B43", "#00A896", "#7BD3B8"),
    Palette("#FFF6FB", "#31122B", "#C2458F", "#6C63FF"),
    Palette("#F8F9F2", "#25301B", "#6A8F3C", "#E2A72E"),
)


def colours(palette: Palette, is_dark: bool) -> tuple[Colour, ...]:
    """The ground and the three inks, as sRGB bytes."""
    ground, third = (palette.dark, palette.light) if is_dark else (palette.light, palette.dark)
    return tuple(_bytes(colour) for colour in (ground, palette.first, palette.second, third))


def _bytes(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
