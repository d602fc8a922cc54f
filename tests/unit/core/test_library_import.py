from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.events import AssetSaved, CoreEvent
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.encode import save_png, texts_of
from aigc_desktop.messages import OutputSaved

Write = Callable[..., OutputSaved]


@pytest.mark.parametrize("name", ["a photo.jpg", "图.webp", "x.PNG", "still.gif", "misnamed.png"])
def test_a_picture_is_copied_in(
    library: Library, paths: Paths, tmp_path: Path, name: str, published: list[CoreEvent]
) -> None:
    source = tmp_path / name
    Image.new("RGB", (40, 30)).save(source, "JPEG" if name == "misnamed.png" else None)
    asset = library.import_file(source)
    assert Path(asset.file).read_bytes() == source.read_bytes()
    assert Path(asset.file).is_relative_to(paths.assets)
    assert (asset.kind, asset.width, asset.height, asset.recipe) == ("image", 40, 30, None)
    assert list(library.keys(AssetQuery(text=source.stem))) == [library.key_of(asset.id)]
    assert published == [AssetSaved(asset=asset)]
    library.sweep(frozenset())
    assert len(library.keys(AssetQuery())) == 1


def test_the_recipe_comes_along_but_no_job_is_thought_done(
    library: Library, incoming: Path, write: Write, tmp_path: Path
) -> None:
    output = write(job="elsewhere", side=300)
    exported = Path(shutil.move(incoming / output.file, tmp_path / "exported.png"))
    asset = library.import_file(exported)
    assert asset.recipe == output.recipe
    assert library.saved_indices("elsewhere") == frozenset()
    assert exported.exists()
    assert asset.thumbnail != asset.file
    assert Path(asset.thumbnail).is_file()


def test_our_own_file_is_not_taken_in_twice(
    library: Library, incoming: Path, write: Write, tmp_path: Path
) -> None:
    asset = library.place(write(), incoming)
    copy = Path(shutil.copy(asset.file, tmp_path / "copy.png"))
    assert library.import_file(copy) == asset
    assert library.import_file(Path(asset.file)) == asset
    assert len(library.keys(AssetQuery())) == 1


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(20)])
def test_what_is_no_picture_is_refused_and_leaves_nothing(
    library: Library, paths: Paths, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "x.png").write_bytes(content)
    for path in (tmp_path / "x.png", tmp_path / "missing.png", tmp_path):
        with pytest.raises(AigcError) as caught:
            library.import_file(path)
        assert caught.value.hint
    assert [file for file in paths.assets.rglob("*") if file.is_file()] == []


def test_a_picture_cut_short_is_refused_and_leaves_nothing(
    library: Library, paths: Paths, tmp_path: Path
) -> None:
    source = tmp_path / "cut.jpg"
    Image.effect_noise((256, 256), 80).save(source)
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    with pytest.raises(AigcError):
        library.import_file(source)
    assert [file for file in paths.assets.rglob("*") if file.is_file()] == []


def test_an_animation_comes_in_with_its_recipe_and_a_still_thumbnail(
    library: Library, incoming: Path, write: Write, tmp_path: Path
) -> None:
    output = write(job="elsewhere", frames=3)
    exported = Path(shutil.move(incoming / output.file, tmp_path / "exported.webp"))
    asset = library.import_file(exported)
    assert (asset.kind, asset.recipe) == ("sequence", output.recipe)
    assert asset.recipe is not None
    assert asset.recipe.request.animation is not None
    with Image.open(asset.thumbnail) as thumbnail:
        assert not getattr(thumbnail, "is_animated", False)


def test_a_picture_with_the_recipe_of_an_animation_is_a_picture(
    library: Library, incoming: Path, write: Write, tmp_path: Path
) -> None:
    recipe = write(job="elsewhere", frames=3).recipe
    save_png(Image.new("RGB", (8, 8)), tmp_path / "0001.png", texts_of(recipe, 8, 8))
    assert library.import_file(tmp_path / "0001.png").kind == "image"
