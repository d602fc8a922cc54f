"""A contact sheet: pictures in a grid, each with its label, on one page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from PIL import Image, ImageDraw, ImageFont

from aigc_desktop.media.decode import open_image
from aigc_desktop.media.encode import save_png

CELL = 192
GAP = 16
LABEL = 36
INK, PAPER = (60, 60, 66), (250, 250, 251)
FONTS = (
    "NotoSansCJK-Regular.ttc",
    "msyh.ttc",
    "PingFang.ttc",
    "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf",
)
"""Fonts that know Chinese, by the names under which systems have them."""

Font: TypeAlias = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Entry(NamedTuple):
    """A picture of the sheet."""

    file: Path
    label: str


def write_contact_sheet(path: Path, entries: Sequence[Entry]) -> None:
    """Write the sheet as PNG. Raises AigcError when a picture cannot be read or the file not written."""
    save_png(contact_sheet(entries), path, {})


def contact_sheet(entries: Sequence[Entry]) -> Image.Image:
    """The sheet as a picture, about as wide as it is high. Small pictures are enlarged by whole factors."""
    columns = max(math.ceil(math.sqrt(len(entries))), 1)
    rows = max(math.ceil(len(entries) / columns), 1)
    size = (columns * (CELL + GAP) + GAP, rows * (CELL + LABEL + GAP) + GAP)
    sheet = Image.new("RGB", size, PAPER)
    font = _font(12)
    for place, entry in enumerate(entries):
        row, column = divmod(place, columns)
        corner = (GAP + column * (CELL + GAP), GAP + row * (CELL + LABEL + GAP))
        _place(sheet, corner, entry, font)
    return sheet


def _place(sheet: Image.Image, corner: tuple[int, int], entry: Entry, font: Font) -> None:
    picture = _fitted(open_image(entry.file))
    left, top = corner[0] + (CELL - picture.width) // 2, corner[1] + (CELL - picture.height) // 2
    sheet.paste(picture, (left, top), picture if picture.mode == "RGBA" else None)
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(_wrapped(entry.label, draw, font)[:2]):
        draw.text((corner[0], corner[1] + CELL + 4 + number * 15), line, fill=INK, font=font)


def _fitted(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest > CELL:
        picture.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
        return picture
    factor = CELL // longest
    enlarged = (picture.width * factor, picture.height * factor)
    return picture.resize(enlarged, Image.Resampling.NEAREST)


def _wrapped(text: str, draw: ImageDraw.ImageDraw, font: Font) -> list[str]:
    """`text` in lines that fit a cell; it may break between any two characters, as Chinese does."""
    lines = [""]
    for word in _pieces(text):
        if lines[-1] and draw.textlength((lines[-1] + word).rstrip(), font=font) > CELL:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines


def _pieces(text: str) -> list[str]:
    """Words with the space before them; each character by itself where a script has no spaces."""
    return [piece for word in text.split() for piece in ([f" {word}"] if word.isascii() else list(word))]


def _font(size: int) -> Font:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
