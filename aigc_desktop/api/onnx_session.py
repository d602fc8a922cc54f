"""Opens an ONNX model on the device that was chosen, or says why not. For plugins, in an engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.onnx_header import read_header
from aigc_desktop.api.requests import Runtime

if TYPE_CHECKING:
    import onnxruntime

Provider: TypeAlias = tuple[str, Mapping[str, Any]]
"""An execution provider's name and its options."""

_PROVIDERS = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "dml": "DmlExecutionProvider",
}
_BEHIND = {"tensorrt": ("cuda",)}
"""What takes the operators that a provider lacks, on the same device."""


def open_session(file: Path, runtime: Runtime) -> onnxruntime.InferenceSession:
    """A session of the model in `file`, on exactly the device of `runtime` (`cpu`, `cuda:0`, `dml:0`, ...).

    Raises AigcError `model.damaged`, `model.external_data` or `model.custom_op` for a file that must not or
    cannot be loaded, `runtime.provider` when the device's execution provider is missing: there is no silent
    fall to the CPU.
    """
    import onnxruntime

    read_header(file)
    providers = providers_of(runtime.device)
    names = [name for name, _ in providers]
    if not names or not set(names) <= set(onnxruntime.get_available_providers()):
        raise _no_provider(runtime.device)
    if _PROVIDERS["cuda"] in names:
        onnxruntime.preload_dlls()  # CUDA's libraries may lie in the wheels of other packages.
    session = _create(file, _options(), providers)
    session.disable_fallback()
    if session.get_providers()[: len(names)] != names:
        raise _no_provider(runtime.device)
    return session


def providers_of(device: str) -> list[Provider]:
    """The execution providers of `device`, the chosen one first; none for a device that is not known.

    What TensorRT lacks runs on the same GPU by CUDA.
    """
    kind, _, number = device.partition(":")
    kinds = (kind, *_BEHIND.get(kind, ())) if kind in _PROVIDERS else ()
    return [(_PROVIDERS[one], _provider_options(one, int(number or 0))) for one in kinds]


def _create(
    file: Path, options: onnxruntime.SessionOptions, providers: list[Provider]
) -> onnxruntime.InferenceSession:
    import onnxruntime

    try:
        return onnxruntime.InferenceSession(file, options, providers=providers)
    except Exception as error:  # onnxruntime has a class for each of its status codes, without a common base
        if "memory" in str(error).lower():
            raise
        raise AigcError(
            "model.damaged",
            f"{file.name} cannot be loaded by ONNX Runtime.",
            "Copy or export the model again. The details say what was found.",
            str(error)[:4000],
        ) from error


def _options() -> onnxruntime.SessionOptions:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.intra_op_num_threads = _threads()
    options.log_severity_level = 3
    # Threads that spin while they wait take the time of the window, and of every other program.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    return options


def _threads() -> int:
    """As many as the processors that this process may use, one less where there are many."""
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return count if count <= 2 else count - 1


def _provider_options(kind: str, number: int) -> dict[str, Any]:
    if kind == "cpu":
        return {"arena_extend_strategy": "kSameAsRequested"}
    if kind == "cuda":
        return {
            "device_id": number,
            "arena_extend_strategy": "kSameAsRequested",
            "cudnn_conv_algo_search": "HEURISTIC",
        }
    return {"device_id": number}


def _no_provider(device: str) -> AigcError:
    return AigcError(
        "runtime.provider",
        f"ONNX Runtime cannot run on {device} here.",
        "Choose the device cpu, or install the build of ONNX Runtime for this device; "
        "`aigc doctor` says what is there.",
    )
