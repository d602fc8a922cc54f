"""Animations as files: lossless, looping WebP with its recipe in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media import provenance
from aigc_desktop.media.encode import WrittenFile
from aigc_desktop.media.exif import comment_block
from aigc_desktop.media.files import MAX_FILE_BYTES, write_whole
from aigc_desktop.media.metadata import recipe as recipes
from aigc_desktop.media.reel import Reel
from aigc_desktop.media.thumbnails import write_first_frame

SUFFIX = ".webp"
MAX_PIXELS = 300_000_000
"""Of all frames together. Lossless, these come close to MAX_FILE_BYTES where nothing in them is flat."""
MOST_FRAMES_PER_SECOND = 120.0

_METHOD = 2
_EFFORT = 20
"""On photographic frames a third smaller than the quickest, and five times as fast as the smallest."""

_KIND, _FLAGS, _HAS_ALPHA = slice(12, 16), 20, 0x10
"""Of a WebP's first chunk. The encoder leaves the flag out where transparent parts lie around opaque ones."""


def stamps(frames: int, frames_per_second: float) -> list[int]:
    """When each frame begins and the last one ends, in milliseconds. What is rounded off does not add up."""
    return [round(1000 * number / frames_per_second) for number in range(frames + 1)]


def check_size(frames: int, width: int, height: int) -> None:
    """Raise AigcError `animation.too_large` when so many frames of that size are too much for one file."""
    if frames * width * height > MAX_PIXELS:
        most = max(1, MAX_PIXELS // (width * height))
        raise AigcError(
            "animation.too_large",
            f"{frames} frames of {width} x {height} are more than the {MAX_PIXELS // 1_000_000} megapixels "
            "that an animation can have.",
            f"Ask for at most {most} frames, or for smaller ones.",
        )


def timed(recipe: Recipe, frames: int, frames_per_second: float) -> Recipe:
    """`recipe` with what an animation needs to be read back at its own rate."""
    facts = {**recipe.facts, "frames": frames, "frames_per_second": frames_per_second}
    return msgspec.structs.replace(recipe, facts=facts)


def is_sequence(recipe: Recipe | None) -> bool:
    """Whether a WebP file that bears `recipe` is one of our animations."""
    return recipe is not None and (
        recipe.request.animation is not None or "frames_per_second" in recipe.facts
    )


def write_sequence(
    frames: Sequence[Path],
    frames_per_second: float,
    recipe: Recipe,
    folder: Path,
    name: str,
    before_each: Callable[[], None] = lambda: None,
) -> WrittenFile:
    """Write `<name>.webp` and the thumbnail of its first frame into `folder`, reading one frame at a time.

    Raises AigcError `plugin.frames`, `animation.too_large`, `disk.full` or `file.unwritable`, or what
    `before_each` frame raises, and leaves nothing behind.
    """
    if not 0 < frames_per_second <= MOST_FRAMES_PER_SECOND:
        raise AigcError("plugin.frames", f"{frames_per_second} is no number of frames a second.")
    reel = Reel(frames, before_each)
    check_size(len(frames), *reel.size)
    path = folder / f"{name}{SUFFIX}"
    write_whole(path, _encode(reel, frames_per_second, recipe), is_flushed=False)
    try:
        thumbnail = write_first_frame(reel.first, folder, path.name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return WrittenFile(path.name, thumbnail, *reel.size)


def _encode(reel: Reel, frames_per_second: float, recipe: Recipe) -> bytes:
    times = stamps(reel.n_frames, frames_per_second)
    buffer = io.BytesIO()
    reel.save(
        buffer,
        "WEBP",
        save_all=True,
        lossless=True,
        method=_METHOD,
        quality=_EFFORT,
        loop=0,
        duration=[end - start for start, end in pairwise(times)],
        exif=comment_block(recipes.encode(recipe)),
        xmp=provenance.xmp(recipe).encode(),
    )
    data = bytearray(buffer.getvalue())
    if reel.has_alpha and data[_KIND] == b"VP8X":
        data[_FLAGS] |= _HAS_ALPHA
    if len(data) > MAX_FILE_BYTES:
        raise AigcError(
            "animation.too_large",
            f"The animation would have {len(data) >> 20} MB; {MAX_FILE_BYTES >> 20} MB are the limit.",
            "Ask for fewer frames, or for smaller ones.",
        )
    return bytes(data)
