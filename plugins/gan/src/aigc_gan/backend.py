"""The generator: a loaded network that turns requests into pictures."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import torch
from PIL import Image

from aigc_desktop.api import ImageOutput, JobContext, Model, Request, Runtime, convert

from .drawing import Network, draw
from .parameters import params_for
from .sizes import Sizes
from .wishes import read_wishes

_MOST_TOGETHER = 16


class GanGenerator:
    """A network on a device, kept for many jobs."""

    def __init__(self, network: Network, model: Model, sizes: Sizes, runtime: Runtime) -> None:
        self._network: Network | None = network
        self._model, self._sizes = model, sizes
        # Batched sums round differently on the CPU, and a picture must not depend on its neighbours.
        self._together = 1 if runtime.device == "cpu" else _MOST_TOGETHER

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput]:
        """One picture for each index, each from the noise of its own seed."""
        if self._network is None:
            raise ValueError("this generator is closed")
        params = convert(params_for(self._sizes, request.task, self._model.name), request.parameters)
        wishes = read_wishes(params, self._sizes)
        count, classes = len(job.indices), len(self._sizes.classes)
        for done in range(0, count, self._together):
            job.progress(done, count, "drawing")
            now = job.indices[done : done + self._together]
            labels = [wishes.label_of(index, classes, job) for index in now]
            made = draw(self._network, [request.seeds[index] for index in now], labels, wishes)
            for index, label, pixels in zip(now, labels, made, strict=True):
                facts = {"class": self._sizes.classes[label]} if classes else {}
                yield ImageOutput(index, as_image(pixels), facts)
        job.progress(count, count, "drawing")

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._network = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def as_image(pixels: torch.Tensor) -> Image.Image:
    """(3, H, W) in -1 to 1 as an RGB picture of 8 bits."""
    levels = ((pixels + 1) * 127.5).round().to(torch.uint8)
    return Image.fromarray(levels.permute(1, 2, 0).numpy())
