"""The files of a model folder as Optimum lays them out: a folder a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork

NETWORK = "model.onnx"
CONFIG = "config.json"
DECODER = "vae_decoder"


def load_network(model: Model, name: str, runtime: Runtime) -> OnnxNetwork:
    """The network in the folder `name`; raises AigcError when it is missing or cannot be loaded."""
    file = Path(model.path) / name / NETWORK
    if file.is_file():
        return OnnxNetwork(file, runtime)
    raise incomplete(model, f"{name}/{NETWORK}")


def config_of(model: Model, name: str) -> Mapping[str, Any]:
    """The configuration of the network in the folder `name`; raises AigcError `model.incomplete`."""
    config = model.config.get(f"{name}/{CONFIG}")
    if isinstance(config, dict):
        return config
    raise incomplete(model, f"{name}/{CONFIG}")


def incomplete(model: Model, file: str) -> AigcError:
    """The refusal of a model that lacks a file."""
    return AigcError(
        "model.incomplete",
        f"“{model.name}” is not complete: {file} is missing.",
        "Export or copy the whole model folder again.",
    )
