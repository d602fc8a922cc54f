"""The network that predicts, by the family of its model: what it is told, and in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np

from aigc_desktop.api import Model, Runtime
from aigc_desktop.api.onnx_network import Placed
from aigc_diffusion.traits import Traits

from .files import config_of, load_network
from .flow import shift_for
from .flux import FluxTransformer
from .predicting import Values, of_shape, placed_on
from .readers import Conditions
from .schedule import Floats


class Denoiser(Protocol):
    """Latents are (n, channels, height, width) for all of them, whatever form the network wants."""

    def is_guided(self, values: Values) -> bool:
        """Whether the picture is steered away from what is not wanted, which takes two predictions a step."""

    def conditions(self, values: Values, scale: int) -> Conditions:
        """What it is told beside the text, for one picture; a latent is `scale` pixels wide."""

    def told(self, config: Mapping[str, Any], shape: tuple[int, ...], steps: int) -> Mapping[str, Any]:
        """What the schedule has to know of latents of this shape, beside the configuration `config`."""

    def place(self, conditions: Conditions) -> Mapping[str, Placed]:
        """Keep on the device what every step uses."""

    def predict(self, latents: Floats, time: float, placed: Mapping[str, Placed]) -> Floats:
        """What it predicts for latents at a timestep, of the same shape; raises AigcError `model.inputs`."""


class _Unet:
    """Stable Diffusion 1, 2 and XL (Ho et al. 2020; Rombach et al. 2022; Podell et al. 2023)."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        self._network = load_network(model, "unet", runtime)
        self._is_scalar = self._network.rank("timestep") == 0
        # A distilled model takes the guidance as a number (Meng et al. 2023).
        self._width = int(config_of(model, "unet").get("time_cond_proj_dim") or 0)

    def is_guided(self, values: Values) -> bool:
        return bool(values["guidance_scale"] > 1) and not self._width

    def conditions(self, values: Values, scale: int) -> Conditions:
        told: dict[str, Floats] = {}
        if "time_ids" in self._network.inputs:
            size = [values["height"], values["width"]]
            told["time_ids"] = np.array([[*size, 0, 0, *size]], np.float32)  # as it was, cut by none, wanted
        if self._width:
            told["timestep_cond"] = _waves((values["guidance_scale"] - 1) * 1000, self._width)
        return told

    def told(self, config: Mapping[str, Any], shape: tuple[int, ...], steps: int) -> Mapping[str, Any]:
        return {}

    def place(self, conditions: Conditions) -> Mapping[str, Placed]:
        return placed_on(self._network, conditions)

    def predict(self, latents: Floats, time: float, placed: Mapping[str, Placed]) -> Floats:
        at = np.array(time if self._is_scalar else [time])
        return of_shape(self._network.run({"sample": latents, "timestep": at, **placed})[0], latents, "UNet")


class _Sd3Transformer:
    """Stable Diffusion 3 (Esser et al. 2024)."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        self._network = load_network(model, "transformer", runtime)
        self._patch = int(config_of(model, "transformer").get("patch_size", 2))

    def is_guided(self, values: Values) -> bool:
        return bool(values["guidance_scale"] > 1)

    def conditions(self, values: Values, scale: int) -> Conditions:
        return {}

    def told(self, config: Mapping[str, Any], shape: tuple[int, ...], steps: int) -> Mapping[str, Any]:
        patches = (shape[2] // self._patch) * (shape[3] // self._patch)
        return {"mu": shift_for({"max_shift": 1.16, **config}, patches)}

    def place(self, conditions: Conditions) -> Mapping[str, Placed]:
        return placed_on(self._network, conditions)

    def predict(self, latents: Floats, time: float, placed: Mapping[str, Placed]) -> Floats:
        at = np.full(len(latents), time)
        predicted = self._network.run({"hidden_states": latents, "timestep": at, **placed})[0]
        return of_shape(predicted, latents, "transformer")


_DENOISERS: Mapping[str, Callable[[Model, Runtime], Denoiser]] = {
    "StableDiffusionPipeline": _Unet,
    "StableDiffusionXLPipeline": _Unet,
    "StableDiffusion3Pipeline": _Sd3Transformer,
    "FluxPipeline": FluxTransformer,
}


def load_denoiser(model: Model, traits: Traits, runtime: Runtime) -> Denoiser:
    """The denoiser of `model`; raises AigcError when it cannot be loaded."""
    return _DENOISERS[traits.pipeline.name](model, runtime)


def _waves(position: float, width: int) -> Floats:
    """A number as sines and cosines of different lengths, (1, width) (Vaswani et al. 2017)."""
    half = width // 2
    angles = position * np.exp(-np.log(10000.0) / (half - 1) * np.arange(half))
    waves = np.concatenate([np.sin(angles), np.cos(angles)])[None]
    return np.pad(waves, ((0, 0), (0, width % 2)))
