"""The hooks of the plugin. Importing this imports no machine-learning library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams

from .parameters import params_for
from .sizes import Sizes, read_sizes

if TYPE_CHECKING:
    from .codec import Codec


@hookimpl
def parameters(task: Task, model: Model) -> type[Params]:
    return ExportParams if task == "onnx-export" else params_for(task, model)


@hookimpl
def create_generator(model: Model, runtime: Runtime) -> Generator:
    from .generator import VaeGenerator
    from .prior import prior_of

    sizes = read_sizes(model)
    return VaeGenerator(_codec(model, sizes, runtime), model, sizes, prior_of(model, sizes))


def _codec(model: Model, sizes: Sizes, runtime: Runtime) -> Codec:
    if runtime.backend == "onnx":
        from .onnx_codec import OnnxCodec

        return OnnxCodec(model, runtime)
    from .backend import load_codec

    return load_codec(model, sizes, runtime)
