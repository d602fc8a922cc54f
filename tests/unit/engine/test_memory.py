"""Out of memory is recognised in all its forms and told with numbers."""

from __future__ import annotations

import pytest

from aigc_desktop.engine import memory


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("cuDNN error: CUDNN_STATUS_NOT_SUPPORTED"),
    ],
)
def test_every_form_is_recognised(error: BaseException) -> None:
    assert memory.is_out_of_memory(error)
    assert not memory.poisons_the_process(error)


def test_other_failures_are_not_mistaken_for_it() -> None:
    assert not memory.is_out_of_memory(ValueError("shapes do not match"))
    assert memory.poisons_the_process(RuntimeError("CUDA error: device-side assert triggered"))


def test_the_user_is_told_numbers() -> None:
    info = memory.exhausted(MemoryError(), "diffusion")
    assert info.code == "memory.exhausted"
    assert info.plugin == "diffusion"
    assert "MB of" in info.message
    assert memory.resident_mb() > 1
