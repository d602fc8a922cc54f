"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams

from .parameters import params_for
from .traits import read_traits


@hookimpl
def parameters(model: Model, task: Task) -> type[Params]:
    if task == "onnx-export":
        return ExportParams
    return params_for(read_traits(model))


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    if runtime.backend == "onnx":
        from .onnx.backend import OnnxDiffusionGenerator

        return OnnxDiffusionGenerator(model, read_traits(model), runtime)
    from .backend import DiffusionGenerator
    from .loading import load_pipeline

    traits = read_traits(model)
    return DiffusionGenerator(load_pipeline(model, traits, runtime), model, traits, runtime)
