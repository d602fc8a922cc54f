"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl

from .parameters import params_for
from .sizes import read_sizes


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    return params_for(read_sizes(model), task, model.name)


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .backend import GanGenerator
    from .loading import load_network

    sizes = read_sizes(model)
    return GanGenerator(load_network(model, sizes, runtime), model, sizes, runtime)
