"""When memory runs out: how to tell, and what to try, one measure after the other, each told to the user."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator

import torch

from aigc_desktop.api import AigcError, JobContext, Runtime

from .pipeline import Pipeline

_SIGNS = (
    "out of memory",
    "can't allocate memory",
    "cannot allocate memory",
    "CUDNN_STATUS_NOT_SUPPORTED",
    "CUDNN_STATUS_ALLOC_FAILED",
    "CUBLAS_STATUS_ALLOC_FAILED",
)
_Measure = tuple[str, Callable[[], None]]


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out, in whichever words the library said so."""
    named = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return named or (isinstance(error, RuntimeError) and any(sign in str(error) for sign in _SIGNS))


def exhausted(what: str, error: BaseException | str, runtime: Runtime) -> AigcError:
    """The failure when nothing is left to try, with the numbers."""
    return AigcError(
        "memory.exhausted",
        f"There is not enough memory: {what}; {_numbers(runtime.device)}.",
        "Make the picture smaller, close other programs, or choose a smaller model.",
        str(error),
    )


class Ladder:
    """The measures against a lack of memory during one job. `batch` is how many pictures to make together."""

    def __init__(self, pipeline: Pipeline, runtime: Runtime, job: JobContext, batch: int) -> None:
        self.batch = batch
        self.is_tiled = False
        self._is_offloaded = False
        self._pipeline = pipeline
        self._runtime = runtime
        self._job = job
        self._measures = self._in_order()

    def climb(self, failure: str, what: str) -> None:
        """Take the next measure and tell the user; raise `memory.exhausted` when none is left.

        Call it after the `except` block has ended: the exception keeps the tensors of its frames alive.
        """
        measure = next(self._measures, None)
        _empty_caches()
        if measure is None:
            raise exhausted(what, failure, self._runtime)
        sentence, take = measure
        take()
        self._job.notice(f"Memory ran out; {sentence}.", f"It was {_numbers(self._runtime.device)}.")

    def restore(self) -> None:
        """Undo what changes the pixels or is slow: the next job may be smaller."""
        if self.is_tiled:
            self._pipeline.vae.disable_tiling()
            self._pipeline.vae.disable_slicing()
            self.is_tiled = False
        if self._is_offloaded:
            self._pipeline.remove_all_hooks()
            self._pipeline.to(self._runtime.device)
            self._is_offloaded = False

    def _in_order(self) -> Iterator[_Measure]:
        yield "caches were emptied, trying again", _empty_caches
        yield "the picture is now decoded in tiles, whose seams may show faintly", self._tile
        while self.batch > 1:
            yield f"now making {self.batch // 2} at a time", self._halve
        if self._runtime.device.startswith("cuda"):
            yield "the model now moves to the device part by part, which is slow", self._offload

    def _tile(self) -> None:
        self._pipeline.vae.enable_tiling()
        self._pipeline.vae.enable_slicing()
        self.is_tiled = True

    def _halve(self) -> None:
        self.batch //= 2

    def _offload(self) -> None:
        self._is_offloaded = True
        self._pipeline.enable_sequential_cpu_offload(device=self._runtime.device)


def _empty_caches() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _numbers(device: str) -> str:
    if device.startswith("cuda"):
        free, total = torch.cuda.mem_get_info(device)
        return f"{free >> 20} of {total >> 20} MiB are free on {device}"
    if sys.platform == "win32":
        return "the system gave no more"
    page = os.sysconf("SC_PAGE_SIZE")
    total = os.sysconf("SC_PHYS_PAGES") * page
    free = os.sysconf("SC_AVPHYS_PAGES") * page if "SC_AVPHYS_PAGES" in os.sysconf_names else 0
    return f"{free >> 20} of {total >> 20} MiB are free"
