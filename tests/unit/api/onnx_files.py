"""Small ONNX files, made with the `onnx` library, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64
OPSETS = {"": 20}


def write(
    file: Path,
    nodes: Sequence[onnx.NodeProto] | None = None,
    *,
    inputs: Sequence[onnx.ValueInfoProto] | None = None,
    outputs: Sequence[onnx.ValueInfoProto] | None = None,
    initializers: Sequence[onnx.TensorProto] = (),
    sparse: Sequence[onnx.SparseTensorProto] = (),
    opsets: Mapping[str, int] = OPSETS,
    metadata: Mapping[str, str] | None = None,
    functions: Sequence[onnx.FunctionProto] = (),
) -> Path:
    """Write a model, without asking whether it makes sense; by default one that doubles its input `x`."""
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "x"], ["y"])] if nodes is None else list(nodes),
        "graph",
        [value("x")] if inputs is None else list(inputs),
        [value("y")] if outputs is None else list(outputs),
        list(initializers),
        sparse_initializer=list(sparse),
    )
    imports = [helper.make_opsetid(domain, version) for domain, version in opsets.items()]
    model = helper.make_model(graph, opset_imports=imports, functions=list(functions), ir_version=10)
    helper.set_model_props(model, dict(metadata or {}))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model.SerializeToString())
    return file


def value(name: str, shape: Sequence[int | str | None] = ("n", 4), kind: int = FLOAT) -> onnx.ValueInfoProto:
    """An input or output."""
    return helper.make_tensor_value_info(name, kind, list(shape))


def constant(name: str, array: Any) -> onnx.TensorProto:  # noqa: ANN401 - anything that NumPy takes
    """A tensor that lies in the file itself."""
    return numpy_helper.from_array(np.asarray(array), name)


def outside(name: str, location: str) -> onnx.TensorProto:
    """Four floats that lie in another file."""
    tensor = TensorProto(name=name, data_type=FLOAT, dims=[4], data_location=TensorProto.EXTERNAL)
    for key, text in (("location", location), ("offset", "0"), ("length", "16")):
        tensor.external_data.add(key=key, value=text)
    return tensor


def branches(inner: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Nodes that compute `y` from `x` in an If, whose one branch is `inner`."""
    other = helper.make_node("Identity", ["x"], ["z"])
    then, otherwise = (
        helper.make_graph([node], name, [], [value("z")])
        for node, name in ((inner, "then"), (other, "otherwise"))
    )
    return [
        helper.make_node("Constant", [], ["is_so"], value=constant("", np.array(True))),
        helper.make_node("If", ["is_so"], ["y"], then_branch=then, else_branch=otherwise),
    ]
