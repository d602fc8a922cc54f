"""How to tell that memory ran out, in whichever words the library said so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from aigc_desktop.api import AigcError

_SIGNS = ("out of memory", "can't allocate memory", "cannot allocate memory", "STATUS_ALLOC_FAILED")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out."""
    named = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return named or (isinstance(error, RuntimeError) and any(sign in str(error) for sign in _SIGNS))


@contextmanager
def lack_of_memory_told(what: str) -> Iterator[None]:
    """Turn a lack of memory within the block into AigcError `memory.exhausted`; `what` says for what."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise AigcError(
            "memory.exhausted",
            f"There is not enough memory: {what}.",
            "Close other programs, take a smaller picture, or choose a smaller model.",
            str(error),
        ) from error
