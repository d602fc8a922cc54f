"""Reads the header of a safetensors file and checks it against the file's size, without loading a tensor.

A file is the length of its header (8 bytes), the header in JSON, and the tensors one after another.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigc_desktop.api.errors import AigcError

MAX_HEADER_BYTES = 100_000_000

_LENGTH = struct.Struct("<Q")
_BITS = {
    **dict.fromkeys(("F4",), 4),
    **dict.fromkeys(("F6_E2M3", "F6_E3M2"), 6),
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2", "F8_E8M0"), 8),
    **dict.fromkeys(("U16", "I16", "F16", "BF16"), 16),
    **dict.fromkeys(("U32", "I32", "F32"), 32),
    **dict.fromkeys(("U64", "I64", "F64", "C64"), 64),
}


@dataclass(frozen=True, slots=True)
class Tensor:
    """What the header says of one tensor; `start` and `end` count bytes from the end of the header."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


def read_header(file: Path) -> Mapping[str, Tensor]:
    """The tensors in `file` by name.

    Raises AigcError `model.truncated` when the file ends too early and `model.damaged` when the header
    makes no sense.
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise _truncated(file, size, _LENGTH.size)
        (length,) = _LENGTH.unpack(head)
        if length > MAX_HEADER_BYTES:
            raise _damaged(file, f"its header claims {length} bytes")
        if size < _LENGTH.size + length:
            raise _truncated(file, size, _LENGTH.size + length)
        header = _parsed(file, stream.read(length))
    tensors = {name: _tensor(file, name, entry) for name, entry in header.items() if name != "__metadata__"}
    _check_data(file, tensors.values(), available=size - _LENGTH.size - length)
    return tensors


def _parsed(file: Path, text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(file, "its header is not JSON") from error
    if not isinstance(header, dict):
        raise _damaged(file, "its header is not an object")
    return header


def _tensor(file: Path, name: str, entry: object) -> Tensor:
    match entry:
        case {"dtype": str(dtype), "shape": list(shape), "data_offsets": [int(start), int(end)]}:
            tensor = Tensor(dtype, tuple(shape), start, end)
        case _:
            raise _damaged(file, f"the entry of tensor {name[:80]!r} is incomplete")
    if not all(isinstance(side, int) and side >= 0 for side in tensor.shape):
        raise _damaged(file, f"tensor {name[:80]!r} has an impossible shape")
    bits = _BITS.get(dtype, 0) * math.prod(tensor.shape)
    if dtype not in _BITS or bits != 8 * (end - start):
        raise _damaged(file, f"tensor {name[:80]!r} does not have the size that its shape needs")
    return tensor


def _check_data(file: Path, tensors: Iterable[Tensor], available: int) -> None:
    position = 0
    for tensor in sorted(tensors, key=lambda tensor: (tensor.start, tensor.end)):
        if tensor.start != position:
            raise _damaged(file, "its tensors overlap or leave gaps")
        position = tensor.end
    if position > available:
        raise _truncated(file, available, position)
    if position < available:
        raise _damaged(file, f"{available - position} bytes follow after its last tensor")


def _truncated(file: Path, size: int, needed: int) -> AigcError:
    return AigcError(
        "model.truncated",
        f"{file.name} is cut off: {needed - size:,} bytes are missing at its end.",
        f"Copy or download {file} again, completely.",
    )


def _damaged(file: Path, why: str) -> AigcError:
    return AigcError(
        "model.damaged",
        f"{file.name} is not a sound safetensors file: {why}.",
        f"Copy or download {file} again.",
    )
