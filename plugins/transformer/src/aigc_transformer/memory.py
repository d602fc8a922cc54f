"""When memory runs out: how to tell, and what to say."""

from __future__ import annotations

import torch

from aigc_desktop.api import AigcError

_SIGNS = ("out of memory", "can't allocate memory", "cannot allocate memory", "CUBLAS_STATUS_ALLOC_FAILED")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out, in whichever words the library said so."""
    named = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return named or (isinstance(error, RuntimeError) and any(sign in str(error) for sign in _SIGNS))


def exhausted(what: str, error: BaseException) -> AigcError:
    """The failure, with what took the memory."""
    return AigcError(
        "memory.exhausted",
        f"There is not enough memory: {what}.",
        "Shorten the prompt, close other programs, or choose a smaller model.",
        str(error),
    )
