"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams

from .parameters import params_for
from .traits import read_traits

if TYPE_CHECKING:
    from .network import Network
    from .tokens import Tokens


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    return ExportParams if task == "onnx-export" else params_for(read_traits(model))


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .generator import TransformerGenerator

    traits = read_traits(model)
    return TransformerGenerator(*_parts(model, runtime), model, traits)


def _parts(model: Model, runtime: Runtime) -> tuple[Network, Tokens]:
    if runtime.backend == "onnx":
        from .onnx_backend import load_onnx_network
        from .tokens import read_tokens

        return load_onnx_network(model, runtime), read_tokens(Path(model.path), model.name)
    from .backend import load_network
    from .converting import tokens_of

    return load_network(model, runtime), tokens_of(model)
