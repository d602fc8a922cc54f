"""PyTorch and ONNX Runtime: which build is there, does it fit the machine, is anything known to be unsafe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from aigc_desktop.api.errors import AigcError
from aigc_desktop.cli.checks.child import ask
from aigc_desktop.cli.checks.finding import Finding

FLOORS: Mapping[str, str] = {
    "torch": "2.10",
    "onnx": "1.22",
    "onnxruntime": "1.28.1",
    "onnxruntime-gpu": "1.28.1",
    "pillow": "12.3",
    "diffusers": "0.38",
    "transformers": "5.3",
    "pip": "26.2",
}
"""Older versions have security holes that matter to who opens other people's models and pictures."""

_DRIVER_FILES = ("/proc/driver/nvidia/version", "C:/Windows/System32/nvcuda.dll")
_PROBE = "aigc_desktop.engine.probe"


def check_torch() -> Iterator[Finding]:
    """Whether PyTorch works and uses the graphics card that is there."""
    try:
        yield judge_torch(ask(_PROBE, "torch"), has_nvidia_driver=_has_nvidia_driver())
    except AigcError as error:
        yield Finding("fail", "torch", f"cannot be used: {error.message}", "Run `make install` again.")


def judge_torch(answer: Mapping[str, Any], *, has_nvidia_driver: bool) -> Finding:
    """Whether this build of PyTorch is the right one for the machine."""
    release = str(answer["version"])
    build = f"CUDA {answer['cuda']}" if answer["cuda"] else "CPU build"
    devices = ", ".join(answer["devices"])
    said = f"{release}, {build}: {devices}"
    has_cuda_device = any(device.startswith("cuda") for device in answer["devices"])
    if not has_nvidia_driver or has_cuda_device:
        return Finding("ok", "torch", said)
    if answer["cuda"]:
        way_out = "Update the NVIDIA driver, then restart the machine; `nvidia-smi` must list the card."
        return Finding("warn", "torch", f"{said}. It does not see the NVIDIA card.", way_out)
    return Finding("warn", "torch", f"{said}. The NVIDIA card is not used.", cuda_build_hint(release))


def cuda_build_hint(release: str) -> str:
    """How to get the build of PyTorch for NVIDIA cards."""
    wanted = release.partition("+")[0]
    return (
        "Look up the package index for your CUDA version on PyTorch's own page “Start locally”, then run in "
        f"this environment: pip uninstall -y torch, then: pip install torch=={wanted} --index-url INDEX"
    )


def check_onnx() -> Iterator[Finding]:
    """Whether ONNX Runtime works; two of its packages side by side break each other."""
    if _version("onnxruntime") and _version("onnxruntime-gpu"):
        way_out = (
            "Run: pip uninstall -y onnxruntime onnxruntime-gpu, then: pip install onnxruntime-gpu. "
            "A plugin that asks for onnxruntime brought the second one."
        )
        yield Finding("fail", "onnxruntime", "onnxruntime and onnxruntime-gpu overwrite each other", way_out)
        return
    try:
        answer = ask(_PROBE, "onnx")
    except AigcError as error:
        yield Finding("fail", "onnxruntime", f"cannot be used: {error.message}", "Run `make install` again.")
        return
    yield Finding("ok", "onnxruntime", f"{answer['version']}: {', '.join(answer['devices'])}")


def check_floors() -> Iterator[Finding]:
    """Whether a library is so old that it is known to be unsafe."""
    found = {name: release for name in FLOORS if (release := _version(name))}
    old = [finding for name, release in found.items() if (finding := judge_version(name, release))]
    yield from old or [Finding("ok", "versions", "none is known to be unsafe")]


def judge_version(name: str, release: str) -> Finding | None:
    """A finding if this release of a library is below its floor."""
    floor = FLOORS[name]
    try:
        is_safe = Version(release) >= Version(floor)
    except InvalidVersion:
        is_safe = False
    if is_safe:
        return None
    way_out = f'Run: pip install --upgrade "{name}>={floor}"'
    return Finding("warn", name, f"{release} has known security holes", way_out)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _has_nvidia_driver() -> bool:
    return shutil.which("nvidia-smi") is not None or any(Path(file).exists() for file in _DRIVER_FILES)
