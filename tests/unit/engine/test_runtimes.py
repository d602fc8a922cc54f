"""Where a request runs, as a table."""

from __future__ import annotations

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.requests import Runtime
from aigc_desktop.engine.runtimes import choose_runtime
from aigc_desktop.messages import Device

GPU = Device(id="cuda:0", name="GPU", precision="bfloat16", memory_mb=8000)
GPU2 = Device(id="cuda:1", name="GPU", precision="bfloat16", memory_mb=8000)
CPU = Device(id="cpu", name="CPU", precision="float32", memory_mb=16000)
AUTO = Runtime()


@pytest.mark.parametrize(
    ("devices", "preference", "chosen"),
    [
        ((CPU,), AUTO, ("cpu", "float32")),
        ((GPU, CPU), AUTO, ("cuda:0", "bfloat16")),
        ((GPU, CPU), Runtime(device="cpu"), ("cpu", "float32")),
        ((GPU, GPU2, CPU), Runtime(device="cuda:1"), ("cuda:1", "bfloat16")),
        ((GPU, GPU2, CPU), Runtime(device="cuda"), ("cuda:0", "bfloat16")),
        ((CPU,), Runtime(precision="bfloat16"), ("cpu", "bfloat16")),
        ((GPU, CPU), Runtime(backend="torch", device="cpu", precision="float16"), ("cpu", "float16")),
    ],
)
def test_every_auto_is_resolved(
    devices: tuple[Device, ...], preference: Runtime, chosen: tuple[str, str]
) -> None:
    runtime = choose_runtime("torch", devices, preference)
    assert (runtime.backend, runtime.device, runtime.precision) == ("torch", *chosen)


@pytest.mark.parametrize(
    ("preference", "code"),
    [
        (Runtime(device="cuda:0"), "runtime.device"),
        (Runtime(device="cup"), "runtime.device"),
        (Runtime(backend="onnx"), "runtime.backend"),
        (Runtime(precision="int3"), "runtime.precision"),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_way_out(preference: Runtime, code: str) -> None:
    with pytest.raises(AigcError) as caught:
        choose_runtime("torch", (CPU,), preference)
    assert caught.value.code == code


def test_a_missing_gpu_names_what_is_there_and_what_to_install() -> None:
    with pytest.raises(AigcError) as caught:
        choose_runtime("torch", (CPU,), Runtime(device="cuda:0"))
    assert "cpu" in caught.value.hint
    assert "CUDA build" in caught.value.hint
