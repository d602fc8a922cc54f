"""Writing finished assets: one call writes the file with its recipe in it, and its thumbnail."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media import provenance
from aigc_desktop.media.files import write_whole
from aigc_desktop.media.metadata import a1111
from aigc_desktop.media.metadata import recipe as recipes
from aigc_desktop.media.pixels import as_rgb
from aigc_desktop.media.thumbnails import write_thumbnail

_RLE = 3
"""zlib's run-length strategy: on pictures smaller than Pillow's default, and five times as fast."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What was written: names within the folder, and the size in pixels (0 for a text).

    `thumbnail` equals `file` where the picture is small enough, and is empty for a text.
    """

    file: str
    thumbnail: str
    width: int
    height: int


def write_image(image: Image.Image, recipe: Recipe, folder: Path, name: str) -> WrittenFile:
    """Write `<name>.png`, lossless and with its recipe and provenance in it, and its thumbnail into `folder`.

    Whoever moves them into the library flushes them; so it is with texts.
    Raises AigcError `disk.full` or `file.unwritable` and leaves nothing behind.
    """
    path = folder / f"{name}.png"
    data = encode_png(image, texts_of(recipe, image.width, image.height))
    write_whole(path, data, is_flushed=False)
    try:
        thumbnail = write_thumbnail(image, folder, path.name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return WrittenFile(path.name, thumbnail, image.width, image.height)


def write_text(text: str, folder: Path, name: str) -> WrittenFile:
    """Write `<name>.txt` in UTF-8 into `folder`; its recipe is kept in the library's row only.

    A text file has no place for a recipe, and a second file beside it would soon part from it.
    """
    path = folder / f"{name}.txt"
    write_whole(path, text.encode("utf-8", "replace"), is_flushed=False)
    return WrittenFile(path.name, "", 0, 0)


def texts_of(recipe: Recipe, width: int, height: int) -> dict[str, str]:
    """The text chunks of a saved picture: our recipe, A1111's line for every other tool, provenance."""
    return {
        recipes.KEY: recipes.encode(recipe),
        a1111.KEY: a1111.encode(recipe, width, height),
        provenance.XMP_KEY: provenance.xmp(recipe),
    }


def save_png(image: Image.Image, path: Path, texts: Mapping[str, str]) -> None:
    """Write `image` to `path` as a PNG with `texts`, whole or not at all. Raises as `write_image` does."""
    write_whole(path, encode_png(image, texts))


def encode_png(image: Image.Image, texts: Mapping[str, str]) -> bytes:
    """`image` as a lossless PNG, RGB or RGBA, with `texts` as text chunks before the pixels."""
    buffer = io.BytesIO()
    as_rgb(image).save(buffer, "PNG", pnginfo=_chunks(texts), compress_level=1, compress_type=_RLE)
    return buffer.getvalue()


def _chunks(texts: Mapping[str, str]) -> PngInfo:
    chunks = PngInfo()
    for key, text in texts.items():
        # PNG ends a text at a NUL, and UTF-8 has no lone surrogates.
        clean = text.replace("\0", "").encode("utf-8", "replace").decode()
        if key == a1111.KEY:
            chunks.add_text(key, clean)  # Latin-1 where that will do: many readers know only that.
        else:
            chunks.add_itxt(key, clean)
    return chunks
