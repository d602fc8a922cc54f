"""The hooks of a plugin, called through pluggy in the engine process only.

A hookimpl may leave out arguments that it does not need. Every hook is called for its owner alone:
a plugin never sees questions about another plugin's generators.
"""

from __future__ import annotations

import pluggy

from aigc_desktop.api.generator import Generator
from aigc_desktop.api.models import Model
from aigc_desktop.api.parameters import Params
from aigc_desktop.api.requests import Runtime
from aigc_desktop.api.tasks import Task

PROJECT = "aigc_desktop"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def parameters(generator: str, task: Task, model: Model) -> type[Params]:  # type: ignore[empty-body]
    """The type of the parameters that `generator` takes for `task` with `model`.

    Must answer from `model` alone, within milliseconds and without importing a machine-learning
    library: forms are built from it.
    """


@hookspec(firstresult=True)
def create_generator(generator: str, model: Model, runtime: Runtime) -> Generator:  # type: ignore[empty-body]
    """Load `model` for `generator` on `runtime` (every field resolved, none is `auto`).

    Raises AigcError when the model cannot be loaded.
    """
