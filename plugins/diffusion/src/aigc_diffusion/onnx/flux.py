"""Flux's transformer, which sees latents two by two in a row of patches (Peebles and Xie 2023)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from aigc_desktop.api import Model, Runtime
from aigc_desktop.api.onnx_network import Placed

from .files import load_network
from .flow import shift_for
from .predicting import Values, of_shape, placed_on
from .readers import Conditions
from .schedule import Floats


class FluxTransformer:
    """Implements `denoisers.Denoiser`. A distilled model takes the guidance as a number."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        self._network = load_network(model, "transformer", runtime)

    def is_guided(self, values: Values) -> bool:
        return False

    def conditions(self, values: Values, scale: int) -> Conditions:
        rows, columns = (values[side] // scale // 2 for side in ("height", "width"))
        row, column = np.divmod(np.arange(rows * columns), columns)
        told = {"img_ids": self._ids(np.stack([np.zeros_like(row), row, column], axis=1))}
        if "guidance" in self._network.inputs:
            told["guidance"] = np.full(1, values["guidance_scale"])
        return told

    def told(self, config: Mapping[str, Any], shape: tuple[int, ...], steps: int) -> Mapping[str, Any]:
        patches = (shape[2] // 2) * (shape[3] // 2)
        return {"mu": shift_for(config, patches), "sigmas": np.linspace(1, 1 / steps, steps)}

    def place(self, conditions: Conditions) -> Mapping[str, Placed]:
        length = conditions["encoder_hidden_states"].shape[1]
        return placed_on(self._network, {**conditions, "txt_ids": self._ids(np.zeros((length, 3)))})

    def predict(self, latents: Floats, time: float, placed: Mapping[str, Placed]) -> Floats:
        rows = _packed(latents)
        at = np.full(len(latents), time / 1000)
        predicted = self._network.run({"hidden_states": rows, "timestep": at, **placed})[0]
        return _unpacked(of_shape(predicted, rows, "transformer"), latents.shape)

    def _ids(self, ids: Floats) -> Floats:
        """Places of patches, with a leading axis for networks that were exported with one."""
        return ids[None] if self._network.rank("img_ids") == 3 else ids


def _packed(latents: Floats) -> Floats:
    """Blocks of 2 x 2 latents in a row: (n, blocks, channels * 4)."""
    count, channels, height, width = latents.shape
    blocks = latents.reshape(count, channels, height // 2, 2, width // 2, 2).transpose(0, 2, 4, 1, 3, 5)
    return blocks.reshape(count, -1, channels * 4)


def _unpacked(rows: Floats, shape: tuple[int, ...]) -> Floats:
    count, channels, height, width = shape
    blocks = rows.reshape(count, height // 2, width // 2, channels, 2, 2).transpose(0, 3, 1, 4, 2, 5)
    return blocks.reshape(shape)
