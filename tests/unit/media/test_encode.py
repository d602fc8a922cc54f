from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.decode import open_image
from aigc_desktop.media.encode import WrittenFile, encode_png, save_png, write_image, write_text
from aigc_desktop.media.metadata import read_settings


def test_a_saved_picture_has_the_same_pixels_and_says_what_was_written(
    tmp_path: Path, picture: Image.Image, recipe: Recipe
) -> None:
    written = write_image(picture, recipe, tmp_path, "0001")
    assert written == WrittenFile("0001.png", "0001.thumb.webp", 300, 200)
    assert {p.name for p in tmp_path.iterdir()} == {written.file, written.thumbnail}
    image = open_image(tmp_path / written.file)
    assert (image.mode, image.tobytes()) == ("RGB", picture.tobytes())


def test_a_small_picture_is_its_own_thumbnail(tmp_path: Path, recipe: Recipe) -> None:
    written = write_image(Image.new("RGB", (256, 64), "green"), recipe, tmp_path, "0001")
    assert written == WrittenFile("0001.png", "0001.png", 256, 64)
    assert [p.name for p in tmp_path.iterdir()] == ["0001.png"]


def test_transparency_is_kept_pixel_for_pixel(tmp_path: Path, picture: Image.Image, recipe: Recipe) -> None:
    see_through = picture.copy()
    see_through.putalpha(Image.linear_gradient("L").resize(picture.size))
    written = write_image(see_through, recipe, tmp_path, "a")
    image = open_image(tmp_path / written.file)
    assert (image.mode, image.tobytes()) == ("RGBA", see_through.tobytes())
    assert open_image(tmp_path / written.thumbnail).mode == "RGBA"


def test_every_text_is_where_every_reader_finds_it(saved: Path) -> None:
    with Image.open(saved) as image:
        assert set(image.info) >= {"aigc_recipe", "parameters", "XML:com.adobe.xmp"}


def test_plain_settings_are_a_latin_text_chunk_that_the_simplest_readers_know(
    tmp_path: Path, make_recipe: Callable[..., Recipe]
) -> None:
    plain = make_recipe(prompt="a café", negative_prompt="")
    write_image(Image.new("RGB", (8, 8)), plain, tmp_path, "a")
    assert b"tEXtparameters\0a caf\xe9\nSteps: 20" in (tmp_path / "a.png").read_bytes()


def test_characters_that_a_chunk_cannot_hold_do_not_stop_the_saving(tmp_path: Path) -> None:
    save_png(
        Image.new("RGB", (8, 8)), tmp_path / "a.png", {"parameters": "a\0b \ud800", "other": "c\0d \ud800"}
    )
    with Image.open(tmp_path / "a.png") as image:
        assert (image.info["parameters"], image.info["other"]) == ("ab ?", "cd ?")


def test_a_photograph_is_smaller_than_with_pillows_slow_default(picture: Image.Image) -> None:
    slow = io.BytesIO()
    picture.save(slow, "PNG")
    assert len(encode_png(picture, {})) < len(slow.getvalue())


def test_a_thumbnail_that_cannot_be_written_takes_the_picture_with_it(
    tmp_path: Path, picture: Image.Image, recipe: Recipe
) -> None:
    in_the_way = tmp_path / "a.thumb.webp"
    in_the_way.mkdir()
    with pytest.raises(AigcError) as caught:
        write_image(picture, recipe, tmp_path, "a")
    assert caught.value.code == "file.unwritable"
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_text_is_written_as_it_is(tmp_path: Path, recipe: Recipe) -> None:
    text = "第一行\nsecond line\r\nthird \ud800"
    assert write_text(text, tmp_path, "a") == WrittenFile("a.txt", "", 0, 0)
    assert (tmp_path / "a.txt").read_bytes() == "第一行\nsecond line\r\nthird ?".encode()


def test_a_saved_picture_gives_its_settings_back(saved: Path, recipe: Recipe) -> None:
    found = read_settings(saved)
    assert found is not None
    assert found.recipe == recipe


def test_writing_needs_no_heavy_library() -> None:
    script = (
        "import sys, aigc_desktop.media.encode, aigc_desktop.media.decode;"
        "print({'numpy', 'torch', 'PySide6', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
