"""The generator in ONNX Runtime: requests to pictures, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from aigc_desktop.api import AigcError, ImageOutput, JobContext, Model, Request, Runtime, convert
from aigc_desktop.api.latents import Latent, parse
from aigc_desktop.api.noise import Noise
from aigc_diffusion.latent_rgb import Floats, LatentRgb, fit, own_map
from aigc_diffusion.parameters import params_for
from aigc_diffusion.schedulers import check_steps, merged
from aigc_diffusion.traits import Traits
from aigc_diffusion.vocabulary import tell_what_is_unknown

from .networks import Networks, load_networks
from .samplers import sample
from .states import Predict

_OF_THE_SAMPLER = ("steps", "scheduler")


class OnnxDiffusionGenerator:
    """The sessions and tokenizers of a model, kept for many jobs."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        """Load the model; raises AigcError when it cannot be loaded."""
        self._model = model
        self._traits = traits
        self._params = params_for(traits)
        self._networks: Networks | None = load_networks(model, traits, runtime)
        self._map: LatentRgb | None = None
        self._steered: tuple[Mapping[str, Any], Predict] | None = None

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput]:
        """One picture for each index, each from the noise of its own seed."""
        if self._networks is None:
            raise ValueError("this generator is closed")
        params = convert(self._params, request.parameters)
        values = msgspec.structs.asdict(params)
        latent = values.pop("latent")
        point = parse(latent) if latent.strip() else None
        check_steps(values["scheduler"], self._traits.scheduler_config, values["steps"])
        self._tell_what_is_cut(self._networks, values, job)
        tell_what_is_unknown(self._model, params, job)
        predict = self._predict(self._networks, values)
        for done, index in enumerate(job.indices):
            with job.stage(done / len(job.indices), 1 / len(job.indices)):
                noise = _noise(self._shape(self._networks, values), request.seeds[index], point)
                image = self._picture(self._networks, predict, values, noise, job)
            yield ImageOutput(index, image, {"sampler": values["scheduler"]})

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._networks = self._steered = None

    def _predict(self, networks: Networks, values: Mapping[str, Any]) -> Predict:
        """The denoiser with the prompt. The last one is kept: while a latent is moved it stays the same."""
        asked = {name: value for name, value in values.items() if name not in _OF_THE_SAMPLER}
        if self._steered is None or self._steered[0] != asked:
            self._steered = asked, networks.steered(values, self._traits.scale)
        return self._steered[1]

    def _shape(self, networks: Networks, values: Mapping[str, Any]) -> tuple[int, ...]:
        sides = (values[side] // self._traits.scale for side in ("height", "width"))
        return (1, networks.decoder.channels, *sides)

    def _picture(
        self,
        networks: Networks,
        predict: Predict,
        values: Mapping[str, Any],
        noise: Iterator[Floats],
        job: JobContext,
    ) -> Image.Image:
        steps, shape = values["steps"], self._shape(networks, values)
        job.progress(0, steps + 1, "Reading the prompt")
        config = merged(values["scheduler"], self._traits.scheduler_config)
        config |= networks.denoiser.told(config, shape, steps)
        latents: Floats = np.zeros(shape)
        path = sample(values["scheduler"], config, steps, predict, noise.__next__)
        for number, step in enumerate(path, start=1):
            latents = step.latents
            message = f"Step {number} of {steps}" if number < steps else "Decoding"
            job.progress(number, steps + 1, message, preview=self._preview(networks, step.finished))
        image = _as_image(networks.decoder.decode(latents.astype(np.float32)))
        job.progress(steps + 1, steps + 1, "Decoded")
        return image

    def _preview(self, networks: Networks, finished: Floats) -> Callable[[], Image.Image]:
        def draw() -> Image.Image:
            if self._map is None:
                folder, decoder = Path(self._model.path), networks.decoder
                self._map = own_map(folder, decoder.channels) or fit(decoder.decode, decoder.channels)
            return self._map.picture(finished[0])

        return draw

    @staticmethod
    def _tell_what_is_cut(networks: Networks, values: dict[str, Any], job: JobContext) -> None:
        for field, title in (("prompt", "prompt"), ("negative_prompt", "negative prompt")):
            cut = networks.reader.cut_off(values.get(field, ""))
            if cut:
                job.notice(
                    f"The {title} is too long for this model; it does not read the end: “{cut}”.",
                    "Say the most important things first, in fewer words.",
                )


def _noise(shape: tuple[int, ...], seed: int, point: Latent | None) -> Iterator[Floats]:
    """Draw after draw of a picture: the noise of `point`, or of the seed, then what follows in the seed's."""
    stream = Noise(seed)
    own = stream.normal(shape)
    yield own if point is None else point.noise(shape)
    while True:
        yield stream.normal(shape)


def _as_image(pixels: Floats) -> Image.Image:
    if not np.isfinite(pixels).all():
        raise AigcError(
            "model.nan",
            "The model gave no numbers where pixels should be.",
            "Its weights are damaged, or too small a precision was exported: export it again as fp32.",
        )
    colours = (pixels[0].transpose(1, 2, 0) / 2 + 0.5).clip(0, 1)
    return Image.fromarray((colours * 255).round().astype(np.uint8))
