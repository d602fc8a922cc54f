"""GIF: exact colours where the art is flat, dithered ones elsewhere, and times that viewers keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.clip import read_clip
from aigc_desktop.media.gif import write_gif
from aigc_desktop.media.sequence import timed, write_sequence

PAPER, INK = (245, 240, 230), (220, 50, 61)


def as_gif(folder: Path, frames: Sequence[Image.Image], recipe: Recipe, rate: float = 20.0) -> Path:
    files = [folder / f"{number}.png" for number in range(len(frames))]
    for frame, file in zip(frames, files, strict=True):
        frame.save(file)
    recipe = timed(recipe, len(files), rate)
    write_sequence(files, rate, recipe, folder, "film")
    write_gif(folder / "film.gif", read_clip(folder / "film.webp", recipe), lambda: None)
    return folder / "film.gif"


def flat(number: int) -> Image.Image:
    """A disc with soft edges, on paper."""
    image = Image.new("RGB", (256, 256), PAPER)
    ImageDraw.Draw(image).ellipse((40 + 4 * number, 60, 140 + 4 * number, 160), fill=INK)
    return image.resize((64, 64), Image.Resampling.LANCZOS)


def soft(number: int) -> Image.Image:
    """A gradient in which hardly a colour comes twice."""
    bands = [
        Image.linear_gradient("L").rotate(60 * band + number).crop((60, 60, 190, 190)) for band in range(3)
    ]
    return Image.merge("RGB", bands)


def frames_of(path: Path) -> tuple[list[Image.Image], list[int]]:
    with Image.open(path) as image:
        count = getattr(image, "n_frames", 1)
        frames, durations = [], []
        for number in range(count):
            image.seek(number)
            frames.append(image.convert("RGBA"))
            durations.append(image.info["duration"])
    return frames, durations


def test_flat_colours_stay_what_they_are(tmp_path: Path, recipe: Recipe) -> None:
    frames, _ = frames_of(as_gif(tmp_path, [flat(number) for number in range(6)], recipe))
    for frame in frames:
        counts = sorted(frame.getcolors(64 * 64) or (), reverse=True)
        assert [colour for _, colour in counts[:2]] == [(*PAPER, 255), (*INK, 255)]
        assert counts[0][0] > 2500


def test_gradients_keep_their_mean_colour_although_colours_are_missing(
    tmp_path: Path, recipe: Recipe
) -> None:
    originals = [soft(number) for number in range(3)]
    frames, _ = frames_of(as_gif(tmp_path, originals, recipe))
    for frame, original in zip(frames, originals, strict=True):
        there, wanted = (
            image.convert("RGB").resize((4, 4), Image.Resampling.BOX) for image in (frame, original)
        )
        pairs = zip(there.tobytes(), wanted.tobytes(), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 8


@pytest.mark.parametrize(
    ("rate", "durations"),
    [(20.0, [50] * 12), (24.0, [40] * 10 + [50] * 2), (100.0, [20] * 6)],
)
def test_times_are_such_as_viewers_keep(
    tmp_path: Path, recipe: Recipe, rate: float, durations: list[int]
) -> None:
    _, found = frames_of(as_gif(tmp_path, [flat(number) for number in range(12)], recipe, rate))
    assert sorted(found) == sorted(durations)
    assert sum(found) == pytest.approx(12_000 / rate, abs=10)


def test_what_is_transparent_stays_so_in_every_frame(tmp_path: Path, recipe: Recipe) -> None:
    originals = [Image.new("RGBA", (32, 32), (0, 0, 0, 0)) for _ in range(3)]
    for number, image in enumerate(originals):
        ImageDraw.Draw(image).rectangle((8 * number, 8, 8 * number + 7, 23), fill=(*INK, 255))
    frames, _ = frames_of(as_gif(tmp_path, originals, recipe))
    for frame, original in zip(frames, originals, strict=True):
        assert frame.getchannel("A").tobytes() == original.getchannel("A").tobytes()
