"""A model is opened on exactly the device that was chosen, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnx import helper

from aigc_desktop.api import AigcError, Runtime
from aigc_desktop.api.onnx_session import open_session, providers_of
from tests.unit.api import onnx_files as made

CPU = Runtime(backend="onnx", device="cpu", precision="float32")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.onnx"


def refused(file: Path, runtime: Runtime = CPU) -> AigcError:
    with pytest.raises(AigcError) as caught:
        open_session(file, runtime)
    assert caught.value.hint
    return caught.value


def test_a_sound_model_runs_on_the_device_asked_for(file: Path) -> None:
    session = open_session(made.write(file), CPU)
    assert session.get_providers() == ["CPUExecutionProvider"]
    (twice,) = session.run(None, {"x": np.ones((2, 4), "f")})
    np.testing.assert_array_equal(twice, np.full((2, 4), 2, "f"))


@pytest.mark.parametrize("device", ["cuda:0", "tensorrt:0", "dml:0", "mps", "nonsense"])
def test_a_device_without_its_provider_is_refused_and_never_replaced(
    file: Path, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write(file)
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    refusal = refused(file, Runtime(backend="onnx", device=device, precision="float32"))
    assert refusal.code == "runtime.provider"
    assert device in refusal.message
    assert "cpu" in refusal.hint


@pytest.mark.parametrize(
    ("device", "names"),
    [
        ("cpu", ["CPU"]),
        ("cuda:1", ["CUDA"]),
        ("dml:1", ["Dml"]),
        ("tensorrt:1", ["Tensorrt", "CUDA"]),
        ("nonsense", []),
    ],
)
def test_tensorrt_leans_on_cuda_and_no_gpu_on_the_processor(device: str, names: list[str]) -> None:
    providers = providers_of(device)
    assert [name for name, _ in providers] == [f"{name}ExecutionProvider" for name in names]
    for _, options in providers:
        assert options.get("device_id", 1) == 1


def test_tensorrt_without_cuda_behind_it_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.write(file)
    there = ["TensorrtExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: there)
    refusal = refused(file, Runtime(backend="onnx", device="tensorrt:0", precision="float32"))
    assert refusal.code == "runtime.provider"


@pytest.mark.parametrize("device", ["cuda:0", "tensorrt:0"])
def test_a_provider_that_is_installed_and_finds_no_device_is_refused_too(file: Path, device: str) -> None:
    made.write(file)
    assert opened_on(file, device) in (f"refused: {device}", device[:4])


def opened_on(file: Path, device: str) -> str:
    """The provider that the model came to, in short, or that it was refused with the device's name."""
    try:
        session = open_session(file, Runtime(backend="onnx", device=device, precision="float32"))
    except AigcError as refusal:
        is_said = refusal.code == "runtime.provider" and device in refusal.message
        return f"refused: {device}" if is_said else refusal.message
    return str(session.get_providers()[0][:4].lower())


def test_tensors_in_a_file_beside_the_model_are_used(file: Path) -> None:
    node = helper.make_node("Add", ["x", "w"], ["y"])
    made.write(file, [node], initializers=[made.outside("w", "data/w.bin")])
    (file.parent / "data").mkdir()
    (file.parent / "data" / "w.bin").write_bytes(np.arange(4, dtype="f").tobytes())
    (sums,) = open_session(file, CPU).run(None, {"x": np.ones((1, 4), "f")})
    assert sums.tolist() == [[1, 2, 3, 4]]
    (file.parent / "data" / "w.bin").write_bytes(bytes(8))
    assert refused(file).code == "model.damaged"


def test_what_the_header_refuses_is_never_loaded(file: Path) -> None:
    made.write(file, initializers=[made.outside("w", "../w.bin")])
    assert refused(file).code == "model.external_data"
    made.write(file, [helper.make_node("Boom", ["x"], ["y"], domain="evil.ops")])
    assert refused(file).code == "model.custom_op"


def _unknown_operator(file: Path) -> None:
    made.write(file, [helper.make_node("NoSuchOperator", ["x"], ["y"])])


def _missing_value(file: Path) -> None:
    made.write(file, [helper.make_node("Add", ["x", "nowhere"], ["y"])])


def _too_few_values(file: Path) -> None:
    tensor = made.constant("w", np.ones(4, "f"))
    tensor.dims[0] = 4000
    made.write(file, [helper.make_node("Add", ["x", "w"], ["y"])], initializers=[tensor])


def _future_opset(file: Path) -> None:
    made.write(file, opsets={"": 9999})


def _wrong_type(file: Path) -> None:
    made.write(file, outputs=[made.value("y", kind=made.INT64)])


@pytest.mark.parametrize(
    "spoil", [_unknown_operator, _missing_value, _too_few_values, _future_opset, _wrong_type]
)
def test_a_model_that_is_well_formed_and_makes_no_sense_is_damaged(file: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(file)
    refusal = refused(file)
    assert refusal.code == "model.damaged"
    assert refusal.details
