"""Small pictures for grids and live previews."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from aigc_desktop.media.files import write_whole
from aigc_desktop.media.pixels import as_rgb, without_alpha

MAX_SIDE = 256
LIVE_SIDE = 256
MOST_LIVE_SIDE = 1024


def shrunk(image: Image.Image, max_side: int = MAX_SIDE) -> Image.Image:
    """`image` fitted into a square of `max_side`; one that fits already is returned as it is."""
    if max(image.size) <= max_side:
        return image
    small = as_rgb(image).copy()
    small.thumbnail((max_side, max_side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return small


def write_thumbnail(image: Image.Image, folder: Path, file: str) -> str:
    """Write the thumbnail of `image`, saved as `file`, into `folder` and return its file name.

    A picture that fits into 256 px needs none and is its own thumbnail: `file` is returned.
    """
    return file if max(image.size) <= MAX_SIDE else write_first_frame(image, folder, file)


def write_first_frame(image: Image.Image, folder: Path, file: str) -> str:
    """Write the thumbnail of an animation, whatever its size, as `write_thumbnail` does that of a picture."""
    name = f"{Path(file).stem}.thumb.webp"
    buffer = io.BytesIO()
    shrunk(image).save(buffer, "WEBP", lossless=max(image.size) <= MAX_SIDE, quality=85, method=2)
    write_whole(folder / name, buffer.getvalue(), is_flushed=False)
    return name


def live_picture(image: Image.Image) -> bytes:
    """`image` encoded quickly, to be looked at for a moment: a small one as it is, a large one as JPEG."""
    if max(image.size) > LIVE_SIDE:
        return preview_jpeg(image, MOST_LIVE_SIDE)
    buffer = io.BytesIO()
    as_rgb(image).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def preview_jpeg(image: Image.Image, max_side: int = MAX_SIDE) -> bytes:
    """A small JPEG of `image` for a live preview; transparent parts become white."""
    buffer = io.BytesIO()
    without_alpha(shrunk(image, max_side)).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
