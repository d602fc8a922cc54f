"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl

from .parameters import params_for
from .sizes import read_sizes


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    return params_for(task, model)


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .backend import load_codec
    from .generator import VaeGenerator
    from .prior import prior_of

    sizes = read_sizes(model)
    return VaeGenerator(load_codec(model, sizes, runtime), model, sizes, prior_of(model, sizes))
