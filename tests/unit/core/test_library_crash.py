"""The application is killed before every single step of what the library does with files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.library import AssetQuery, Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.records import Asset
from aigc_desktop.messages import OutputSaved

Write = Callable[..., OutputSaved]

SCRIPT = Path(__file__).with_name("crashing.py")


@contextmanager
def opened(home: Path) -> Iterator[Library]:
    database = Database(Paths(home).database)
    yield Library(Paths(home), database, Events())
    database.close()


def crashes(paths: Paths, tmp_path: Path, act: str, file: str = "") -> Iterator[Path]:
    """Copies of home, in each of which `act` was cut short one step later; the last saw it through."""
    for step in range(1, 100):
        home = tmp_path / f"home{step}"
        shutil.copytree(paths.home, home)
        command = [sys.executable, str(SCRIPT), str(home), act, str(step), file]
        child = subprocess.run(command, capture_output=True, check=False, text=True)
        assert child.stderr == ""
        yield home
        if child.returncode == 0:
            assert step > 3
            return
    pytest.fail("it never came to an end")


def settled(home: Path) -> tuple[list[Asset], list[Asset]]:
    """What lies in the library and in its bin after the next start, each asset with its file."""
    with opened(home) as library:
        library.sweep(frozenset())
        library.sweep(frozenset())
        lists = []
        for query in (AssetQuery(), AssetQuery(in_bin=True)):
            assets = list(library.assets(library.keys(query)).values())
            assert all(Path(asset.file).is_file() and Path(asset.thumbnail).is_file() for asset in assets)
            lists.append(assets)
        rows = library.assets(range(100))
    assert len(rows) == len(lists[0]) + len(lists[1])
    check_no_orphans(home, lists[0] + lists[1])
    return lists[0], lists[1]


def check_no_orphans(home: Path, assets: list[Asset]) -> None:
    """No file without an asset. Stray `.part` files stay for an hour: another process may own them."""
    paths = Paths(home)
    on_disk = {
        str(file)
        for folder in (paths.assets, paths.bin, paths.incoming)
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".part"
    }
    assert on_disk == {asset.file for asset in assets}


@pytest.mark.parametrize("act", ["place", "place together"])
def test_while_outputs_are_placed(
    paths: Paths, incoming: Path, write: Write, tmp_path: Path, act: str
) -> None:
    outputs = [write(0, side=300, prompt="large"), write(1, prompt="small"), write(2, text="a text")]
    outputs.append(write(3, frames=3))
    (incoming / "outputs").write_bytes(msgspec.json.encode(outputs))
    counts = []
    for home in crashes(paths, tmp_path, act):
        kept, binned = settled(home)
        with opened(home) as library:
            saved = library.saved_indices("job")
            again = {k: incoming_again(home, outputs[k], incoming) for k in {0, 1, 2, 3} - saved}
            for folder, output in again.values():
                library.place(output, folder)
            assert library.saved_indices("job") == {0, 1, 2, 3}
            assert len(library.keys(AssetQuery())) == 4
        assert binned == []
        assert {asset.id for asset in kept} == {f"job-{index:04d}" for index in saved}
        recipes = {output.index: output.recipe for output in outputs}
        assert all(asset.recipe == recipes[int(asset.id[-4:])] for asset in kept)
        kinds = {output.index: output.kind for output in outputs}
        assert all(asset.kind == kinds[int(asset.id[-4:])] for asset in kept)
        counts.append(len(saved))
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3, 4}


def incoming_again(home: Path, output: OutputSaved, incoming: Path) -> tuple[Path, OutputSaved]:
    """The output as the engine makes it again for the job that was queued again."""
    folder = Paths(home).incoming / "next" / "job"
    folder.mkdir(parents=True, exist_ok=True)
    for name in {output.file, output.thumbnail} - {""}:
        shutil.copy(incoming / name, folder)
    return folder, output


@pytest.fixture
def two(library: Library, database: Database, incoming: Path, write: Write) -> list[str]:
    """Two assets in the library, one of them with a thumbnail."""
    return [library.place(write(k, side=8 + 300 * k), incoming).id for k in range(2)]


def test_on_the_way_into_the_bin(paths: Paths, database: Database, two: list[str], tmp_path: Path) -> None:
    database.close()
    for home in crashes(paths, tmp_path, "bin"):
        kept, binned = settled(home)
        assert {asset.id for asset in kept + binned} == set(two)
        assert len(kept) in (0, 2)
    assert len(binned) == 2


def test_on_the_way_out_of_the_bin(
    paths: Paths, library: Library, database: Database, two: list[str], tmp_path: Path
) -> None:
    library.bin(two)
    database.close()
    for home in crashes(paths, tmp_path, "restore"):
        kept, binned = settled(home)
        assert {asset.id for asset in kept + binned} == set(two)
        assert len(kept) in (0, 2)
    assert len(kept) == 2


def test_while_the_bin_is_emptied(
    paths: Paths, library: Library, database: Database, two: list[str], tmp_path: Path
) -> None:
    library.bin(two)
    database.close()
    for home in crashes(paths, tmp_path, "delete"):
        kept, binned = settled(home)
        assert kept == []
        assert {asset.id for asset in binned} <= set(two)
    assert binned == []


def test_while_a_picture_of_unknown_name_goes_into_the_bin(
    paths: Paths, library: Library, database: Database, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 300)).save(paths.assets / "Dropped in.png")
    library.sweep()
    database.close()
    for home in crashes(paths, tmp_path, "bin"):
        kept, binned = settled(home)
        assert len(kept + binned) == 1
    assert len(binned) == 1


def test_while_a_picture_is_imported(paths: Paths, database: Database, tmp_path: Path) -> None:
    database.close()
    source = tmp_path / "source.png"
    Image.new("RGB", (300, 300)).save(source)
    for home in crashes(paths, tmp_path, "import", str(source)):
        kept, binned = settled(home)
        assert len(kept) <= 1
        assert binned == []
    assert len(kept) == 1
