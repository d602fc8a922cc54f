"""Pictures from a file and to the arrays that networks work on."""

from __future__ import annotations

import warnings
from math import inf, log10
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from aigc_desktop.api import AigcError

from .codec import Array

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 4096 * 4096


def read_picture(path: str) -> Image.Image:
    """The picture at the absolute `path`, upright, as RGB; what is transparent becomes white.

    Raises AigcError `image.missing`, `image.unreadable` or `image.too_large`.
    """
    if not path:
        raise AigcError("image.missing", "No picture was chosen.", "Choose a PNG, JPEG or WebP file.")
    file = Path(path)
    if not (file.is_absolute() and file.is_file()):
        raise AigcError(
            "image.missing",
            f"There is no picture at {path}.",
            "Check whether it was moved, and give the whole path.",
        )
    return _opaque(ImageOps.exif_transpose(_opened(file)))


def _opened(file: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as image:
                _check_size(file, image)
                image.load()
                return image.copy()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(file, "far too many pixels") from error
    except AigcError:
        raise
    except Exception as error:  # Pillow raises whatever the bytes of the file lead it to.
        raise AigcError(
            "image.unreadable",
            f"{file.name} could not be read as a picture: it is damaged, cut off or of another kind.",
            f"Save it again; readable are {', '.join(FORMATS)}.",
            f"{type(error).__name__}: {error}",
        ) from error


def _check_size(file: Path, image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(file, f"{image.width} x {image.height} pixels")


def _too_large(file: Path, what: str) -> AigcError:
    return AigcError(
        "image.too_large",
        f"{file.name} has {what}; at most {MOST_PIXELS // 2**20} million are taken.",
        "Make it smaller in another program first.",
    )


def _opaque(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    picture = image.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def to_array(picture: Image.Image) -> Array:
    """An RGB picture as (1, 3, height, width) from -1 to 1."""
    pixels = np.asarray(picture, np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    return np.ascontiguousarray(pixels, np.float32)


def to_picture(pixels: Array) -> Image.Image:
    """(3, height, width) from -1 to 1 as an RGB picture, what lies beyond cut off."""
    levels = np.clip((pixels.astype(np.float32) + 1) * 127.5, 0, 255)
    return Image.fromarray(np.rint(levels).astype(np.uint8).transpose(1, 2, 0))


def psnr(before: Image.Image, after: Image.Image) -> float:
    """The peak signal-to-noise ratio of two pictures of one size, in dB."""
    difference = np.asarray(before, np.float64) - np.asarray(after, np.float64)
    mean_square = float(np.square(difference).mean())
    return 10 * log10(255**2 / mean_square) if mean_square else inf
