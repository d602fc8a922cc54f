"""What all denoisers do alike: bring conditions to the device, give what has the shape of latents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from aigc_desktop.api import AigcError
from aigc_desktop.api.onnx_network import OnnxNetwork, Placed

from .readers import Conditions
from .schedule import Floats

Values = Mapping[str, Any]
"""The parameters of a job by their names."""


def placed_on(network: OnnxNetwork, conditions: Conditions) -> Mapping[str, Placed]:
    """`conditions` on the device of `network`."""
    return {name: network.place(name, array) for name, array in conditions.items()}


def of_shape(predicted: Any, given: Floats, name: str) -> Floats:  # noqa: ANN401 - of any type
    """`predicted` in float32; raises AigcError `model.inputs` where its shape is not that of `given`."""
    if predicted.shape != given.shape:
        raise AigcError(
            "model.inputs",
            f"The {name} gives {predicted.shape} for latents of {given.shape}.",
            "Export the model again, with its own configuration files.",
        )
    return np.asarray(predicted, np.float32)
