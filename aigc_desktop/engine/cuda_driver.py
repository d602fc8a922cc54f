"""The NVIDIA GPUs of this machine, asked of the driver itself: no other library is loaded for it."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

_LIBRARY = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
_NAME_BYTES = 256


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU under the number that CUDA gives it."""

    index: int
    name: str
    memory_mb: float


def find_gpus() -> tuple[Gpu, ...]:
    """Every GPU that CUDA can use; none where there is no driver or it does not answer."""
    try:
        driver = ctypes.CDLL(_LIBRARY)
    except OSError:
        return ()
    count = ctypes.c_int()
    if driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)):
        return ()
    return tuple(_gpu(driver, index) for index in range(count.value))


def _gpu(driver: ctypes.CDLL, index: int) -> Gpu:
    device, size = ctypes.c_int(), ctypes.c_size_t()
    name = ctypes.create_string_buffer(_NAME_BYTES)
    driver.cuDeviceGet(ctypes.byref(device), index)
    driver.cuDeviceGetName(name, _NAME_BYTES, device)
    driver.cuDeviceTotalMem_v2(ctypes.byref(size), device)
    return Gpu(index, name.value.decode("utf-8", "replace"), size.value / 2**20)
