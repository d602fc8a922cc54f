"""The devices of this machine, and what is fast on them."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from aigc_desktop.engine.cuda_driver import Gpu, find_gpus
from aigc_desktop.messages import Device


def find_devices(backend: str) -> tuple[Device, ...]:
    """The devices that `backend` can use, best first; those that must be chosen by name come last."""
    if backend == "torch":
        return (*_torch_accelerators(), _torch_cpu())
    return (*_onnx_accelerators(), _plain_cpu("float32"), *_tensorrt())


def library_versions(backend: str) -> dict[str, str]:
    """The versions of the libraries that shape a result."""
    wanted = (
        ("torch", "diffusers", "transformers")
        if backend == "torch"
        else ("onnxruntime-gpu", "onnxruntime-directml", "onnxruntime")
    )
    return {name: version(name) for name in wanted if _is_installed(name)}


def total_memory_mb() -> float:
    """The memory of the machine in MiB, -1 where the system does not say."""
    if not hasattr(os, "sysconf"):
        return -1.0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20


def _onnx_accelerators() -> list[Device]:
    """Told by what is installed: importing ONNX Runtime would take longer than all else at the start."""
    if _is_installed("onnxruntime-gpu"):
        return [_onnx_gpu("cuda", gpu) for gpu in find_gpus()]
    if _is_installed("onnxruntime-directml"):
        return [Device(id="dml:0", name="DirectML", precision="float32", memory_mb=-1.0)]
    return []


def _tensorrt() -> list[Device]:
    """Its first run on a model takes minutes, so nobody gets it who did not ask."""
    usable = _is_installed("onnxruntime-gpu") and find_spec("tensorrt") is not None
    return [_onnx_gpu("tensorrt", gpu) for gpu in find_gpus()] if usable else []


def _onnx_gpu(provider: str, gpu: Gpu) -> Device:
    name = gpu.name if provider == "cuda" else f"{gpu.name} (TensorRT)"
    return Device(id=f"{provider}:{gpu.index}", name=name, precision="float32", memory_mb=gpu.memory_mb)


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True


def _torch_accelerators() -> list[Device]:
    import torch

    found = []
    for index in range(torch.cuda.device_count()):
        properties = torch.cuda.get_device_properties(index)
        precision = "bfloat16" if properties.major >= 8 else "float16"
        memory_mb = properties.total_memory / 2**20
        found.append(
            Device(id=f"cuda:{index}", name=properties.name, precision=precision, memory_mb=memory_mb)
        )
    if torch.backends.mps.is_available():
        found.append(Device(id="mps", name="Apple GPU", precision="float32", memory_mb=total_memory_mb()))
    return found


def _torch_cpu() -> Device:
    """bfloat16 is far faster than float32 on a CPU with AMX tiles, and no gain worth its loss elsewhere."""
    import torch

    return _plain_cpu("bfloat16" if torch.cpu.get_capabilities().get("amx_bf16", False) else "float32")


def _plain_cpu(precision: str) -> Device:
    return Device(id="cpu", name=_cpu_name(), precision=precision, memory_mb=total_memory_mb())


def _cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
