"""Where a request runs: one pure function."""

from __future__ import annotations

from collections.abc import Sequence

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.requests import Runtime
from aigc_desktop.messages import Device

PRECISIONS = ("float32", "bfloat16", "float16")


def choose_runtime(backend: str, devices: Sequence[Device], preference: Runtime) -> Runtime:
    """Resolve every `auto` of `preference`: the first device, and what is fast on it.

    Raises AigcError `runtime.backend`, `runtime.device` or `runtime.precision` when the preference
    cannot be had; it never falls back to another device in silence.
    """
    if preference.backend not in ("auto", backend):
        raise AigcError("runtime.backend", f"This engine runs {backend}, not {preference.backend}.")
    device = devices[0] if preference.device == "auto" else _find(devices, preference.device)
    precision = device.precision if preference.precision == "auto" else preference.precision
    if precision not in PRECISIONS:
        raise AigcError(
            "runtime.precision",
            f"There is no precision “{precision}”.",
            f"Known are: {', '.join(PRECISIONS)}.",
        )
    return Runtime(backend=backend, device=device.id, precision=precision)


def _find(devices: Sequence[Device], wanted: str) -> Device:
    for device in devices:
        if wanted in (device.id, device.id.partition(":")[0]):
            return device
    there = ", ".join(device.id for device in devices)
    raise AigcError(
        "runtime.device",
        f"There is no device “{wanted}” here.",
        f"Present are: {there}. For an NVIDIA card the CUDA build of PyTorch must be installed; "
        "`aigc doctor` says how."
        if wanted.startswith("cuda")
        else f"Present are: {there}. Choose one of them, or auto.",
    )
