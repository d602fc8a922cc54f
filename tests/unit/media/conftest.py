from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PIL import Image, ImageDraw, ImageFilter

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.media.encode import write_image

# The same examples in every run, however busy the machine is.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("steady")

PROMPT = '一个红色的圆，白色背景\na "flat" icon: circle, red'

MakeRecipe = Callable[..., Recipe]
WritePng = Callable[..., Path]


def make_recipe(**parameters: object) -> Recipe:
    defaults: dict[str, Any] = {
        "prompt": PROMPT,
        "negative_prompt": "模糊, blurry",
        "steps": 20,
        "guidance_scale": 7.5,
        "scheduler": "dpmpp_2m_karras",
        "width": 300,
        "height": 200,
        "clip_skip": 1,
    }
    request = Request(
        generator="diffusion",
        model="starter",
        task="text-to-image",
        parameters={**defaults, **parameters},
        seeds=(41, 42),
        runtime=Runtime(backend="torch", device="cpu", precision="float32"),
    )
    return Recipe(
        request=request,
        index=1,
        job_id="20261122-1",
        family="diffusion",
        model_name="Starter: small, fast",
        model_hash="0123456789abcdef" * 4,
        plugin="diffusion",
        plugin_version="0.1.0",
        app_version="0.1.0",
        device_name="CPU",
        licence="CC0-1.0",
        created_at=1_795_000_000.25,
        duration_s=1.5,
        libraries={"torch": "2.13.0"},
        facts={"note": "值", "steps_done": 20},
    )


@pytest.fixture
def recipe() -> Recipe:
    return make_recipe()


@pytest.fixture(scope="session", name="make_recipe")
def make_recipe_fixture() -> MakeRecipe:
    return make_recipe


@pytest.fixture(scope="session")
def picture() -> Image.Image:
    """Large enough to need a thumbnail, with soft and hard edges."""
    channels = [Image.effect_noise((300, 200), spread) for spread in (40, 50, 60)]
    photo = Image.merge("RGB", channels).filter(ImageFilter.GaussianBlur(1))
    ImageDraw.Draw(photo).ellipse((40, 20, 200, 180), fill=(220, 30, 40))
    return photo


@pytest.fixture
def saved(tmp_path: Path, picture: Image.Image, recipe: Recipe) -> Path:
    return tmp_path / write_image(picture, recipe, tmp_path, "saved").file


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG put together by hand, as no honest program would."""
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def png_header(width: int, height: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


@pytest.fixture
def write_png(tmp_path: Path) -> WritePng:
    """Writes a small PNG with extra chunks before its pixels, or one that only claims its size."""

    def write(*chunks: tuple[bytes, bytes], claims: tuple[int, int] = (1, 1)) -> Path:
        pixels = b"IDAT", zlib.compress(b"\0" * 4)
        path = tmp_path / "made by hand.png"
        path.write_bytes(png(png_header(*claims), *chunks, pixels, (b"IEND", b"")))
        return path

    return write
