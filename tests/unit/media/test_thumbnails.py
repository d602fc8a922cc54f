from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from aigc_desktop.media.thumbnails import MAX_SIDE, preview_jpeg, write_thumbnail


def decoded(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


@pytest.mark.parametrize("size", [(257, 256), (1024, 768), (300, 2000), (5000, 3)])
def test_a_thumbnail_fits_and_keeps_the_shape(tmp_path: Path, size: tuple[int, int]) -> None:
    name = write_thumbnail(Image.new("RGB", size, "red"), tmp_path, "a.png")
    with Image.open(tmp_path / name) as thumbnail:
        assert max(thumbnail.size) == MAX_SIDE
        scale = MAX_SIDE / max(size)
        assert thumbnail.size == pytest.approx((size[0] * scale, size[1] * scale), abs=1)


def test_a_thumbnail_looks_like_its_picture(tmp_path: Path, picture: Image.Image) -> None:
    name = write_thumbnail(picture, tmp_path, "a.png")
    with Image.open(tmp_path / name) as thumbnail:
        means = ImageStat.Stat(thumbnail.convert("RGB")).mean
    assert means == pytest.approx(ImageStat.Stat(picture).mean, abs=4)


def test_the_picture_itself_is_left_alone(tmp_path: Path, picture: Image.Image) -> None:
    before = picture.tobytes()
    write_thumbnail(picture, tmp_path, "a.png")
    preview_jpeg(picture)
    assert picture.tobytes() == before


def test_a_picture_of_256_px_needs_none(tmp_path: Path) -> None:
    assert write_thumbnail(Image.new("RGB", (256, 256)), tmp_path, "a.png") == "a.png"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "F"])
def test_a_preview_is_a_small_jpeg_of_any_mode(mode: str) -> None:
    preview = decoded(preview_jpeg(Image.new(mode, (600, 300)), max_side=100))
    assert (preview.format, preview.mode, preview.size) == ("JPEG", "RGB", (100, 50))


def test_a_preview_is_never_enlarged() -> None:
    assert decoded(preview_jpeg(Image.new("RGB", (8, 8)))).size == (8, 8)


def test_transparent_parts_of_a_preview_are_white() -> None:
    assert decoded(preview_jpeg(Image.new("RGBA", (16, 16)))).getpixel((8, 8)) == (255, 255, 255)
