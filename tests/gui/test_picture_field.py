"""The field for a picture of the user's: typed, dropped, refused."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel

from aigc_desktop.api import Params, param
from aigc_desktop.api.parameters import schema_of
from aigc_desktop.ui.forms.form import Form
from aigc_desktop.ui.forms.history import PromptHistory
from aigc_desktop.ui.forms.picture import PictureField
from tests.gui.drops import drop_of, noise, pixel_bomb

pytestmark = pytest.mark.usefixtures("qapp")


class Framed(Params, frozen=True):
    """What a reconstruction takes."""

    image: Annotated[str, param("Picture", widget="image")] = ""


@pytest.fixture
def form() -> Form:
    return Form(schema_of(Framed), PromptHistory())


@pytest.fixture
def field(form: Form) -> PictureField:
    found = form.field("image")
    assert isinstance(found, PictureField)
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (300, 200), "teal").save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def _thumbnails(field: PictureField) -> list[tuple[int, int]]:
    labels = [label.pixmap() for label in field.findChildren(QLabel)]
    return [(picture.width(), picture.height()) for picture in labels if not picture.isNull()]


def test_a_form_without_a_picture_cannot_be_used(form: Form) -> None:
    assert form.values() == {"image": ""}
    assert list(form.errors()) == ["image"]


def test_a_dropped_picture_is_taken_and_shown(form: Form, field: PictureField, photo: Path) -> None:
    assert field.acceptDrops()
    heard: list[bool] = []
    form.changed.connect(lambda: heard.append(True))
    field.dropEvent(drop_of(photo))
    assert form.values() == {"image": str(photo)}
    assert form.errors() == {}
    assert heard
    assert _thumbnails(field) == [(56, 37)]


def test_a_recipe_brings_its_picture_back(form: Form, photo: Path) -> None:
    assert form.set_values({"image": str(photo)}) == ()
    assert form.values() == {"image": str(photo)}


@pytest.mark.parametrize("content", [noise(), pixel_bomb()[:20], b""])
def test_a_file_that_is_no_picture_is_named_at_once(
    form: Form, field: PictureField, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(content)
    form.set_values({"image": str(file)})
    assert "PNG" in form.errors()["image"]
    assert _thumbnails(field) == []


def test_a_picture_of_too_many_pixels_is_not_decoded_in_the_window(
    form: Form, field: PictureField, tmp_path: Path
) -> None:
    file = tmp_path / "bomb.png"
    file.write_bytes(pixel_bomb())
    form.set_values({"image": str(file)})
    assert _thumbnails(field) == []


@pytest.mark.parametrize("path", ["photo.png", "/gone/photo.png"])
def test_a_file_that_is_not_there_is_told(form: Form, path: str) -> None:
    form.set_values({"image": path})
    assert form.errors() == {"image": "There is no such file."}
