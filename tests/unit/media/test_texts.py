"""A text is read as it is, and delivered with what made it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import msgspec
import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request
from aigc_desktop.media.texts import FORMS, read_text

TEXT = "Sip mischief.\n每只杯子里都有笑声。"


def a_recipe() -> Recipe:
    request = Request(
        generator="transformer",
        model="copywriter",
        task="text-generation",
        parameters={"prompt": 'a "mug": 杯'},
        seeds=(41, 42),
    )
    return Recipe(
        request=request,
        index=1,
        job_id="0abc",
        family="transformer",
        model_name="Copywriter",
        model_hash="12",
        plugin="transformer",
        plugin_version="1",
        app_version="1",
        device_name="CPU",
        licence="cc0-1.0",
    )


def test_txt_is_the_text_alone() -> None:
    assert FORMS["txt"](TEXT, a_recipe()) == TEXT


def test_markdown_tells_what_made_it_in_front() -> None:
    empty, front, body = FORMS["md"](TEXT, a_recipe()).split("---\n")
    assert empty == ""
    assert body == f"\n{TEXT}\n"
    facts = tomllib.loads(front.replace(": ", " = ", 1).replace("\nmodel: ", "\nmodel = ").split("\nseed")[0])
    assert facts == {"prompt": 'a "mug": 杯', "model": "Copywriter"}
    assert "seed: 42\n" in front
    assert FORMS["md"](TEXT, None) == f"{TEXT}\n"


def test_json_holds_the_whole_recipe() -> None:
    found = json.loads(FORMS["json"](TEXT, a_recipe()))
    assert found["text"] == TEXT
    assert msgspec.convert(found["recipe"], Recipe) == a_recipe()
    assert json.loads(FORMS["json"](TEXT, None))["recipe"] is None


def test_a_text_is_read_to_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("狐狸".encode() + b"\xff")
    assert read_text(file) == "狐狸\ufffd"
    assert read_text(file, 3) == "狐"


def test_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    with pytest.raises(AigcError):
        read_text(tmp_path / "link.txt")
