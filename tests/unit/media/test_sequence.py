"""Animations: the same pixels, the right times, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.decode import open_image
from aigc_desktop.media.encode import WrittenFile
from aigc_desktop.media.metadata import read_settings
from aigc_desktop.media.sequence import MAX_PIXELS, check_size, stamps, write_sequence

Film = Callable[..., list[Path]]


@pytest.fixture
def film(tmp_path: Path, picture: Image.Image) -> Film:
    """Frames of one size: a picture that moves by a pixel each time."""

    def film(count: int = 4, mode: str = "RGB") -> list[Path]:
        folder = tmp_path / "scratch"
        folder.mkdir(exist_ok=True)
        files = [folder / f"{number}.png" for number in range(count)]
        for number, file in enumerate(files):
            picture.rotate(0, translate=(number, 0)).convert(mode).save(file)
        return files

    return film


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def frames_of(path: Path) -> tuple[list[Image.Image], list[int]]:
    frames, durations = [], []
    with Image.open(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append(image.convert("RGBA"))
            durations.append(image.info["duration"])
    return frames, durations


def pixels(file: Path) -> bytes:
    return open_image(file).convert("RGBA").tobytes()


def refusal(frames: Sequence[Path], rate: float, recipe: Recipe, out: Path) -> AigcError:
    with pytest.raises(AigcError) as caught:
        write_sequence(frames, rate, recipe, out, "a")
    assert list(out.iterdir()) == []
    return caught.value


def test_every_frame_is_there_pixel_for_pixel_and_it_loops(film: Film, out: Path, recipe: Recipe) -> None:
    files = film()
    assert write_sequence(files, 24.0, recipe, out, "a") == WrittenFile("a.webp", "a.thumb.webp", 300, 200)
    frames, durations = frames_of(out / "a.webp")
    assert [frame.tobytes() for frame in frames] == [pixels(file) for file in files]
    assert durations == [42, 41, 42, 42]
    with Image.open(out / "a.webp") as image:
        assert image.info["loop"] == 0


def test_transparency_is_kept(film: Film, out: Path, recipe: Recipe) -> None:
    files = film(2, "RGBA")
    for file in files:
        image = Image.open(file)
        image.putalpha(Image.linear_gradient("L").resize(image.size).point(lambda value: max(value, 1)))
        image.save(file)
    write_sequence(files, 10.0, recipe, out, "a")
    frames, _ = frames_of(out / "a.webp")
    assert [frame.tobytes() for frame in frames] == [pixels(file) for file in files]


def test_what_is_transparent_around_something_opaque_stays_so(
    tmp_path: Path, out: Path, recipe: Recipe
) -> None:
    files = [tmp_path / f"{number}.png" for number in range(3)]
    for number, file in enumerate(files):
        image = Image.new("RGBA", (32, 32))
        image.paste((220, 50, 61, 255), (8 * number, 8, 8 * number + 8, 24))
        image.save(file)
    write_sequence(files, 10.0, recipe, out, "a")
    frames, _ = frames_of(out / "a.webp")
    assert [frame.tobytes() for frame in frames] == [pixels(file) for file in files]


def test_what_is_rounded_off_does_not_add_up() -> None:
    times = stamps(240, 24.0)
    assert (len(times), times[0], times[-1]) == (241, 0, 10_000)
    assert {end - start for start, end in pairwise(times)} == {41, 42}


def test_recipe_and_provenance_are_in_the_file(film: Film, out: Path, recipe: Recipe) -> None:
    write_sequence(film(), 24.0, recipe, out, "a")
    found = read_settings(out / "a.webp")
    assert found is not None
    assert (found.dialect, found.recipe) == ("aigc", recipe)
    with Image.open(out / "a.webp") as image:
        assert b"trainedAlgorithmicMedia" in image.info["xmp"]
        assert not image.info["exif"].startswith(b"Exif")


def test_a_comment_of_another_program_stays_a_text(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0a fox\nSteps: 20, Sampler: Euler, Seed: 7"
    Image.new("RGB", (8, 8)).save(tmp_path / "a.webp", exif=tags)
    found = read_settings(tmp_path / "a.webp")
    assert found is not None
    assert (found.dialect, found.prompt, found.seed) == ("a1111", "a fox", 7)


def test_the_thumbnail_is_the_first_frame(film: Film, out: Path, recipe: Recipe) -> None:
    files = film()
    written = write_sequence(files, 10.0, recipe, out, "a")
    with Image.open(out / written.thumbnail) as thumbnail:
        assert (thumbnail.size, getattr(thumbnail, "n_frames", 1)) == ((256, 171), 1)


def test_a_small_animation_has_a_still_thumbnail_without_loss(
    tmp_path: Path, out: Path, recipe: Recipe
) -> None:
    files = [tmp_path / "0.png", tmp_path / "1.png"]
    for colour, file in zip(("teal", "gold"), files, strict=True):
        Image.new("RGB", (64, 64), colour).save(file)
    written = write_sequence(files, 10.0, recipe, out, "a")
    assert open_image(out / written.thumbnail).tobytes() == open_image(files[0]).tobytes()


def test_broken_frames_are_named_and_nothing_is_left(film: Film, out: Path, recipe: Recipe) -> None:
    files = film()
    assert "without a frame" in refusal([], 10.0, recipe, out).message
    Image.new("RGB", (8, 8)).save(files[3])
    assert "Frame 4 has another size" in refusal(files, 10.0, recipe, out).message
    files[2].write_bytes(files[2].read_bytes()[:500])
    assert "Frame 3 of the animation cannot be read" in refusal(files, 10.0, recipe, out).message
    files[1].unlink()
    assert "Frame 2 of the animation cannot be read" in refusal(files, 10.0, recipe, out).message


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan"), float("inf"), 1e6])
def test_no_rate_is_taken_that_makes_no_sense(film: Film, out: Path, recipe: Recipe, rate: float) -> None:
    assert refusal(film(), rate, recipe, out).code == "plugin.frames"


def test_a_thumbnail_that_cannot_be_written_takes_the_animation_with_it(
    film: Film, out: Path, recipe: Recipe
) -> None:
    in_the_way = out / "a.thumb.webp"
    in_the_way.mkdir()
    with pytest.raises(AigcError) as caught:
        write_sequence(film(), 10.0, recipe, out, "a")
    assert caught.value.code == "file.unwritable"
    assert list(out.iterdir()) == [in_the_way]


def test_writing_stops_before_the_next_frame(film: Film, out: Path, recipe: Recipe) -> None:
    asked: list[int] = []

    def before_each() -> None:
        asked.append(len(asked))
        if len(asked) >= 3:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        write_sequence(film(8), 10.0, recipe, out, "a", before_each)
    assert len(asked) < 8
    assert list(out.iterdir()) == []


def test_too_much_for_one_file_is_refused_with_what_would_do() -> None:
    check_size(MAX_PIXELS // (1000 * 1000), 1000, 1000)
    with pytest.raises(AigcError) as caught:
        check_size(301, 1000, 1000)
    assert caught.value.code == "animation.too_large"
    assert "at most 300 frames" in caught.value.hint
