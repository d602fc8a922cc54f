from __future__ import annotations

import os
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.media.decode import MAX_PIXELS, Head, open_image, read_head
from aigc_desktop.media.files import MAX_FILE_BYTES
from aigc_desktop.media.metadata import read_settings

WritePng = Callable[..., Path]


def refusal(path: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        open_image(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP"])
def test_lossless_formats_open_pixel_for_pixel(tmp_path: Path, picture: Image.Image, kind: str) -> None:
    path = tmp_path / "picture"
    picture.save(path, kind, lossless=True)
    assert open_image(path).tobytes() == picture.tobytes()
    assert read_head(path) == Head(kind, 300, 200)


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "AVIF"])
def test_other_formats_open_at_their_size(tmp_path: Path, picture: Image.Image, kind: str) -> None:
    path = tmp_path / "picture"
    picture.save(path, kind)
    image = open_image(path)
    assert (image.mode, image.size) == ("RGB", (300, 200))


def test_the_file_is_closed_again(saved: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        open_image(saved)
        saved.unlink()


def test_an_animation_is_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        path = tmp_path / f"animated.{kind}"
        frames[0].save(path, kind, save_all=True, append_images=frames[1:], lossless=True)
        assert open_image(path).getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_is_set_upright(tmp_path: Path, orientation: int) -> None:
    turned_back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = Image.new("RGB", (4, 2), "white")
    upright.putpixel((0, 0), (255, 0, 0))
    method = turned_back.get(orientation)
    stored = upright if method is None else upright.transpose(method)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "photo.png", exif=exif)
    image = open_image(tmp_path / "photo.png")
    assert image.size == (4, 2)
    assert image.getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0garbage", b"Exif\0\0"])
def test_damaged_exif_is_no_reason_to_refuse_good_pixels(
    tmp_path: Path, picture: Image.Image, exif: bytes
) -> None:
    path = tmp_path / "photo.jpg"
    picture.save(path, exif=exif)
    assert open_image(path).size == (300, 200)
    assert read_settings(path) is None


def test_every_mode_becomes_rgb_or_rgba(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    for mode in ("1", "L", "P", "RGB"):
        Image.new("RGB", (3, 3), "white").convert(mode).save(path)
        assert open_image(path).getpixel((1, 1)) == (255, 255, 255)
    for mode in ("LA", "RGBA"):
        Image.new("RGBA", (3, 3), (255, 255, 255, 7)).convert(mode).save(path)
        assert open_image(path).getpixel((1, 1)) == (255, 255, 255, 7)


def test_sixteen_bits_are_scaled_and_not_clipped(tmp_path: Path) -> None:
    Image.new("I;16", (3, 3), 128 * 256).save(tmp_path / "deep.png")
    assert open_image(tmp_path / "deep.png").getpixel((1, 1)) == (128, 128, 128)


def test_a_transparent_palette_keeps_its_transparency(tmp_path: Path) -> None:
    palette = Image.new("P", (3, 3), 0)
    palette.putpalette([10, 20, 30, 40, 50, 60])
    palette.putpixel((0, 0), 1)
    palette.save(tmp_path / "palette.png", transparency=0)
    image = open_image(tmp_path / "palette.png")
    assert image.getpixel((0, 0)) == (40, 50, 60, 255)
    assert image.getchannel("A").getpixel((1, 1)) == 0


def test_a_transparent_colour_becomes_transparency(tmp_path: Path) -> None:
    two = Image.new("RGB", (2, 1), (1, 2, 3))
    two.putpixel((0, 0), (4, 5, 6))
    two.save(tmp_path / "colour.png", transparency=(1, 2, 3))
    image = open_image(tmp_path / "colour.png")
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [(4, 5, 6, 255), (1, 2, 3, 0)]


@pytest.mark.parametrize("side", [50_000, 2**31 - 1])
def test_a_tiny_png_that_claims_a_huge_picture_is_refused(write_png: WritePng, side: int) -> None:
    path = write_png(claims=(side, side))
    assert path.stat().st_size < 100
    assert refusal(path).code == "image.too_large"


def test_the_pixel_limit_is_exact_and_never_a_mere_warning(write_png: WritePng) -> None:
    assert Image.MAX_IMAGE_PIXELS is not None
    assert Image.MAX_IMAGE_PIXELS > MAX_PIXELS
    assert refusal(write_png(claims=(MAX_PIXELS + 1, 1))).code == "image.too_large"
    # One pixel fewer is let through to the pixels, of which there are not enough.
    assert refusal(write_png(claims=(MAX_PIXELS, 1))).code == "image.unreadable"


def test_a_compressed_text_bomb_is_refused(write_png: WritePng) -> None:
    bomb = zlib.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 250_000
    assert refusal(write_png((b"zTXt", b"Comment\0\0" + bomb))).code == "image.unreadable"
    assert refusal(write_png((b"iTXt", b"Comment\0\1\0\0\0" + bomb))).code == "image.unreadable"


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, saved: Path) -> None:
    whole = saved.read_bytes()
    for length in [0, 1, 8, 20, 33, len(whole) // 2, len(whole) - 13, len(whole) - 12, len(whole) - 1]:
        cut = tmp_path / "cut.png"
        cut.write_bytes(whole[:length])
        assert refusal(cut).code == "image.unreadable"


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "BMP", "AVIF"])
def test_other_formats_cut_in_half_are_refused(tmp_path: Path, picture: Image.Image, kind: str) -> None:
    path = tmp_path / "cut"
    picture.save(path, kind)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refusal(path).code == "image.unreadable"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
        b"P6 1 1 255 abc",
    ],
)
def test_what_is_no_allowed_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    assert refusal(path).code == "image.unreadable"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    assert refusal(path).code == "image.too_large"


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing.png").code == "image.unreadable"
    assert refusal(tmp_path).code == "image.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "not a file" in refusal(tmp_path / "pipe.png").message


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_refused() -> None:
    assert "not a file" in refusal(Path("/dev/zero")).message


def test_a_link_is_not_followed(tmp_path: Path, saved: Path) -> None:
    link = tmp_path / "link.png"
    try:
        link.symlink_to(saved)
    except OSError:
        pytest.skip("this system lets nobody make links")
    error = refusal(link)
    assert error.code == "image.unreadable"
    assert "link" in error.message


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_with_the_bytes_the_error_is_ours(saved: Path, data: st.DataObject) -> None:
    good = bytearray(saved.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, min(len(good), 4000) - 1))] = data.draw(st.integers(0, 255))
    path = saved.with_name("mutated.png")
    path.write_bytes(good)
    for read in (open_image, read_head, read_settings):
        with suppress(AigcError):
            read(path)
