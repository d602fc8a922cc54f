"""The scripted generator: pictures and texts that depend on the seed alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import cast

from PIL import Image, ImageDraw

from aigc_desktop.api import (
    ImageOutput,
    JobContext,
    Output,
    Request,
    SequenceOutput,
    TextOutput,
    convert,
)
from aigc_desktop.api.latents import parse
from aigc_scripted.exporting import export
from aigc_scripted.faults import commit
from aigc_scripted.params import Scripted

WORDS = ("a", "quiet", "fox", "paints", "the", "blue", "river", "with", "light", "一只", "狐狸")
BASES = {"warm": (200, 90, 30), "cold": (30, 90, 200)}
LARGER_THAN_A_FRAME = 9 * 1024 * 1024


class ScriptedGenerator:
    """Draws, writes, and fails when told to."""

    def generate(self, request: Request, job: JobContext) -> Iterator[Output]:
        if request.task == "onnx-export":
            yield from export(request, job)
            return
        params = convert(Scripted, request.parameters)
        if params.fault == "nothing":
            return
        for place, index in enumerate(job.indices):
            with job.stage(place / len(job.indices), 1 / len(job.indices)):
                yield from self._outputs(params, request.task, index, job)

    def close(self) -> None:
        """There is nothing to give back."""

    def _outputs(self, params: Scripted, task: str, index: int, job: JobContext) -> Iterator[Output]:
        make = _write if task == "text-generation" else _paint
        output: Output = make(params, index, job)
        if params.fault.endswith(("frame", "frames")):
            output = _film(params, index, job)
        if params.fault == "alien":
            output = ImageOutput(index=index + 1000, image=_picture(params, index, job))
        yield cast("Output", "not an output") if params.fault == "junk" else output
        if params.fault == "twice":
            yield output


def _paint(params: Scripted, index: int, job: JobContext) -> ImageOutput:
    picture = _picture(params, index, job)
    for step in range(1, params.steps + 1):
        _step(params, step, job)
        job.progress(step, params.steps, "painting", preview=picture.copy)
    return ImageOutput(index=index, image=picture, facts={"scripted": params.palette})


def _film(params: Scripted, index: int, job: JobContext) -> SequenceOutput:
    """An animation of three frames, the second of which has the fault asked for."""
    files = [job.scratch_dir / f"{number}.png" for number in range(3)]
    for file in files:
        _picture(params, index, job).save(file)
    if params.fault == "lost frame":
        files[1].unlink()
    elif params.fault == "broken frame":
        files[1].write_bytes(files[1].read_bytes()[:200])
    elif params.fault == "odd frame":
        Image.new("RGB", (8, 8)).save(files[1])
    return SequenceOutput(index, [] if params.fault == "no frames" else files, 10.0)


def _write(params: Scripted, index: int, job: JobContext) -> TextOutput:
    rng = job.rng(index)
    text = params.prompt
    job.stream_text(text, index)
    for step in range(1, params.steps + 1):
        _step(params, step, job)
        word = f" {rng.choice(WORDS)}"
        job.stream_text(word, index)
        job.progress(step, params.steps, "writing")
        text += word
    return TextOutput(index=index, text=text)


def _step(params: Scripted, step: int, job: JobContext) -> None:
    if params.delay_s:
        time.sleep(params.delay_s)
    if step != params.fault_at:
        return
    if params.fault == "chatter":
        job.progress(step, params.steps, "x" * LARGER_THAN_A_FRAME)
    commit(params.fault)


def _picture(params: Scripted, index: int, job: JobContext) -> Image.Image:
    rng = job.rng(index)
    picture = Image.new("RGB", (params.width, params.height), BASES[params.palette])
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        left, top = rng.randrange(params.width), rng.randrange(params.height)
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        draw.rectangle((left, top, left + params.width // 4, top + params.height // 4), fill=colour)
    if params.latent:
        _draw_latent(draw, params)
    if params.border:
        draw.rectangle((0, 0, params.width - 1, params.height - 1), outline=(0, 0, 0))
    return picture


def _draw_latent(draw: ImageDraw.ImageDraw, params: Scripted) -> None:
    """A bar for each seed of the latent, as long as its weight, so that nearby points look alike."""
    height = params.height // 8
    for seed, weight in parse(params.latent).terms:
        top = seed % 8 * height
        right = round(min(1.0, abs(weight)) * (params.width - 1))
        draw.rectangle((0, top, right, top + height - 1), fill=(250, 240, 60 * seed % 256))
