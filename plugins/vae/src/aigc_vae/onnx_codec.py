"""The autoencoders in ONNX Runtime. Imports neither torch nor diffusers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from aigc_desktop.api import AigcError, JobContext, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork

from .codec import Array
from .sizes import Sizes

DECODER, ENCODER = "model.onnx", "encoder.onnx"


class OnnxCodec:
    """A session for each half. A single file is a decoder alone."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        """Load what is there; raises AigcError when it cannot be loaded."""
        place = Path(model.path)
        folder = place if place.is_dir() else place.parent
        self._name = model.name
        self._decoder: OnnxNetwork | None = OnnxNetwork(place / DECODER if place.is_dir() else place, runtime)
        has_encoder = place.is_dir() and (folder / ENCODER).is_file()
        self._encoder = OnnxNetwork(folder / ENCODER, runtime) if has_encoder else None

    def encode(self, pictures: Array) -> Array:
        """The mean of q(z|x) for each picture; raises AigcError `model.incomplete` without an encoder."""
        if self._encoder is None:
            raise AigcError(
                "model.incomplete",
                f"“{self._name}” is a decoder alone and cannot take pictures.",
                "Choose another task, or a model with an encoder.",
            )
        return _numbers(self._encoder.run({"image": pictures})[0])

    def decode(self, latents: Array) -> Array:
        """The pictures of these latents."""
        if self._decoder is None:
            raise ValueError("this autoencoder is closed")
        return _numbers(self._decoder.run({"z": latents})[0])

    def export(self, model: Model, sizes: Sizes, request: Request, job: JobContext) -> Iterator[ModelOutput]:
        """It is exported already."""
        raise AigcError("usage.format", f"{model.name} is an ONNX model already.", "Use it as it is.")

    def close(self) -> None:
        """Give back the memory of the weights."""
        self._encoder = self._decoder = None


def _numbers(made: Any) -> Array:  # noqa: ANN401 - of any type
    if not np.isfinite(made).all():
        raise AigcError(
            "model.nan",
            "The model gave no numbers where pixels should be.",
            "Its weights are damaged, or too small a precision was exported: export it again as fp32.",
        )
    return np.asarray(made, np.float32)
