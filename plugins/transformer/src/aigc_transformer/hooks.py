"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams

from .parameters import params_for
from .traits import read_traits

if TYPE_CHECKING:
    from .network import Network


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    return ExportParams if task == "onnx-export" else params_for(read_traits(model))


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .generator import TransformerGenerator

    traits = read_traits(model)
    return TransformerGenerator(_network(model, runtime), model, traits)


def _network(model: Model, runtime: Runtime) -> Network:
    if runtime.backend == "onnx":
        from .onnx_backend import load_onnx_network

        return load_onnx_network(model, runtime)
    from .backend import load_network

    return load_network(model, runtime)
