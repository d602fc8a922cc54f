"""Asks for a model in another format: a job like any other, on the CPU and in full precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.exporting import RECORD
from aigc_desktop.api.models import Model
from aigc_desktop.api.requests import Request, Runtime
from aigc_desktop.api.tasks import Task
from aigc_desktop.core.models import Models
from aigc_desktop.core.plugins import GeneratorEntry
from aigc_desktop.core.requests import build_request

FORMATS: Mapping[str, Task] = {"onnx": "onnx-export"}
_EXACT = Runtime(backend="torch", device="cpu", precision="float32")


def exporter_of(models: Models, model: Model, wanted: str) -> GeneratorEntry:
    """The generator that exports `model` to the format `wanted`; raises AigcError `export.*`."""
    task = FORMATS.get(wanted)
    if task is None:
        raise AigcError(
            "usage.format", f"There is no format “{wanted}”.", f"Known are: {', '.join(FORMATS)}."
        )
    if model.backend != "torch":
        raise AigcError("usage.format", f"{model.name} is an ONNX model already.", "Use it as it is.")
    for entry in models.generators_for(model):
        if task in entry.manifest.tasks:
            return entry
    raise AigcError(
        "usage.format",
        f"No installed generator exports {model.name} to {wanted}.",
        "Ask the author of its plugin for the task onnx-export.",
    )


def exports_of(models: Models, model: Model) -> Iterator[Model]:
    """The ONNX models here that were exported from `model`."""
    for other in models.all():
        if other.backend == "onnx" and other.config.get(RECORD, {}).get("source") == model.id:
            yield other


def export_request(
    entry: GeneratorEntry, model: Model, wanted: str, values: Mapping[str, Any], schema: Mapping[str, Any]
) -> Request:
    """The request of an export; raises AigcError naming the parameter and its limits."""
    return build_request(
        entry, model, FORMATS[wanted], values, seed=0, count=1, schema=schema, runtime=_EXACT
    )
