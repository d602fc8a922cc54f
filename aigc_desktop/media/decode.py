"""Safe decoding of any picture that a user may drag in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.exif import orientation
from aigc_desktop.media.files import open_regular
from aigc_desktop.media.pixels import as_rgb
from aigc_desktop.media.png import check_complete

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "AVIF")
MAX_PIXELS = 80_000_000
"""Below the size at which Pillow begins to warn: a picture is opened or refused, never warned of."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a picture file says of itself before any pixel is decoded. `format` is Pillow's name of it."""

    format: str
    width: int
    height: int


def open_image(path: Path) -> Image.Image:
    """The first frame of the picture at `path`, upright, as RGB or RGBA; the file is closed again.

    Raises AigcError `image.unreadable` or `image.too_large`.
    """
    with opened(path) as image:
        image.load()
        _check_size(path, image)
        upright = _UPRIGHT.get(orientation(image))
        turned = image.copy() if upright is None else image.transpose(upright)
        return as_rgb(turned)


def read_head(path: Path) -> Head:
    """Format and size of the picture at `path`, from its header alone. Raises as `open_image` does."""
    with opened(path) as image:
        return Head(image.format or "", image.width, image.height)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The picture at `path`, its pixels not decoded yet. Raises as `open_image` does, also for the inside."""
    with refusals(path), open_regular(path) as stream, Image.open(stream, formats=FORMATS) as image:
        _check_size(path, image)
        if image.format == "PNG":
            check_complete(stream)
        yield image


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong inside, while the picture at `path` is read, into an AigcError."""
    try:
        yield
    except AigcError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise _too_large(path, "more pixels than fit in memory") from error
    except Exception as error:  # Pillow raises whatever the bytes of the file lead it to.
        raise AigcError(
            "image.unreadable",
            f"{path.name} could not be read as a picture: it is damaged, cut off or of another kind.",
            f"Save it again as PNG, JPEG or WebP; readable are {', '.join(FORMATS)}.",
            details=f"{type(error).__name__}: {error}",
        ) from error


def _check_size(path: Path, image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(path, f"{image.width} x {image.height} pixels")


def _too_large(path: Path, what: str) -> AigcError:
    limit = MAX_PIXELS // 1_000_000
    return AigcError(
        "image.too_large",
        f"{path.name} claims {what}; at most {limit} megapixels are opened.",
        "Make it smaller in another program first.",
    )
