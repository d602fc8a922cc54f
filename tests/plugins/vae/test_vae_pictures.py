"""Pictures that users give: read safely, refused clearly, damaged as asked."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from aigc_vae import hooks
from aigc_vae.damage import damage
from aigc_vae.pictures import psnr, read_picture, to_array, to_picture
from PIL import Image

from aigc_desktop.api import AigcError, Generator, Model, convert
from aigc_desktop.api.parameters import schema_of
from tests.plugins.vae import tiny
from tests.plugins.vae.running import RECONSTRUCT, picture


def _refusal(path: Path | str) -> AigcError:
    with pytest.raises(AigcError) as caught:
        read_picture(str(path))
    assert caught.value.hint
    return caught.value


def _png_that_claims(width: int, height: int) -> bytes:
    """A PNG that is tiny as a file and huge as a picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


@pytest.mark.parametrize("side", [5000, 12_000, 60_000])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, side: int) -> None:
    file = tmp_path / "bomb.png"
    file.write_bytes(_png_that_claims(side, side))
    assert _refusal(file).code == "image.too_large"


def test_a_cut_off_picture_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    Image.fromarray(noise).save(file)
    file.write_bytes(file.read_bytes()[:-800])
    assert _refusal(file).code == "image.unreadable"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "EPS", "PDF"])
def test_other_formats_are_refused_whatever_the_name(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "photo.png"
    Image.new("RGB", (8, 8)).save(file, format=kind)
    assert _refusal(file).code == "image.unreadable"


def test_no_picture_and_no_file_and_no_whole_path_are_told_apart_from_damage(tmp_path: Path) -> None:
    for path in ("", "photo.png", tmp_path / "gone.png", tmp_path):
        assert _refusal(path).code == "image.missing"


def test_the_refusal_reaches_who_asked_for_a_reconstruction(
    conv: Model, generator: Generator, tmp_path: Path
) -> None:
    (tmp_path / "text.png").write_text("no picture", "utf-8")
    with pytest.raises(AigcError) as caught:
        picture(generator, conv, RECONSTRUCT, image=str(tmp_path / "text.png"))
    assert caught.value.code == "image.unreadable"


def test_hook_parameters_asks_for_a_picture(conv: Model) -> None:
    kind = hooks.parameters(RECONSTRUCT, conv)
    shape = schema_of(kind)["properties"]["image"]
    assert shape["x-widget"] == "image"
    with pytest.raises(AigcError):
        convert(kind, {"missing": 1.5})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_common_formats_are_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "photo"
    Image.new("RGB", (9, 5), (200, 30, 60)).save(file, format=kind)
    read = read_picture(str(file))
    assert (read.mode, read.size) == ("RGB", (9, 5))
    assert np.abs(np.asarray(read, np.int16)[2, 4] - (200, 30, 60)).max() <= 8


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    file = tmp_path / "clear.png"
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(file)
    assert read_picture(str(file)).getpixel((0, 0)) == (255, 255, 255)


def test_a_picture_that_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    file = tmp_path / "lying.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (20, 10)).save(file, exif=exif)
    assert read_picture(str(file)).size == (10, 20)


def test_pictures_and_arrays_are_the_same_thing(photo: Path) -> None:
    before = read_picture(str(photo))
    pixels = to_array(before)
    assert pixels.shape == (1, 3, tiny.SIDE, tiny.SIDE)
    assert -1 <= pixels.min() < pixels.max() <= 1
    assert to_picture(pixels[0]) == before


def test_the_ratio_of_signal_and_noise_is_the_textbooks() -> None:
    black, grey = Image.new("RGB", (4, 4)), Image.new("RGB", (4, 4), (51, 51, 51))
    assert psnr(black, grey) == pytest.approx(20 * np.log10(255 / 51))
    assert psnr(black, black) == float("inf")


@pytest.mark.parametrize("missing", [0.0, 0.25, 1.0])
def test_the_asked_for_share_is_missing(missing: float) -> None:
    pictures = np.full((1, 3, 32, 48), 0.8, np.float32)
    damaged = damage(pictures, seed=4, noise=0.0, missing=missing)
    assert (~damaged.known).mean() == pytest.approx(missing)
    known = np.broadcast_to(damaged.known, pictures.shape)
    assert (damaged.pictures[known] == np.float32(0.8)).all()
    assert (damaged.pictures[~known] == 0).all()


def test_noise_has_the_asked_for_deviation_and_stays_in_range() -> None:
    pictures = np.zeros((1, 3, 64, 64), np.float32)
    noisy = damage(pictures, seed=4, noise=0.1, missing=0.0).pictures
    assert noisy.std() == pytest.approx(0.2, rel=0.05)  # of a range that is 2 wide
    assert np.abs(damage(pictures, seed=4, noise=1.0, missing=0.0).pictures).max() <= 1


def test_the_same_parts_are_missing_with_and_without_noise() -> None:
    pictures = np.zeros((1, 3, 16, 16), np.float32)
    known = [damage(pictures, 4, noise, 0.5).known for noise in (0.0, 0.3)]
    assert (known[0] == known[1]).all()
