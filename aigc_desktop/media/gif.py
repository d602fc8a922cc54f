"""Animations as GIF: the same colours all through where the art is flat, else each frame's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from PIL import Image

from aigc_desktop.media.clip import Clip
from aigc_desktop.media.pixels import as_rgb, without_alpha

Colour: TypeAlias = tuple[int, ...]

MOST_FRAMES_PER_SECOND = 50.0
"""Viewers show a frame that asks for less than 20 ms for 100 ms."""

_TICK_MS = 10
_COLOURS = 255
_CLEAR = 255
_HALF = 128
_CUBE = 8
_SAMPLES = 16
_SAMPLE_SIDE = 128
_FEW_COLOURS = 4096
_FLAT_COLOURS = 64
_FLAT_SHARE = 0.6
"""Where so many pixels have one of so few colours the picture is flat, and dithering would only soil it."""


def write_gif(path: Path, clip: Clip, before_each: Callable[[], None]) -> None:
    """Write `clip` to `path` as a GIF that loops, at most 50 frames a second.

    Transparency is kept as far as GIF knows it. Raises AigcError as reading does, and OSError.
    """
    rate = min(clip.frames_per_second, MOST_FRAMES_PER_SECOND)
    count = max(1, round(clip.frames * rate / clip.frames_per_second))
    kept = {number * clip.frames // count for number in range(count)}
    sheet = _sheet(clip)
    frames = _quantised(clip, kept, _Palette(sheet), before_each)
    first = next(frames)
    first.save(
        path,
        "GIF",
        save_all=True,
        append_images=frames,
        duration=_durations(count, rate),
        loop=0,
        optimize=False,
        disposal=2 if "transparency" in first.info else 1,
    )


class _Palette:
    """The colours of the frames: the same for all where the art is flat, else for each frame its own."""

    def __init__(self, sheet: Image.Image) -> None:
        opaque = without_alpha(sheet)
        common = _common_colours(opaque)
        self._shared = _with_exactly(common, _reduced(opaque)) if common else None
        self._is_see_through = sheet.mode == "RGBA"

    def apply(self, frame: Image.Image) -> Image.Image:
        """`frame` in at most 255 colours; the last place is what is transparent."""
        opaque = without_alpha(frame)
        if self._shared is not None:
            quantised = opaque.quantize(palette=self._shared, dither=Image.Dither.NONE)
        else:
            quantised = _in_own_colours(opaque)
        if self._is_see_through:
            mask = as_rgb(frame).convert("RGBA").getchannel("A").point(lambda alpha: 255 * (alpha < _HALF))
            quantised.paste(_CLEAR, mask=mask)
            quantised.info["transparency"] = _CLEAR
        return quantised


def _in_own_colours(frame: Image.Image) -> Image.Image:
    """`frame` in the 255 colours that suit it best, dithered where it has very many."""
    sample = _sample(frame)
    palette = _reduced(sample)
    has_many = sample.getcolors(_FEW_COLOURS) is None
    if sample is frame and not has_many:
        return palette
    return frame.quantize(
        palette=palette, dither=Image.Dither.FLOYDSTEINBERG if has_many else Image.Dither.NONE
    )


def _reduced(image: Image.Image) -> Image.Image:
    """`image` in 255 colours, with a palette that has room for one more."""
    reduced = image.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    palette = reduced.getpalette() or []
    reduced.putpalette(palette + [0] * (3 * (_CLEAR + 1) - len(palette)))
    return reduced


def _common_colours(sheet: Image.Image) -> list[Colour]:
    """The colours that make most of a flat picture, the most common first; none of one that is not flat."""
    pixels = sheet.width * sheet.height
    counts = sorted(sheet.getcolors(pixels) or (), reverse=True)[:_FLAT_COLOURS]
    is_flat = sum(count for count, _ in counts) >= _FLAT_SHARE * pixels
    return [colour for _, colour in counts if isinstance(colour, tuple)] if is_flat else []


def _with_exactly(wanted: list[Colour], image: Image.Image) -> Image.Image:
    """`image`, whose colours are means, with those wanted in its palette as they are.

    Pillow gives all colours of a small cube the same place, so around each one nothing else is left.
    """
    palette = image.getpalette() or []
    colours: list[Colour] = [tuple(palette[place : place + 3]) for place in range(0, 3 * _COLOURS, 3)]
    exact: list[Colour] = []
    for colour in wanted:
        free = [other for other in colours if other not in exact]
        if free and all(_distance(colour, other) >= _CUBE for other in exact):
            nearest = min(free, key=partial(_distance, colour))
            gone = {nearest, *(other for other in free if _distance(colour, other) < _CUBE)}
            colours = [colour if other in gone else other for other in colours]
            exact.append(colour)
    image.putpalette([channel for colour in (*colours, (0, 0, 0)) for channel in colour])
    return image


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _quantised(
    clip: Clip, kept: set[int], palette: _Palette, before_each: Callable[[], None]
) -> Iterator[Image.Image]:
    for number, frame in enumerate(clip.pictures()):
        before_each()
        if number in kept:
            yield palette.apply(frame)


def _durations(count: int, rate: float) -> list[int]:
    """In milliseconds, in the steps of 10 that GIF knows; what is rounded off does not add up."""
    ticks = [round(1000 / _TICK_MS * number / rate) for number in range(count + 1)]
    return [(end - start) * _TICK_MS for start, end in pairwise(ticks)]


def _sheet(clip: Clip) -> Image.Image:
    """Some of the frames in one picture, pixels left out where they are large; RGBA if one of them is."""
    step = max(1, clip.frames // _SAMPLES)
    samples = [_sample(frame) for number, frame in enumerate(clip.pictures()) if number % step == 0]
    mode = "RGBA" if any(sample.mode == "RGBA" for sample in samples) else "RGB"
    width, height = samples[0].size
    sheet = Image.new(mode, (width, height * len(samples)))
    for place, sample in enumerate(samples):
        sheet.paste(sample, (0, place * height))
    return sheet


def _sample(frame: Image.Image) -> Image.Image:
    scale = max(frame.size) / _SAMPLE_SIDE
    if scale <= 1:
        return frame
    smaller = (max(1, round(frame.width / scale)), max(1, round(frame.height / scale)))
    return frame.resize(smaller, Image.Resampling.NEAREST)
