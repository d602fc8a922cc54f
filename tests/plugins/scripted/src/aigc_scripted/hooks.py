"""The hooks of the scripted plugin.

A model whose `model_index.json` says `"_fault": {"parameters": "raise"}` fails in that hook;
`create_generator` likewise. With `AIGC_SCRIPTED_IMPORT` set, the import itself fails that way.
"""

from __future__ import annotations

import os

from aigc_desktop.api import Generator, Model, Params, Runtime, Task, hookimpl
from aigc_desktop.api.exporting import ExportParams
from aigc_scripted.faults import commit
from aigc_scripted.generator import ScriptedGenerator
from aigc_scripted.params import Scripted

commit(os.environ.get("AIGC_SCRIPTED_IMPORT", "none"))


@hookimpl
def parameters(generator: str, task: Task, model: Model) -> type[Params]:
    _fail_if_told(model, "parameters")
    return ExportParams if task == "onnx-export" else Scripted


@hookimpl
def create_generator(generator: str, model: Model, runtime: Runtime) -> Generator:
    _fail_if_told(model, "create_generator")
    return ScriptedGenerator()


def _fail_if_told(model: Model, hook: str) -> None:
    faults = model.config.get("model_index.json", {}).get("_fault", {})
    commit(faults.get(hook, "none"))
