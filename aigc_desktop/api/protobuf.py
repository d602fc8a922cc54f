"""Just enough of Protocol Buffers' wire format to walk through a file without loading what is large in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


class Field(NamedTuple):
    """One field: its number, its value if that is a varint, else where its bytes lie in the stream."""

    number: int
    value: int
    start: int
    size: int


def fields(stream: BinaryIO, start: int, size: int) -> Iterator[Field]:
    """The fields of the message that lies at `start`. Bytes are skipped, not read.

    Raises ValueError where the bytes are no message of that size.
    """
    position, end = start, start + size
    while position < end:
        tag, position = _varint(stream, position)
        number, kind = tag >> 3, tag & 7
        if not number:  # So that a file of zeros, as an unfinished download is, ends here.
            raise ValueError("a field has no number")
        if kind == _VARINT:
            value, position = _varint(stream, position)
            yield Field(number, value, position, 0)
            continue
        length, position = _length(stream, kind, position)
        if position + length > end:
            raise ValueError("a field is longer than its message")
        yield Field(number, 0, position, length)
        position += length
    if position != end:
        raise ValueError("the last field ends beyond its message")


def read(stream: BinaryIO, field: Field, most: int = 1 << 20) -> bytes:
    """The bytes of a field; raises ValueError when they are more than `most` or cut off."""
    if field.size > most:
        raise ValueError(f"a field of {field.size} bytes is too large")
    stream.seek(field.start)
    found = stream.read(field.size)
    if len(found) < field.size:
        raise ValueError("the file is cut off")
    return found


def text(stream: BinaryIO, field: Field) -> str:
    """A string field; raises ValueError when it is not UTF-8."""
    return read(stream, field).decode("utf-8")


def _length(stream: BinaryIO, kind: int, position: int) -> tuple[int, int]:
    if kind == _BYTES:
        return _varint(stream, position)
    if kind in (_FIXED32, _FIXED64):
        return (4 if kind == _FIXED32 else 8), position
    raise ValueError(f"wire type {kind} is not known")


def _varint(stream: BinaryIO, position: int) -> tuple[int, int]:
    stream.seek(position)
    value = 0
    for count, byte in enumerate(stream.read(10)):
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return value, position + count + 1
    raise ValueError("a number does not end")
