from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from aigc_desktop.core.database import Database
from aigc_desktop.core.events import AssetsChanged, CoreEvent, Events
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.library.placing import take_in
from aigc_desktop.core.library.rows import insert
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.records import Asset
from aigc_desktop.media.encode import save_png, texts_of
from aigc_desktop.messages import OutputSaved

Write = Callable[..., OutputSaved]

ALL = AssetQuery()
BINNED = AssetQuery(in_bin=True)


def listed(library: Library, query: AssetQuery = ALL) -> list[Asset]:
    keys = library.keys(query)
    return [library.assets(keys)[key] for key in keys]


def ids(library: Library, query: AssetQuery = ALL) -> list[str]:
    return [asset.id for asset in listed(library, query)]


def age(file: Path, seconds: float) -> None:
    os.utime(file, (time.time() - seconds,) * 2)


def test_a_sound_library_is_left_as_it_is(
    library: Library, incoming: Path, write: Write, published: list[CoreEvent]
) -> None:
    library.place(write(side=300), incoming)
    library.place(write(1), incoming)
    library.bin(["job-0001"])
    before = listed(library) + listed(library, BINNED)
    published.clear()
    library.sweep(frozenset())
    assert listed(library) + listed(library, BINNED) == before
    assert published == []


def test_a_deleted_file_disappears_and_may_come_back(
    library: Library, incoming: Path, write: Write, published: list[CoreEvent], tmp_path: Path
) -> None:
    asset = library.place(write(), incoming)
    library.rate([asset.id], 5)
    away = Path(asset.file).rename(tmp_path / "away.png")
    library.sweep()
    assert ids(library) == []
    assert library.models() == []
    assert published[-1] == AssetsChanged()
    away.rename(asset.file)
    library.sweep()
    assert [asset.rating for asset in listed(library)] == [5]


def test_a_renamed_output_stays_the_same_asset(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    asset = library.place(write(), incoming)
    library.rate([asset.id], 3)
    moved = Path(asset.file).rename(paths.assets / "my favourite.png")
    library.sweep()
    assert [(a.id, a.file, a.rating) for a in listed(library)] == [(asset.id, str(moved), 3)]


def test_a_copied_output_is_an_asset_of_its_own(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    asset = library.place(write(side=300), incoming)
    copies = [paths.assets / "copy.png", paths.assets / "other" / "job-0000.png"]
    copies[1].parent.mkdir()
    for copy in copies:
        shutil.copyfile(asset.file, copy)
    library.sweep()
    library.sweep()
    found = listed(library)
    assert len({a.id for a in found}) == len(found) == 3
    assert all(a.recipe == asset.recipe for a in found)
    assert {a.file for a in found} == {asset.file, *map(str, copies)}
    assert library.saved_indices("job") == {0}
    strangers = [a.id for a in found if a.id != asset.id]
    library.bin(strangers)
    library.delete(strangers)
    assert Path(asset.file).is_file()
    assert Path(asset.thumbnail).is_file()
    assert ids(library) == [asset.id]


def test_pictures_dropped_into_the_folder_are_found(library: Library, paths: Paths) -> None:
    info = PngInfo()
    info.add_text("parameters", "a lighthouse\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 300x200")
    (paths.assets / "Mine").mkdir()
    Image.new("RGB", (300, 200)).save(paths.assets / "Mine" / "Holiday 1.PNG", pnginfo=info)
    Image.new("RGB", (30, 20)).save(paths.assets / "photo.jpg")
    (paths.assets / "notes.txt").write_text("words")
    library.sweep()
    (picture,) = listed(library, AssetQuery(text="lighthouse"))
    assert picture.id.startswith("holiday-1-")
    assert (picture.kind, picture.width, picture.height, picture.recipe) == ("image", 300, 200, None)
    assert picture.thumbnail != picture.file
    assert Path(picture.thumbnail).is_file()
    (photo,) = listed(library, AssetQuery(text="photo"))
    assert photo.thumbnail == photo.file
    (text,) = listed(library, AssetQuery(kind="text"))
    assert Path(text.file).read_text() == "words"
    assert listed(library, AssetQuery(text="words")) == [text]
    before = set(ids(library))
    library.sweep()
    assert set(ids(library)) == before


def test_what_is_no_picture_is_left_alone(library: Library, paths: Paths, tmp_path: Path) -> None:
    (paths.assets / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")
    (paths.assets / "program.exe").write_bytes(b"MZ")
    (paths.assets / ".hidden.txt").write_text("hidden")
    (tmp_path / "secret.txt").write_text("secret")
    (paths.assets / "link.txt").symlink_to(tmp_path / "secret.txt")
    (paths.assets / "linked").symlink_to(tmp_path, target_is_directory=True)
    library.sweep()
    assert ids(library) == []
    assert len(list(paths.assets.iterdir())) == 5


def test_a_picture_being_copied_in_is_found_when_it_is_whole(library: Library, paths: Paths) -> None:
    file = paths.assets / "slow.png"
    Image.effect_noise((64, 64), 50).save(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-500])
    library.sweep()
    assert ids(library) == []
    file.write_bytes(whole)
    library.sweep()
    assert len(ids(library)) == 1


def test_a_lost_database_is_made_again_from_the_files(
    library: Library, paths: Paths, database: Database, incoming: Path, write: Write
) -> None:
    first = library.place(write(0, side=300, prompt="a red circle"), incoming)
    second = library.place(write(1), incoming)
    library.bin([second.id])
    database.close()
    for file in paths.home.glob("aigc.sqlite3*"):
        file.unlink()
    fresh = Database(paths.database)
    found = Library(paths, fresh, Events())
    found.sweep(frozenset())
    assert listed(found, AssetQuery(text="red")) == [first]
    assert ids(found, BINNED) == [second.id]
    assert found.saved_indices("job") == {0, 1}
    fresh.close()


def test_leftovers_of_dead_sessions_are_removed(library: Library, paths: Paths, write: Write) -> None:
    write()
    living = paths.incoming / "living" / "job"
    living.mkdir(parents=True)
    (living / "0000.png").write_bytes(b"half")
    library.sweep(frozenset({"living"}))
    assert [folder.name for folder in paths.incoming.iterdir()] == ["living"]
    assert (living / "0000.png").exists()
    library.sweep()
    assert (living / "0000.png").exists()
    assert ids(library) == []


def test_a_text_that_a_sweep_took_for_a_strangers_is_still_the_jobs(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    output = write(text="made by the job")
    place = paths.assets / "2023-11" / "job-0000.txt"
    place.parent.mkdir()
    shutil.copy(incoming / output.file, place)
    library.sweep()
    assert [asset.recipe for asset in listed(library)] == [None]
    asset = library.place(output, incoming)
    assert listed(library) == [asset]
    assert asset.recipe == output.recipe


@pytest.mark.parametrize("note", [b"", b"{}", b"\xff", b"[" * 100_000])
def test_a_damaged_note_of_an_engine_stops_nothing(
    library: Library, paths: Paths, incoming: Path, note: bytes
) -> None:
    (incoming / "0000.output.json").write_bytes(note)
    library.sweep(frozenset())
    assert list(paths.incoming.iterdir()) == []


@pytest.mark.parametrize("changes", [{"job_id": "another"}, {"job_id": "../../job"}, {"file": "../../x.txt"}])
def test_a_note_that_an_engine_forged_places_nothing(
    library: Library, paths: Paths, incoming: Path, write: Write, changes: dict[str, str]
) -> None:
    (paths.home / "incoming" / "x.txt").write_text("elsewhere")
    forged = msgspec.structs.replace(write(text="forged"), **changes)
    (incoming / "0000.output.json").write_bytes(msgspec.json.encode(forged))
    library.sweep(frozenset())
    assert listed(library) == []
    assert [file for file in paths.assets.rglob("*") if file.is_file()] == []
    assert (paths.home / "incoming" / "x.txt").exists()


def test_what_another_process_is_placing_is_not_adopted(
    library: Library, paths: Paths, database: Database, incoming: Path, write: Write
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as connection:
            insert(connection, take_in(paths, write(), incoming))
            sweep = pool.submit(library.sweep)
            with pytest.raises(TimeoutError):  # it has seen the file and waits for the row
                sweep.result(timeout=1)
        sweep.result()
    assert ids(library) == ["job-0000"]


def test_folders_that_somebody_deleted_are_made_again(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    library.place(write(), incoming)
    for folder in (paths.assets, paths.bin, paths.thumbnails, paths.incoming):
        shutil.rmtree(folder)
    library.sweep(frozenset())
    assert ids(library) == []


def test_stray_parts_and_thumbnails_go_when_they_are_old(library: Library, paths: Paths) -> None:
    strays = [paths.assets / "x.png.part", paths.bin / "y.png.part", paths.thumbnails / "z.webp"]
    for stray in strays:
        stray.write_bytes(b"")
    library.sweep()
    assert all(stray.exists() for stray in strays)
    for stray in strays:
        age(stray, 7200)
    library.sweep()
    assert not any(stray.exists() for stray in strays)


@pytest.mark.parametrize("claimed", [float(10**300), -1.0, 1e15])
def test_an_impossible_time_does_no_harm(
    library: Library, incoming: Path, write: Write, claimed: float
) -> None:
    output = write()
    recipe = msgspec.structs.replace(output.recipe, created_at=claimed)
    asset = library.place(msgspec.structs.replace(output, recipe=recipe), incoming)
    assert abs(asset.created_at - time.time()) < 3600


def test_an_orphaned_animation_gets_its_kind_and_its_place_back(
    library: Library, paths: Paths, incoming: Path, write: Write
) -> None:
    output = write(frames=3)
    row = take_in(paths, output, incoming)
    library.sweep(frozenset())
    (asset,) = listed(library)
    assert (asset.id, asset.kind, asset.recipe) == ("job-0000", "sequence", output.recipe)
    assert (asset.thumbnail, asset.width) == (str(paths.home / row.thumbnail), 8)
    assert library.saved_indices("job") == {0}


def test_a_frame_does_not_take_the_place_of_its_missing_animation(
    library: Library, paths: Paths, incoming: Path, write: Write, tmp_path: Path
) -> None:
    animation = library.place(write(frames=3), incoming)
    assert animation.recipe is not None
    away = Path(animation.file).rename(tmp_path / "away.webp")
    save_png(Image.new("RGB", (8, 8)), paths.assets / "0001.png", texts_of(animation.recipe, 8, 8))
    library.sweep()
    assert [asset.kind for asset in listed(library)] == ["image"]
    away.rename(animation.file)
    library.sweep()
    assert sorted(asset.kind for asset in listed(library)) == ["image", "sequence"]
