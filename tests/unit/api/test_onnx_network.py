"""Arrays go in as the model wants them, and what does not fit is a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper

from aigc_desktop.api import AigcError
from aigc_desktop.api.onnx_network import OnnxNetwork
from tests.unit.api import onnx_files as made
from tests.unit.api.test_onnx_session import CPU


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.onnx"


def echo(file: Path, kind: int, shape: tuple[int | str, ...]) -> OnnxNetwork:
    """A network that gives what it takes."""
    node = helper.make_node("Identity", ["x"], ["y"])
    made.write(file, [node], inputs=[made.value("x", shape, kind)], outputs=[made.value("y", shape, kind)])
    return OnnxNetwork(file, CPU)


def refused(network: OnnxNetwork, **arrays: object) -> AigcError:
    with pytest.raises(AigcError) as caught:
        network.run(arrays)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("kind", "name", "given", "taken"),
    [
        (TensorProto.INT64, "int64", [1.0, 998.6, -0.4], [1, 999, 0]),
        (TensorProto.INT32, "int32", [2.5, 3.5, 1e6], [2, 4, 1_000_000]),
        (TensorProto.FLOAT16, "float16", [0.1, 2.0, 65504.0], [np.float16(0.1), 2.0, 65504.0]),
        (TensorProto.DOUBLE, "float64", [0.25, 1.0, 2.0], [0.25, 1.0, 2.0]),
        (TensorProto.FLOAT, "float32", [0.25, 1.0, 2.0], [0.25, 1.0, 2.0]),
        (TensorProto.BOOL, "bool", [0.0, 1.0, 2.0], [False, True, True]),
    ],
)
@pytest.mark.parametrize("source", ["float32", "float64"])
def test_an_input_is_cast_to_the_type_that_is_wanted(
    file: Path, kind: int, name: str, given: list[float], taken: list[float], source: str
) -> None:
    network = echo(file, kind, ("n",))
    array = np.array(given, source)
    assert dict(network.inputs) == {"x": name}
    for value in (array, network.place("x", array)):
        (found,) = network.run({"x": value})
        assert found.dtype == name
        assert found.tolist() == taken


@pytest.mark.parametrize("kind", [TensorProto.INT64, TensorProto.FLOAT])
def test_a_number_without_axes_stays_one(file: Path, kind: int) -> None:
    network = echo(file, kind, ())
    assert network.rank("x") == 0
    (found,) = network.run({"x": np.array(41.7)})
    assert found.shape == ()
    assert float(found) == pytest.approx(42 if kind == TensorProto.INT64 else 41.7)


def test_memory_in_any_order_is_taken_and_outlives_its_giver(file: Path) -> None:
    network = echo(file, TensorProto.FLOAT, ("a", "b"))
    array = np.arange(12, dtype="f").reshape(3, 4)
    assert network.run({"x": array.T})[0].tolist() == array.T.tolist()
    placed = network.place("x", array.T[::2].astype(np.float64))
    results = [network.run({"x": placed})[0] for _ in range(3)]
    assert all(result.tolist() == array.T[::2].tolist() for result in results)


def test_only_the_outputs_asked_for_are_given_in_that_order(file: Path) -> None:
    nodes = [helper.make_node("Add", ["x", "x"], ["y"]), helper.make_node("Neg", ["x"], ["z"])]
    made.write(file, nodes, outputs=[made.value("y"), made.value("z")])
    network = OnnxNetwork(file, CPU)
    ones = np.ones((1, 4), "f")
    assert network.outputs == ["y", "z"]
    assert [a.tolist() for a in network.run({"x": ones}, ["z", "y"])] == [[[-1.0] * 4], [[2.0] * 4]]
    assert [a.tolist() for a in network.run({"x": ones}, ["z"])] == [[[-1.0] * 4]]


def test_what_the_model_takes_no_part_in_is_left_out(file: Path) -> None:
    network = OnnxNetwork(made.write(file), CPU)
    assert network.run({"x": np.ones((1, 4), "f"), "unused": np.ones(3)})[0].shape == (1, 4)


def test_a_missing_input_is_named(file: Path) -> None:
    refusal = refused(OnnxNetwork(made.write(file), CPU), other=np.ones(3))
    assert refusal.code == "model.inputs"
    assert "“x”" in refusal.message


def test_an_input_that_is_not_there_has_no_axes(file: Path) -> None:
    network = OnnxNetwork(made.write(file), CPU)
    with pytest.raises(AigcError, match="“timestep”") as caught:
        network.rank("timestep")
    assert caught.value.code == "model.inputs"


def test_an_input_of_an_unusual_type_is_named(file: Path) -> None:
    network = echo(file, TensorProto.STRING, ("n",))
    refusal = refused(network, x=np.ones(3))
    assert refusal.code == "model.inputs"
    assert "“x”" in refusal.message
    with pytest.raises(AigcError):
        network.place("nothing", np.ones(3))


@pytest.mark.parametrize("shape", [(1, 5), (4,), (1, 1, 4), ()])
def test_a_shape_that_the_model_does_not_take_is_a_sentence(file: Path, shape: tuple[int, ...]) -> None:
    network = OnnxNetwork(made.write(file), CPU)
    for value in (np.ones(shape, "f"), network.place("x", np.ones(shape, "f"))):
        refusal = refused(network, x=value)
        assert refusal.code in ("model.run", "model.inputs")
        assert refusal.details


def test_shapes_that_do_not_meet_inside_are_a_sentence(file: Path) -> None:
    made.write(
        file,
        [helper.make_node("Add", ["x", "w"], ["y"])],
        inputs=[made.value("x", ("n",)), made.value("w", ("m",))],
        outputs=[made.value("y", ("k",))],
    )
    network = OnnxNetwork(file, CPU)
    assert refused(network, x=np.ones(3), w=np.ones(4)).code == "model.run"
    assert network.run({"x": np.ones(3), "w": np.ones(3)})[0].tolist() == [2, 2, 2]


def test_an_output_that_is_not_there_is_a_sentence(file: Path) -> None:
    network = OnnxNetwork(made.write(file), CPU)
    with pytest.raises(AigcError) as caught:
        network.run({"x": np.ones((1, 4))}, ["hidden"])
    assert caught.value.code == "model.inputs"
    assert "“hidden”" in caught.value.message
