"""Animations and texts leave the library in the forms that others take: whole, or not at all."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.core.asset_forms import FORMS, check_form, export_asset
from aigc_desktop.core.library import Library
from aigc_desktop.core.records import Asset
from aigc_desktop.media.metadata import read_settings
from aigc_desktop.messages import OutputSaved

Write = Callable[..., OutputSaved]
UseFfmpeg = Callable[[str], None]
FAKE = Path(__file__).with_name("fake_ffmpeg.py")
EXPORT = Path(__file__).with_name("exporting.py")
FILL_AND_EXPORT = (
    "mount -t tmpfs -o size=8k tmpfs {folder}/small && head -c 8192 /dev/zero > {folder}/small/filler;"
    "{python} {export} {folder}/film.json {form} {folder}/small; ls -A {folder}/small"
)
NAME = "The starter model-100"


def can_mount() -> bool:
    """Whether this system lets anybody mount a file system of his own in a namespace."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture
def film(library: Library, write: Write, incoming: Path) -> Asset:
    """Five frames of 9 x 9."""
    return library.place(write(frames=5, side=9, prompt="a fox"), incoming)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def use_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UseFfmpeg:
    """Puts the stand-in on the path instead of whatever is installed."""

    def use(mode: str) -> None:
        folder = tmp_path / "programs"
        folder.mkdir()
        program = folder / "ffmpeg"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" {mode} "$@"\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return use


def colours(path: Path) -> list[tuple[int, ...]]:
    """The first pixel of every frame."""
    with Image.open(path) as image:
        return [_colour(image, number) for number in range(getattr(image, "n_frames", 1))]


def _colour(image: Image.Image, number: int) -> tuple[int, ...]:
    image.seek(number)
    return tuple(image.convert("RGB").tobytes()[:3])


def refusal(film: Asset, form: str, out: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        export_asset(film, form, out)
    assert list(out.iterdir()) == []
    return caught.value


def test_as_webp_it_is_the_very_file(film: Asset, out: Path) -> None:
    path = export_asset(film, "webp", out)
    assert path == out / f"{NAME}.webp"
    assert path.read_bytes() == Path(film.file).read_bytes()


def test_as_png_it_is_a_folder_with_a_recipe_in_every_frame(film: Asset, out: Path) -> None:
    folder = export_asset(film, "png", out)
    assert folder == out / NAME
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [f"{number:04d}.png" for number in range(1, 6)]
    assert [colours(file) for file in files] == [[(40 * number, 50, 90)] for number in range(5)]
    found = read_settings(files[3])
    assert found is not None
    assert found.recipe == film.recipe


def test_as_gif_it_loops_at_its_own_speed(film: Asset, out: Path) -> None:
    path = export_asset(film, "gif", out)
    with Image.open(path) as image:
        assert (image.size, image.info["loop"], image.info["duration"]) == ((9, 9), 0, 50)
    assert colours(path) == [(40 * number, 50, 90) for number in range(5)]


def test_nothing_is_ever_overwritten(film: Asset, out: Path) -> None:
    for form in FORMS["sequence"][:3]:
        first, second = (export_asset(film, form, out) for _ in range(2))
        assert (first.stem, second.stem) == (NAME, f"{NAME}-2")
        assert first.exists()
    assert [path for path in out.iterdir() if path.suffix == ".part"] == []


def test_progress_is_told_frame_by_frame(film: Asset, out: Path) -> None:
    told: list[tuple[int, int]] = []
    export_asset(film, "png", out, lambda done, total: told.append((done, total)))
    assert told == [(number, 5) for number in range(5)]


@pytest.mark.parametrize("form", ["png", "gif"])
def test_who_stops_half_way_leaves_nothing(film: Asset, out: Path, form: str) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        export_asset(film, form, out, stop)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("form", ["png", "gif", "mp4"])
def test_a_damaged_animation_leaves_nothing(film: Asset, out: Path, form: str, use_ffmpeg: UseFfmpeg) -> None:
    use_ffmpeg("works")
    whole = Path(film.file).read_bytes()
    Path(film.file).write_bytes(whole[: len(whole) // 2])
    assert refusal(film, form, out).code == "image.unreadable"


def test_ffmpeg_is_fed_every_frame_in_an_even_size(film: Asset, out: Path, use_ffmpeg: UseFfmpeg) -> None:
    use_ffmpeg("works")
    path = export_asset(film, "mp4", out)
    assert path == out / f"{NAME}.mp4"
    said = json.loads(path.read_text("utf-8"))
    assert said["fed"] == 5 * 10 * 10 * 3
    arguments = said["arguments"]
    assert arguments[arguments.index("-s") + 1] == "10x10"
    assert arguments[arguments.index("-r") + 1] == "20"
    assert arguments[arguments.index("-pix_fmt", arguments.index("libx264")) + 1] == "yuv420p"
    assert arguments[arguments.index("-metadata") + 1].startswith("comment=a fox\n")


def test_without_ffmpeg_there_is_a_way_out(film: Asset, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(out))
    error = refusal(film, "mp4", out)
    assert error.code == "ffmpeg.missing"
    assert "GIF" in error.hint


def test_what_ffmpeg_says_is_in_the_details(film: Asset, out: Path, use_ffmpeg: UseFfmpeg) -> None:
    use_ffmpeg("fails")
    error = refusal(film, "mp4", out)
    assert (error.code, error.details.strip()) == ("ffmpeg.failed", "Unknown encoder 'libx264'")


@pytest.mark.parametrize("mode", ["half", "full", "empty"])
def test_half_a_film_is_none(film: Asset, out: Path, use_ffmpeg: UseFfmpeg, mode: str) -> None:
    use_ffmpeg(mode)
    assert refusal(film, "mp4", out).code == "ffmpeg.failed"


def test_ffmpeg_does_not_outlive_an_export_that_is_stopped(
    film: Asset, out: Path, use_ffmpeg: UseFfmpeg
) -> None:
    use_ffmpeg("stalls")

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        export_asset(film, "mp4", out, stop)
    assert list(out.iterdir()) == []


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_the_real_ffmpeg_makes_a_film_that_can_be_played(film: Asset, out: Path) -> None:
    path = export_asset(film, "mp4", out)
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    pixels = subprocess.run(command, capture_output=True, check=True).stdout
    frame = 10 * 10 * 3
    assert len(pixels) == 5 * frame
    for number in range(5):
        shown = pixels[number * frame : number * frame + 3]
        assert all(abs(one - other) <= 8 for one, other in zip(shown, (40 * number, 50, 90), strict=True))
    described = subprocess.run(
        ["ffmpeg", "-i", str(path)], capture_output=True, text=True, check=False
    ).stderr
    assert "a fox" in described


def test_an_asset_without_a_recipe_is_exported_too(library: Library, film: Asset, tmp_path: Path) -> None:
    out = tmp_path / "plain"
    out.mkdir()
    with Image.open(film.file) as image:
        image.save(tmp_path / "plain.webp", save_all=True, duration=50)
    bare = Asset(
        id="bare",
        kind="sequence",
        file=str(tmp_path / "plain.webp"),
        thumbnail="",
        width=9,
        height=9,
        created_at=0.0,
        recipe=None,
    )
    assert len(list(export_asset(bare, "png", out).iterdir())) == 5


def test_each_kind_has_its_own_forms(library: Library, write: Write, incoming: Path, film: Asset) -> None:
    text, picture = library.place(write(1, text="words"), incoming), library.place(write(2), incoming)
    assert (check_form(text, None), check_form(film, None)) == ("txt", "webp")
    for asset, form in ((text, "gif"), (film, "txt"), (picture, None)):
        with pytest.raises(AigcError) as caught:
            check_form(asset, form)
        assert caught.value.code == "usage.kind"


def test_a_full_or_closed_folder_is_told_in_a_sentence(film: Asset, tmp_path: Path) -> None:
    with pytest.raises(AigcError) as caught:
        export_asset(film, "gif", tmp_path / "not there")
    assert caught.value.code == "file.unwritable"


@pytest.mark.skipif(not can_mount(), reason="a small disk needs user namespaces, which this system refuses")
@pytest.mark.parametrize("form", FORMS["sequence"])
def test_a_full_disk_is_told_and_left_as_it_was(film: Asset, tmp_path: Path, form: str) -> None:
    if form == "mp4" and shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    (tmp_path / "film.json").write_bytes(msgspec.json.encode(film))
    (tmp_path / "small").mkdir()
    script = FILL_AND_EXPORT.format(python=sys.executable, export=EXPORT, folder=tmp_path, form=form)
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    code = "ffmpeg.failed" if form == "mp4" else "disk.full"
    assert (done.stdout.split(), done.stderr) == ([code, "filler"], "")
