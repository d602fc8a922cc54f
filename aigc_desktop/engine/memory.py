"""How much memory this process holds, and what to do when there was not enough."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from aigc_desktop.api.errors import ErrorInfo
from aigc_desktop.engine.devices import total_memory_mb

_SIGNS = (
    "out of memory",
    "CUDNN_STATUS_NOT_SUPPORTED",
    "can't allocate memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
)


def resident_mb() -> float:
    """The memory that this process holds in RAM, in MiB; its peak where the system tells no more."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    if sys.platform == "win32":
        return -1.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def device_mb() -> float:
    """The memory that this process holds on the GPU, in MiB; -1 without one."""
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_available():
        return -1.0
    return float(torch.cuda.memory_reserved() / 2**20)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` says, in any of the known ways, that memory ran out."""
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in _SIGNS)


def poisons_the_process(error: BaseException) -> bool:
    """Whether no further CUDA call can succeed in this process after `error`."""
    text = str(error)
    return "CUDA error" in text and not is_out_of_memory(error)


def exhausted(error: BaseException, plugin: str) -> ErrorInfo:
    """Out of memory, told with numbers."""
    held, total, on_device = resident_mb(), total_memory_mb(), device_mb()
    numbers = f"The engine held {held:,.0f} MB of {total:,.0f} MB"
    numbers += f" and {on_device:,.0f} MB on the GPU" if on_device >= 0 else ""
    return ErrorInfo(
        code="memory.exhausted",
        message=f"There was not enough memory. {numbers}.",
        hint="Choose a smaller size or count, a smaller model, or close other programs.",
        details=str(error)[:4000],
        plugin=plugin,
    )


def give_back() -> None:
    """Return to the system what nobody uses any more."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
