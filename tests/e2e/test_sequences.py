"""Animations are assets like pictures: made from keyframes, killed half-way, made again, taken in again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageChops

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.requests import Animation
from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.records import Job
from aigc_desktop.core.requests import build_request, request_again
from tests.e2e.commands import Aigc
from tests.e2e.driving import Driver
from tests.e2e.test_crashes import environment, files_below, seeds

ANIMATE = ("generate", "scripted", "--seed", "7", "--keyframe", "1", "--keyframe", "2")
CLOSED = Animation(keyframes=("1", "2", "3"), frames=6, frames_per_second=10.0)


@pytest.fixture
def aigc(home: Path, site: Path) -> Aigc:
    """The program, with a home of its own and the scripted plugin."""
    return Aigc(home)


def animate(driver: Driver, animation: Animation = CLOSED, count: int = 1, delay_s: float = 0.0) -> Job:
    """Queue an animation of the scripted generator."""
    return driver.submit(count, animation=animation, latent="", steps=1, delay_s=delay_s)


def frames_of(path: str | Path) -> list[bytes]:
    with Image.open(path) as image:
        return [_frame(image, number) for number in range(getattr(image, "n_frames", 1))]


def _frame(image: Image.Image, number: int) -> bytes:
    image.seek(number)
    return image.convert("RGB").tobytes()


def test_keyframes_on_the_command_line_become_an_animation(aigc: Aigc) -> None:
    done = aigc(*ANIMATE, "--frames", "5", "--fps", "8", "--open")
    assert (done.code, done.err) == (0, "")
    (file,) = done.lines
    frames = frames_of(file)
    assert len(set(frames)) == 5
    for number, latent in ((0, "1"), (4, "2")):
        (still,) = aigc("generate", "scripted", "--seed", "7", "--latent", latent).lines
        assert frames_of(still) == [frames[number]]


def test_a_closed_way_is_the_usual_and_stops_before_its_first_frame(aigc: Aigc) -> None:
    (file,) = aigc(*ANIMATE, "--frames", "4").lines
    with Image.open(file) as image:
        there, back = (Image.frombytes("RGB", image.size, pixels) for pixels in frames_of(file)[1::2])
    assert ImageChops.difference(there, back).getbbox() is None
    assert len(set(frames_of(file))) == 3


def test_an_animation_is_found_and_shown_in_words(aigc: Aigc) -> None:
    aigc(*ANIMATE, "--frames", "4", "--fps", "12.5")
    (found,) = aigc("library", "search", "--json").events
    assert (found["kind"], found["width"]) == ("sequence", 64)
    assert found["recipe"]["request"]["animation"]["keyframes"] == ["1", "2"]
    shown = aigc("library", "show", found["id"]).out
    assert "4, 12.5 a second" in shown
    assert "1 → 2, back to the first" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--task", "onnx-export"), "takes no latent"),
        (("--keyframe", "a fox"), "no point of a latent space"),
        (("--frames", "1"), "2 to 10000 frames"),
        (("--fps", "0"), "2 to 10000 frames"),
        (("--frames", "9000", "--width", "1024", "--height", "1024"), "at most 286 frames"),
    ],
)
def test_what_cannot_be_animated_is_refused_with_a_sentence(
    aigc: Aigc, words: tuple[str, ...], said: str
) -> None:
    done = aigc(*ANIMATE, *words)
    assert done.code in (1, 2)
    assert said in done.err
    assert "Traceback" not in done.err
    assert aigc("library", "search", "--json").events == []


def test_frames_without_a_keyframe_are_no_animation(aigc: Aigc) -> None:
    done = aigc("generate", "scripted", "--frames", "5")
    assert (done.code, done.lines) == (2, [])
    assert "--keyframe" in done.err


@pytest.mark.parametrize("fault", ["no frames", "lost frame", "broken frame", "odd frame"])
def test_a_plugin_with_bad_frames_is_told_so(driver: Driver, fault: str) -> None:
    job = driver.finish(driver.submit(fault=fault))
    assert job.state == "failed"
    assert job.error is not None
    assert job.error.code == "plugin.frames"
    assert driver.assets() == []
    assert driver.finish(driver.submit()).state == "finished"


def test_a_recipe_animates_the_same_again(driver: Driver) -> None:
    driver.finish(animate(driver, count=2))
    asset = next(asset for asset in driver.assets() if asset.recipe and asset.recipe.seed == 2)
    assert asset.recipe is not None
    job = driver.finish(driver.app.queue.submit(request_again(asset.recipe)))
    again = next(a for a in driver.assets() if a.recipe and a.recipe.job_id == job.id)
    assert (again.kind, frames_of(again.file)) == ("sequence", frames_of(asset.file))
    assert len(set(frames_of(asset.file))) > 3


def test_no_frame_is_left_in_the_scratch_folder(driver: Driver) -> None:
    driver.finish(animate(driver, count=2))
    assert files_below(driver.app.paths.incoming) == set()


def test_an_animation_that_was_carried_away_comes_back_with_its_recipe(
    driver: Driver, start: Callable[..., Driver], tmp_path: Path
) -> None:
    driver.finish(animate(driver))
    (asset,) = driver.assets()
    away = Path(shutil.copy(asset.file, tmp_path / "a film.webp"))
    assert driver.app.library.import_file(away).id == asset.id
    driver.app.library.bin([asset.id])
    driver.app.library.delete([asset.id])
    back = driver.app.library.import_file(away)
    assert (back.kind, back.recipe) == ("sequence", asset.recipe)


def test_cancelling_stops_at_a_frame(driver: Driver) -> None:
    job = animate(driver, msgspec.structs.replace(CLOSED, frames=5000), delay_s=0.02)
    driver.wait_for(JobProgressed)
    driver.app.queue.cancel(job.id)
    assert driver.finish(job).state == "cancelled"
    assert driver.assets() == []


def test_a_request_is_refused_where_nothing_takes_a_latent(driver: Driver) -> None:
    entry = driver.app.plugins.generator("scripted")
    with pytest.raises(AigcError) as caught:
        build_request(
            entry,
            driver.model,
            "text-to-image",
            {},
            seed=1,
            count=1,
            schema={"properties": {}},
            animation=CLOSED,
        )
    assert caught.value.code == "parameters.latent"


@pytest.mark.parametrize("moment", ["state:running", "replace:1", "replace:2", "asset:1", "state:saving"])
def test_after_a_kill_each_animation_is_there_exactly_once(
    home: Path, start: Callable[..., Driver], moment: str
) -> None:
    (home / "models").mkdir(parents=True)
    command = [sys.executable, "-m", "tests.e2e.crashing", str(home), moment, "animation"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=90)
    assert done.returncode < 0, f"{moment} never came: {done.stdout}{done.stderr}"
    driver = start(adopts=True)
    (job,) = driver.app.queue.jobs()
    driver.app.queue.resume()
    assert driver.finish(job).state == "finished"
    assert seeds(driver) == [1, 2]
    assert {asset.kind for asset in driver.assets()} == {"sequence"}
    assert files_below(driver.app.paths.incoming) == set()
    assert files_below(driver.app.paths.assets) == {Path(asset.file) for asset in driver.assets()}


def test_an_animation_is_exported_in_every_form(aigc: Aigc, tmp_path: Path) -> None:
    aigc(*ANIMATE, "--frames", "4")
    (found,) = aigc("library", "search", "--json").events
    out = tmp_path / "out"
    export = ("library", "export", found["id"], "--out", str(out))
    assert aigc(*export).lines == [str(out / "model-7.webp")]
    assert aigc(*export, "--format", "gif").lines == [str(out / "model-7.gif")]
    assert aigc(*export, "--format", "png").lines == [str(out / "model-7")]
    assert sorted(file.name for file in (out / "model-7").iterdir())[::3] == ["0001.png", "0004.png"]
    refused = aigc(*export, "--format", "txt")
    assert (refused.code, refused.lines) == (2, [])
    assert "webp, png, gif, mp4" in refused.err
    without = aigc(*export, "--format", "mp4", PATH="")
    assert (without.code, without.lines) == (1, [])
    assert "ffmpeg" in without.err
