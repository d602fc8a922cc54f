"""Finished files are copied whole, under names that were free."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Request
from aigc_desktop.cli.delivery import Delivery
from aigc_desktop.core.records import Asset


def an_asset(folder: Path, *, model: str = "icons-64", recipe: bool = True) -> Asset:
    file = folder / "0abc-0001.png"
    file.write_bytes(b"picture")
    request = Request(generator="diffusion", model="icons-64", task="text-to-image", seeds=(41, 42))
    made = Recipe(
        request=request,
        index=1,
        job_id="0abc",
        family="diffusion",
        model_name=model,
        model_hash="",
        plugin="diffusion",
        plugin_version="1",
        app_version="1",
        device_name="",
    )
    return Asset(
        id="0abc-0001",
        kind="image",
        file=str(file),
        thumbnail=str(file),
        width=8,
        height=8,
        created_at=0.0,
        recipe=made if recipe else None,
    )


def test_without_a_folder_the_library_has_the_file(tmp_path: Path) -> None:
    asset = an_asset(tmp_path)
    assert Delivery(None).file_of(asset) == Path(asset.file)


def test_a_copy_bears_the_model_and_the_seed(tmp_path: Path) -> None:
    copied = Delivery(tmp_path / "new" / "out").file_of(an_asset(tmp_path))
    assert copied == tmp_path / "new" / "out" / "icons-64-42.png"
    assert copied.read_bytes() == b"picture"


def test_an_asset_without_a_recipe_keeps_its_name(tmp_path: Path) -> None:
    assert Delivery(tmp_path / "out").file_of(an_asset(tmp_path, recipe=False)).name == "0abc-0001.png"


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "icons-64-42.png").write_bytes(b"mine")
    delivery = Delivery(tmp_path)
    assert [delivery.file_of(an_asset(tmp_path)).name for _ in range(2)] == [
        "icons-64-42-2.png",
        "icons-64-42-3.png",
    ]
    assert (tmp_path / "icons-64-42.png").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["../../escape", 'a<b>c:"d"|e?f*g', "x" * 300, "..", "\x00\n"])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    copied = Delivery(out).file_of(an_asset(tmp_path, model=name))
    assert copied.parent == out
    assert [file.name for file in out.iterdir()] == [copied.name]
    assert not set(copied.name) & set('<>:"/\\|?*\n')


def test_what_cannot_be_copied_leaves_nothing_behind(tmp_path: Path) -> None:
    asset = an_asset(tmp_path)
    Path(asset.file).unlink()
    out = tmp_path / "out"
    with pytest.raises(OSError, match="No such file"):
        Delivery(out).file_of(asset)
    assert list(out.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AigcError, match="cannot be made") as caught:
        Delivery(tmp_path / "file" / "out")
    assert caught.value.code == "usage.out"
