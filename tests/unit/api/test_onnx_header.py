"""What an ONNX file says of itself, and which files are refused before anything loads them."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import helper

from aigc_desktop.api import AigcError
from aigc_desktop.api.onnx_header import OnnxHeader, Value, read_header
from tests.unit.api import onnx_files as made

_CUTS = 50
_FLIPS = 400


def refused(file: Path) -> str:
    with pytest.raises(AigcError) as caught:
        read_header(file)
    assert caught.value.hint
    return caught.value.code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.onnx"


def test_inputs_outputs_metadata_and_opsets_are_told(file: Path) -> None:
    made.write(
        file,
        [helper.make_node("Gemm", ["x", "w", "b"], ["y"]), helper.make_node("Cast", ["k"], ["z"], to=1)],
        inputs=[
            made.value("x", ("batch", 3)),
            made.value("w", (3, 2)),
            made.value("k", (), made.INT64),
            made.value("free", (None, 7)),
        ],
        outputs=[made.value("y", ("batch", 2)), made.value("z", ())],
        initializers=[made.constant("w", np.ones((3, 2), "f")), made.constant("b", np.ones(2, "f"))],
        opsets={"": 20, "com.microsoft": 1},
        metadata={"aigc_class": "Thing", "über": "图"},
    )
    header = read_header(file)
    assert header.inputs == {
        "x": Value("x", made.FLOAT, ("batch", 3)),
        "k": Value("k", made.INT64, ()),
        "free": Value("free", made.FLOAT, ("", 7)),
    }
    assert header.outputs["y"] == Value("y", made.FLOAT, ("batch", 2))
    assert list(header.outputs) == ["y", "z"]
    assert header.metadata == {"aigc_class": "Thing", "über": "图"}
    assert header.opsets == {"": 20, "com.microsoft": 1}
    assert header.initializers == {"w", "b"}


def test_a_side_below_zero_stays_below_zero(file: Path) -> None:
    header = read_header(made.write(file, inputs=[made.value("x", (-1, 4))]))
    assert header.inputs["x"].shape == (-1, 4)


def test_a_model_with_tensors_of_every_kind_agrees_with_the_library(file: Path) -> None:
    sparse = helper.make_sparse_tensor(made.constant("s", np.ones(1, "f")), made.constant("", [2]), [4])
    nodes = [
        *made.branches(helper.make_node("Add", ["x", "s"], ["z"])),
        helper.make_node("Constant", [], ["c"], value=made.constant("", np.ones((2, 2), "f"))),
        helper.make_node("Constant", [], ["d"], sparse_value=sparse),
    ]
    ints = [made.constant(kind, np.arange(5).astype(kind)) for kind in ("int64", "float64", "uint8", "bool")]
    made.write(file, nodes, initializers=ints, sparse=[sparse])
    agrees(file)
    assert "s" in read_header(file).initializers


def agrees(file: Path) -> None:
    """What is read of a file is what the `onnx` library reads of it."""
    header, whole = read_header(file), onnx.load(file, load_external_data=False)
    known = {tensor.name for tensor in whole.graph.initializer}
    assert list(header.inputs.values()) == [_value(v) for v in whole.graph.input if v.name not in known]
    assert list(header.outputs.values()) == [_value(v) for v in whole.graph.output]
    assert header.opsets == {one.domain: one.version for one in whole.opset_import}
    assert header.metadata == {one.key: one.value for one in whole.metadata_props}
    assert known <= header.initializers


def _value(value: onnx.ValueInfoProto) -> Value:
    tensor = value.type.tensor_type
    sides = (s.dim_value if s.HasField("dim_value") else s.dim_param for s in tensor.shape.dim)
    return Value(value.name, tensor.elem_type, tuple(sides))


# ---- files of tensors


def _in_the_graph(tensor: onnx.TensorProto) -> dict[str, Any]:
    return {"initializers": [tensor]}


def _in_a_node(tensor: onnx.TensorProto) -> dict[str, Any]:
    return {"nodes": [helper.make_node("Constant", [], ["y"], value=tensor)]}


def _in_a_branch(tensor: onnx.TensorProto) -> dict[str, Any]:
    return {"nodes": made.branches(helper.make_node("Constant", [], ["z"], value=tensor))}


def _in_a_function(tensor: onnx.TensorProto) -> dict[str, Any]:
    return {"functions": [_function([helper.make_node("Constant", [], ["q"], value=tensor)])]}


def _as_a_functions_default(tensor: onnx.TensorProto) -> dict[str, Any]:
    function = _function([helper.make_node("Identity", ["p"], ["q"])])
    function.attribute_proto.append(helper.make_attribute("weights", tensor))
    return {"functions": [function]}


def _in_a_sparse_tensor(tensor: onnx.TensorProto) -> dict[str, Any]:
    return {"sparse": [helper.make_sparse_tensor(tensor, made.constant("", [0, 1, 2, 3]), [9])]}


def _in_a_sparse_constant(tensor: onnx.TensorProto) -> dict[str, Any]:
    sparse = helper.make_sparse_tensor(tensor, made.constant("", [0, 1, 2, 3]), [9])
    return {"nodes": [helper.make_node("Constant", [], ["y"], sparse_value=sparse)]}


def _function(nodes: Sequence[onnx.NodeProto], domain: str = "mine") -> onnx.FunctionProto:
    return helper.make_function(domain, "Twice", ["p"], ["q"], list(nodes), [helper.make_opsetid("", 20)])


HIDING = [
    _in_the_graph,
    _in_a_node,
    _in_a_branch,
    _in_a_function,
    _as_a_functions_default,
    _in_a_sparse_tensor,
    _in_a_sparse_constant,
]


@pytest.mark.parametrize("hide", HIDING)
def test_a_file_of_tensors_is_found_wherever_it_is_named(
    file: Path, hide: Callable[[onnx.TensorProto], dict[str, Any]]
) -> None:
    made.write(file, **hide(made.outside("w", "data/w.bin")))
    assert refused(file) == "model.damaged"
    (file.parent / "data").mkdir()
    (file.parent / "data" / "w.bin").write_bytes(bytes(16))
    assert read_header(file).external == {"data/w.bin"}
    made.write(file, **hide(made.outside("w", "../w.bin")))
    assert refused(file) == "model.external_data"


@pytest.mark.parametrize(
    "location",
    [
        "..",
        "../secret.bin",
        "data/../../secret.bin",
        "data\\..\\..\\secret.bin",
        "/etc/passwd",
        "C:\\Windows\\secret.bin",
        "C:secret.bin",
        "\\\\server\\share\\secret.bin",
        "\\secret.bin",
        "",
    ],
)
def test_tensors_outside_the_folder_are_refused(file: Path, location: str) -> None:
    (file.parent.parent / "secret.bin").write_bytes(bytes(16))
    made.write(file, initializers=[made.outside("w", location)])
    assert refused(file) == "model.external_data"


@pytest.mark.parametrize("location", [".", "x\0y", "n" * 300, "n/" * 3000 + "n", "model.onnx/w"])
def test_tensors_in_what_cannot_be_a_file_are_refused(file: Path, location: str) -> None:
    made.write(file, initializers=[made.outside("w", location)])
    assert refused(file) == "model.damaged"


def test_links_on_the_way_to_tensors_are_refused(
    file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "w.bin").write_bytes(bytes(16))
    (file.parent / "w.bin").symlink_to(elsewhere / "w.bin")
    (file.parent / "data").symlink_to(elsewhere, target_is_directory=True)
    for location in ("w.bin", "data/w.bin"):
        made.write(file, initializers=[made.outside("w", location)])
        assert refused(file) == "model.external_data"


# ---- operators of others


def test_operators_of_a_library_of_its_own_are_refused_wherever_they_are(file: Path) -> None:
    foreign = helper.make_node("Boom", ["x"], ["y"], domain="evil.ops")
    made.write(file, [foreign])
    with pytest.raises(AigcError, match=r"evil\.ops") as caught:
        read_header(file)
    assert caught.value.code == "model.custom_op"
    made.write(file, made.branches(helper.make_node("Boom", ["x"], ["z"], domain="evil.ops")))
    assert refused(file) == "model.custom_op"
    inside = _function([helper.make_node("Boom", ["p"], ["q"], domain="evil.ops")])
    made.write(file, functions=[inside])
    assert refused(file) == "model.custom_op"
    hidden = _function([helper.make_node("Identity", ["p"], ["q"])])
    graph = helper.make_graph([foreign], "default", [], [made.value("y")])
    hidden.attribute_proto.append(helper.make_attribute("body", graph))
    made.write(file, functions=[hidden])
    assert refused(file) == "model.custom_op"


def test_functions_of_the_file_itself_and_known_domains_are_welcome(file: Path) -> None:
    call = helper.make_node("Twice", ["x"], ["t"], domain="mine")
    known = helper.make_node("FusedMatMul", ["t", "t"], ["y"], domain="com.microsoft")
    body = _function([helper.make_node("Add", ["p", "p"], ["q"])])
    made.write(file, [call, known], functions=[body])
    header = read_header(file)
    assert header.functions == {"mine"}
    assert {"mine", "com.microsoft", ""} <= header.domains


# ---- damage


def whole(file: Path) -> bytes:
    """A model with everything in it that a walk through the file steps into."""
    weights = [made.constant(f"w{k}", np.full((16, 16), k, "f")) for k in range(3)]
    sparse = helper.make_sparse_tensor(made.constant("s", np.ones(1, "f")), made.constant("", [2]), [4])
    body = _function([helper.make_node("Constant", [], ["q"], value=made.constant("", np.ones(4, "f")))])
    made.write(
        file,
        [
            *made.branches(helper.make_node("Add", ["x", "x"], ["z"])),
            helper.make_node("Twice", ["x"], ["t"], domain="mine"),
        ],
        initializers=weights,
        sparse=[sparse],
        functions=[body],
        metadata={"aigc_class": "Thing"},
    )
    return file.read_bytes()


def test_a_file_that_is_cut_off_is_read_as_a_model_or_refused_never_half(file: Path) -> None:
    content = whole(file)
    for cut in range(_CUTS):
        file.write_bytes(content[: len(content) * cut // _CUTS])
        assert refused(file) == "model.damaged"


def test_flipped_bits_never_do_worse_than_a_refusal(file: Path) -> None:
    content, chance = whole(file), random.Random(0)
    refusals = 0
    for _ in range(_FLIPS):
        spoilt = bytearray(content)
        for _ in range(chance.choice((1, 1, 3, 20))):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        file.write_bytes(spoilt)
        refusals += is_refused(file)
    assert 0 < refusals < _FLIPS


def is_refused(file: Path) -> bool:
    try:
        assert isinstance(read_header(file), OnnxHeader)
    except AigcError:
        return True
    return False


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a model",
        b"\x3a" + b"\xff" * 9 + b"\x01",  # a graph that claims nearly 2 to the 63 bytes
        b"\x3a" + b"\xff" * 20,
        b"\x72\x80\x80\x80\x40" + bytes(100),  # metadata of 128 MiB in a file of 105 bytes
        b"\x0b\x0b",  # wire types of no use
        b"<html><body>404 not found</body></html>",
    ],
)
def test_what_is_no_model_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file) == "model.damaged"


def test_a_download_that_is_all_zeros_is_refused_without_walking_through_it(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(8 << 30)
    assert refused(file) == "model.damaged"


def test_what_is_large_is_not_read(file: Path) -> None:
    made.write(file, initializers=[made.constant("w", np.zeros(8 << 20, "f"))])
    tracemalloc.start()
    try:
        read_header(file)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1 << 20


def test_a_string_of_megabytes_is_refused(file: Path) -> None:
    made.write(file, metadata={"story": "x" * (2 << 20)})
    assert refused(file) == "model.damaged"


def test_graphs_in_graphs_in_graphs_end_somewhere(file: Path) -> None:
    graph = helper.make_graph([helper.make_node("Identity", ["x"], ["z"])], "leaf", [], [made.value("z")])
    for depth in range(20):
        node = helper.make_node("If", ["c"], ["z"], then_branch=graph)
        graph = helper.make_graph([node], f"g{depth}", [], [made.value("z")])
    made.write(file, list(graph.node), outputs=[made.value("z")])
    assert refused(file) == "model.damaged"


@pytest.mark.parametrize("missing", ["outputs", "opsets"])
def test_a_file_without_a_graph_is_refused(file: Path, missing: str) -> None:
    made.write(file, **{missing: {} if missing == "opsets" else []})  # type: ignore[arg-type]
    assert refused(file) == "model.damaged"
