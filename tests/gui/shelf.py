"""A real library on a home of its own, filled with small drawn pictures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.requests import Animation, Request, Runtime
from aigc_desktop.core.database import Database
from aigc_desktop.core.events import Events
from aigc_desktop.core.library import Library
from aigc_desktop.core.paths import Paths
from aigc_desktop.core.records import Asset
from aigc_desktop.media.sequence import timed, write_sequence
from aigc_desktop.messages import OutputSaved

COLOURS = ("red", "green", "blue", "gold", "purple", "teal")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library with what it stands on."""

    paths: Paths
    database: Database
    events: Events
    library: Library

    def add(
        self, prompt: str = "a red circle", *, seed: int = 0, model: str = "icons", side: int = 64
    ) -> Asset:
        """Save one drawn picture, as the worker does."""
        job = f"job{time.monotonic_ns()}"
        draw(self.paths.incoming / f"{job}.png", COLOURS[seed % len(COLOURS)], side)
        output = OutputSaved(
            job_id=job,
            index=0,
            kind="image",
            file=f"{job}.png",
            thumbnail="",
            width=side,
            height=side,
            recipe=recipe(prompt, seed=seed, model=model, job=job),
        )
        return self.library.place(output, self.paths.incoming)

    def add_animation(
        self, colours: Sequence[str] = COLOURS, *, rate: float = 20.0, side: int = 64, is_closed: bool = True
    ) -> Asset:
        """Save one animation with a frame for each colour."""
        job = f"job{time.monotonic_ns()}"
        files = [
            draw(self.paths.incoming / f"{job}-{number}.png", colour, side)
            for number, colour in enumerate(colours)
        ]
        made = recipe("a turning disc", seed=3, model="icons", job=job)
        animation = Animation(
            keyframes=("12", "0.6*12 + 0.8*13"),
            frames=len(files),
            frames_per_second=rate,
            is_closed=is_closed,
        )
        request = msgspec.structs.replace(made.request, animation=animation)
        made = timed(msgspec.structs.replace(made, request=request), len(files), rate)
        written = write_sequence(files, rate, made, self.paths.incoming, job)
        for file in files:
            file.unlink()
        output = OutputSaved(
            job_id=job,
            index=0,
            kind="sequence",
            file=written.file,
            thumbnail=written.thumbnail,
            width=written.width,
            height=written.height,
            recipe=made,
        )
        return self.library.place(output, self.paths.incoming)

    def add_text(self, text: str, *, job: str = "", index: int = 0) -> Asset:
        """Save one text."""
        job = job or f"job{time.monotonic_ns()}"
        (self.paths.incoming / f"{job}.txt").write_text(text, "utf-8")
        output = OutputSaved(
            job_id=job,
            index=index,
            kind="text",
            file=f"{job}.txt",
            thumbnail="",
            width=0,
            height=0,
            recipe=recipe("a slogan", seed=1, model="copywriter", job=job, index=index),
        )
        return self.library.place(output, self.paths.incoming)


def open_shelf(home: Path) -> Shelf:
    """An empty library."""
    paths = Paths(home)
    paths.make()
    database, events = Database(paths.database), Events()
    return Shelf(paths, database, events, Library(paths, database, events))


def recipe(prompt: str, *, seed: int, model: str, job: str, index: int = 0) -> Recipe:
    """How a picture might have been made, just now."""
    request = Request(
        generator="diffusion",
        model=model,
        task="text-to-image",
        parameters={"prompt": prompt, "steps": 25, "guidance_scale": 3.0, "scheduler": "ddim"},
        seeds=tuple(range(seed - index, seed + 1)),
        runtime=Runtime(backend="torch", device="cpu", precision="bfloat16"),
    )
    return Recipe(
        request=request,
        index=index,
        job_id=job,
        family="diffusion",
        model_name="Icons starter",
        model_hash="9f3c" + "0" * 58 + "e1",
        plugin="diffusion",
        plugin_version="1.0.0",
        app_version="0.1.0",
        device_name="CPU",
        licence="CC0-1.0",
        created_at=time.time(),
        duration_s=0.9,
        libraries={"torch": "2.13.0"},
    )


def draw(path: Path, colour: str, side: int = 64) -> Path:
    """A picture of a disc."""
    image = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(image).ellipse((side // 8, side // 8, side * 7 // 8, side * 7 // 8), fill=colour)
    image.save(path)
    return path
