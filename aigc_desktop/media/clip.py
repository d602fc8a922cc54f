"""Reading an animation back, frame by frame, at the rate at which it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.decode import opened, refusals
from aigc_desktop.media.pixels import as_rgb
from aigc_desktop.media.sequence import MOST_FRAMES_PER_SECOND, check_size, stamps

_SECOND_MS = 1000.0
_MOST_STORED = 100_000


@dataclass(frozen=True, slots=True)
class Clip:
    """An animation in a file: how many frames of which size, and how fast."""

    file: Path
    frames: int
    frames_per_second: float
    width: int
    height: int

    def pictures(self) -> Iterator[Image.Image]:
        """Every frame in its order as RGB, or RGBA where something is transparent; one at a time.

        A file holds equal neighbours once; here each comes by itself. Raises AigcError `image.unreadable`.
        """
        starts = stamps(self.frames, self.frames_per_second)[:-1]
        with refusals(self.file), opened(self.file) as image:
            place = 0
            for number in range(_count(image)):
                picture, end = _frame(image, number)
                while place < self.frames and starts[place] < end:
                    yield picture
                    place += 1
            for _ in range(place, self.frames):
                yield picture


def read_clip(file: Path, recipe: Recipe | None) -> Clip:
    """What is known of the animation in `file`: what its recipe says, else what the file itself does.

    Raises AigcError `image.unreadable` or `animation.too_large`.
    """
    with refusals(file), opened(file) as image:
        frames, rate = _told(recipe) or _measured(image)
        check_size(frames, *image.size)
        return Clip(file, frames, rate, *image.size)


def _told(recipe: Recipe | None) -> tuple[int, float] | None:
    """What the facts of a recipe say; a file may come from anywhere, so they may say anything."""
    facts = recipe.facts if recipe else {}
    frames, rate = facts.get("frames"), facts.get("frames_per_second")
    if not isinstance(frames, int) or not isinstance(rate, int | float):
        return None
    return (frames, float(rate)) if frames > 0 and 0 < rate <= MOST_FRAMES_PER_SECOND else None


def _measured(image: Image.Image) -> tuple[int, float]:
    frames = _count(image)
    _, end = _frame(image, frames - 1)
    return frames, min(frames * _SECOND_MS / end, MOST_FRAMES_PER_SECOND)


def _count(image: Image.Image) -> int:
    return min(int(getattr(image, "n_frames", 1)), _MOST_STORED)


def _frame(image: Image.Image, number: int) -> tuple[Image.Image, float]:
    """A frame, and when it ends in milliseconds."""
    image.seek(number)
    image.load()
    end = image.info.get("timestamp", 0) + image.info.get("duration", 0)
    return _opaque(as_rgb(image.copy())), max(end, 1)


def _opaque(image: Image.Image) -> Image.Image:
    """`image` without an alpha channel that says nothing, as WebP gives every animation."""
    is_opaque = image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if is_opaque else image
