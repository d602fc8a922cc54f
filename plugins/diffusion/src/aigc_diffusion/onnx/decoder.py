"""The decoding half of a VAE, from latents as the denoiser sees them to pixels."""

from __future__ import annotations

import numpy as np

from aigc_desktop.api import Model, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork

from .files import DECODER, config_of, load_network
from .schedule import Floats

_SCALING = 0.18215
"""Stable Diffusion's, where a file that others exported says nothing."""


class Decoder:
    """The decoder of a model. `channels` is how many numbers a latent has."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        """Load it; raises AigcError when it cannot be loaded."""
        config = config_of(model, DECODER)
        self._network: OnnxNetwork = load_network(model, DECODER, runtime)
        self.channels = int(config.get("latent_channels", 4))
        mean, spread = config.get("latents_mean"), config.get("latents_std")
        is_told = bool(mean and spread)
        self._mean = _by_channel(mean) if is_told else float(config.get("shift_factor") or 0.0)
        scaling = float(config.get("scaling_factor", _SCALING))
        self._spread = (_by_channel(spread) if is_told else 1.0) / scaling

    def decode(self, latents: Floats) -> Floats:
        """Pixels from -1 to 1, (n, 3, H, W), of latents as the denoiser sees them."""
        scaled = latents * self._spread + self._mean
        return np.asarray(self._network.run({"latent_sample": scaled})[0], np.float32)


def _by_channel(numbers: object) -> Floats:
    return np.asarray(numbers, np.float32).reshape(1, -1, 1, 1)
