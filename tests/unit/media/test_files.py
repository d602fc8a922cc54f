from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.files import write_whole


def test_a_file_is_written_whole_and_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_part_left_by_a_crash_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.txt.part").write_bytes(b"half of something long")
    write_whole(tmp_path / "a.txt", b"whole")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"whole")]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(AigcError, match="could not be written") as caught:
        write_whole(tmp_path / "missing" / "a.txt", b"data")
    assert caught.value.code == "file.unwritable"
    assert str(tmp_path / "missing") in caught.value.hint


def test_a_folder_that_is_a_file_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AigcError) as caught:
        write_whole(tmp_path / "file" / "a.txt", b"data")
    assert caught.value.code == "file.unwritable"


def test_a_name_that_is_taken_by_a_folder_leaves_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(AigcError) as caught:
        write_whole(tmp_path / "a.txt", b"data")
    assert caught.value.code == "file.unwritable"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told_with_numbers_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt.part").symlink_to("/dev/full")
    with pytest.raises(AigcError, match=r"needs 2\.0 MB, [\d.]+ MB are free") as caught:
        write_whole(tmp_path / "a.txt", b"x" * (2 * 1024 * 1024))
    assert caught.value.code == "disk.full"
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


_SAVE_A_LARGE_PICTURE = """
import sys
from pathlib import Path

import msgspec
from PIL import Image

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.encode import write_image

folder = Path(sys.argv[1])
recipe = msgspec.json.decode(sys.argv[2], type=Recipe)
try:
    write_image(Image.effect_noise((1500, 1500), 50), recipe, folder, "a")
except AigcError as error:
    print(error.code, error.message, sorted(p.name for p in folder.iterdir()), sep="|")
"""


def told(before: Sequence[str], script: str, folder: Path, recipe: Recipe) -> list[str]:
    """What the script says, run after the commands in `before`: code, message and files left."""
    command = [*before, sys.executable, "-c", script, str(folder), msgspec.json.encode(recipe).decode()]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")


def mounting(folder: Path) -> list[str]:
    """The command that runs another with a file system of 512 KB at `folder`."""
    script = f'mount -t tmpfs -o size=512k small "{folder}" && exec "$@"'
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"]


def test_a_picture_too_large_for_its_file_system_leaves_nothing(tmp_path: Path, recipe: Recipe) -> None:
    if not shutil.which("unshare") or subprocess.run([*mounting(tmp_path), "true"], check=False).returncode:
        pytest.skip("nobody may mount a small file system of their own here")
    code, message, left = told(mounting(tmp_path), _SAVE_A_LARGE_PICTURE, tmp_path, recipe)
    assert (code, left) == ("disk.full", "[]")
    assert re.search(r"a\.png needs \d\.\d MB, 0\.\d MB are free", message)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes to set there")
def test_a_picture_over_the_limit_on_file_sizes_leaves_nothing(tmp_path: Path, recipe: Recipe) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))"
    code, _, left = told([], limit + _SAVE_A_LARGE_PICTURE, tmp_path, recipe)
    assert (code, left) == ("disk.full", "[]")
