"""Texts are assets like pictures: watched, found, shown, made again, delivered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api.requests import Request
from aigc_desktop.core.events import TextStreamed
from aigc_desktop.core.requests import request_again
from tests.e2e.commands import Aigc
from tests.e2e.driving import Driver

WRITE = ("generate", "scripted", "--task", "text-generation", "--seed", "7", "--steps", "6")


@pytest.fixture
def aigc(home: Path, site: Path) -> Aigc:
    """The program, with a home of its own and the scripted plugin."""
    return Aigc(home)


def test_people_see_texts_while_they_are_written(aigc: Aigc) -> None:
    shown = aigc.on_terminal(*WRITE, "--prompt", "一只狐狸", "-n", "2")
    texts = [Path(event["file"]).read_text("utf-8") for event in aigc("library", "search", "--json").events]
    assert len(set(texts)) == 2
    for text in texts:
        assert text in shown


def test_programs_get_the_paths_alone(aigc: Aigc) -> None:
    done = aigc(*WRITE, "--prompt", "a fox", "-n", "2")
    assert (done.code, done.err) == (0, "")
    assert [Path(line).read_text("utf-8")[:5] for line in done.lines] == ["a fox"] * 2


def test_a_text_is_found_shown_and_exported(aigc: Aigc, tmp_path: Path) -> None:
    (file,) = aigc(*WRITE, "--prompt", "a lighthouse").lines
    text = Path(file).read_text("utf-8")
    word = text.split()[-1]
    (found,) = aigc("library", "search", word, "--json").events
    assert found["kind"] == "text"
    shown = aigc("library", "show", found["id"]).out
    assert text in shown
    assert "a lighthouse" in shown

    out = tmp_path / "out"
    made = [
        aigc("library", "export", found["id"], "--format", form, "--out", str(out)).lines
        for form in ("txt", "md", "json", "txt")
    ]
    names = [[Path(line).name for line in lines] for lines in made]
    assert names == [["model-7.txt"], ["model-7.md"], ["model-7.json"], ["model-7-2.txt"]]
    assert (out / "model-7.txt").read_text("utf-8") == text
    assert text in (out / "model-7.md").read_text("utf-8")
    assert json.loads((out / "model-7.json").read_text("utf-8"))["recipe"] == found["recipe"]


def test_a_picture_is_not_exported_as_a_text(aigc: Aigc, tmp_path: Path) -> None:
    aigc("generate", "scripted", "--seed", "7")
    (picture,) = aigc("library", "search", "--json").events
    done = aigc("library", "export", picture["id"], "--out", str(tmp_path / "out"))
    assert done.code == 2
    assert "is a picture" in done.err
    assert not (tmp_path / "out").exists()


def test_a_recipe_writes_the_same_text_after_a_restart(start: Callable[..., Driver]) -> None:
    first = start()
    parameters = {"prompt": "a fox", "steps": 6}
    request = Request(
        generator="scripted", model="model", task="text-generation", parameters=parameters, seeds=(7, 8)
    )
    first.finish(first.app.queue.submit(request))
    first.app.close()
    second = start()
    asset = next(asset for asset in second.assets() if asset.recipe and asset.recipe.seed == 8)
    assert asset.recipe is not None
    job = second.finish(second.app.queue.submit(request_again(asset.recipe)))
    again = next(a for a in second.assets() if a.recipe and a.recipe.job_id == job.id)
    assert again.id != asset.id
    text = Path(asset.file).read_text("utf-8")
    assert Path(again.file).read_text("utf-8") == text
    streamed = [event for event in second.events if isinstance(event, TextStreamed)]
    assert "".join(event.delta for event in streamed) == text
