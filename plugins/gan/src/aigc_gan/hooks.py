"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams

from .parameters import params_for
from .sizes import read_any_sizes, read_sizes


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    if task == "onnx-export":
        return ExportParams
    return params_for(read_any_sizes(model), task, model)


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .generator import GanGenerator

    if runtime.backend == "onnx":
        from .onnx_artist import OnnxArtist

        open_sizes = read_any_sizes(model)
        return GanGenerator(OnnxArtist(model, open_sizes, runtime), model, open_sizes)
    from .drawing import TorchArtist
    from .loading import load_network

    sizes = read_sizes(model)
    return GanGenerator(TorchArtist(load_network(model, sizes, runtime), runtime), model, sizes)
