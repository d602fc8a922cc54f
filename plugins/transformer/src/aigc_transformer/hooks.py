"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from aigc_desktop.api import Generator, Model, Params, Runtime, hookimpl

from .parameters import params_for
from .traits import read_traits


@hookimpl
def parameters(model: Model) -> type[Params]:
    return params_for(read_traits(model))


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .backend import load_network
    from .generator import TransformerGenerator

    traits = read_traits(model)
    return TransformerGenerator(load_network(model, runtime), model, traits)
