"""The smallest export there is: a real ONNX file that gives back what it is given."""

from __future__ import annotations

import json
from collections.abc import Iterator

from aigc_desktop.api import JobContext, ModelOutput, Request
from aigc_desktop.api.exporting import RECORD, ExportParams
from aigc_desktop.api.parameters import convert

_STEPS = 3


def export(request: Request, job: JobContext) -> Iterator[ModelOutput]:
    """A folder that the manifest accepts."""
    import onnx

    params = convert(ExportParams, request.parameters)
    folder = job.scratch_dir / "model"
    folder.mkdir()
    for step in range(_STEPS):
        job.progress(step, _STEPS, "Exporting")
    z, image = (onnx.helper.make_tensor_value_info(name, 1, [1, 16]) for name in ("z", "image"))
    graph = onnx.helper.make_graph([onnx.helper.make_node("Identity", ["z"], ["image"])], "g", [z], [image])
    opset = onnx.helper.make_opsetid("", params.opset)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset]), folder / "model.onnx")
    (folder / "config.json").write_text(json.dumps({"_class_name": "ScriptedOnnx"}))
    (folder / RECORD).write_text(json.dumps({"source": request.model}))
    yield ModelOutput(job.indices[0], folder, f"scripted-onnx-{params.precision}")
