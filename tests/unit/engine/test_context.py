"""What a generator sees of its job, and what it sends."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue

import pytest
from PIL import Image

from aigc_desktop.api.errors import AigcError, JobCancelled
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request
from aigc_desktop.engine.context import EngineJobContext
from aigc_desktop.engine.line import Line
from aigc_desktop.messages import Event, JobProgress, Run, read_event


class Wire:
    """A job's context at one end of a real pipe, its events at the other."""

    def __init__(self, folder: Path, seeds: tuple[int, ...] = (1, 2)) -> None:
        import os

        incoming, outgoing = os.pipe()
        self._reader = os.fdopen(incoming, "rb")
        self._writer = os.fdopen(outgoing, "wb")
        self.cancelled = threading.Event()
        request = Request(generator="g", model="m", task="text-to-image", seeds=seeds)
        model = Model(id="m", name="m", path=str(folder), layout="diffusers")
        command = Run(
            job_id="job",
            plugin="p",
            plugin_version="1",
            family="gan",
            request=request,
            model=model,
            model_hash="",
            indices=(0, 1),
            folder=str(folder),
        )
        line = Line(self._reader, self._writer)
        self.context = EngineJobContext(command, line, self.cancelled, folder / "scratch")

    def close(self) -> list[Event]:
        """Cut the line and return what was sent."""
        self._writer.close()
        events: SimpleQueue[Event] = SimpleQueue()
        while (event := read_event(self._reader)) is not None:
            events.put(event)
        self._reader.close()
        return [events.get() for _ in range(events.qsize())]


def fractions(events: list[Event]) -> list[float]:
    return [round(event.fraction, 6) for event in events if isinstance(event, JobProgress)]


def test_stages_nest(tmp_path: Path) -> None:
    wire = Wire(tmp_path)
    with wire.context.stage(0.5, 0.5):
        with wire.context.stage(0.0, 0.5):
            wire.context.progress(1, 1)
        wire.context.progress(1, 1)
    wire.context.progress(1, 1)
    assert fractions(wire.close()) == [0.75, 1.0, 1.0]


def test_a_stage_ends_when_it_fails(tmp_path: Path) -> None:
    wire = Wire(tmp_path)
    with pytest.raises(ValueError, match="broken"), wire.context.stage(0.0, 0.1):
        raise ValueError("broken")
    wire.context.progress(1, 1)
    assert fractions(wire.close()) == [1.0]


def test_cancelling_stops_the_next_step(tmp_path: Path) -> None:
    wire = Wire(tmp_path)
    wire.context.progress(1, 4)
    wire.cancelled.set()
    with pytest.raises(JobCancelled):
        wire.context.progress(2, 4)
    with pytest.raises(JobCancelled):
        wire.context.stream_text("more")
    assert len(wire.close()) == 1


@pytest.mark.parametrize(("step", "total"), [(5, 4), (-1, 4), (0, 0)])
def test_progress_that_makes_no_sense_is_the_plugins_fault(tmp_path: Path, step: int, total: int) -> None:
    wire = Wire(tmp_path)
    with pytest.raises(AigcError) as caught:
        wire.context.progress(step, total)
    assert caught.value.code == "plugin.progress"
    assert wire.close() == []


def test_a_preview_is_made_only_when_it_will_be_shown(tmp_path: Path) -> None:
    wire = Wire(tmp_path)
    made: list[int] = []

    def preview() -> Image.Image:
        made.append(1)
        return Image.new("RGB", (8, 8), "red")

    for step in range(1, 101):
        wire.context.progress(step, 100, preview=preview)
    pictures = [event for event in wire.close() if isinstance(event, JobProgress) and event.preview]
    assert 1 <= len(pictures) == len(made) < 100
    assert pictures[0].preview.startswith(b"\xff\xd8")


def test_the_random_generator_depends_on_the_seed_of_its_output_alone(tmp_path: Path) -> None:
    first, other = Wire(tmp_path, seeds=(7, 8)), Wire(tmp_path, seeds=(3, 7))
    assert first.context.rng(0).random() == other.context.rng(1).random()
    assert first.context.rng(0).random() != first.context.rng(1).random()
    first.close()
    other.close()


def test_the_scratch_folder_is_there_when_asked_for(tmp_path: Path) -> None:
    wire = Wire(tmp_path)
    assert not (tmp_path / "scratch").exists()
    assert wire.context.scratch_dir.is_dir()
    wire.close()
