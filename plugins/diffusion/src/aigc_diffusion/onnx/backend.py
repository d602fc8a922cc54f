"""The generator in ONNX Runtime: requests to pictures, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from aigc_desktop.api import AigcError, ImageOutput, JobContext, Model, Request, Runtime, convert
from aigc_desktop.api.noise import Noise
from aigc_diffusion.latent_rgb import Floats, LatentRgb, fit, own_map
from aigc_diffusion.parameters import params_for
from aigc_diffusion.schedulers import check_steps, merged
from aigc_diffusion.traits import Traits
from aigc_diffusion.vocabulary import tell_what_is_unknown

from .networks import Networks
from .prompts import Prompts
from .samplers import sample
from .states import Predict


class OnnxDiffusionGenerator:
    """Three sessions and a tokenizer, kept for many jobs."""

    def __init__(self, model: Model, traits: Traits, runtime: Runtime) -> None:
        """Load the model; raises AigcError when it cannot be loaded."""
        self._model = model
        self._traits = traits
        self._params = params_for(traits)
        self._prompts = Prompts(model)
        self._networks: Networks | None = Networks(model, runtime)
        self._map: LatentRgb | None = None

    def generate(self, request: Request, job: JobContext) -> Iterator[ImageOutput]:
        """One picture for each index, each from the noise of its own seed."""
        if self._networks is None:
            raise ValueError("this generator is closed")
        params = convert(self._params, request.parameters)
        values = msgspec.structs.asdict(params)
        check_steps(values["scheduler"], self._traits.scheduler_config, values["steps"])
        self._tell_what_is_cut(values, job)
        tell_what_is_unknown(self._model, params, job)
        predict = self._guided(self._networks, values)
        for done, index in enumerate(job.indices):
            with job.stage(done / len(job.indices), 1 / len(job.indices)):
                image = self._picture(self._networks, predict, values, request.seeds[index], job)
            yield ImageOutput(index, image, {"sampler": values["scheduler"]})

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._networks = None

    def _picture(
        self, networks: Networks, predict: Predict, values: dict[str, Any], seed: int, job: JobContext
    ) -> Image.Image:
        steps = values["steps"]
        noise = Noise(seed)
        scale = self._traits.size // self._sample_size()
        shape = (1, networks.channels, values["height"] // scale, values["width"] // scale)
        job.progress(0, steps + 1, "Reading the prompt")
        config = merged(values["scheduler"], self._traits.scheduler_config)
        latents: Floats = np.zeros(shape)
        path = sample(values["scheduler"], config, steps, predict, lambda: noise.normal(shape))
        for number, step in enumerate(path, start=1):
            latents = step.latents
            message = f"Step {number} of {steps}" if number < steps else "Decoding"
            job.progress(number, steps + 1, message, preview=self._preview(networks, step.finished))
        image = _as_image(networks.decode(latents.astype(np.float32)))
        job.progress(steps + 1, steps + 1, "Decoded")
        return image

    def _guided(self, networks: Networks, values: dict[str, Any]) -> Predict:
        """The network with classifier-free guidance (Ho and Salimans 2022)."""
        guidance = float(values.get("guidance_scale", 1.0))
        wanted = self._prompts.ids(values["prompt"])
        if guidance <= 1:
            alone = networks.place(networks.read(wanted))
            return lambda x, time: networks.predict(x.astype(np.float32), time, alone)
        unwanted = self._prompts.ids(values.get("negative_prompt", ""))
        both = networks.place(networks.read(np.concatenate([unwanted, wanted])))

        def predict(x: Floats, time: float) -> Floats:
            twice = np.concatenate([x, x]).astype(np.float32)
            without, having = np.split(networks.predict(twice, time, both), 2)
            return np.asarray(without + guidance * (having - without))

        return predict

    def _preview(self, networks: Networks, finished: Floats) -> Callable[[], Image.Image]:
        def draw() -> Image.Image:
            if self._map is None:
                folder, channels = Path(self._model.path), networks.channels
                self._map = own_map(folder, channels) or fit(networks.decode, channels)
            return self._map.picture(finished[0])

        return draw

    def _tell_what_is_cut(self, values: dict[str, Any], job: JobContext) -> None:
        for field, title in (("prompt", "prompt"), ("negative_prompt", "negative prompt")):
            cut = self._prompts.cut_off(values.get(field, ""))
            if cut:
                job.notice(
                    f"The {title} is too long for this model; it does not read the end: “{cut}”.",
                    "Say the most important things first, in fewer words.",
                )

    def _sample_size(self) -> int:
        return int(self._model.config[f"{self._traits.pipeline.denoiser}/config.json"]["sample_size"])


def _as_image(pixels: Floats) -> Image.Image:
    if not np.isfinite(pixels).all():
        raise AigcError(
            "model.nan",
            "The model gave no numbers where pixels should be.",
            "Its weights are damaged, or too small a precision was exported: export it again as fp32.",
        )
    colours = (pixels[0].transpose(1, 2, 0) / 2 + 0.5).clip(0, 1)
    return Image.fromarray((colours * 255).round().astype(np.uint8))
