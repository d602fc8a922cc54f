"""The generator: requests to pictures, whoever draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from PIL import Image

from aigc_desktop.api import AigcError, ImageOutput, JobContext, Model, ModelOutput, Request, convert

from .latents import Floats, begun
from .parameters import params_for
from .sizes import AnySizes
from .wishes import Wishes, read_wishes


class Artist(Protocol):
    """A loaded network in one of the runtimes. `together` is how many pictures it draws at a time."""

    together: int

    def draw(self, seeds: Sequence[int], labels: Sequence[int], wishes: Wishes) -> Floats:
        """Pictures (N, 3, H, W) in -1 to 1, one for each seed and class number."""

    def export(self, model: Model, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """The model in another format."""

    def close(self) -> None:
        """Give back the memory of the weights."""


class GanGenerator:
    """A network on a device, kept for many jobs."""

    def __init__(self, artist: Artist, model: Model, sizes: AnySizes) -> None:
        self._artist = artist
        self._model, self._sizes = model, sizes

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput | ModelOutput]:
        """One picture for each index, each from the noise of its own seed; or the exported model."""
        if request.task == "onnx-export":
            yield from self._artist.export(self._model, request, job)
            return
        params = convert(params_for(self._sizes, request.task, self._model), request.parameters)
        wishes = read_wishes(params, self._sizes)
        count, classes, together = len(job.indices), len(self._sizes.classes), self._artist.together
        for done in range(0, count, together):
            job.progress(done, count, "drawing")
            now = job.indices[done : done + together]
            labels = [wishes.label_of(index, classes, job) for index in now]
            made = self._artist.draw([request.seeds[index] for index in now], labels, wishes)
            for index, label, pixels in zip(now, labels, made, strict=True):
                facts = {"class": self._sizes.classes[label]} if classes else {}
                placed = begun(pixels, request.seeds[index], self._sizes)
                yield ImageOutput(index, as_image(placed), facts)
        job.progress(count, count, "drawing")

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._artist.close()


def as_image(pixels: Floats) -> Image.Image:
    """(3, H, W) in -1 to 1 as an RGB picture of 8 bits; raises AigcError `model.nan`."""
    if not np.isfinite(pixels).all():
        raise AigcError(
            "model.nan",
            "The model gave no numbers where pixels should be.",
            "Its weights are damaged, or too small a precision was exported: export it again as fp32.",
        )
    levels = ((pixels.clip(-1, 1) + 1) * 127.5).round().astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(levels.transpose(1, 2, 0)))
