from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.encode import save_png, texts_of
from aigc_desktop.media.metadata import a1111, read_settings
from aigc_desktop.media.metadata import recipe as recipes
from aigc_desktop.media.png import MAX_TEXT_BYTES

WritePng = Callable[..., Path]

LINE = (
    "红色的猫, a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 64x64"
)


def text_chunk(key: str, text: str) -> tuple[bytes, bytes]:
    return b"iTXt", key.encode() + b"\0\0\0\0\0" + text.encode()


def commented(path: Path, comment: bytes) -> Path:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = comment
    Image.new("RGB", (16, 16)).save(path, exif=exif)
    return path


def test_our_own_recipe_goes_before_a1111s(saved: Path, recipe: Recipe) -> None:
    found = read_settings(saved)
    assert found is not None
    assert (found.dialect, found.recipe) == ("aigc", recipe)


def test_a_picture_of_a1111(write_png: WritePng) -> None:
    found = read_settings(write_png(text_chunk("parameters", LINE)))
    assert found is not None
    assert (found.dialect, found.prompt, found.seed) == ("a1111", "红色的猫, a cat", 5)


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"compressed iTXt"])
def test_every_kind_of_text_chunk_before_and_after_the_pixels(write_png: WritePng, kind: bytes) -> None:
    text = LINE.replace("红色的猫", "café")
    encoded = {
        b"tEXt": b"parameters\0" + text.encode("latin-1"),
        b"zTXt": b"parameters\0\0" + zlib.compress(text.encode("latin-1")),
        b"iTXt": b"parameters\0\0\0zh\0" + "参数".encode() + b"\0" + text.encode(),
        b"compressed iTXt": b"parameters\0\1\0\0\0" + zlib.compress(text.encode()),
    }[kind]
    path = write_png((kind[-4:], encoded))
    whole = path.read_bytes()
    chunk = whole[33 : 33 + 12 + len(encoded)]
    after = path.with_name("after.png")
    after.write_bytes(whole.replace(chunk, b"")[:-12] + chunk + whole[-12:])
    for candidate in (path, after):
        found = read_settings(candidate)
        assert found is not None
        assert found.prompt == "café, a cat"


@pytest.mark.parametrize("suffix", ["jpg", "webp"])
@pytest.mark.parametrize(
    "comment",
    [
        b"UNICODE\0" + LINE.encode("utf-16-be"),
        b"UNICODE\0" + LINE.encode("utf-16-le"),
        b"UNICODE\0" + LINE.encode("utf-16"),
        b"UNICODE\0" + LINE.encode("utf-16-be") + b"\0\0",
        b"\0" * 8 + LINE.encode(),
    ],
)
def test_the_user_comment_of_jpeg_and_webp(tmp_path: Path, suffix: str, comment: bytes) -> None:
    found = read_settings(commented(tmp_path / f"a.{suffix}", comment))
    assert found is not None
    assert found.prompt == "红色的猫, a cat"
    assert found.parameters["scheduler"] == "euler_ancestral"


def test_ascii_in_a_user_comment(tmp_path: Path) -> None:
    line = LINE.replace("红色的猫", "red")
    found = read_settings(commented(tmp_path / "a.jpg", b"ASCII\0\0\0" + line.encode()))
    assert found is not None
    assert found.prompt == "red, a cat"


@pytest.mark.parametrize("comment", [b"", b"UNICODE\0", b"UNICODE\0\xd8", b"\xff" * 3])
def test_comments_that_say_nothing_do_no_harm(tmp_path: Path, comment: bytes) -> None:
    found = read_settings(commented(tmp_path / "a.jpg", comment))
    assert found is None or found.seed is None


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "bmp"])
def test_a_picture_without_settings_has_none(tmp_path: Path, suffix: str) -> None:
    Image.new("RGB", (16, 16)).save(tmp_path / f"a.{suffix}")
    assert read_settings(tmp_path / f"a.{suffix}") is None


def test_a_damaged_recipe_gives_way_to_a1111s_settings(tmp_path: Path, recipe: Recipe) -> None:
    texts = texts_of(recipe, 8, 8)
    save_png(Image.new("RGB", (8, 8)), tmp_path / "a.png", {**texts, recipes.KEY: "{garbage"})
    found = read_settings(tmp_path / "a.png")
    assert found is not None
    assert (found.dialect, found.prompt) == ("a1111", recipe.prompt)


def test_a_damaged_recipe_alone_is_told(tmp_path: Path) -> None:
    save_png(Image.new("RGB", (8, 8)), tmp_path / "a.png", {recipes.KEY: "{garbage"})
    with pytest.raises(AigcError) as caught:
        read_settings(tmp_path / "a.png")
    assert caught.value.code == "recipe.unreadable"


@pytest.mark.parametrize("key", [recipes.KEY, a1111.KEY])
def test_text_bombs_are_refused(write_png: WritePng, key: str) -> None:
    bomb = zlib.compress(b"x" * (300 * 1024 * 1024), 9)
    for chunk in (
        (b"zTXt", key.encode() + b"\0\0" + bomb),
        (b"iTXt", key.encode() + b"\0\1\0\0\0" + bomb),
        (b"tEXt", key.encode() + b"\0" + b"x" * (MAX_TEXT_BYTES + 1)),
    ):
        with pytest.raises(AigcError) as caught:
            read_settings(write_png(chunk))
        assert caught.value.code == "metadata.too_large"
        assert caught.value.hint


def test_large_texts_of_other_programs_are_passed_over(write_png: WritePng) -> None:
    workflow = b"tEXt", b"workflow\0" + b"x" * (8 * 1024 * 1024)
    found = read_settings(write_png(workflow, text_chunk("parameters", LINE)))
    assert found is not None
    assert found.seed == 5


def test_a_million_chunks_are_refused(write_png: WritePng) -> None:
    path = write_png()
    whole = path.read_bytes()
    path.write_bytes(whole[:33] + (b"\0\0\0\0tEXt\0\0\0\0" * 1_000_000) + whole[33:])
    with pytest.raises(AigcError) as caught:
        read_settings(path)
    assert caught.value.code == "image.unreadable"


@pytest.mark.parametrize(
    "chunk",
    [
        (b"tEXt", b""),
        (b"tEXt", b"parameters"),
        (b"tEXt", b"parameters\0"),
        (b"zTXt", b"parameters\0"),
        (b"iTXt", b"parameters\0"),
        (b"iTXt", b"parameters\0\0\0"),
        (b"iTXt", b"parameters\0\0\0\0\0\xff\xfe\xff"),
        (b"tEXt", b"x" * 79 + b"yz\0text"),
    ],
)
def test_text_chunks_that_are_no_texts_do_no_harm(write_png: WritePng, chunk: tuple[bytes, bytes]) -> None:
    found = read_settings(write_png(chunk))
    assert found is None or found.seed is None


def test_a_damaged_compressed_text_is_told(write_png: WritePng) -> None:
    with pytest.raises(AigcError) as caught:
        read_settings(write_png((b"zTXt", b"parameters\0\0no zlib")))
    assert caught.value.code == "image.unreadable"


def test_no_pixel_is_decoded(write_png: WritePng) -> None:
    found = read_settings(write_png(text_chunk("parameters", LINE), claims=(50_000, 50_000)))
    assert found is not None
    assert found.seed == 5
