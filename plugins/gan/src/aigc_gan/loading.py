"""From a folder to a network in memory: one safetensors file, complete, and all of it numbers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.weights import damaged, no_numbers

from .dcgan import DcganGenerator
from .drawing import Network
from .mlp import MlpGenerator
from .sizes import DcganSizes, MlpSizes, Sizes
from .style import StyleGenerator

WEIGHTS = "model.safetensors"

# Its functions carry no types.
_safetensors: Any = import_module("safetensors.torch")


def new_network(sizes: Sizes) -> Network:
    """The network that these sizes describe, with random weights."""
    if isinstance(sizes, MlpSizes):
        return MlpGenerator(sizes)
    return DcganGenerator(sizes) if isinstance(sizes, DcganSizes) else StyleGenerator(sizes)


def load_network(model: Model, sizes: Sizes, runtime: Runtime) -> Network:
    """The network of `model` on `runtime`; raises AigcError `model.*` when it cannot be loaded."""
    network = new_network(sizes)  # not on the device meta: that imports a second's worth of libraries
    weights = _read(model)
    _check(model, weights, network.state_dict())
    network.load_state_dict(weights, assign=True)
    return network.to(runtime.device, getattr(torch, runtime.precision)).eval().requires_grad_(False)


def _read(model: Model) -> dict[str, torch.Tensor]:
    folder = Path(model.path)
    if not folder.is_dir():
        raise AigcError("model.missing", f"The folder of “{model.name}” is gone.", "Add the model again.")
    try:
        weights: dict[str, torch.Tensor] = _safetensors.load_file(folder / WEIGHTS)
    except (OSError, ValueError, SafetensorError) as error:
        raise damaged(model.name, str(error)) from error
    return weights


def _check(model: Model, weights: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor]) -> None:
    shapes = {name: tuple(tensor.shape) for name, tensor in weights.items()}
    wrong = [name for name, tensor in wanted.items() if shapes.get(name) != tuple(tensor.shape)]
    wrong += sorted(shapes.keys() - wanted.keys())
    if wrong:
        raise damaged(model.name, f"missing, unknown or of the wrong shape: {', '.join(wrong[:8])}")
    spoilt = [name for name, tensor in weights.items() if not bool(tensor.isfinite().all())]
    if spoilt:
        raise no_numbers(model.name, spoilt[0])
