"""The networks of a model in ONNX, each in a session of its own, and how they predict together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aigc_desktop.api import Model, Runtime
from aigc_diffusion.traits import Traits

from .decoder import Decoder
from .denoisers import Denoiser, load_denoiser
from .predicting import Values
from .readers import Reader, load_reader
from .schedule import Floats
from .states import Predict


@dataclass(frozen=True)
class Networks:
    """From words to conditions, from noise to latents, from latents to pixels."""

    reader: Reader
    denoiser: Denoiser
    decoder: Decoder

    def steered(self, values: Values, scale: int) -> Predict:
        """The denoiser with a prompt, guided without a classifier where it wants that. `scale` as for it.

        Ho and Salimans 2022, equation 6.
        """
        denoiser, guidance = self.denoiser, float(values.get("guidance_scale", 1.0))
        beside = denoiser.conditions(values, scale)
        wanted = {**self.reader.read(values["prompt"]), **beside}
        if not denoiser.is_guided(values):
            alone = denoiser.place(wanted)
            return lambda x, time: denoiser.predict(x.astype(np.float32), time, alone)
        unwanted = {**self.reader.read_unwanted(values.get("negative_prompt", "")), **beside}
        both = denoiser.place({name: np.concatenate([unwanted[name], wanted[name]]) for name in wanted})

        def predict(x: Floats, time: float) -> Floats:
            twice = np.concatenate([x, x]).astype(np.float32)
            without, having = np.split(denoiser.predict(twice, time, both), 2)
            return np.asarray(without + guidance * (having - without))

        return predict


def load_networks(model: Model, traits: Traits, runtime: Runtime) -> Networks:
    """All networks of `model`; raises AigcError when one of them cannot be loaded."""
    return Networks(
        load_reader(model, traits, runtime), load_denoiser(model, traits, runtime), Decoder(model, runtime)
    )
