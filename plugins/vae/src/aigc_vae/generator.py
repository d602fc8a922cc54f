"""The generator: a loaded autoencoder that turns requests into pictures. The same for every runtime."""

from __future__ import annotations

from collections.abc import Iterator

from aigc_desktop.api import ImageOutput, JobContext, Model, ModelOutput, Params, Request, convert

from .codec import Codec
from .latents import map_axes
from .making import Made, interpolate, lay_out_map, restore, sample
from .parameters import Interpolation, LatentMap, Reconstruction, Sampling, params_for
from .prior import Prior
from .sizes import ConvVaeSizes, Sizes


class VaeGenerator:
    """An autoencoder on a device, kept for many jobs. `prior` is None where it cannot be sampled from.

    Pictures are made one at a time: sums in a batch round differently, and a picture must not depend on its
    neighbours.
    """

    def __init__(self, codec: Codec, model: Model, sizes: Sizes, prior: Prior | None) -> None:
        self._codec: Codec | None = codec
        self._model = model
        self._sizes = sizes
        self._prior = prior

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput | ModelOutput]:
        """One picture for each index, each from its own seed; or the exported model."""
        if self._codec is None:
            raise ValueError("this generator is closed")
        if request.task == "onnx-export":
            yield from self._codec.export(self._model, self._sizes, request, job)
            return
        params = convert(params_for(request.task, self._model), request.parameters)
        for place, index in enumerate(job.indices):
            with job.stage(place / len(job.indices), 1 / len(job.indices)):
                image, facts = self._made(self._codec, params, request.seeds[index], job)
            yield ImageOutput(index, image, facts)

    def close(self) -> None:
        """Give back the memory of the weights."""
        if self._codec is not None:
            self._codec.close()
        self._codec = None

    def _made(self, codec: Codec, params: Params, seed: int, job: JobContext) -> Made:
        if isinstance(params, Reconstruction):
            return restore(codec, self._sizes, params, seed, job)
        match params, self._prior, self._sizes:
            case Sampling(), Prior() as prior, _:
                return sample(codec, prior, params, seed, job)
            case Interpolation(), Prior() as prior, _:
                return interpolate(codec, prior, params, seed, job)
            case LatentMap(), Prior() as prior, ConvVaeSizes() as sizes:
                return lay_out_map(codec, prior, map_axes(sizes), params, seed, job)
        raise ValueError(f"this model makes nothing of {type(params).__name__}")
