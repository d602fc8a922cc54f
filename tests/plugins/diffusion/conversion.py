"""Exports models in tests, and describes them as the application would."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from aigc_desktop.api import Generator, Model, ModelOutput, Request, Runtime
from aigc_desktop.api.testing import ScriptedJob
from aigc_desktop.core.models.search import inspect

ONNX = Runtime(backend="onnx", device="cpu", precision="float32")


def export_request(model: Model, **parameters: object) -> Request:
    """A request to export `model`."""
    return Request(
        generator="diffusion", model=model.id, task="onnx-export", parameters=parameters, seeds=(0,)
    )


def export(generator: Generator, model: Model, folder: Path, **parameters: object) -> ModelOutput:
    """Export into `folder`; what the generator said of it."""
    wanted = export_request(model, **parameters)
    job = ScriptedJob(wanted)
    (output,) = generator.generate(wanted, job)
    assert isinstance(output, ModelOutput)
    assert job.fractions == sorted(job.fractions)
    assert 0.99 < job.fractions[-1] <= 1
    shutil.copytree(output.folder, folder)
    return output


def described(folder: Path) -> Model:
    """The model in `folder`."""
    model = inspect(folder, folder)
    assert model is not None
    return model


def change_tensors(file: Path, change: Callable[[NDArray[Any]], NDArray[Any]]) -> None:
    """Change the largest tensor of an ONNX file."""
    model = onnx.load(file)
    largest = max(model.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    array = numpy_helper.to_array(largest)
    largest.CopyFrom(numpy_helper.from_array(change(np.array(array)), largest.name))
    file.write_bytes(model.SerializeToString())


def edit(file: Path, **changes: object) -> None:
    """Change entries of a JSON file; None removes one."""
    content = {**json.loads(file.read_text("utf-8")), **changes}
    file.write_text(json.dumps({k: v for k, v in content.items() if v is not None}), "utf-8")
