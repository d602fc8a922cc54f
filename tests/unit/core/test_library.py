from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import AssetSaved, AssetsChanged, CoreEvent, Events
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.media.metadata import read_settings
from aigc_desktop.messages import OutputSaved

Write = Callable[..., OutputSaved]

ALL = AssetQuery()
BINNED = AssetQuery(in_bin=True)


def shown(library: Library, query: AssetQuery = ALL) -> list[str]:
    keys = library.keys(query)
    assets = library.assets(keys)
    return [assets[key].id for key in keys]


def test_a_placed_output_is_in_the_library(
    library: Library, paths: Paths, incoming: Path, write: Write, published: list[CoreEvent]
) -> None:
    output = write(3, prompt="a red circle")
    asset = library.place(output, incoming)
    assert asset.id == "job-0003"
    assert Path(asset.file) == paths.assets / "2023-11" / "job-0003.png"
    settings = read_settings(Path(asset.file))
    assert settings is not None
    assert settings.recipe == asset.recipe == output.recipe
    assert asset.thumbnail == asset.file
    assert (asset.kind, asset.width, asset.height, asset.rating) == ("image", 8, 8, 0)
    assert list(incoming.iterdir()) == []
    assert shown(library) == ["job-0003"]
    assert library.get("job-0003") == asset
    assert library.assets([library.key_of("job-0003")]) == {library.key_of("job-0003"): asset}
    assert library.saved_indices("job") == {3}
    assert published == [AssetSaved(asset=asset)]


def test_a_large_picture_brings_its_thumbnail(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    asset = library.place(write(side=300), incoming)
    assert Path(asset.thumbnail) == paths.thumbnails / "2023-11" / "job-0000.webp"
    assert Path(asset.thumbnail).is_file()
    assert list(incoming.iterdir()) == []


def test_a_text_is_an_asset_too(library: Library, incoming: Path, write: Write) -> None:
    asset = library.place(write(text="Once upon a time"), incoming)
    assert asset.kind == "text"
    assert Path(asset.file).read_text() == "Once upon a time"


def test_a_text_is_found_by_its_own_words_and_by_its_prompt(
    library: Library, incoming: Path, write: Write
) -> None:
    library.place(write(0, text="Sip mischief from a giddy mug", prompt="product: ceramic mug"), incoming)
    library.place(write(1, text="每只杯子里都有笑声", prompt="产品：陶瓷杯"), incoming)
    for words, found in (("giddy", [0]), ("ceramic", [0]), ("笑声", [1]), ("陶瓷", [1]), ("teapot", [])):
        assert shown(library, AssetQuery(text=words)) == [f"job-{index:04d}" for index in found]


def test_placing_twice_changes_nothing(library: Library, incoming: Path, write: Write) -> None:
    first = library.place(write(side=300, prompt="the first"), incoming)
    second = library.place(write(side=300, prompt="the second"), incoming)
    assert second == first
    assert list(incoming.iterdir()) == []
    assert shown(library) == ["job-0000"]


def test_everything_is_there_after_a_restart(
    library: Library, paths: Paths, database: Database, incoming: Path, write: Write
) -> None:
    asset = library.place(write(), incoming)
    database.close()
    reopened = Database(paths.database)
    assert Library(paths, reopened, Events()).get(asset.id) == asset
    reopened.close()


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "sub/file.png", "..", ""])
def test_an_engine_cannot_name_files_elsewhere(
    library: Library, incoming: Path, write: Write, name: str
) -> None:
    (incoming.parent / "secret").write_text("kept")
    output = msgspec.structs.replace(write(), file=name)
    with pytest.raises(AigcError) as caught:
        library.place(output, incoming)
    assert caught.value.code == "engine.file"
    assert (incoming.parent / "secret").exists()
    assert shown(library) == []


def test_an_engine_cannot_pass_a_link_off_as_its_file(
    library: Library, incoming: Path, write: Write, tmp_path: Path
) -> None:
    output = write()
    (tmp_path / "secret").write_text("kept")
    (incoming / output.file).unlink()
    (incoming / output.file).symlink_to(tmp_path / "secret")
    with pytest.raises(AigcError, match="not a file"):
        library.place(output, incoming)


def test_outputs_are_placed_together(
    library: Library, incoming: Path, write: Write, published: list[CoreEvent]
) -> None:
    outputs = [write(0), write(1, text="a text"), write(2, side=300)]
    assets = library.place_all(outputs, incoming)
    assert [asset.kind for asset in assets] == ["image", "text", "image"]
    assert published == [AssetSaved(asset=asset) for asset in assets]
    assert list(incoming.iterdir()) == []


def test_what_comes_before_an_output_that_cannot_be_placed_is_kept(
    library: Library, incoming: Path, write: Write
) -> None:
    outputs = [write(0), msgspec.structs.replace(write(1), file="../secret"), write(2)]
    with pytest.raises(AigcError, match="not a file"):
        library.place_all(outputs, incoming)
    assert library.saved_indices("job") == {0}
    assert Path(library.get("job-0000").file).is_file()


def test_an_output_that_is_told_twice_is_placed_once(library: Library, incoming: Path, write: Write) -> None:
    first = library.place(write(0), incoming)
    again = library.place_all([write(0), write(1), write(1)], incoming)
    assert [asset.id for asset in again] == ["job-0000", "job-0001", "job-0001"]
    assert again[0] == first
    assert list(incoming.iterdir()) == []


def test_newest_comes_first(library: Library, incoming: Path, write: Write) -> None:
    for index in (1, 3, 0, 2):
        library.place(write(index), incoming)
    assert shown(library) == ["job-0003", "job-0002", "job-0001", "job-0000"]


def test_filters(library: Library, incoming: Path, write: Write) -> None:
    for index, model in enumerate(("starter", "starter", "other")):
        library.place(write(index, model=model), incoming)
    library.rate(["job-0001"], 4)
    assert shown(library, AssetQuery(model="other")) == ["job-0002"]
    assert shown(library, AssetQuery(family="diffusion", generator="diffusion", kind="image")) == shown(
        library
    )
    assert shown(library, AssetQuery(family="gan")) == []
    assert shown(library, AssetQuery(kind="text")) == []
    assert shown(library, AssetQuery(min_rating=4)) == ["job-0001"]
    assert shown(library, AssetQuery(since=1_700_000_001)) == ["job-0002", "job-0001"]
    assert shown(library, AssetQuery(until=1_700_000_001)) == ["job-0000"]
    assert library.models() == [("starter", "The starter model"), ("other", "The other model")]


PROMPTS = ("a red circle on white", "一个红色的圆形图标", "blue castle, 3D-look", "红色icon", "sky and sea")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("red", [0]),
        ("RED circle", [0]),
        ("circle red", [0]),
        ("red castle", []),
        ("cas", [2]),
        ("astle", []),
        ("红", [1, 3]),
        ("红色", [1, 3]),
        ("红色的圆", [1]),
        ("圆形 红色", [1]),
        ("色红", []),
        ("红色icon", [3]),
        ("blurry", [4]),
        ("starter", [0, 1, 2, 3, 4]),
        ("3d-lo", [2]),
        ("and", [4]),
        ("", [0, 1, 2, 3, 4]),
        ("  ", [0, 1, 2, 3, 4]),
        ("nothing like this", []),
    ],
)
def test_search(library: Library, incoming: Path, write: Write, text: str, found: list[int]) -> None:
    for index, prompt in enumerate(PROMPTS):
        negative = "blurry" if index == 4 else ""
        library.place(write(index, prompt=prompt, negative_prompt=negative), incoming)
    assert sorted(shown(library, AssetQuery(text=text))) == [f"job-{index:04d}" for index in found]


NASTY = ['"', '""', "red OR", "NOT", "NEAR(", "words:red", "a*b", "^red", "red)", "'; DROP TABLE assets; --"]
STRANGE = ["\0", "red\0circle", "-", "…", "🙂", "{}", "%", "_" * 5000, "红" * 5000, "e\u0301"]


@pytest.mark.parametrize("text", [*NASTY, *STRANGE])
def test_no_search_breaks_the_syntax(library: Library, incoming: Path, write: Write, text: str) -> None:
    library.place(write(prompt=f"a red circle {text}"), incoming)
    library.place(write(1, prompt="sky"), incoming)
    if any(map(str.isalnum, text)):
        assert shown(library, AssetQuery(text=text)) == ["job-0000"]
    else:  # nothing to look for
        assert shown(library, AssetQuery(text=text)) == ["job-0001", "job-0000"]
    assert shown(library, AssetQuery(text="\ud800circle")) == ["job-0000"]


def test_rating(library: Library, incoming: Path, write: Write, published: list[CoreEvent]) -> None:
    library.place(write(), incoming)
    library.rate(["job-0000", "unknown"], 5)
    assert library.get("job-0000").rating == 5
    assert published[-1] == AssetsChanged(asset_ids=("job-0000", "unknown"))
    for wrong in (-1, 6):
        with pytest.raises(AigcError) as caught:
            library.rate(["job-0000"], wrong)
        assert caught.value.code == "asset.rating"
    assert library.get("job-0000").rating == 5


def test_into_the_bin_and_back(
    library: Library, paths: Paths, incoming: Path, write: Write, published: list[CoreEvent]
) -> None:
    before = library.place(write(), incoming)
    library.place(write(1), incoming)
    library.bin(["job-0000"])
    binned = library.get("job-0000")
    assert shown(library) == ["job-0001"]
    assert shown(library, BINNED) == ["job-0000"]
    assert binned.binned_at > 0
    assert Path(binned.file).parent == paths.bin
    assert Path(binned.file).is_file()
    assert not Path(before.file).exists()
    assert library.saved_indices("job") == {0, 1}
    assert published[-1] == AssetsChanged(asset_ids=("job-0000",))
    library.restore(["job-0000"])
    assert library.get("job-0000") == before
    assert Path(before.file).is_file()
    assert shown(library, BINNED) == []


def test_only_what_lies_in_the_bin_is_deleted(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    kept = library.place(write(0, side=300), incoming)
    binned = library.place(write(1, side=300, prompt="goes"), incoming)
    library.bin([binned.id])
    library.delete([kept.id, binned.id])
    assert Path(kept.file).is_file()
    assert Path(kept.thumbnail).is_file()
    assert not Path(binned.thumbnail).exists()
    assert list(paths.bin.iterdir()) == []
    assert shown(library, AssetQuery(text="goes")) == []
    with pytest.raises(AigcError) as caught:
        library.get(binned.id)
    assert caught.value.code == "asset.unknown"


def test_binning_a_file_that_is_gone_still_clears_it_away(
    library: Library, incoming: Path, write: Write
) -> None:
    asset = library.place(write(), incoming)
    Path(asset.file).unlink()
    library.bin([asset.id])
    library.delete([asset.id])
    assert shown(library) == shown(library, BINNED) == []


def test_keys_and_assets_know_only_what_is_there(library: Library) -> None:
    assert list(library.keys(ALL)) == []
    assert library.assets([1, 2, 3]) == {}
    assert library.assets([]) == {}
    with pytest.raises(AigcError, match="nonsense"):
        library.key_of("nonsense")


def test_a_full_disk_loses_no_picture(
    library: Library, database: Database, incoming: Path, write: Write
) -> None:
    output = write(prompt="x" * 100_000)
    connection = database.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(AigcError) as caught:
        library.place(output, incoming)
    assert caught.value.code == "disk.full"
    connection.execute("PRAGMA max_page_count = 1000000")
    assert Path(library.place(output, incoming).file).is_file()
    assert shown(library) == ["job-0000"]
