"""The generator: a loaded pipeline that turns requests into pictures."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import msgspec
import torch
from PIL.Image import Image

from aigc_desktop.api import ImageOutput, JobContext, Model, ModelOutput, Params, Request, Runtime, convert
from aigc_desktop.api.logs import libraries_log_to

from .denoise import Denoiser
from .logs import LIBRARIES
from .memory import Ladder, is_out_of_memory
from .parameters import params_for
from .pipeline import Pipeline
from .previews import Previewer
from .remembering import remember_last_prompt
from .tokens import tell_what_is_cut
from .traits import Traits
from .vocabulary import tell_what_is_unknown

_MOST_TOGETHER = 4


class DiffusionGenerator:
    """A pipeline on a device, kept for many jobs. Schedulers change from job to job; weights stay."""

    def __init__(self, pipeline: Pipeline, model: Model, traits: Traits, runtime: Runtime) -> None:
        self._pipeline: Pipeline | None = pipeline
        remember_last_prompt(pipeline)
        self._model = model
        self._traits = traits
        self._runtime = runtime
        self._params = params_for(traits)
        self._previewer = Previewer(pipeline, model)

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput | ModelOutput]:
        """One picture for each index, each from the noise of its own seed; or the model exported to ONNX."""
        if self._pipeline is None:
            raise ValueError("this generator is closed")
        if request.task == "onnx-export":
            from .exporting import export

            yield from export(self._pipeline, self._model, request, job)
            return
        params = convert(self._params, request.parameters)
        tell_what_is_cut(self._pipeline, self._traits, params, job)
        tell_what_is_unknown(self._model, params, job)
        denoiser = Denoiser(self._pipeline, self._traits, params, self._previewer)
        ladder = Ladder(self._pipeline, self._runtime, job, self._together(params))
        try:
            yield from self._pictures(denoiser, ladder, request, job)
        finally:
            ladder.restore()

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._pipeline = None
        self._previewer.close()
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _together(self, params: Params) -> int:
        # Batched sums round differently on the CPU, and a picture must not depend on its neighbours.
        if self._runtime.device == "cpu":
            return 1
        values = msgspec.structs.asdict(params)
        pixels = int(values["width"]) * int(values["height"])
        return max(1, min(_MOST_TOGETHER, _MOST_TOGETHER * self._traits.size**2 // pixels))

    def _pictures(
        self, denoiser: Denoiser, ladder: Ladder, request: Request, job: JobContext
    ) -> Iterator[ImageOutput]:
        waiting = list(job.indices)
        count = len(waiting)
        while waiting:
            now = waiting[: ladder.batch]
            done = count - len(waiting)
            with job.stage(done / count, len(now) / count):
                images = self._attempt(denoiser, ladder, [request.seeds[i] for i in now], job)
            for index, image in zip(now, images, strict=False):
                yield ImageOutput(index, image, denoiser.facts(self._runtime, ladder))
            del waiting[: len(images)]

    def _attempt(self, denoiser: Denoiser, ladder: Ladder, seeds: list[int], job: JobContext) -> list[Image]:
        """The pictures of these seeds, or none when memory ran out and a measure was taken against it."""
        try:
            with libraries_log_to(job.log, *LIBRARIES):
                return denoiser.run(seeds, job)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            failure = str(error)
        ladder.climb(failure, denoiser.what(len(seeds)))
        return []
